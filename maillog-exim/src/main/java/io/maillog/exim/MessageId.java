package io.maillog.exim;

import io.maillog.dialect.Dialect;

/**
 * Message ids (Exim's specification, 3.4): six digits of base 62 for the time, six or eleven for
 * the process, two or four for the fraction of the second, with hyphens between.
 */
final class MessageId {
  private static final int SHORT = 16;
  private static final int LONG = 23;

  private MessageId() {}

  /**
   * The end of the id that starts at {@code from} and is followed by a space or nothing; -1 if
   * none.
   */
  static int endOf(byte[] b, int from, int to) {
    int i = from;
    while (i < to && i - from <= LONG && (isDigit(b[i]) || b[i] == '-')) {
      i++;
    }
    int length = i - from;
    boolean shaped =
        length == SHORT
            ? b[from + 6] == '-' && b[from + 13] == '-'
            : length == LONG && b[from + 6] == '-' && b[from + 18] == '-';
    return shaped && hyphens(b, from, i) == 2 && (i == to || b[i] == ' ') ? i : -1;
  }

  private static int hyphens(byte[] b, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += b[i] == '-' ? 1 : 0;
    }
    return count;
  }

  private static boolean isDigit(byte c) {
    return value(c) >= 0;
  }

  private static int value(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    } else if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 36;
    }
    return -1;
  }

  /** When the message arrived: the first six digits. */
  static long arrival(byte[] b, int from, int to) {
    if (endOf(b, from, to) != to) {
      return Dialect.UNKNOWN_TIME;
    }
    long seconds = 0;
    for (int i = from; i < from + 6; i++) {
      seconds = seconds * 62 + value(b[i]);
    }
    // 1995, when Exim began, to 2100: anything else is of a build with another base.
    return seconds > 788_918_400L && seconds < 4_102_444_800L ? seconds : Dialect.UNKNOWN_TIME;
  }
}
