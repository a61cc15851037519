package io.maillog.cli;

import io.maillog.framing.LogSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a directory that was given has in it and is not read: somebody may have meant it. */
final class DirectoryNotes implements LogSets.Notes {
  private static final int NAMED = 8;

  private final List<String> named = new ArrayList<>();
  private int directories;
  private boolean failed;

  @Override
  public void failed(Path given, IOException why) {
    failed = true; // the reading says it
  }

  @Override
  public void skipped(Path path, LogSets.Skip why) {
    if (why == LogSets.Skip.DIRECTORY) {
      directories++;
      if (named.size() < NAMED) {
        named.add(String.valueOf(path.getFileName()));
      }
    }
  }

  /** Whether a directory could not be listed. */
  boolean failed() {
    return failed;
  }

  /** Whether there are directories in it. */
  boolean anyDirectory() {
    return directories > 0;
  }

  /**
   * A sentence about the directories in it; none, if there are none.
   *
   * @param before what stands before the sentence
   */
  String directories(String before) {
    int more = directories - named.size();
    return anyDirectory()
        ? before
            + "the directories in it are not read, give those that are wanted: "
            + String.join(", ", named)
            + (more > 0 ? " and " + more + " more" : "")
        : "";
  }
}
