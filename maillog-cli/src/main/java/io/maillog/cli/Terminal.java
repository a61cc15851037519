package io.maillog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a stream of this process is a terminal.
 *
 * <p>{@link System#console()} does not: on Java 17 it is null as soon as one of the streams is
 * redirected, from 22 on it is there even if all are. The shell's {@code test -t} asks isatty(3).
 */
final class Terminal {
  private static final Path SHELL = Path.of("/bin/sh");

  private Terminal() {}

  /** Whether stream 0, 1 or 2 is a terminal; false where that cannot be found out. */
  static boolean isTerminal(int stream) {
    if (!Files.isExecutable(SHELL)) {
      return false;
    }
    try {
      Process test =
          new ProcessBuilder(SHELL.toString(), "-c", "test -t " + stream).inheritIO().start();
      return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
