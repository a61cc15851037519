package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code H=HOST: TEXT} or {@code HOST: TEXT} of a message: a next hop that failed, after which
 * another may be tried (transports/smtp.c); no recipient's fate is stated yet.
 */
final class AttemptLine {
  private static final Literal HOST = Literal.of("H=");
  private static final Literal TLS = Literal.of("TLS ");
  private static final Literal OUTPUT = Literal.of(" transport output: ");
  private static final Literal THEN = Literal.of(">: ");

  private AttemptLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (b[from] == '<') {
      return output(b, from, to, e);
    }
    if (RemoteText.isOne(b, from, to)) { // before Exim 4.87 the host stood within the text
      e.kind(EventKind.ATTEMPT_FAILED);
      RemoteText.read(b, from, to, e);
      return true;
    }
    boolean tagged = HOST.startsAt(b, from, to);
    int end = Host.relay(b, tagged ? from + HOST.length() : from, to, e);
    if (end < 0) {
      return false;
    }
    int p = ByteScan.skipSpaces(b, end < to && b[end] == ':' ? end + 1 : end, to);
    e.kind(EventKind.ATTEMPT_FAILED);
    if (p < to) {
      if (TLS.startsAt(b, p, to)) {
        e.kind(EventKind.TLS);
        e.span(Field.REASON, p, to);
      } else {
        RemoteText.read(b, p, to, e);
      }
    }
    return true;
  }

  /** {@code <ADDRESS>: NAME transport output: TEXT}: what a command printed (deliver.c). */
  private static boolean output(byte[] b, int from, int to, EventWriter e) {
    int close = Address.close(b, from + 1, to);
    if (close < 0 || !THEN.startsAt(b, close, to)) {
      return false;
    }
    int name = close + THEN.length();
    int end = ByteScan.endOfWord(b, name, to);
    e.span(Field.TO, from + 1, close);
    if (OUTPUT.startsAt(b, end, to)) {
      e.span(Field.TRANSPORT, name, end);
      e.span(Field.REASON, end + OUTPUT.length(), to);
    } else {
      e.span(Field.REASON, name, to);
    }
    e.kind(EventKind.DIAGNOSTIC);
    return true;
  }
}
