package io.maillog.header.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, and of which stamps it is sure that they are not in it, whatever year and zone
 * they turn out to have: so that a line can be passed over before its text is read, on any thread.
 *
 * <p>What is near the span is never ruled out: for an hour, what belongs to a line of the span may
 * stand around it. Immutable.
 */
public final class StampSpan {
  private static final long DAY = CivilDate.SECONDS_A_DAY;
  private static final long NEAR = 3600;
  private static final int MONTH_BITS = 5; // of a date's place: behind them is the day

  private final long from;
  private final long to;
  // Of each date of a year, whether the span has it, or a day beside it; null if it may have all.
  private final boolean @Nullable [] dates;

  /**
   * A span.
   *
   * @param since its first instant; {@code null} if it has none
   * @param until the first instant behind it; {@code null} if it has none
   */
  public StampSpan(@Nullable Instant since, @Nullable Instant until) {
    from = since == null ? Long.MIN_VALUE / 2 : since.getEpochSecond() - NEAR;
    to = until == null ? Long.MAX_VALUE / 2 : until.getEpochSecond() + NEAR;
    dates = to - from < 360 * DAY ? dates() : null;
  }

  private boolean[] dates() {
    boolean[] all = new boolean[13 << MONTH_BITS];
    // A zone moves a stamp by a day at most.
    for (long day = Math.floorDiv(from, DAY) - 1; day <= Math.floorDiv(to, DAY) + 1; day++) {
      long date = CivilDate.ofEpochDay(day);
      all[place(CivilDate.month(date), CivilDate.day(date))] = true;
    }
    return all;
  }

  private static int place(int month, int day) {
    return month << MONTH_BITS | day;
  }

  /** Whether the line has a stamp, and that is surely none of the span. */
  public boolean rulesOut(ParsedHeader h) {
    if (!h.stamped || (h.month == 2 && h.day == 29)) {
      return false; // in a year without that day it is no point in time
    }
    if (!h.hasYear()) {
      return dates != null && !dates[place(h.month, h.day)];
    }
    long local = CivilDate.epochDay(h.year, h.month, h.day) * DAY + h.secondOfDay;
    return h.hasOffset()
        ? local - h.statedOffset < from || local - h.statedOffset >= to
        : local < from - DAY || local >= to + DAY;
  }
}
