package io.maillog.header.parse;

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
 * than makes a year likely. Lines after a jump that may be a bad clock's say nothing, but for a
 * queue id behind a jump ahead that fits its line and that nothing contradicts, and neither does a
 * stated year that the instant contradicts. Not thread-safe.
 */
public final class YearSearch {
  private static final long DAY = CivilDate.SECONDS_A_DAY;
  private static final int BASE = 2000;

  /** How long a message is in the queue before it is returned, and a little more. */
  private static final int MAX_QUEUED_DAYS = 10;

  private static final int NONE = ParsedHeader.NO_YEAR;

  private final @Nullable Instant notAfter;
  // Carries an assumed year over the lines. What it says of the first line is made true at the end.
  private final TimePolicy carry = TimePolicy.inZone(ZoneOffset.UTC);
  private final ParsedHeader scratch = new ParsedHeader();
  private final ParsedHeader first = new ParsedHeader();
  // The last yearless stamp, and how many years it is after the first.
  private final ParsedHeader current = new ParsedHeader();
  private int currentShift;
  // The last one that is no bad clock's.
  private final ParsedHeader last = new ParsedHeader();
  private int lastShift;
  private int leapShift = NONE;
  private int firstYear = NONE;
  // What arrivals behind a jump ahead tell; NONE if there is none, or they are not of one mind.
  private int firstYearByJump = NONE;
  private boolean jumpsDiffer;
  private boolean statedFirst;
  private boolean lineTells;
  private boolean afterGap;
  private long jumpOverGap = TimePolicy.NOWHERE;

  /**
   * A search that has seen no line.
   *
   * @param notAfter an instant that no line is younger than, to a day; {@code null} if none is
   *     known
   */
  public YearSearch(@Nullable Instant notAfter) {
    this.notAfter = notAfter;
    carry.anchorYear(BASE);
  }

  /** Whether more lines cannot tell more. */
  public boolean decided() {
    return statedFirst || firstYear != NONE;
  }

  /** Takes the header of the next line, with its stamp as logged. */
  public void line(ParsedHeader h) {
    lineTells = false;
    if (decided() || !h.stamped) {
      return;
    }
    if (!h.hasYear()) {
      yearless(h);
    } else if (notAfter != null && h.localIn(h.year) > notAfter.getEpochSecond() + DAY) {
      return;
    } else if (first.stamped) {
      firstYear = yearBefore(last, h) - lastShift;
    } else {
      first.copyStamp(h);
      statedFirst = true;
    }
  }

  private void yearless(ParsedHeader h) {
    boolean leapDay = h.month == 2 && h.day == 29;
    scratch.copyStamp(h);
    scratch.day = leapDay ? 28 : h.day; // which the assumed year has
    long beforeJump = carry.beforeJump();
    carry.complete(scratch);
    if (carry.beforeJump() != beforeJump) {
      trustCurrent();
    }
    if (carry.cameBack()) {
      firstYearByJump = NONE; // it was a bad clock's
    }
    long jump = carry.doubtfulJump();
    jumpOverGap = afterGap ? jump : jumpOverGap;
    afterGap = false;
    if (!first.stamped) {
      first.copyStamp(h);
    }
    current.copyStamp(h);
    currentShift = carry.currentYear().orElse(BASE) - BASE;
    if (leapDay && leapShift == NONE) {
      leapShift = currentShift;
    }
    if (jump == TimePolicy.NOWHERE || jump == jumpOverGap) {
      lineTells = true;
      trustCurrent();
    }
  }

  private void trustCurrent() {
    last.copyStamp(current);
    lastShift = currentShift;
  }

  /** The line taken last is of a message that arrived then: it was logged at that time or after. */
  public void arrival(long epochSecond) {
    if (!decided() && lineTells) {
      int year = yearNotBefore(last, epochSecond);
      if (year != NONE) {
        firstYear = year - lastShift;
      }
    } else if (!decided() && jumpsAhead()) {
      arrivalBehindJump(epochSecond);
    }
  }

