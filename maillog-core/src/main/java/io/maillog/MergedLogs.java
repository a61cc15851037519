package io.maillog;

import java.util.List;
import java.util.PriorityQueue;

/**
 * Several logs as one, in the order of time, so that a message is met in the next server's log
 * while it is still known from the one before. Each log's lines stay in their order; a line without
 * a time follows the one before it.
 */
final class MergedLogs {
  private final PriorityQueue<LogCursor> logs = new PriorityQueue<>();

  MergedLogs(List<LogCursor> logs) {
    for (LogCursor log : logs) {
      if (log.next()) {
        this.logs.add(log);
      }
    }
  }

  /** Gives every line. */
  void deliver(EventDelivery delivery) {
    LogCursor log = logs.poll();
    while (log != null) {
      delivery.give(log.event());
      boolean more = log.next();
      LogCursor other = logs.peek();
      if (!more) {
        log = logs.poll();
      } else if (other != null && other.compareTo(log) < 0) {
        logs.add(log);
        log = logs.poll();
      }
    }
  }
}
