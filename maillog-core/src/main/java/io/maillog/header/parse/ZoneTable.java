package io.maillog.header.parse;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone's offsets by local time, without objects once a year's table is made.
 *
 * <p>Where local time is ambiguous (the clock went back), both offsets are offered: the caller
 * knows which one fits what came before. In a gap (the clock went forward) the offset before it
 * holds.
 */
final class ZoneTable {
  static final int FIRST_YEAR = 1970;
  static final int YEARS = 200;
  private static final long DAY = CivilDate.SECONDS_A_DAY;

  private final ZoneRules rules;
  private final int fixed;
  // By year, four longs a stretch; see make.
  private final long[] @Nullable [] years = new long[YEARS][];

  ZoneTable(ZoneId zone) {
    this.rules = zone.getRules();
    this.fixed =
        rules.isFixedOffset()
            ? rules.getOffset(Instant.EPOCH).getTotalSeconds()
            : ParsedHeader.NO_OFFSET;
  }

  /**
   * The offset at a local time, in seconds. Where there are two: the earlier instant's, or with
   * {@code later} the later one's.
   */
  int offset(int year, long localSecond, boolean later) {
    if (fixed != ParsedHeader.NO_OFFSET) {
      return fixed;
    }
    long[] table = table(year);
    for (int i = table.length - 4; i >= 0; i -= 4) {
      if (localSecond >= table[i]) {
        boolean ambiguous = localSecond < table[i + 1];
        return (int) (ambiguous && !later ? table[i + 3] : table[i + 2]);
      }
    }
    return (int) table[3];
  }

  private long[] table(int year) {
    int index = Math.max(0, Math.min(YEARS - 1, year - FIRST_YEAR));
    long[] table = years[index];
    if (table == null) {
      table = make(FIRST_YEAR + index);
      years[index] = table;
    }
    return table;
  }

  /** Stretches of a year: [local start, end of the ambiguous part, offset, offset before]. */
  private long[] make(int year) {
    Instant start =
        LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).minusSeconds(2 * DAY);
    Instant end =
        LocalDateTime.of(year + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).plusSeconds(2 * DAY);
    List<Long> table = new ArrayList<>();
    long offset = rules.getOffset(start).getTotalSeconds();
    add(table, Long.MIN_VALUE, Long.MIN_VALUE, offset, offset);
    ZoneOffsetTransition next = rules.nextTransition(start);
    while (next != null && next.getInstant().isBefore(end)) {
      long before = next.getOffsetBefore().getTotalSeconds();
      long after = next.getOffsetAfter().getTotalSeconds();
      long localBefore = next.toEpochSecond() + before;
      long localAfter = next.toEpochSecond() + after;
      add(
          table,
          Math.max(localAfter, Math.min(localBefore, localAfter)),
          localBefore,
          after,
          before);
      next = rules.nextTransition(next.getInstant());
    }
    return table.stream().mapToLong(Long::longValue).toArray();
  }

  private static void add(
      List<Long> table, long start, long ambiguousTo, long offset, long before) {
    table.add(start);
    table.add(ambiguousTo);
    table.add(offset);
    table.add(before);
  }
}