  /** Whether the last line is one behind a jump ahead within a year: no clock of a boot does so. */
  private boolean jumpsAhead() {
    return currentShift == lastShift && current.localIn(BASE) > last.localIn(BASE);
  }

  /** It makes a year likely, if the message arrived shortly before, and all of these agree. */
  private void arrivalBehindJump(long epochSecond) {
    int year = yearNotBefore(current, epochSecond);
    if (year == NONE || current.localIn(year) > epochSecond + MAX_QUEUED_DAYS * DAY) {
      return;
    }
    int told = year - currentShift;
    jumpsDiffer |= firstYearByJump != NONE && firstYearByJump != told;
    firstYearByJump = told;
  }

  private boolean isYoungerThan(int year, Instant end) {
    return last.localIn(year + lastShift) > end.getEpochSecond() + DAY;
  }

  /** Lines are left out here; so a jump to the next line is one of the log, not of a clock. */
  public void gap() {
    carry.trustJump();
    afterGap = true;
  }

  /**
   * What the lines taken so far tell.
   *
   * @param nextStart when the log's next file starts; {@code null} if that is not known
   */
  public YearHint hint(@Nullable Instant nextStart) {
    if (firstYear != NONE) {
      return new YearHint(OptionalInt.of(firstYear), true, notAfter);
    }
    Instant end = notAfter;
    if (nextStart != null && (end == null || nextStart.isBefore(end))) {
      end = nextStart;
    }
    int byJump = jumpsDiffer ? NONE : firstYearByJump;
    if (!statedFirst && byJump != NONE && (end == null || !isYoungerThan(byJump, end))) {
      return new YearHint(OptionalInt.of(byJump), false, notAfter);
    }
    int year = statedFirst || !first.stamped || end == null ? NONE : yearNotAfter(last, end);
    if (year == NONE) {
      return new YearHint(OptionalInt.empty(), statedFirst, notAfter);
    }
    int likely = year - lastShift;
    for (int y = likely; y > likely - CivilDate.LEAP_YEARS_APART && leapShift != NONE; y--) {
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
      return Instant.ofEpochSecond(first.localIn(first.year));
    }
    return !first.stamped || hint.firstYear().isEmpty()
        ? null
        : Instant.ofEpochSecond(first.localIn(hint.firstYear().getAsInt()));
  }

  /** The first year in which the stamp is not before an instant; a day's slack for the zone. */
  private static int yearNotBefore(ParsedHeader h, long epochSecond) {
    int from = yearOf(epochSecond) - 1;
    for (int y = from; y <= from + CivilDate.LEAP_YEARS_APART + 1; y++) {
      if (CivilDate.isInYear(y, h.month, h.day) && h.localIn(y) >= epochSecond - DAY) {
        return y;
      }
    }
    return NONE;
  }

  /** The last year in which the stamp is not after an instant; a day's slack for the zone. */
  private static int yearNotAfter(ParsedHeader h, Instant instant) {
    long latest = instant.getEpochSecond() + DAY;
    int from = yearOf(latest) + 1;
    for (int y = from; y >= from - CivilDate.LEAP_YEARS_APART - 1; y--) {
      if (CivilDate.isInYear(y, h.month, h.day) && h.localIn(y) <= latest) {
        return y;
      }
    }
    return NONE;
  }

  /** The last year in which the stamp is not after one that follows it in the log. */
  private static int yearBefore(ParsedHeader h, ParsedHeader stated) {
    long latest = stated.localIn(stated.year) + TimePolicy.REORDER_DAYS * DAY;
    return h.localIn(stated.year + 1) <= latest
        ? stated.year + 1
        : h.localIn(stated.year) <= latest ? stated.year : stated.year - 1;
  }

  private static int yearOf(long epochSecond) {
    return CivilDate.year(CivilDate.ofEpochDay(Math.floorDiv(epochSecond, DAY)));
  }
}
