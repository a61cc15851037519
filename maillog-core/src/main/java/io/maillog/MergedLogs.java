package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.framing.LogSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Several logs as one, in the order of time, so that a message is met in the next server's log
 * while it is still known from the one before. Each log's lines stay in their order; a line without
 * a time follows the one before it. A line that several logs of a directory have is a copy in all
 * but the first.
 */
final class MergedLogs {
  static final int ALONE = -1;

  private final PriorityQueue<LogCursor> logs = new PriorityQueue<>();
  private final int[] directories;
  private final LineCopies copies = new LineCopies();

  /**
   * The logs as one.
   *
   * @param directories by the order of the logs, the number of the directory of each that shares it
   *     with another, else {@value #ALONE}
   */
  MergedLogs(List<LogCursor> logs, int[] directories) {
    this.directories = directories.clone();
    for (LogCursor log : logs) {
      if (log.next()) {
        this.logs.add(log);
      }
    }
  }

  /**
   * By the order of the logs, which directory each shares with another; {@value #ALONE} if none.
   */
  static int[] directories(List<LogSet> logs) {
    Map<Path, Integer> first = new HashMap<>();
    int[] directories = new int[logs.size()];
    Arrays.fill(directories, ALONE);
    for (int i = 0; i < directories.length; i++) {
      Path path = logs.get(i).inputs().get(0).path();
      Path directory = path == null ? null : path.toAbsolutePath().normalize().getParent();
      Integer before = directory == null ? null : first.putIfAbsent(directory, i);
      if (before != null) {
        directories[before] = before;
        directories[i] = before;
      }
    }
    return directories;
  }

  /** Gives every line. */
  void deliver(EventDelivery delivery) {
    LogCursor log = logs.poll();
    while (log != null) {
      int directory = directories[log.order()];
      EventWriter event = log.event();
      if (directory != ALONE && !event.event().copy() && copies.isCopy(log, directory)) {
        event.copy();
      }
      delivery.give(event);
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
