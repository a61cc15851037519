package io.maillog.header.parse;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Completes stamps that lack a year or a zone, line by line in the order of the log.
 *
 * <p>The zone is the one given. The year of the first yearless stamp is given too, or found by a
 * {@link YearSearch}. From there it is carried forward, by these rules:
 *
 * <ol>
 *   <li>A stamp that can be within {@link #REORDER_DAYS} days of the one before is there, also over
 *       New Year: lines come out of order, and clocks are corrected.
 *   <li>Any other is a jump. A jump back by more than {@link #NEW_YEAR_DAYS} days leads to the next
 *       year, unless no line can be as young as that; a smaller one is a step back.
 *   <li>A jump may be a bad clock's, such as that of a machine that boots. So a stamp within {@link
 *       #REORDER_DAYS} days before and {@link #RETURN_DAYS} days after the place where the log was
 *       before the jump leads back to it, and to its year, until the log has gone on for a day, or
 *       has jumped on, from where the jump led.
 *   <li>That no line is younger than an instant is believed until the input's first stamp, or a log
 *       that comes there other than by a jump, contradicts it. A stated year beyond it is that of
 *       its own line alone.
 * </ol>
 *
 * <p>A date which its year does not have, 29 February, is none: its line has no point in time, and
 * says nothing of the others. Nothing depends on the machine's clock or locale, unless the caller
 * gives it.
 *
 * <p>Not thread-safe; one policy per log. Its parts are announced by {@link #startInput}.
 */
public final class TimePolicy {
  /** The first year that can be given. */
  public static final int FIRST_YEAR = ZoneTable.FIRST_YEAR;

  /** The last year that can be given. */
  public static final int LAST_YEAR = ZoneTable.FIRST_YEAR + ZoneTable.YEARS - 1;

  /** A step back by more days than this is a new year. */
  public static final int NEW_YEAR_DAYS = 183;

  /** A step of up to this many days, forward or back, is no jump. */
  public static final int REORDER_DAYS = 7;

  /** After a jump, the log may come back up to this many days after where it was. */
  public static final int RETURN_DAYS = 28;

  static final long NOWHERE = Long.MIN_VALUE / 2;

  private static final long DAY = CivilDate.SECONDS_A_DAY;
  private static final long REORDER = REORDER_DAYS * DAY;
  private static final long RETURN = RETURN_DAYS * DAY;
  private static final int NONE = ParsedHeader.NO_YEAR;

  private final ZoneTable zone;
  private int year = NONE;
  // What is said of the input's first yearless stamp.
  private int hinted = NONE;
  private boolean hintIsCertain;
  // No line is younger than this; to be checked with the input's first stamp.
  private long latest = Long.MAX_VALUE;
  private boolean latestIsChecked;
  private boolean latestIsRefuted;
  // The stamp before, as an instant and as local time.
  private long previous = NOWHERE;
  private long previousLocal = NOWHERE;
  // After a jump: where it led, and where the log was before; NOWHERE if there is no jump to doubt.
  private long jumpedTo = NOWHERE;
  private long home = NOWHERE;
  private long homeLocal = NOWHERE;
  private int homeYear = NONE;
  private boolean cameBack;
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

  /**
   * A policy that goes on as the one that was saved: it gives the same times.
   *
   * @param zone the zone of the saved policy
   * @throws IllegalArgumentException if no policy can have been in this state
   */
  public static TimePolicy restore(ZoneId zone, TimePolicyState state) {
    if (!state.isPossible()) {
      throw new IllegalArgumentException("this is no state of a time policy");
    }
    TimePolicy policy = inZone(zone);
    policy.year = state.year();
    policy.hinted = state.hinted();
    policy.hintIsCertain = state.hintIsCertain();
    policy.latest = state.latest();
    policy.latestIsChecked = state.latestIsChecked();
    policy.latestIsRefuted = state.latestIsChecked() && state.latest() == Long.MAX_VALUE;
    policy.previous = state.previous();
    policy.previousLocal = state.previousLocal();
    policy.jumpedTo = state.jumpedTo();
    policy.home = state.home();
    policy.homeLocal = state.homeLocal();
    policy.homeYear = state.homeYear();
    policy.cachedMonthDay = state.monthDay();
    policy.cachedStatedYear = state.statedYear();
    policy.cachedYear = state.dateYear();
    policy.cachedEpochDay =
        CivilDate.epochDay(state.dateYear(), state.monthDay() >> 5, state.monthDay() & 31);
    return policy;
  }

  /** All that this policy carries from line to line, for {@link #restore}. */
  public TimePolicyState save() {
    return new TimePolicyState(
        year,
        hinted,
        hintIsCertain,
        latest,
        latestIsChecked,
        previous,
        previousLocal,
        jumpedTo,
        home,
        homeLocal,
        homeYear,
        cachedMonthDay,
        cachedStatedYear,
        cachedYear);
  }

  /** Whether the year of the next yearless stamp is known. */
  public boolean anchored() {
    return year != NONE;
  }

  /**
   * The year of the next yearless stamp is this one.
   *
   * @throws IllegalArgumentException if it is not {@link #FIRST_YEAR} to {@link #LAST_YEAR}
   */
  public void anchorYear(int firstYear) {
    if (firstYear < FIRST_YEAR || firstYear > LAST_YEAR) {
      throw new IllegalArgumentException(
          "the year must be " + FIRST_YEAR + " to " + LAST_YEAR + ": " + firstYear);
    }
    year = firstYear;
    hinted = NONE;
    cachedMonthDay = -1;
    previous = NOWHERE;
    previousLocal = NOWHERE;
    jumpedTo = NOWHERE;
  }

  /**
   * For a log that is read while it is written: as long as no year is known, the year of a yearless
   * stamp is the one that brings it closest to now.
   *
   * @param now seconds since 1970-01-01T00:00Z
   */
  public void anchorNear(ParsedHeader h, long now) {
    if (year != NONE || !h.stamped || h.hasYear()) {
      return;
    }
    int thisYear = LocalDate.ofEpochDay(Math.floorDiv(now, DAY)).getYear();
    int closest = NONE;
    for (int y = thisYear - 1; y <= thisYear + 1; y++) {
      boolean known = y >= FIRST_YEAR && y <= LAST_YEAR && CivilDate.isInYear(y, h.month, h.day);
      if (known && (closest == NONE || distance(h, y, now) < distance(h, closest, now))) {
        closest = y;
      }
    }
    if (closest != NONE) {
      anchorYear(closest);
    }
  }

  private static long distance(ParsedHeader h, int year, long now) {
    return Math.abs(h.localIn(year) - now);
  }

  /**
   * The lines that come next are no younger than this, to a day: for a log that is read while it is
   * written. Of a whole file its hint says so. Where the log has refuted it, it is no longer heard.
   *
   * @param epochSecond seconds since 1970-01-01T00:00Z
   */
  public void noneAfter(long epochSecond) {
    if (!latestIsRefuted) {
      latest = epochSecond + DAY;
    }
  }

  private void refuteLatest() {
    latest = Long.MAX_VALUE;
    latestIsRefuted = true;
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
    latestIsRefuted = false;
  }

  /** The year of the stamp before, or that of the first; empty if there is no anchor. */
  public OptionalInt currentYear() {
    return year == NONE ? OptionalInt.empty() : OptionalInt.of(year);
  }

  /** Sets the point in time of a header, if its stamp and this policy give one. */
  public void complete(ParsedHeader h) {
    if (!h.stamped || (!h.hasYear() && year == NONE)) {
      return;
    }
    int monthDay = h.month << 5 | h.day;
    if ((monthDay != cachedMonthDay || h.year != cachedStatedYear) && !resolveDate(h, monthDay)) {
      return;
    }
    long local = cachedEpochDay * DAY + h.secondOfDay;
    int offset = h.statedOffset;
    if (offset == ParsedHeader.NO_OFFSET) {
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

  /** Where the last jump led, in local time, if it is still doubtful; else {@link #NOWHERE}. */
  long doubtfulJump() {
    return jumpedTo;
  }

  /** Where the log was before the jump, in local time. */
  long beforeJump() {
    return homeLocal;
  }

  /** Whether the last stamp led back from a jump to where the log was before. */
  boolean cameBack() {
    return cameBack;
  }

  /** Lines are left out here, so that what follows is no way back from a jump. */
  void trustJump() {
    jumpedTo = NOWHERE;
  }

  private boolean resolveDate(ParsedHeader h, int monthDay) {
    boolean told = false;
    int y = h.year;
    if (!h.hasYear()) {
      y = carriedYear(h);
      told = hinted != NONE && (hintIsCertain || hinted > y);
      y = told ? hinted : y;
    }
    if (!CivilDate.isInYear(y, h.month, h.day)) {
      return false;
    }
    hinted = h.hasYear() ? hinted : NONE;
    moveTo(y, h.localIn(y), h.hasYear(), told);
    cachedMonthDay = monthDay;
    cachedStatedYear = h.year;
    cachedYear = y;
    cachedEpochDay = CivilDate.epochDay(y, h.month, h.day);
    return true;
  }

  // --- the year

  private int carriedYear(ParsedHeader h) {
    if (jumpedTo != NOWHERE) {
      int y = yearNear(h, homeLocal, homeYear, RETURN);
      if (y != NONE) {
        return y;
      }
    }
    boolean fromHome = jumpedTo != NOWHERE && previousLocal > latest;
    long from = fromHome ? homeLocal : previousLocal;
    int fromYear = fromHome ? homeYear : year;
    if (from == NOWHERE) {
      return fromYear;
    }
    int near = yearNear(h, from, fromYear, REORDER);
    return near != NONE ? near : yearAfterJump(h, from, fromYear);
  }

  /** The year that brings the stamp close to a point in local time. */
  private static int yearNear(ParsedHeader h, long local, int localYear, long after) {
    for (int y = localYear - 1; y <= localYear + 1; y++) {
      if (CivilDate.isInYear(y, h.month, h.day) && isNear(h.localIn(y), local, after)) {
        return y;
      }
    }
    return NONE;
  }

  private static boolean isNear(long local, long other, long after) {
    return local >= other - REORDER && local <= other + after;
  }

  private int yearAfterJump(ParsedHeader h, long from, int fromYear) {
    long same = h.localIn(fromYear);
    long newYear = from - NEW_YEAR_DAYS * DAY;
    if (same > latest && h.localIn(fromYear - 1) >= newYear) {
      return fromYear - 1; // rather a step back than a time to come
    }
    return same >= newYear || h.localIn(fromYear + 1) > latest ? fromYear : fromYear + 1;
  }

  // --- jumps

  private void moveTo(int y, long local, boolean stated, boolean told) {
    if (!latestIsChecked) {
      latestIsChecked = true;
      if (local > latest && (!stated || year == NONE)) {
        refuteLatest(); // from the start, so it says nothing
      }
    }
    boolean doubtful = jumpedTo != NOWHERE;
    boolean first = previousLocal == NOWHERE;
    boolean jumps = first ? local > latest : !isNear(local, previousLocal, REORDER);
    boolean goesOn = local >= jumpedTo + DAY;
    boolean passesLatest = local > latest && previousLocal <= latest;
    cameBack = !told && doubtful && isNear(local, homeLocal, RETURN);
    if (told) {
      jumpedTo = NOWHERE;
    } else if (cameBack) {
      jumpedTo = NOWHERE;
      if (jumps) {
        previous = home;
        previousLocal = homeLocal;
      }
    } else if (jumps) {
      if (!doubtful || (goesOn && !passesLatest)) {
        home = previous;
        homeLocal = previousLocal;
        homeYear = year;
      }
      jumpedTo = local;
    } else if (goesOn) {
      jumpedTo = NOWHERE;
    }
    if ((jumpedTo == NOWHERE ? local : homeLocal) > latest) {
      refuteLatest(); // the log has gone past it
    }
    year = y;
  }
}
