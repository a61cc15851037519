package io.maillog.header;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A point in time as a log states it: with the offset of its stamp, or of the zone that the reader
 * was given, and with the precision that was logged. Immutable.
 *
 * @param epochSecond seconds since 1970-01-01T00:00Z
 * @param nano nanoseconds within the second, 0 to 999,999,999
 * @param offsetSeconds the offset from UTC, in seconds
 * @param fractionDigits how many decimals of the second were logged, 0 to 9
 */
public record LogTime(long epochSecond, int nano, int offsetSeconds, int fractionDigits)
    implements Comparable<LogTime> {

  /** The point in time of a header that is {@link LineHeader#timed()}. */
  public static LogTime of(LineHeader h) {
    return new LogTime(h.epochSecond(), h.nano(), h.offsetSeconds(), h.fractionDigits());
  }

  /** The instant. */
  public Instant toInstant() {
    return Instant.ofEpochSecond(epochSecond, nano);
  }

  /** The date and time with its offset. */
  public OffsetDateTime toOffsetDateTime() {
    return toInstant().atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds));
  }

  /** Earlier instants first; equal instants are equal whatever their offsets. */
  @Override
  public int compareTo(LogTime other) {
    int bySecond = Long.compare(epochSecond, other.epochSecond);
    return bySecond != 0 ? bySecond : Integer.compare(nano, other.nano);
  }

  /** RFC 3339 with the logged precision, such as {@code 2026-09-12T10:15:30.123+02:00}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(35);
    appendTo(epochSecond, nano, offsetSeconds, fractionDigits, text);
    return text.toString();
  }

  /**
   * Appends what {@link #toString()} says of these parts; allocates nothing but the target's
   * growth.
   */
  public static void appendTo(
      long epochSecond, int nano, int offsetSeconds, int fractionDigits, StringBuilder target) {
    long local = epochSecond + offsetSeconds;
    long day = Math.floorDiv(local, 86_400L);
    int second = (int) (local - day * 86_400L);
    long date = CivilDate.ofEpochDay(day);
    digits(CivilDate.year(date), 4, target);
    digits(CivilDate.month(date), 2, target.append('-'));
    digits(CivilDate.day(date), 2, target.append('-'));
    digits(second / 3600, 2, target.append('T'));
    digits(second / 60 % 60, 2, target.append(':'));
    digits(second % 60, 2, target.append(':'));
    if (fractionDigits > 0) {
      target.append('.');
      int scale = 100_000_000;
      for (int i = 0; i < fractionDigits; i++) {
        target.append((char) ('0' + nano / scale % 10));
        scale /= 10;
      }
    }
    if (offsetSeconds == 0) {
      target.append('Z');
      return;
    }
    int offset = Math.abs(offsetSeconds);
    digits(offset / 3600, 2, target.append(offsetSeconds < 0 ? '-' : '+'));
    digits(offset / 60 % 60, 2, target.append(':'));
  }

  private static void digits(int value, int count, StringBuilder target) {
    int scale = count == 4 ? 1000 : 10;
    for (int v = value; scale > 0; scale /= 10) {
      target.append((char) ('0' + v / scale % 10));
    }
  }
}
