package io.maillog.header;

import java.time.ZoneId;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Completes stamps that lack a year or a zone, line by line in the order of the log.
 *
 * <p>The zone is the one given. The year of the first yearless stamp is given too, or found by a
 * {@link YearSearch}. From there it is carried forward: a stamp of more than {@link #NEW_YEAR_DAYS}
 * days before the previous one belongs to the next year, unless no line can be as young as that; a
 * smaller step back (a corrected clock, the end of daylight saving, lines out of order) does not,
 * and one of up to {@link #REORDER_DAYS} days may lead back over New Year. Nothing depends on the
 * machine's clock or locale.
 *
 * <p>Not thread-safe; one policy per log. Its parts are announced by {@link #startInput}.
 */
public final class TimePolicy {
  /** A step back by more days than this is a new year. */
  public static final int NEW_YEAR_DAYS = 183;

  /** A step back by up to this many days may lead from January to the December before. */
  public static final int REORDER_DAYS = 7;

  private static final long DAY = 86_400;
  private static final int NONE = LineHeader.NO_YEAR;

  private final ZoneTable zone;
  private int year = NONE;
  // What is said of the input's first yearless stamp.
  private int hinted = NONE;
  private boolean hintIsCertain;
  // No line is younger than this; to be checked with the input's first stamp.
  private long latest = Long.MAX_VALUE;
  private boolean latestIsChecked = true;
  // The stamp before, as an instant and as local time.
  private long previous = Long.MIN_VALUE;
  private long previousLocal = Long.MIN_VALUE;
  // The date that was resolved last.
  private int cachedMonthDay = -1;
  private int cachedStatedYear;
  private int cachedYear;
  private long cachedEpochDay;

  private TimePolicy(ZoneId zone) {
    this.zone = new ZoneTable(zone);
  }

  /**
   * A policy without an anchor yet: until a year is known, a yearless stamp has no point in time.
   *
   * @param zone the zone of stamps that state no offset
   */
  public static TimePolicy inZone(ZoneId zone) {
    return new TimePolicy(Objects.requireNonNull(zone, "zone"));
  }

  /** Whether the year of the next yearless stamp is known. */
  public boolean anchored() {
    return year != NONE;
  }

  /** The year of the next yearless stamp is this one. */
  public void anchorYear(int firstYear) {
    year = firstYear;
    hinted = NONE;
    cachedMonthDay = -1;
    previous = Long.MIN_VALUE;
    previousLocal = Long.MIN_VALUE;
  }

  /**
   * The next file of the log begins. Its hint anchors the first file; of a later one, a certain
   * year goes before the one carried on, and a likely year does if it is later.
   */
  public void startInput(YearHint hint) {
    cachedMonthDay = -1;
    hinted = hint.firstYear().orElse(NONE);
    hintIsCertain = hint.certain();
    if (year == NONE) {
      year = hinted;
    }
    latest = hint.notAfter() == null ? Long.MAX_VALUE : hint.notAfter().getEpochSecond() + DAY;
    latestIsChecked = false;
  }

  /**
   * The year that yearless stamps have now; empty if there is no anchor. For saving and restoring.
   */
  public OptionalInt currentYear() {
    return year == NONE ? OptionalInt.empty() : OptionalInt.of(year);
  }

  /** Sets the point in time of a header, if its stamp and this policy give one. */
  public void complete(LineHeader h) {
    if (!h.stamped || (!h.hasYear() && year == NONE)) {
      return;
    }
    int monthDay = h.month << 5 | h.day;
    if (monthDay != cachedMonthDay || h.year != cachedStatedYear) {
      resolveDate(h, monthDay);
    }
    long local = cachedEpochDay * DAY + h.secondOfDay;
    int offset = h.statedOffset;
    if (offset == LineHeader.NO_OFFSET) {
      offset = zone.offset(cachedYear, local, false);
      // The hour that the clock shows twice: the second time, if the first would be a step back.
      if (local - offset < previous - 60 && local >= previousLocal - 5400) {
        offset = zone.offset(cachedYear, local, true);
      }
    }
    h.epochSecond = local - offset;
    h.offsetSeconds = offset;
    h.timed = true;
    previous = h.epochSecond;
    previousLocal = local;
  }

  private void resolveDate(LineHeader h, int monthDay) {
    int y = h.hasYear() ? h.year : yearOf(h);
    if (!latestIsChecked) {
      latestIsChecked = true;
      if (localOf(h, y) > latest) {
        latest = Long.MAX_VALUE; // contradicted from the start, so it says nothing
      }
    }
    cachedMonthDay = monthDay;
    cachedStatedYear = h.year;
    cachedYear = y;
    cachedEpochDay = CivilDate.epochDay(y, h.month, h.day);
    year = y;
  }

  private int yearOf(LineHeader h) {
    int y = carriedYear(h);
    if (hinted != NONE) {
      y = hintIsCertain ? hinted : Math.max(y, hinted);
      hinted = NONE;
    }
    return y;
  }

  private int carriedYear(LineHeader h) {
    if (previousLocal == Long.MIN_VALUE) {
      return year;
    }
    long before = localOf(h, year - 1);
    if (before >= previousLocal - REORDER_DAYS * DAY) {
      return year - 1;
    }
    long same = localOf(h, year);
    long newYear = previousLocal - NEW_YEAR_DAYS * DAY;
    if (same > latest && before >= newYear) {
      return year - 1; // rather a step back than a time to come
    }
    return same >= newYear || localOf(h, year + 1) > latest ? year : year + 1;
  }

  private static long localOf(LineHeader h, int year) {
    return CivilDate.epochDay(year, h.month, h.day) * DAY + h.secondOfDay;
  }
}
