package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * A message that was taken in, and the envelopes that were made of its recipients. Up to 6.4 a
 * message has a line for each recipient, which tells how many envelopes that one became.
 */
final class ArrivalLine {
  private static final Literal EVPID = Literal.of("evpid=");
  private static final long MSGID = PackedKey.of("msgid=");
  private static final long STATUS = PackedKey.of("status=");
  private static final long FROM = PackedKey.of("from=<");
  private static final long TO = PackedKey.of("to=<");
  private static final long SIZE = PackedKey.of("size=");
  private static final long NRCPT = PackedKey.of("nrcpt=");
  private static final long NDEST = PackedKey.of("ndest=");
  private static final long PROTO = PackedKey.of("proto=");

  private ArrivalLine() {}

  /**
   * {@code [CLIENT ]msgid=ID [from=<A> to=<A> ]size=N nrcpt=N proto=P} (smtp_session.c,
   * smtp_queue_commit).
   */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int p = Pairs.client(b, from, to, e);
    return pairs(b, p, to, e);
  }

  /** The pairs of a message; the kind is set if all are known. */
  static boolean pairs(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p >= 0 && p < to) {
      p = pair(b, p, to, e);
    }
    if (p < 0 || !e.has(Field.QUEUE_ID)) {
      return false;
    }
    e.kind(EventKind.RECEIVED);
    return true;
  }

  private static int pair(byte[] b, int p, int to, EventWriter e) {
    long word = ByteScan.word(b, p, to - p);
    if (PackedKey.startsWith(word, FROM)) {
      return Pairs.address(Field.FROM, b, p + 6, to, e);
    } else if (PackedKey.startsWith(word, TO)) {
      return Pairs.address(Field.TO, b, p + 4, to, e);
    }
    int value = ByteScan.indexOf(b, p, to, (byte) '=') + 1;
    if (value == 0) {
      return -1;
    }
    int end = Pairs.endOfWord(b, value, to);
    if (PackedKey.startsWith(word, MSGID)) {
      return Ids.message(b, value, end, e) ? Pairs.next(b, end, to) : -1;
    } else if (PackedKey.startsWith(word, SIZE)) {
      e.span(Field.SIZE, value, end);
    } else if (PackedKey.startsWith(word, NRCPT) || PackedKey.startsWith(word, NDEST)) {
      e.span(Field.NRCPT, value, end);
    } else if (PackedKey.startsWith(word, PROTO)) {
      e.span(Field.PROTOCOL, value, end);
    } else if (!PackedKey.startsWith(word, STATUS)) { // that it was taken
      return -1;
    }
    return Pairs.next(b, end, to);
  }

  /** {@code evpid=ID from=<A> to=<A>}: the message is in the queue for this recipient. */
  static boolean envelope(byte[] b, int from, int to, EventWriter e) {
    int id = from + EVPID.length();
    int end = Pairs.endOfWord(b, Math.min(id, to), to);
    if (!EVPID.startsAt(b, from, to) || !Ids.envelope(b, id, end, e)) {
      return false;
    }
    int p = Pairs.next(b, end, to);
    while (p >= 0 && p < to) {
      p = pair(b, p, to, e);
    }
    if (p < 0) {
      return false;
    }
    e.kind(EventKind.QUEUED);
    return true;
  }
}
