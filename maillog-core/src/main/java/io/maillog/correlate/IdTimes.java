package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What queue ids tell of time. One that states when its message arrived is given once: a line that
 * bears it is of that message, however late it comes, and of one whose beginning the log has, if
 * the log was going on then.
 */
final class IdTimes {
  /** How long, in seconds, a message takes from its id to its first line. */
  private static final int SLACK = 60;

  private final Map<String, Dialect> dialects = new HashMap<>();
  private final LogClock clock;

  IdTimes(Dialects dialects, LogClock clock) {
    for (Dialect dialect : dialects.all()) {
      this.dialects.put(dialect.name(), dialect);
    }
    this.clock = clock;
  }

  /** Whether no other message will have this id. */
  boolean comesOnce(@Nullable String dialect, ByteSlice id) {
    return arrival(dialect, id) != Dialect.UNKNOWN_TIME;
  }

  /** Whether a message of this id arrived while the log was going on. */
  boolean isInLog(@Nullable String dialect, ByteSlice id) {
    long arrival = arrival(dialect, id);
    return arrival != Dialect.UNKNOWN_TIME
        && clock.first != LogClock.UNKNOWN
        && arrival >= clock.first - SLACK;
  }

  private long arrival(@Nullable String name, ByteSlice id) {
    Dialect dialect = name == null ? null : dialects.get(name);
    return dialect == null ? Dialect.UNKNOWN_TIME : dialect.arrival(id.array(), id.from(), id.to());
  }
}
