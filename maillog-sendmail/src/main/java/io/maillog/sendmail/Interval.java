package io.maillog.sendmail;

import io.maillog.bytes.Decimal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** A time as {@code [DAYS+]hh:mm:ss} (convtime.c, pintvl), made seconds. */
final class Interval {
  private static final int MAX_DAYS_DIGITS = 6;

  private Interval() {}

  /** Sets a field to the interval in seconds; not at all where something else stands there. */
  static void seconds(Field field, byte[] b, int from, int to, EventWriter e) {
    int clock = to - 8;
    if (clock < from || b[clock + 2] != ':' || b[clock + 5] != ':') {
      return;
    }
    int hours = two(b, clock);
    int minutes = two(b, clock + 3);
    int ofMinute = two(b, clock + 6);
    if (hours < 0 || minutes < 0 || ofMinute < 0) {
      return;
    }
    long seconds = hours * 3600L + minutes * 60L + ofMinute;
    if (clock > from) {
      int plus = clock - 1;
      long days =
          b[plus] == '+' && plus - from <= MAX_DAYS_DIGITS
              ? Decimal.parse(b, from, plus)
              : Decimal.NONE;
      if (days < 0) {
        return;
      }
      seconds += days * 86_400;
    }
    e.decimal(field, seconds);
  }

  private static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
