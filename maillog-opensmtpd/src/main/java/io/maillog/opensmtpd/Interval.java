package io.maillog.opensmtpd;

import io.maillog.bytes.Decimal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** A time as {@code 1d2h3m4s}; parts that are zero are left out (to.c, duration_to_text). */
final class Interval {
  private static final long DAY = 86_400;
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;
  private static final int MAX_DIGITS = 9;

  private Interval() {}

  /**
   * Sets {@link Field#DELAY}, in seconds; nothing if the text is no such time, or a negative one.
   */
  static void delay(byte[] b, int from, int to, EventWriter e) {
    long seconds = 0;
    int p = from;
    while (p < to) {
      int end = Decimal.endOfDigits(b, p, to);
      long unit = end > p && end - p <= MAX_DIGITS && end < to ? unit(b[end]) : 0;
      if (unit == 0) {
        return;
      }
      seconds += Decimal.parse(b, p, end) * unit;
      p = end + 1;
    }
    if (p > from) {
      e.decimal(Field.DELAY, seconds);
    }
  }

  private static long unit(byte letter) {
    return switch (letter) {
      case 'd' -> DAY;
      case 'h' -> HOUR;
      case 'm' -> MINUTE;
      case 's' -> 1;
      default -> 0;
    };
  }
}
