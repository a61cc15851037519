package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventKind;
import io.maillog.grammar.TextHeads;

/**
 * Queue ids (queue.c, assign_queueid): a character each for year, month, day, hour, minute and
 * second in UTC, one or two of a sequence, and the process id in five digits or more. They have 14
 * characters, 12 before 8.12, and more where process ids are long.
 *
 * <p>Before 8.10 they were the hour as a letter, two letters of a sequence, and the process id in
 * five digits ({@code VAA04133}), and told no time.
 */
final class QueueId {
  private static final int OLD_LENGTH = 8;
  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 20;
  private static final int PROCESS_DIGITS = 5;

  // Years are counted from 1900, modulo 60; ids of this form began with 8.10, of 2000.
  private static final int FIRST_YEAR = 1996;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  // What may stand in the place of an id that was changed: letters, digits and these.
  private static final boolean[] CHANGED = new boolean[256];
  private static final String MARKS = "*#?-_.<>";
  private static final int MAX_CHANGED = 64; // digits of a hash
  private static final Literal[] NO_IDS = {
    Literal.of("Milter"),
    Literal.of("NOQUEUE"),
    Literal.of("SYSERR"),
    Literal.of("ERROR"),
    Literal.of("Warning"),
    Literal.of("WARNING"),
  };
  private static final TextHeads BEHIND_IDS =
      TextHeads.builder()
          .add(EventKind.DELIVERY, "to=")
          .add(EventKind.RECEIVED, "from=")
          .add(EventKind.REMOVED, "done; delay=")
          .add(EventKind.REJECT, "ruleset=")
          .add(EventKind.CONTENT_CHECK, "milter=", "Milter")
          .add(EventKind.AUTH_FAILURE, "AUTH failure (")
          .add(EventKind.EXPANDED, "alias ")
          .add(EventKind.DIAGNOSTIC, "SYSERR(")
          .add(
              EventKind.CONNECTION_LOST,
              "lost input channel from ",
              "timeout waiting for input from ")
          .build();

  // By byte: the value of a digit of base 62, or -1.
  private static final byte[] VALUES = new byte[256];

  static {
    for (int i = 0; i < 256; i++) {
      VALUES[i] = (byte) digit(i);
      CHANGED[i] = VALUES[i] >= 0 || (i > 0 && MARKS.indexOf(i) >= 0);
    }
  }

  private QueueId() {}

  private static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    } else if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 36;
    }
    return -1;
  }

  /** The end of the id that starts at {@code from}, before what is no letter or digit; or -1. */
  static int endOf(byte[] b, int from, int to) {
    int end = endOfAlphanumerics(b, from, to);
    int length = end - from;
    if (length < MIN_LENGTH) {
      return length == OLD_LENGTH && isOld(b, from, end) ? end : -1;
    }
    // The digits at the end keep a word from being taken for an id.
    boolean id = length <= MAX_LENGTH && Decimal.endOfDigits(b, end - PROCESS_DIGITS, end) == end;
    return id ? end : -1;
  }

  /** The end of the letters and digits; of more than an id has some place in them. */
  private static int endOfAlphanumerics(byte[] b, int from, int to) {
    int end = from;
    int run = 8;
    while (run == 8 && end - from <= MAX_LENGTH) {
      run = ByteScan.alphanumerics(ByteScan.word(b, end, to - end)); // beyond the range are zeros
      end += run;
    }
    return end;
  }

  /**
   * The end of an id whose characters were changed, as in a log that was made anonymous: what
   * follows it stands behind ids only; or -1.
   */
  static int endOfChanged(byte[] b, int from, int to) {
    int end = endOfToken(b, from, to);
    if (end < 0) {
      return -1;
    }
    for (Literal word : NO_IDS) {
      if (word.equalsAt(b, from, end)) {
        return -1;
      }
    }
    int text = end + 2;
    return BEHIND_IDS.has(b, text, to) || QueueLine.isAnother(b, text, to) ? end : -1;
  }

  /** The end, before a colon and a space, of what may stand in an id's place; or -1. */
  static int endOfToken(byte[] b, int from, int to) {
    int end = endOfAlphanumerics(b, from, to);
    while (end < to && end - from < MAX_CHANGED && CHANGED[b[end] & 0xff]) {
      end++;
    }
    return end > from && end + 2 < to && b[end] == ':' && b[end + 1] == ' ' ? end : -1;
  }

  private static boolean isOld(byte[] b, int from, int end) {
    for (int i = from; i < from + 3; i++) {
      if (b[i] < 'A' || b[i] > 'Z') {
        return false;
      }
    }
    return b[from] <= 'X' && Decimal.endOfDigits(b, from + 3, end) == end;
  }

  private static int value(byte c) {
    return VALUES[c & 0xff];
  }

  /** When the message arrived, to the second. */
  static long arrival(byte[] b, int from, int to) {
    if (to - from < MIN_LENGTH || endOf(b, from, to) != to) {
      return Dialect.UNKNOWN_TIME;
    }
    int sinceFirst = Math.floorMod(value(b[from]) - (FIRST_YEAR - 1900), 60);
    int month = value(b[from + 1]);
    int day = value(b[from + 2]);
    int hour = value(b[from + 3]);
    int minute = value(b[from + 4]);
    int second = value(b[from + 5]);
    boolean date =
        value(b[from]) < 60
            && month < 12
            && day >= 1
            && day <= 31
            && hour < 24
            && minute < 60
            && second < 61;
    if (!date) {
      return Dialect.UNKNOWN_TIME;
    }
    int year = FIRST_YEAR + sinceFirst;
    // From 1901 to 2099 every fourth year is a leap year.
    int leapDays = (year - 1969) / 4 + ((year & 3) == 0 && month > 1 ? 1 : 0);
    long days = (year - 1970) * 365L + leapDays + DAYS_BEFORE_MONTH[month] + day - 1;
    return days * 86_400 + hour * 3600L + minute * 60L + second;
  }
}
