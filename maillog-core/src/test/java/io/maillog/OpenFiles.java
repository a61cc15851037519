package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which files this process has open, where the system tells. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Asserts that a file is closed, and that one that is open would be seen. */
  static void assertClosed(Path path) throws IOException {
    if (Files.isDirectory(DESCRIPTORS)) {
      assertThat(isOpen(path)).isFalse();
      try (InputStream in = Files.newInputStream(path)) {
        assertThat(isOpen(path)).as("the test sees open files").isTrue();
        assertThat(in.read()).isNotNegative();
      }
    }
  }

  private static boolean isOpen(Path path) throws IOException {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      for (Path descriptor : all.toList()) {
        if (Files.exists(descriptor) && Files.isSameFile(descriptor, path)) {
          return true;
        }
      }
    }
    return false;
  }
}
