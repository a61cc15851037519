package io.maillog;

import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The logs that a reading's sources stand for, and what was met in finding them. Files that follow
 * each other, and have the same label, are looked at together: they may be of one rotated log.
 */
final class FoundInputs implements LogSets.Notes {
  private final boolean rotated;
  private final boolean recursive;
  private final List<LogSet> sets = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private @Nullable String label; // of those paths
  private final List<InputError> errors = new ArrayList<>();
  private final List<ReadSummary.Skipped> skipped = new ArrayList<>();
  private long skippedCount;

  FoundInputs(boolean rotated, boolean recursive) {
    this.rotated = rotated;
    this.recursive = recursive;
  }

  /** Adds a file or a directory, with its label if it has one. */
  void add(Path path, @Nullable String given) {
    if (!Objects.equals(label, given)) {
      endOfPaths();
      label = given;
    }
    paths.add(path);
  }

  /**
   * Adds a stream, with its label if it has one.
   *
   * @throws IllegalStateException if it was read before
   */
  void add(LogInput stream, @Nullable String given) {
    endOfPaths();
    if (!stream.claim()) {
      throw new IllegalStateException("a stream can be read only once: " + stream.name());
    }
    sets.add(new LogSet(List.of(stream), given));
  }

  /** Finds what the last paths stand for. */
  void endOfPaths() {
    LogSets.find(paths, rotated, recursive, this).forEach(set -> sets.add(set.labelled(label)));
    paths.clear();
  }

  @Override
  public void failed(Path given, IOException why) {
    errors.add(InputError.of(given.toString(), given, why));
  }

  @Override
  public void skipped(Path path, LogSets.Skip why) {
    skippedCount++;
    if (skipped.size() < ReadSummary.MAX_SKIPPED) {
      skipped.add(new ReadSummary.Skipped(path, ReadSummary.Skipped.Reason.valueOf(why.name())));
    }
  }

  List<LogSet> sets() {
    return sets;
  }

  /** The inputs that cannot be read at all. */
  List<InputError> errors() {
    return errors;
  }

  /** What directories have and is not read, the first of it. */
  List<ReadSummary.Skipped> skipped() {
    return skipped;
  }

  /** How much directories have that is not read. */
  long skippedCount() {
    return skippedCount;
  }
}
