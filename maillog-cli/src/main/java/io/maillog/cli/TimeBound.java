package io.maillog.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * A point in time on the command line: RFC 3339 with an offset, or {@code 2026-09-12}, {@code
 * 2026-09-12 10:15}, {@code 2026-09-12 10:15:30} in a zone. It stands for the whole of its day,
 * minute or second: the first instant, and the first one after it.
 */
record TimeBound(Instant first, Instant after) {
  private static final int DATE = "2026-09-12".length();
  private static final int MINUTE = "2026-09-12T10:15".length();

  /**
   * The point in time that a text says.
   *
   * @throws DateTimeException if it says none
   */
  static TimeBound of(String text, ZoneId zone) {
    String iso = text.trim().replace(' ', 'T');
    if (iso.length() == DATE) {
      LocalDate date = LocalDate.parse(iso);
      return new TimeBound(
          date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
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
