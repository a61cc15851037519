package io.maillog.bytes;

/**
 * Decimal numbers in ASCII. A text that is none is told by a return value, never by an exception.
 */
public final class Decimal {
  /** What {@link #parse} and {@link #micros} return for a text that is no such number. */
  public static final long NONE = Long.MIN_VALUE;

  /** What the last of so many decimals counts in millionths. */
  private static final int[] SCALE = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private Decimal() {}

  /** Whether the byte is {@code 0} to {@code 9}. */
  public static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * The integer that the whole range spells: digits, with a minus sign or without.
   *
   * @return the number, or {@link #NONE} if the range holds anything else, is empty, or does not
   *     fit
   */
  public static long parse(byte[] b, int from, int to) {
    int i = from;
    boolean negative = i < to && b[i] == '-';
    if (negative) {
      i++;
    }
    if (i >= to || to - i > 18) {
      return NONE;
    }
    long value = to - i <= 8 && i + 8 <= b.length ? upToEight(b, i, to) : digits(b, i, to);
    return negative && value != NONE ? -value : value;
  }

  private static long digits(byte[] b, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** One to eight digits, as one word: pairs of digits, then of pairs, then of fours. */
  private static long upToEight(byte[] b, int from, int to) {
    long word = ByteScan.word(b, from);
    int length = to - from;
    if (ByteScan.digits(word) < length) {
      return NONE;
    }
    long w = word << ((8 - length) << 3) & 0x0f0f0f0f0f0f0f0fL; // zeros stand in front
    w = (w * 10 + (w >>> 8)) & 0x00ff00ff00ff00ffL;
    w = (w * 100 + (w >>> 16)) & 0x0000ffff0000ffffL;
    return (w * 10_000 + (w >>> 32)) & 0xffffffffL;
  }

  /**
   * The decimal fraction that the whole range spells, times a million; further digits are cut.
   *
   * @return millionths, or {@link #NONE} if the range is no such number
   */
  public static long micros(byte[] b, int from, int to) {
    int dot = ByteScan.indexOf(b, from, to, (byte) '.');
    if (dot < 0) {
      long whole = parse(b, from, to);
      return whole == NONE
              || whole > Long.MAX_VALUE / 1_000_000
              || whole < Long.MIN_VALUE / 1_000_000
          ? NONE
          : whole * 1_000_000;
    }
    boolean negative = from < to && b[from] == '-';
    long whole = dot == from + (negative ? 1 : 0) ? 0 : parse(b, from, dot);
    if (whole == NONE || Math.abs(whole) > 9_000_000_000_000L || dot + 1 >= to) {
      return NONE;
    }
    int digits = Math.min(6, to - dot - 1);
    long fraction = b[dot + 1] == '-' ? NONE : parse(b, dot + 1, dot + 1 + digits);
    if (fraction == NONE || endOfDigits(b, dot + 1 + digits, to) != to) {
      return NONE;
    }
    fraction *= SCALE[digits];
    return whole * 1_000_000 + (negative ? -fraction : fraction);
  }

  /**
   * The end of the run of digits that starts at {@code from}; {@code from} itself if there is none.
   */
  public static int endOfDigits(byte[] b, int from, int to) {
    int i = from;
    for (int last = Math.min(to, b.length - 7); i < last; i += 8) {
      int digits = ByteScan.digits(ByteScan.word(b, i));
      if (digits < 8) {
        return Math.min(i + digits, to);
      }
    }
    while (i < to && isDigit(b[i])) {
      i++;
    }
    return Math.max(from, Math.min(i, to));
  }
}
