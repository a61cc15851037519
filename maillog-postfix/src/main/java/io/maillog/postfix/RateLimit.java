package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * {@code WHAT limit exceeded: N from CLIENT for service S}: by anvil(8)'s counts a client is
 * refused, with 421 or 450 (smtpd.c).
 */
final class RateLimit {
  private static final Literal LIMIT = Literal.of(" limit exceeded: ");
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal FOR_SERVICE = Literal.of(" for service ");
  private static final int MAX_NAME = 64;

  private RateLimit() {}

  static void parse(byte[] b, int from, int to, EventWriter e) {
    int limit = LIMIT.indexIn(b, from, Math.min(to, from + MAX_NAME));
    if (limit < 0) {
      return;
    }
    int count = limit + LIMIT.length();
    int countEnd = Decimal.endOfDigits(b, count, to);
    if (!FROM.startsAt(b, countEnd, to)) {
      return;
    }
    int end = Peer.client(b, countEnd + FROM.length(), to, e);
    if (end > 0 && FOR_SERVICE.startsAt(b, end, to)) {
      e.kind(EventKind.REJECT);
      e.stage(stage(b[from]));
      e.span(Field.REASON, from, countEnd);
    }
  }

  /** By what is counted: connections, messages, recipients, new TLS sessions, AUTH commands. */
  private static SmtpStage stage(byte first) {
    return switch (first) {
      case 'C' -> SmtpStage.CONNECT;
      case 'M' -> SmtpStage.MAIL;
      case 'R' -> SmtpStage.RCPT;
      case 'N' -> SmtpStage.STARTTLS;
      case 'A' -> SmtpStage.AUTH;
      default -> SmtpStage.OTHER;
    };
  }
}
