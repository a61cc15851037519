package io.maillog.exim;

import io.maillog.bytes.Decimal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** {@code 1d2h3m4s} and {@code 0.149s} (readconf.c, readconf_printtime; string_timediff). */
final class Duration {
  private static final int MAX_DIGITS = 9;

  private Duration() {}

  /** Sets a field to a duration in seconds; not at all where something else stands there. */
  static void seconds(Field field, byte[] b, int from, int to, EventWriter e) {
    long seconds = 0;
    int p = from;
    while (p < to) {
      int end = Decimal.endOfDigits(b, p, to);
      if (end == p || end - p > MAX_DIGITS || end == to) {
        return;
      }
      if (b[end] == '.') {
        fraction(field, b, from, p, to, e);
        return;
      }
      int unit = unit(b[end]);
      if (unit == 0) {
        return;
      }
      seconds += Decimal.parse(b, p, end) * unit;
      p = end + 1;
    }
    if (p > from) {
      e.decimal(field, seconds);
    }
  }

  /** {@code 0.149s}: it stands alone. */
  private static void fraction(Field field, byte[] b, int from, int p, int to, EventWriter e) {
    if (p == from && b[to - 1] == 's' && Decimal.micros(b, from, to - 1) != Decimal.NONE) {
      e.span(field, from, to - 1);
    }
  }

  private static int unit(byte c) {
    return switch (c) {
      case 'w' -> 604_800;
      case 'd' -> 86_400;
      case 'h' -> 3_600;
      case 'm' -> 60;
      case 's' -> 1;
      default -> 0;
    };
  }
}
