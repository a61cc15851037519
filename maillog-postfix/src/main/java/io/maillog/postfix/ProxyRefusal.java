package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

/**
 * {@code proxy SERVICE rejected "COMMAND": "REPLY"}: a before-queue filter that did not answer as
 * expected (smtpd_proxy.c). The command has the client's address in it, the reply the filter's
 * text: where both could end, neither is stated.
 */
final class ProxyRefusal {
  private static final Literal PROXY = Literal.of("proxy ");
  private static final Literal REJECTED = Literal.of(" rejected \"");
  private static final Literal THEN = Literal.of("\": \"");

  private ProxyRefusal() {}

  static void parse(byte[] b, int from, int to, EventWriter e) {
    if (!PROXY.startsAt(b, from, to)) {
      return;
    }
    int service = from + PROXY.length();
    int end = ByteScan.endOfWord(b, service, to);
    if (!REJECTED.startsAt(b, end, to)) {
      return;
    }
    service(b, service, end, e);
    int command = end + REJECTED.length();
    int then = THEN.indexIn(b, command, to);
    int reply = then + THEN.length();
    if (then > 0 && reply < to && b[to - 1] == '"' && THEN.indexIn(b, reply, to) < 0) {
      e.stage(Stage.of(b, command, then));
      int text = SmtpReply.dsn(b, SmtpReply.code(b, reply, to - 1, e), to - 1, e);
      e.span(Field.REPLY, reply, to - 1);
      if (text < to - 1) {
        e.span(Field.REASON, text, to - 1);
      }
    }
  }

  /** {@code HOST:PORT}, where that is one. */
  private static void service(byte[] b, int from, int to, EventWriter e) {
    int colon = ByteScan.lastIndexOf(b, from, to, (byte) ':');
    if (colon <= from || Decimal.endOfDigits(b, colon + 1, to) != to || colon + 1 == to) {
      return;
    }
    boolean literal = b[from] == '[' && b[colon - 1] == ']';
    int start = literal ? from + 1 : from;
    int end = literal ? colon - 1 : colon;
    e.span(literal || Decimal.isDigit(b[end - 1]) ? Field.RELAY_IP : Field.RELAY_HOST, start, end);
    e.span(Field.RELAY_PORT, colon + 1, to);
  }
}
