package io.maillog.cli;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts lines by program. A log has few programs and many lines: the names that were met last are
 * compared with the line's bytes, so that not every line makes a String.
 */
final class ProgramCounts {
  private static final int PLACES = 64;

  private final TopCounts all = new TopCounts();
  private final @Nullable String[] names = new @Nullable String[PLACES];
  private final long[] counts = new long[PLACES]; // not yet in all

  /** Counts the program of a line, if it has one. */
  void add(MailEvent e) {
    ByteSlice program = e.slice(Field.PROGRAM);
    if (program == null) {
      return;
    }
    int place = ByteScan.hash(program.array(), program.from(), program.to()) & (PLACES - 1);
    String name = names[place];
    if (name == null || !program.contentEquals(name)) {
      flush(place);
      names[place] = program.toString();
    }
    counts[place]++;
  }

  private void flush(int place) {
    String name = names[place];
    if (name != null && counts[place] > 0) {
      all.add(name, counts[place]);
      counts[place] = 0;
    }
  }

  /** The counts until now. */
  TopCounts counts() {
    for (int place = 0; place < PLACES; place++) {
      flush(place);
    }
    return all;
  }
}
