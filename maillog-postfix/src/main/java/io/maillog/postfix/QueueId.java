package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialect;

/**
 * Queue ids (mail_queue.h). Short: the microseconds as five hexadecimal digits and the inode. Long:
 * the seconds (six or more digits of base 52), the microseconds (four), {@code z}, and the inode
 * (base 51).
 */
final class QueueId {
  private static final byte SHORT = 1;
  private static final byte LONG = 2;
  private static final int MIN_SHORT = 6;
  private static final int MAX_LENGTH = 40;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final String BASE_52 = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

  // By byte: in which forms it may stand; and its value as a digit of base 52.
  private static final byte[] FORMS = new byte[256];
  private static final byte[] DIGITS = new byte[256];

  static {
    for (int i = 0; i < BASE_52.length(); i++) {
      FORMS[BASE_52.charAt(i)] |= LONG;
      DIGITS[BASE_52.charAt(i)] = (byte) i;
    }
    for (char c : "0123456789ABCDEF".toCharArray()) {
      FORMS[c] |= SHORT;
    }
  }

  private QueueId() {}

  /** The end of the id that starts at {@code from}; -1 if none does. */
  static int endOf(byte[] b, int from, int to) {
    int limit = Math.min(to, from + MAX_LENGTH);
    int i = from;
    for (int last = Math.min(limit, b.length - 7); i < last; i += 8) {
      int hex = hexDigits(ByteScan.word(b, i));
      if (hex < 8) {
        i += hex;
        break;
      }
    }
    if (i < limit && FORMS[b[i] & 0xff] == 0) {
      return i - from >= MIN_SHORT ? i : -1;
    }
    return endOfAny(b, from, limit);
  }

  /** How many capital hexadecimal digits the word starts with, from its low end: 0 to 8. */
  private static int hexDigits(long word) {
    long low = word & ~HIGH_BITS;
    // Adding makes the high bit of each byte say: not less than this one.
    long digit = (low + (0x80 - '0') * LOW_BITS) & ~(low + (0x80 - '9' - 1) * LOW_BITS);
    long letter = (low + (0x80 - 'A') * LOW_BITS) & ~(low + (0x80 - 'F' - 1) * LOW_BITS);
    long others = (~(digit | letter) | word) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  private static int endOfAny(byte[] b, int from, int limit) {
    int forms = SHORT | LONG;
    int lastZ = -1;
    int i = from;
    for (; i < limit; i++) {
      int form = FORMS[b[i] & 0xff];
      if (form == 0) {
        break;
      }
      forms &= form;
      if (b[i] == 'z') {
        lastZ = i;
      }
    }
    int length = i - from;
    if ((forms & SHORT) != 0) {
      return length >= MIN_SHORT ? i : -1;
    }
    // At least six digits of seconds and four of microseconds before the last z, one of inode
    // after.
    return (forms & LONG) != 0 && lastZ >= from + 10 && lastZ < i - 1 ? i : -1;
  }

  /** Whether the whole range is one id. */
  static boolean is(byte[] b, int from, int to) {
    return from < to && endOf(b, from, to) == to;
  }

  /** When the message arrived, by a long id. */
  static long arrival(byte[] b, int from, int to) {
    int z = -1;
    for (int i = from; i < to; i++) {
      if ((FORMS[b[i] & 0xff] & LONG) == 0) {
        return Dialect.UNKNOWN_TIME;
      }
      z = b[i] == 'z' ? i : z;
    }
    if (z < from + 10 || z - from > 16 || z == to - 1) {
      return Dialect.UNKNOWN_TIME;
    }
    long seconds = 0;
    for (int i = from; i < z - 4; i++) {
      seconds = seconds * 52 + DIGITS[b[i] & 0xff];
    }
    // 2001 to 2100: anything else is no time.
    return seconds > 1_000_000_000L && seconds < 4_102_444_800L ? seconds : Dialect.UNKNOWN_TIME;
  }
}
