package io.maillog.correlate;

import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LogTime} says beside its seconds, as one number: so a time takes two numbers of the
 * object that has it, and none of its own.
 */
final class PackedTime {
  /** There is no time. */
  static final long NONE = -1;

  private static final int DIGITS_AT = 30; // above the nanoseconds, which are below 2^30
  private static final int OFFSET_AT = 34;
  private static final int OFFSET_ZERO = 1 << 28; // offsets may be negative

  private PackedTime() {}

  /** Of an event's time. */
  static long rest(MailEvent e) {
    LineHeader h = e.header();
    return h.timed() ? pack(h.nano(), h.offsetSeconds(), h.fractionDigits()) : NONE;
  }

  /** Of a time. */
  static long rest(@Nullable LogTime time) {
    return time == null ? NONE : pack(time.nano(), time.offsetSeconds(), time.fractionDigits());
  }

  private static long pack(int nano, int offset, int digits) {
    return (long) (offset + OFFSET_ZERO) << OFFSET_AT | (long) digits << DIGITS_AT | nano;
  }

  /** Whether the first of two times, of seconds and a rest each, is before the second. */
  static boolean isBefore(long second, long rest, long otherSecond, long otherRest) {
    return second < otherSecond || (second == otherSecond && nano(rest) < nano(otherRest));
  }

  private static int nano(long rest) {
    return (int) (rest & (1L << DIGITS_AT) - 1);
  }

  /** The time of these seconds and this rest. */
  static @Nullable LogTime time(long second, long rest) {
    if (rest == NONE) {
      return null;
    }
    int digits = (int) (rest >> DIGITS_AT) & 0xf;
    return new LogTime(second, nano(rest), (int) (rest >> OFFSET_AT) - OFFSET_ZERO, digits);
  }
}
