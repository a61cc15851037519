package io.maillog.event;

import io.maillog.header.LineHeader;
import io.maillog.header.parse.CivilDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A point in time as a log states it: with the offset of its stamp, or of the zone that the reader
 * was given, and with the precision that was logged. Immutable.
 *
 * @param epochSecond seconds since 1970-01-01T00:00Z; with the offset they are in a year from 0 to
 *     9999
 * @param nano nanoseconds within the second, 0 to 999,999,999
 * @param offsetSeconds the offset from UTC, in seconds, 18 hours at most
 * @param fractionDigits how many decimals of the second were logged, 0 to 9
 */
public record LogTime(long epochSecond, int nano, int offsetSeconds, int fractionDigits)
    implements Comparable<LogTime> {
  /** How many bytes the text of a point in time has at most. */
  public static final int MAX_TEXT = 35;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a part is not in its own
   */
  public LogTime {
    if (nano < 0
        || nano > 999_999_999
        || fractionDigits < 0
        || fractionDigits > 9
        || !CivilDate.isStampable(epochSecond, offsetSeconds)) {
      throw new IllegalArgumentException(
          "no point in time: %d s, %d ns, offset %d s, %d decimals"
              .formatted(epochSecond, nano, offsetSeconds, fractionDigits));
    }
  }

  /**
   * The point in time of a header.
   *
   * @throws IllegalArgumentException if it is not {@link LineHeader#timed()}
   */
  public static LogTime of(LineHeader h) {
    if (!h.timed()) {
      throw new IllegalArgumentException("the line has no point in time");
    }
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
    byte[] text = new byte[MAX_TEXT];
    int end = write(epochSecond, nano, offsetSeconds, fractionDigits, text, 0);
    return new String(text, 0, end, StandardCharsets.US_ASCII);
  }

  /**
   * Writes what {@link #toString()} says of these parts, in at most {@value #MAX_TEXT} bytes of
   * ASCII. Allocates nothing.
   *
   * @return where the text ends in {@code target}
   * @throws IndexOutOfBoundsException if {@code target} is too short
   */
  public static int write(
      long epochSecond, int nano, int offsetSeconds, int fractionDigits, byte[] target, int at) {
    long local = epochSecond + offsetSeconds;
    long day = Math.floorDiv(local, 86_400L);
    int second = (int) (local - day * 86_400L);
    long date = CivilDate.ofEpochDay(day);
    int i = two(CivilDate.year(date) / 100 % 100, target, at);
    i = two(CivilDate.year(date) % 100, target, i);
    i = two(CivilDate.month(date), target, mark('-', target, i));
    i = two(CivilDate.day(date), target, mark('-', target, i));
    i = two(second / 3600, target, mark('T', target, i));
    i = two(second / 60 % 60, target, mark(':', target, i));
    i = two(second % 60, target, mark(':', target, i));
    if (fractionDigits > 0) {
      i = mark('.', target, i);
      int scale = 100_000_000;
      for (int d = 0; d < fractionDigits; d++) {
        i = mark((char) ('0' + nano / scale % 10), target, i);
        scale /= 10;
      }
    }
    if (offsetSeconds == 0) {
      return mark('Z', target, i);
    }
    int offset = Math.abs(offsetSeconds);
    i = two(offset / 3600, target, mark(offsetSeconds < 0 ? '-' : '+', target, i));
    return two(offset / 60 % 60, target, mark(':', target, i));
  }

  private static int mark(char ascii, byte[] target, int at) {
    target[at] = (byte) ascii;
    return at + 1;
  }

  private static int two(int value, byte[] target, int at) {
    target[at] = (byte) ('0' + value / 10);
    target[at + 1] = (byte) ('0' + value % 10);
    return at + 2;
  }
}
