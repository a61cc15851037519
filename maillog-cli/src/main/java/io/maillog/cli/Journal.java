package io.maillog.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal of systemd: whether there is one, which may have what mail servers log. */
final class Journal {
  /** Mail's facility is 2, by RFC 5424; {@code --facility=mail} is not known before systemd 245. */
  static final String COMMAND = "journalctl -o json SYSLOG_FACILITY=2 | maillog trace";

  private static final List<String> READERS = List.of("usr/bin/journalctl", "bin/journalctl");
  private static final List<String> DIRECTORIES = List.of("var/log/journal", "run/log/journal");

  private Journal() {}

  /** Where it is; {@code null} if there is none, or nothing to read it with. */
  static @Nullable Path in(Path root) {
    if (READERS.stream().noneMatch(reader -> Files.isExecutable(root.resolve(reader)))) {
      return null;
    }
    for (String name : DIRECTORIES) {
      Path directory = root.resolve(name);
      if (Files.isDirectory(directory) && !isEmpty(directory)) {
        return directory;
      }
    }
    return null;
  }

  /** Whether nothing is in it; not, where that may not be seen. */
  private static boolean isEmpty(Path directory) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }
}
