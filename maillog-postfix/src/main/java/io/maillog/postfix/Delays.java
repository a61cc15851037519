package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/**
 * {@code delay=T, delays=a/b/c/d}: the parts add up to the whole but for what rounding took
 * (log_adhoc.c): so that figures which do not were written by a stranger.
 */
final class Delays {
  private static final long SECOND = 1_000_000;
  private static final int PARTS = 4;

  private Delays() {}

  /** Whether {@code b[from, to)} can be the whole of the parts at {@code b[partsFrom, partsTo)}. */
  static boolean fit(byte[] b, int from, int to, int partsFrom, int partsTo) {
    long whole = Decimal.micros(b, from, to);
    if (whole < 0) {
      return false;
    }
    long sum = 0;
    long lost = lost(whole);
    int p = partsFrom;
    for (int i = 1; i <= PARTS; i++) {
      int slash = i < PARTS ? ByteScan.indexOf(b, p, partsTo, (byte) '/') : partsTo;
      long part = slash < 0 ? Decimal.NONE : Decimal.micros(b, p, slash);
      if (part < 0) {
        return false;
      }
      sum += part;
      lost += lost(part);
      p = slash + 1;
    }
    return Math.abs(whole - sum) <= lost;
  }

  /**
   * What rounding to two significant digits, and to hundredths at most, can take or give
   * (format_tv.c, delay_logging_resolution_limit). Nobody asks for coarser figures.
   */
  private static long lost(long micros) {
    if (micros >= 10 * SECOND) {
      return SECOND / 2;
    }
    return micros >= SECOND ? SECOND / 20 : SECOND / 200;
  }
}
