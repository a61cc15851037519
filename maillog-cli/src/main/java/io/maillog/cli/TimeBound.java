package io.maillog.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * A point in time on the command line: RFC 3339 with an offset, or {@code 2026-09-12}, {@code
 * 2026-09-12 10:15}, {@code 2026-09-12 10:15:30}, {@code today} or {@code yesterday} in a zone,
 * {@code now}, or how long ago it was, as {@code 2h}. It stands for the whole of its day, minute or
 * second: the first instant, and the first one after it.
 */
record TimeBound(Instant first, Instant after) {
  private static final int DATE = "2026-09-12".length();
  private static final int DAY_SECONDS = 86_400;

  /** No log has an older line. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  /** So many digits an age may have: with more of them no clock goes back so far. */
  private static final int MOST_DIGITS = 10;

  private static final int MINUTE = "2026-09-12T10:15".length();

  /**
   * The point in time that a text says.
   *
   * @param clock the time from which an age counts, and the zone of what states none
   * @throws DateTimeException if it says none
   */
  static TimeBound of(String text, Clock clock) {
    String trimmed = text.trim();
    switch (trimmed) {
      case "now" -> {
        return ago(Duration.ZERO, clock);
      }
      case "today" -> {
        return day(LocalDate.now(clock), clock.getZone());
      }
      case "yesterday" -> {
        return day(LocalDate.now(clock).minusDays(1), clock.getZone());
      }
      default -> {
        return isAge(trimmed) ? ago(age(trimmed), clock) : calendar(trimmed, clock.getZone());
      }
    }
  }

  private static TimeBound calendar(String text, ZoneId zone) {
    String iso = text.replace(' ', 'T');
    if (iso.length() == DATE) {
      return day(LocalDate.parse(iso), zone);
    }
    if (hasOffset(iso)) {
      Instant instant = OffsetDateTime.parse(iso).toInstant();
      return new TimeBound(instant, afterSecond(instant));
    }
    LocalDateTime local = LocalDateTime.parse(iso);
    Instant instant = local.atZone(zone).toInstant();
    return new TimeBound(
        instant, iso.length() == MINUTE ? instant.plusSeconds(60) : afterSecond(instant));
  }

  private static TimeBound day(LocalDate date, ZoneId zone) {
    return new TimeBound(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  // --- how long ago

  private static boolean isAge(String text) {
    int digits = text.length() - 1;
    return digits > 0
        && digits <= MOST_DIGITS
        && unitSeconds(text.charAt(digits)) > 0
        && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration age(String text) {
    int digits = text.length() - 1;
    return Duration.ofSeconds(
        Long.parseLong(text.substring(0, digits)) * unitSeconds(text.charAt(digits)));
  }

  /** A day has 24 hours, also where a clock is put forward or back. */
  private static int unitSeconds(char unit) {
    return switch (unit) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3600;
      case 'd' -> DAY_SECONDS;
      case 'w' -> 7 * DAY_SECONDS;
      default -> 0;
    };
  }

  private static TimeBound ago(Duration age, Clock clock) {
    Instant instant = clock.instant().minus(age);
    if (instant.isBefore(FIRST)) {
      throw new DateTimeException("before the year 0");
    }
    return new TimeBound(instant, afterSecond(instant));
  }

  private static boolean hasOffset(String iso) {
    return iso.endsWith("Z")
        || iso.endsWith("z")
        || iso.indexOf('+') >= 0
        || iso.indexOf('-', Math.min(DATE, iso.length())) >= 0;
  }

  private static Instant afterSecond(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond() + 1);
  }
}
