package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * qmqpd(8)'s {@code CLIENT: REASON while STAGE}, of a session that broke, and {@code CLIENT: TEXT},
 * of a message that it did not take; after the queue id or NOQUEUE (qmqpd.c).
 */
final class QmqpdLine {
  private static final Literal LOST = Literal.of("lost connection");
  private static final Literal TIMEOUT = Literal.of("timeout");

  private QmqpdLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int end = Peer.client(b, from, to, e);
    if (end < 0 || end + 2 >= to || b[end] != ':' || b[end + 1] != ' ') {
      Peer.clearClient(e);
      return false;
    }
    int text = end + 2;
    if (LOST.startsAt(b, text, to) || TIMEOUT.startsAt(b, text, to)) {
      e.kind(EventKind.CONNECTION_LOST);
      e.stage(SmtpStage.OTHER);
    } else {
      e.kind(EventKind.REJECT);
    }
    e.span(Field.REASON, text, to);
    return true;
  }
}
