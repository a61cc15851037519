package io.maillog;

import io.maillog.framing.LogSet;
import io.maillog.header.parse.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the logs of one reading come from: by their labels, else by the directories of their files,
 * whatever path leads there. A stream without a label comes from nowhere.
 */
final class LogSources {
  private final Map<LogSet, LogSource> sources = new HashMap<>();
  private final boolean told;

  LogSources(List<LogSet> logs) {
    Map<Path, LogSource> directories = new HashMap<>();
    Set<LogSource> unlabelled = new HashSet<>();
    for (LogSet log : logs) {
      String label = log.label();
      if (label != null) {
        sources.put(log, LogSource.labelled(label));
        continue;
      }
      Path path = log.inputs().get(0).path();
      Path directory = path == null ? null : parent(path);
      if (directory != null) {
        LogSource source = directories.computeIfAbsent(directory, LogSources::real);
        sources.put(log, source);
        unlabelled.add(source);
      }
    }
    this.told = unlabelled.size() > 1;
  }

  /** Where a log file comes from that has no label: its directory. */
  static LogSource directoryOf(Path file) {
    Path directory = parent(file);
    return directory == null ? LogSource.NONE : real(directory);
  }

  private static @Nullable Path parent(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  private static LogSource real(Path directory) {
    try {
      return LogSource.in(directory.toRealPath().toString());
    } catch (IOException e) {
      return LogSource.in(directory.toString()); // to open its files will say so
    }
  }

  /** Where a log is found; {@link LogSource#NONE} for a stream without a label. */
  LogSource of(LogSet log) {
    return sources.getOrDefault(log, LogSource.NONE);
  }

  /**
   * What tells a log's server from others where its lines do not: as {@link #of}; but that all logs
   * without a label are in one directory tells nothing.
   */
  LogSource server(LogSet log) {
    return told || log.label() != null ? of(log) : LogSource.NONE;
  }

  /**
   * By the order of the logs, the number of the source that each shares with another, else {@value
   * MergedLogs#ALONE}.
   */
  int[] shared(List<LogSet> logs) {
    Map<LogSource, Integer> first = new HashMap<>();
    int[] shared = new int[logs.size()];
    for (int i = 0; i < shared.length; i++) {
      LogSource source = of(logs.get(i));
      Integer before = LogSource.NONE.equals(source) ? null : first.putIfAbsent(source, i);
      shared[i] = before == null ? MergedLogs.ALONE : before;
      if (before != null) {
        shared[before] = before;
      }
    }
    return shared;
  }
}
