package io.maillog.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Predicate;

/**
 * The machine that the command runs on, as far as it looks at it by itself.
 *
 * @param root where its files begin
 * @param clock what time it is there, in the zone that people there have
 * @param mayRead whether whoever runs it may read a file, or list a directory
 */
record Machine(Path root, Clock clock, Predicate<Path> mayRead) {
  /** That of this process. */
  static Machine ofProcess() {
    return new Machine(Path.of("/"), Clock.system(ZoneId.systemDefault()), Files::isReadable);
  }
}
