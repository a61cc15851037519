package io.maillog.header;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Completes stamps that lack a year or a zone, line by line in the order of the log.
 *
 * <p>The zone is the one given. The year of the first yearless stamp comes from an anchor: a year
 * given, a queue id's time of arrival, or an instant that the log cannot be younger than. From
 * there it is carried forward: a stamp of more than {@link #NEW_YEAR_DAYS} days before the previous
 * one belongs to the next year; a smaller step back (a corrected clock, the end of daylight saving,
 * lines out of order) does not, and one of up to {@link #REORDER_DAYS} days may lead back over New
 * Year. Nothing depends on the machine's clock or locale.
 *
 * <p>Not thread-safe; one policy per log.
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
   * A policy without an anchor yet: the first yearless stamp has no point in time until {@link
   * #anchorYear}, {@link #anchorArrival} or {@link #anchorNotAfter} was called.
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

  /** The year of the first stamp is this one. */
  public void anchorYear(int firstYear) {
    year = firstYear;
    forget();
  }

  /**
   * The line of this header belongs to a message that arrived at a known time: its stamp lies at
   * that time or after it, by less than a year.
   */
  public void anchorArrival(LineHeader h, long arrivalEpochSecond) {
    if (!h.stamped || h.hasYear()) {
      return;
    }
    int first = yearOf(arrivalEpochSecond) - 1;
    // A day's slack, since the offset may be wrong by as much.
    for (int y = first; y <= first + 8; y++) {
      if (fits(h, y) && localOf(h, y) >= arrivalEpochSecond - DAY) {
        anchorYear(y);
        return;
      }
    }
  }

  /** The line of this header is not younger than an instant, such as its file's last change. */
  public void anchorNotAfter(LineHeader h, Instant instant) {
    if (!h.stamped || h.hasYear()) {
      return;
    }
    long last = instant.getEpochSecond() + DAY;
    int from = yearOf(last) + 1;
    for (int y = from; y >= from - 9; y--) {
      if (fits(h, y) && localOf(h, y) <= last) {
        anchorYear(y);
        return;
      }
    }
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
    int y = h.hasYear() ? h.year : carriedYear(h);
    cachedMonthDay = monthDay;
    cachedStatedYear = h.year;
    cachedYear = y;
    cachedEpochDay = CivilDate.epochDay(y, h.month, h.day);
    year = y;
  }

  private int carriedYear(LineHeader h) {
    if (previousLocal == Long.MIN_VALUE) {
      return year;
    }
    long before = localOf(h, year - 1);
    if (before >= previousLocal - REORDER_DAYS * DAY) {
      return year - 1;
    }
    return localOf(h, year) >= previousLocal - NEW_YEAR_DAYS * DAY ? year : year + 1;
  }

  private void forget() {
    cachedMonthDay = -1;
    previous = Long.MIN_VALUE;
    previousLocal = Long.MIN_VALUE;
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
