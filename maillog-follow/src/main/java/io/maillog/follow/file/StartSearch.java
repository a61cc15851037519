package io.maillog.follow.file;

import io.maillog.follow.input.Beginning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where a log is to be read from that no checkpoint knows. */
final class StartSearch {
  private final Path path;
  private final Start start;

  StartSearch(Path path, Start start) {
    this.path = path;
    this.start = start;
  }

  /**
   * Where to begin.
   *
   * @param files those to read, oldest first
   * @param atEnd whether the first is read from its end
   * @param place where the first is read from otherwise
   * @param before the one that lay there before the first; {@code null} if there is none
   */
  record Found(
      List<FoundFile> files,
      boolean atEnd,
      long place,
      Beginning beginning,
      @Nullable FoundFile before) {}

  Found find() throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    Path target = FoundFile.real(path);
    List<FoundFile> written =
        files.isEmpty() || !files.get(files.size() - 1).path().equals(target)
            ? List.of()
            : files.subList(files.size() - 1, files.size());
    Instant since = start.since();
    if (since != null) {
      return since(files, since);
    }
    if (start.atEnd()) {
      return new Found(written, true, 0, Beginning.NOW, before(written, files));
    }
    List<FoundFile> read = start.rotated() ? files : written;
    return new Found(
        read,
        false,
        0,
        read.isEmpty() ? Beginning.NOW : new Beginning(read.get(0).path(), null),
        before(read, files));
  }

  /** Those to read are the last of the files. */
  private static @Nullable FoundFile before(List<FoundFile> read, List<FoundFile> files) {
    int first = files.size() - read.size();
    return first == 0 ? null : files.get(first - 1);
  }

  /** The youngest file that begins before is the first to read: those before it end earlier. */
  private Found since(List<FoundFile> files, Instant since) throws IOException {
    Beginning beginning = new Beginning(null, since);
    for (int i = files.size() - 1; i >= 0; i--) {
      FoundFile file = files.get(i);
      try (Content content = Content.open(file.path())) {
        TimeSearch search = new TimeSearch(content, start.zone(), file.changed());
        if (search.beginsBefore(since)) {
          long place = search.find(since);
          List<FoundFile> read = files.subList(i, files.size());
          return new Found(read, false, place, beginning, before(read, files));
        }
      }
    }
    return new Found(files, false, 0, beginning, null);
  }
}
