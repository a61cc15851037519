package io.maillog.follow.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The files of a log that were read and let go, the last {@value #MOST}: so that one is not taken
 * for a new one because of its new name.
 */
final class FinishedFiles {
  private static final int MOST = 32;

  private final Deque<FileMark> files = new ArrayDeque<>();

  void add(FileMark mark) {
    if (files.size() == MOST) {
      files.removeFirst();
    }
    files.addLast(mark);
  }

  /** Whether a file is one of them: its key alone may have been given to another one. */
  boolean has(FoundFile file) {
    for (FileMark mark : files) {
      if (file.hasKey(mark.key()) && file.size() == mark.size() && isUnchanged(file, mark)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnchanged(FoundFile file, FileMark mark) {
    try (Content content = Content.open(file.path())) {
      return mark.compare(content) == FileMark.Match.SAME;
    } catch (IOException e) {
      return false;
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeShort(files.size());
    for (FileMark mark : files) {
      mark.save(out);
    }
  }

  void restore(DataInput in) throws IOException {
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      add(FileMark.restore(in));
    }
  }
}
