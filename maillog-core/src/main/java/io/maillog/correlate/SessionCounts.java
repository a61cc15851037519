package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.event.MailEvent;

/**
 * The counts of commands that a session's last line may have as attributes: {@code data=2} for as
 * many as were accepted, {@code data=2/3} where another was not, and nothing where none was given
 * (Postfix: smtpd.c, from 3.0 on).
 */
final class SessionCounts {
  /** The line counts nothing. */
  static final int NONE = -1;

  private SessionCounts() {}

  /**
   * How many messages the server took, at most: of those in chunks each chunk is counted. {@link
   * #NONE} if the line does not say.
   */
  static int messages(MailEvent e) {
    ByteSlice key = new ByteSlice();
    ByteSlice value = new ByteSlice();
    boolean counted = false;
    long messages = 0;
    for (int i = 0; i < e.attributeCount(); i++) {
      e.attributeKey(i, key);
      if (key.contentEquals("data") || key.contentEquals("bdat")) {
        messages += accepted(e.attributeValue(i, value));
      }
      counted |= key.contentEquals("commands"); // it stands on every such line
    }
    return counted ? (int) Math.min(messages, Integer.MAX_VALUE) : NONE;
  }

  private static long accepted(ByteSlice count) {
    byte[] b = count.array();
    int end = Decimal.endOfDigits(b, count.from(), count.to());
    return Math.max(0, Math.min(Decimal.parse(b, count.from(), end), Integer.MAX_VALUE));
  }
}
