package io.maillog.header;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds the year of a log's first yearless stamp, from lines of the log in their order: all lines
 * of its beginning, then samples of the rest.
 *
 * <p>Certain are a stamp that states its year, and a queue id that tells when its message arrived.
 * Where they stand some lines later, the year is carried back to the first stamp by the same rules
 * by which {@link TimePolicy} carries it forward. Else an instant that the last line is not younger
 * than makes a year likely. Not thread-safe.
 */
public final class YearSearch {
  private static final long DAY = 86_400;
  private static final int BASE = 2000;
  private static final int NONE = Integer.MIN_VALUE;
  private static final int OLDEST_LEAP = 8;
  private static final int REORDER_DAYS = 30;

  // Carries an assumed year over the lines. What it says of the first line is made true at the end.
  private final TimePolicy carry = TimePolicy.inZone(ZoneOffset.UTC);
  private final LineHeader scratch = new LineHeader();
  private final LineHeader first = new LineHeader();
  private final LineHeader last = new LineHeader();
  private int lastShift;
  private int leapShift = NONE;
  private int firstYear = NONE;
  private boolean statedFirst;
  private boolean lastIsYearless;

  /** A search that has seen no line. */
  public YearSearch() {
    carry.anchorYear(BASE);
  }

  /** Whether more lines cannot tell more. */
  public boolean decided() {
    return statedFirst || firstYear != NONE;
  }

  /** Takes the header of the next line, with its stamp as logged. */
  public void line(LineHeader h) {
    lastIsYearless = h.stamped && !h.hasYear();
    if (decided() || !h.stamped) {
      return;
    }
    if (!h.hasYear()) {
      scratch.copyStamp(h);
      carry.complete(scratch);
      if (!first.stamped) {
        first.copyStamp(h);
      }
      last.copyStamp(h);
      lastShift = carry.currentYear().orElse(BASE) - BASE;
      if (h.month == 2 && h.day == 29 && leapShift == NONE) {
        leapShift = lastShift;
      }
    } else if (first.stamped) {
      firstYear = yearBefore(last, h) - lastShift;
    } else {
      first.copyStamp(h);
      statedFirst = true;
    }
  }

  /** The line taken last is of a message that arrived then: it was logged at that time or after. */
  public void arrival(long epochSecond) {
    if (!decided() && lastIsYearless) {
      int year = yearNotBefore(last, epochSecond);
      if (year != NONE) {
        firstYear = year - lastShift;
      }
    }
  }

  /**
   * What the lines taken so far tell.
   *
   * @param notAfter an instant that no line is younger than; {@code null} if none is known
   */
  public YearHint hint(@Nullable Instant notAfter) {
    if (firstYear != NONE) {
      return new YearHint(OptionalInt.of(firstYear), true, notAfter);
    }
    if (statedFirst || !first.stamped || notAfter == null) {
      return new YearHint(OptionalInt.empty(), statedFirst, notAfter);
    }
    int year = yearNotAfter(last, notAfter);
    if (year == NONE) {
      return new YearHint(OptionalInt.empty(), false, notAfter);
    }
    int likely = year - lastShift;
    for (int y = likely; y > likely - OLDEST_LEAP && leapShift != NONE; y--) {
      if (CivilDate.isLeap(y + leapShift)) {
        likely = y;
        break;
      }
    }
    return new YearHint(OptionalInt.of(likely), false, notAfter);
  }

  /**
   * When the log starts, to a day, if its first year is the hint's; {@code null} if nothing tells.
   */
  public @Nullable Instant start(YearHint hint) {
    if (statedFirst) {
      return Instant.ofEpochSecond(localOf(first, first.year));
    }
    return !first.stamped || hint.firstYear().isEmpty()
        ? null
        : Instant.ofEpochSecond(localOf(first, hint.firstYear().getAsInt()));
  }

  // --- the year of one stamp

  /** The first year in which the stamp is not before an instant; a day's slack for the zone. */
  private static int yearNotBefore(LineHeader h, long epochSecond) {
    int from = yearOf(epochSecond) - 1;
    for (int y = from; y <= from + OLDEST_LEAP + 1; y++) {
      if (fits(h, y) && localOf(h, y) >= epochSecond - DAY) {
        return y;
      }
    }
    return NONE;
  }

  /** The last year in which the stamp is not after an instant; a day's slack for the zone. */
  private static int yearNotAfter(LineHeader h, Instant instant) {
    long latest = instant.getEpochSecond() + DAY;
    int from = yearOf(latest) + 1;
    for (int y = from; y >= from - OLDEST_LEAP - 1; y--) {
      if (fits(h, y) && localOf(h, y) <= latest) {
        return y;
      }
    }
    return NONE;
  }

  /** The last year in which the stamp is not after one that follows it in the log. */
  private static int yearBefore(LineHeader h, LineHeader stated) {
    long latest = localOf(stated, stated.year) + REORDER_DAYS * DAY;
    return localOf(h, stated.year + 1) <= latest
        ? stated.year + 1
        : localOf(h, stated.year) <= latest ? stated.year : stated.year - 1;
  }

  private static boolean fits(LineHeader h, int year) {
    return h.month != 2 || h.day != 29 || CivilDate.isLeap(year);
  }

  private static long localOf(LineHeader h, int year) {
    return CivilDate.epochDay(year, h.month, h.day) * DAY + h.secondOfDay;
  }

  private static int yearOf(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC).getYear();
  }
}
