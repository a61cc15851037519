package io.maillog;

import io.maillog.event.EventWriter;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several logs as one, in the order of time, so that a message is met in the next server's log
 * while it is still known from the one before. Each log's lines stay in their order; a line without
 * a time follows the one before it. A line that several logs of one source have is a copy in all
 * but the first.
 */
final class MergedLogs {
  static final int ALONE = -1;

  private final List<LogCursor> given;
  private final PriorityQueue<LogCursor> logs = new PriorityQueue<>(); // but the one at hand
  private final int[] shared;
  private final LineCopies copies = new LineCopies();
  private boolean begun;
  private @Nullable LogCursor log;

  /**
   * The logs as one.
   *
   * @param shared by the order of the logs, the number of the source that each shares with another,
   *     else {@value #ALONE}
   */
  MergedLogs(List<LogCursor> logs, int[] shared) {
    this.given = logs;
    this.shared = shared.clone();
  }

  /** Goes on to the next line; false if there is none. */
  boolean next() {
    LogCursor now = begun ? after(log) : first();
    log = now;
    if (now == null) {
      return false;
    }
    int source = shared[now.order()];
    EventWriter event = now.event();
    if (source != ALONE
        && !event.event().copy()
        && copies.isCopy(event.event(), now.second(), now.order(), source)) {
      event.copy();
    }
    return true;
  }

  /** The log that has the line, at the line. */
  LogCursor log() {
    return Objects.requireNonNull(log);
  }

  private @Nullable LogCursor first() {
    begun = true;
    for (LogCursor cursor : given) {
      if (cursor.next()) {
        logs.add(cursor);
      }
    }
    return logs.poll();
  }

  private @Nullable LogCursor after(@Nullable LogCursor last) {
    if (last == null || !last.next()) {
      return logs.poll();
    }
    LogCursor other = logs.peek();
    if (other == null || other.compareTo(last) >= 0) {
      return last;
    }
    logs.add(last);
    return logs.poll();
  }
}
