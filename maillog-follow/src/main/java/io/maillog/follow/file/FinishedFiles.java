package io.maillog.follow.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a log that were read and let go, the last {@value #MOST}: so that one is not taken
 * for a new one because of its new name.
 */
final class FinishedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedFiles.class);
  private static final int MOST = 32;

  private final Deque<FileMark> files = new ArrayDeque<>();

  void add(FileMark mark) {
    if (mark.offset() == 0 && mark.isWeak()) {
      return; // nothing was read of it, so there is nothing to know it by
    }
    if (files.size() == MOST) {
      files.removeFirst();
    }
    files.addLast(mark);
  }

  /**
   * Whether a file is one of them, or has the same content, as what it was compressed to. Its key
   * alone may have been given to another one.
   */
  boolean has(FoundFile file) {
    if (files.isEmpty() || file.size() == 0) {
      return false;
    }
    try (Content content = Content.open(file.path())) {
      byte[] head = content.read(0, FileMark.HEAD_BYTES);
      for (FileMark mark : files) {
        if (mark.mayBeginWith(head) && isOf(mark, file, content)) {
          return true;
        }
      }
    } catch (IOException e) {
      LOG.debug("comparing {}", file.path(), e);
    }
    return false;
  }

  private static boolean isOf(FileMark mark, FoundFile file, Content content) throws IOException {
    return (file.hasKey(mark.key()) && !mark.isWeak())
        ? mark.compare(content) == FileMark.Match.SAME // and perhaps what came too late
        : mark.isWhole(content);
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
