package io.maillog.sendmail;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

/** What a client was told: {@code [CODE ][DSN ]TEXT}. */
final class Refusal {
  private static final Literal REJECT = Literal.of(", reject=");
  private static final Literal REJECTED = Literal.of("Command rejected");
  private static final int CODE_LENGTH = 3;

  private Refusal() {}

  /** Whether {@code , reject=} stands there with a reply: it has the code of a failure always. */
  static boolean isAt(byte[] b, int at, int to) {
    int code = at + REJECT.length();
    return REJECT.startsAt(b, at, to)
        && ((code < to
                && (b[code] == '4' || b[code] == '5')
                && Decimal.endOfDigits(b, code, to) == code + CODE_LENGTH)
            || REJECTED.startsAt(b, code, to)); // a milter's, without a reply (srvrsmtp.c)
  }

  /** Where such a reply is next; -1 if it is nowhere. */
  static int next(byte[] b, int from, int to) {
    int at = REJECT.indexIn(b, from, to);
    while (at >= 0 && !isAt(b, at, to)) {
      at = REJECT.indexIn(b, at + 1, to);
    }
    return at;
  }

  /** Sets code, enhanced status and reason. */
  static void reason(byte[] b, int from, int to, EventWriter e) {
    int text = SmtpReply.code(b, from, to, e);
    text = SmtpReply.dsn(b, text, to, e);
    if (text < to) {
      Printed.text(Field.REASON, b, text, to, e);
    }
  }
}
