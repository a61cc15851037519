package io.maillog.cli;

import java.nio.file.Path;
import java.time.Clock;

/**
 * The machine that the command runs on, as far as it looks at it by itself.
 *
 * @param root where its files begin
 * @param clock what time it is there, in the zone that people there have
 */
record Machine(Path root, Clock clock) {
  /** That of this process. */
  static Machine ofProcess() {
    return new Machine(Path.of("/"), Clock.systemDefaultZone());
  }
}
