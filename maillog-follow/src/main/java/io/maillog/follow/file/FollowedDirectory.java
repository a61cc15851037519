package io.maillog.follow.file;

import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import io.maillog.framing.RotationName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory whose logs are followed, those too that come later. */
public final class FollowedDirectory {
  private final Path path;
  private final @Nullable String label;
  private final DirectoryTime time = new DirectoryTime();

  /** A directory, with the label that its logs have. */
  public FollowedDirectory(Path path, @Nullable String label) {
    this.path = path;
    this.label = label;
  }

  /** The directory's name as it was given. */
  public Path path() {
    return path;
  }

  /** The label of its logs; {@code null} if none was given. */
  public @Nullable String label() {
    return label;
  }

  /**
   * The logs that there are now, each by the name of the file that is written; also those of which
   * only rotated files are there. Empty if nothing has changed since the last call.
   */
  public List<Path> logs() {
    return time.mayHaveChanged(path.resolve("-")) ? found() : List.of();
  }

  private List<Path> found() {
    List<Path> logs = new ArrayList<>();
    for (LogSet set : LogSets.find(List.of(path), false, false, NO_NOTES)) {
      LogInput youngest = set.inputs().get(set.inputs().size() - 1);
      Path file = youngest.path();
      Path name = file == null ? null : file.getFileName();
      if (file != null && name != null) {
        logs.add(file.resolveSibling(RotationName.of(name.toString()).base()));
      }
    }
    return logs;
  }

  private static final LogSets.Notes NO_NOTES =
      new LogSets.Notes() {
        @Override
        public void failed(Path given, IOException why) {
          // It is asked again.
        }

        @Override
        public void skipped(Path skipped, LogSets.Skip why) {
          // As a reading of the directory leaves it out.
        }
      };
}
