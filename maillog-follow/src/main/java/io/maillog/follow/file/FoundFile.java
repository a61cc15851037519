package io.maillog.follow.file;

import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as it lies there now.
 *
 * @param key tells it from others that are there at the same time; {@code null} if the file system
 *     has no such thing
 * @param size bytes, not decoded
 * @param changed when it was last changed, in milliseconds since 1970
 */
record FoundFile(Path path, @Nullable String key, long size, long changed) {
  private static final int MOST_LISTS = 20;

  /** Links that lead to links are followed so far. */
  private static final int MOST_LINKS = 40;

  /** The plain file that has a name, or that a link leads to; {@code null} if there is none. */
  static @Nullable FoundFile at(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return attributes.isRegularFile()
          ? new FoundFile(
              path,
              key == null ? null : key.toString(),
              attributes.size(),
              attributes.lastModifiedTime().toMillis())
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The files that a log was rotated into, oldest first; the one that is written now is the last.
   *
   * <p>A file that gets another name while its directory is listed may be in the list twice, or not
   * at all. So it is listed until two lists are alike.
   */
  static List<FoundFile> rotatedOf(Path live) {
    List<FoundFile> files = listed(live);
    for (int i = 0; i < MOST_LISTS; i++) {
      List<FoundFile> again = listed(live);
      if (alike(files, again)) {
        return again;
      }
      files = again;
    }
    return files;
  }

  private static boolean alike(List<FoundFile> some, List<FoundFile> others) {
    boolean alike = some.size() == others.size();
    for (int i = 0; alike && i < some.size(); i++) {
      FoundFile one = some.get(i);
      FoundFile other = others.get(i);
      alike = one.path.equals(other.path) && Objects.equals(one.key, other.key);
    }
    return alike;
  }

  private static List<FoundFile> listed(Path live) {
    Path target = real(live);
    List<FoundFile> found = new ArrayList<>();
    for (LogSet set : LogSets.find(List.of(target), true, false, NO_NOTES)) {
      for (LogInput input : set.inputs()) {
        Path path = input.path();
        FoundFile file = path == null || path.equals(target) ? null : at(path);
        if (file != null) {
          found.add(file);
        }
      }
    }
    FoundFile written = at(target);
    if (written != null) {
      found.add(written);
    }
    return found;
  }

  /** A file's own name, where a link has another; also that of one which is not there now. */
  static Path real(Path path) {
    Path at = path.toAbsolutePath();
    try {
      for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(at); i++) {
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
      Path parent = at.getParent();
      Path name = at.getFileName();
      return parent == null || name == null ? at : parent.toRealPath().resolve(name);
    } catch (IOException e) {
      return at;
    }
  }

  boolean hasKey(@Nullable String other) {
    return key != null && key.equals(other);
  }

  private static final LogSets.Notes NO_NOTES =
      new LogSets.Notes() {
        @Override
        public void failed(Path given, IOException why) {
          // There is nothing but the file that is written, then.
        }

        @Override
        public void skipped(Path path, LogSets.Skip why) {
          // Of a directory only.
        }
      };
}
