package io.maillog.follow.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells cheaply whether the files in a directory may be others than at the last look. */
final class DirectoryTime {
  /** A directory that was changed so lately may have been changed since within the same tick. */
  private static final long TICK_MILLIS = 1000;

  private long changed = Long.MIN_VALUE;

  /** Whether files may have come, gone or got other names beside this one. */
  boolean mayHaveChanged(Path file) {
    Path parent = FoundFile.real(file).getParent();
    long now;
    try {
      now = parent == null ? 0 : Files.getLastModifiedTime(parent).toMillis();
    } catch (IOException e) {
      return true;
    }
    boolean may = now != changed || System.currentTimeMillis() - now < TICK_MILLIS;
    changed = now;
    return may;
  }
}
