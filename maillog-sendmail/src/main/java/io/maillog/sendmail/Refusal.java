package io.maillog.sendmail;

import io.maillog.dialect.SmtpReply;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** What a client was told: {@code [CODE ][DSN ]TEXT}. */
final class Refusal {
  private Refusal() {}

  /** Sets code, enhanced status and reason. */
  static void reason(byte[] b, int from, int to, EventWriter e) {
    int text = SmtpReply.code(b, from, to, e);
    text = SmtpReply.dsn(b, text, to, e);
    if (text < to) {
      Printed.text(Field.REASON, b, text, to, e);
    }
  }
}
