package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.framing.InputError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that are rotated while they are read. */
class MailLogRotationTest {
  private static final String CHANGED = "2026-09-13T00:00:00Z";

  @TempDir Path directory;
  private final List<String> read = new ArrayList<>();
  private boolean rotated;

  @BeforeEach
  void threeFiles() throws IOException {
    file(directory.resolve("mail.log.2.gz"), CHANGED, line("A"));
    file(directory.resolve("mail.log.1"), CHANGED, line("B"));
    file(directory.resolve("mail.log"), CHANGED, line("C"));
  }

  private static String line(String id) {
    return "2026-09-12T10:15:30Z mx1 demo[2]: " + id + ": removed\n";
  }

  private interface Rotation {
    void rotate() throws IOException;
  }

  /** Reads the directory, and rotates when the first line is given. */
  private ReadSummary read(int threads, Rotation rotation) {
    return options()
        .files(directory)
        .threads(threads)
        .build()
        .events(
            e -> {
              read.add(
                  Path.of(String.valueOf(e.file())).getFileName() + " " + e.text(Field.QUEUE_ID));
              if (!rotated) {
                rotated = true;
                try {
                  rotation.rotate();
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              }
            });
  }

  private void move(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to));
  }

  private void compress(String name) throws IOException {
    Path plain = directory.resolve(name);
    Files.write(directory.resolve(name + ".gz"), DemoLog.gzip(Files.readString(plain)));
    Files.delete(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyFileIsReadOnceAndInItsPlace(int threads) {
    ReadSummary summary =
        read(
            threads,
            () -> {
              compress("mail.log.1");
              move("mail.log.2.gz", "mail.log.3.gz");
              move("mail.log.1.gz", "mail.log.2.gz");
              move("mail.log", "mail.log.1");
              file(directory.resolve("mail.log"), CHANGED, line("NEW"));
            });
    assertThat(read).containsExactly("mail.log.2.gz A", "mail.log.1 B", "mail.log C");
    assertThat(summary.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1})
  void fileThatCannotBeFoundAgainIsAnError(int threads) {
    ReadSummary summary =
        read(
            threads,
            () -> {
              Files.delete(directory.resolve("mail.log.1"));
              move("mail.log", "mail.log.1");
              file(directory.resolve("mail.log"), CHANGED, line("NEW"));
            });
    assertThat(read).containsExactly("mail.log.2.gz A", "mail.log C");
    assertThat(summary.errors())
        .containsExactly(
            new InputError(
                directory.resolve("mail.log.1").toString(), "was rotated away while it was read"));
  }
}
