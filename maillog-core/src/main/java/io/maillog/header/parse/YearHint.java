package io.maillog.header.parse;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an input's years before it is read; see {@link YearSearch}. Immutable.
 *
 * @param firstYear the year of the first yearless stamp; empty if nothing tells, or none lacks it
 * @param certain whether the log itself says so; else it is what the file's time makes likely
 * @param notAfter an instant that no line is younger than, to a day; {@code null} if none is known
 */
public record YearHint(OptionalInt firstYear, boolean certain, @Nullable Instant notAfter) {
  /** Nothing is known. */
  public static final YearHint NONE = new YearHint(OptionalInt.empty(), false, null);

  /** The first year is this one, whatever else is said. */
  public static YearHint given(int firstYear) {
    return new YearHint(OptionalInt.of(firstYear), true, null);
  }
}
