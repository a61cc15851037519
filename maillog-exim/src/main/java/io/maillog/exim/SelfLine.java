package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code TEXT: DOMAIN[ (while routing <ADDRESS>)| (while verifying <ADDRESS> from host CLIENT)]}: a
 * domain's mail would come back to this host (routers/rf_self_action.c). Whose address it is, a
 * sender's or a recipient's, is not said.
 */
final class SelfLine {
  private static final Literal[] TEXTS = {
    Literal.of("lowest numbered MX record points to local host"),
    Literal.of("remote host address is the local host"),
  };
  private static final Literal VERIFYING = Literal.of(" (while verifying <");
  private static final Literal FROM_HOST = Literal.of("> from host ");
  private static final ClientHost.Next CLOSE = ClientHost.Next.END;

  private SelfLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    for (Literal text : TEXTS) {
      if (text.startsAt(b, from, to)) {
        e.kind(EventKind.DIAGNOSTIC);
        e.span(Field.REASON, from, to);
        int domain = Math.min(to, from + text.length() + 2);
        client(b, ByteScan.endOfWord(b, domain, to), to, e);
        return true;
      }
    }
    return false;
  }

  private static void client(byte[] b, int from, int to, EventWriter e) {
    if (!VERIFYING.startsAt(b, from, to)) {
      return;
    }
    int close = Address.strictClose(b, from + VERIFYING.length(), to);
    if (close > 0 && FROM_HOST.startsAt(b, close, to) && b[to - 1] == ')') {
      ClientHost.read(b, close + FROM_HOST.length(), to - 1, CLOSE, e);
    }
  }
}
