package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.Dialect;
import java.util.Arrays;

/**
 * Message ids (Exim's specification, 3.4): six digits of base 62 for the time, six or eleven for
 * the process, two or four for the fraction of the second, with hyphens between.
 */
final class MessageId {
  private static final int SHORT = 16;
  private static final int LONG = 23;

  /** How many signs alike make a mask. */
  private static final int MASK = 3;

  private static final int MIN_MASKED = 6;
  private static final int MAX_MASKED = 40;
  private static final Literal COMPLETED = Literal.of("Completed");

  private static final byte OTHER = -128;

  // By byte: its value as a digit of base 62.
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, OTHER);
    for (int i = 0; i < 26; i++) {
      VALUES['A' + i] = (byte) (10 + i);
      VALUES['a' + i] = (byte) (36 + i);
    }
    for (int i = 0; i < 10; i++) {
      VALUES['0' + i] = (byte) i;
    }
  }

  /** What makes a hyphen the digit 0. */
  private static final int HYPHEN_OR_DIGIT = '-' ^ '0';

  private MessageId() {}

  /**
   * The end of the id that starts at {@code from} and is followed by a space or nothing; -1 if
   * none.
   */
  static int endOf(byte[] b, int from, int to) {
    int end = endByHyphens(b, from, to);
    if (end < 0) {
      return -1;
    }
    int length = end - from;
    // Eight bytes a step, with a digit for the hyphens whose places are known.
    long head = ByteScan.word(b, from) ^ (long) HYPHEN_OR_DIGIT << 48;
    long next = ByteScan.word(b, from + 8);
    long tail = ByteScan.word(b, end - 8);
    if (length == SHORT) {
      next ^= (long) HYPHEN_OR_DIGIT << 40;
      tail = next;
    } else {
      tail ^= (long) HYPHEN_OR_DIGIT << 24;
    }
    boolean id =
        ByteScan.alphanumerics(head) == 8
            && ByteScan.alphanumerics(next) == 8
            && ByteScan.alphanumerics(tail) == 8;
    return id ? end : -1;
  }

  /** As {@link #endOf}, by the hyphens alone. */
  private static int endByHyphens(byte[] b, int from, int to) {
    if (to - from < SHORT || b[from + 6] != '-') {
      return -1;
    }
    int length = b[from + 13] == '-' ? SHORT : LONG;
    int end = from + length;
    return end > to || (end < to && b[end] != ' ') || (length == LONG && b[from + 18] != '-')
        ? -1
        : end;
  }

  /** Whether what stands at {@code from} has an id's hyphens, and is as long as one. */
  static boolean hasHyphens(byte[] b, int from, int to) {
    return endByHyphens(b, from, to) > 0;
  }

  /**
   * The end of an id that an anonymiser changed, told by what follows it: a flag, or that the
   * message is complete; -1 if none starts at {@code from}.
   */
  static int endOfMasked(byte[] b, int from, int to) {
    int end = ByteScan.endOfWord(b, from, Math.min(to, from + MAX_MASKED));
    boolean follows =
        end - from >= MIN_MASKED
            && end + 3 < to
            && b[end] == ' '
            && ((b[end + 3] == ' ' && isFlag(b, end + 1)) || COMPLETED.equalsAt(b, end + 1, to));
    return follows && isMasked(b, from, end) ? end : -1;
  }

  private static boolean isMasked(byte[] b, int from, int to) {
    int run = 0;
    boolean masked = false;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      boolean mask = c == 'X' || c == 'x' || c == '*' || c == '#' || c == '?' || c == '_';
      if (!mask && c != '-' && VALUES[c & 0xff] == OTHER) {
        return false;
      }
      run = mask && i > from && b[i - 1] == c ? run + 1 : 1;
      masked |= mask && run >= MASK;
    }
    return masked;
  }

  private static boolean isFlag(byte[] b, int p) {
    return switch (b[p] << 8 | b[p + 1]) {
      case '<' << 8 | '=', '=' << 8 | '>', '-' << 8 | '>', '*' << 8 | '*', '=' << 8 | '=' -> true;
      default -> false;
    };
  }

  private static int value(byte c) {
    return VALUES[c & 0xff];
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
