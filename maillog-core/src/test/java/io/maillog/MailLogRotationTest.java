package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that are rotated while they are read. */
class MailLogRotationTest {
  private static final String CHANGED = "2026-09-13T00:00:00Z";

  @TempDir Path directory;
  private final List<String> read = new ArrayList<>();
  private final int[] count = new int[1];
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
        .extracting(InputError::toString)
        .containsExactly(directory.resolve("mail.log.1") + ": was rotated away while it was read");
    assertThat(summary.errors().get(0).kind()).isEqualTo(InputError.Kind.CHANGED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fileThatShrinksWhileItIsReadIsAnError(int threads) throws IOException {
    Path path = large("shrinking.log");
    List<InputError> errors = whileReading(path, threads, () -> Files.writeString(path, "x\n"));
    assertThat(errors).extracting(InputError::input).containsExactly(path.toString());
    assertThat(errors.get(0).kind()).isEqualTo(InputError.Kind.CHANGED);
    assertThat(errors.get(0).message())
        .matches("shrank while it was read: [0-9]+ of 8400000 bytes are lost");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fileThatVanishesWhileItIsReadIsReadAndSaid(int threads) throws IOException {
    Path path = large("vanishing.log");
    assertThat(whileReading(path, threads, () -> Files.delete(path)))
        .containsExactly(
            new InputError(
                path.toString(),
                InputError.Kind.CHANGED,
                "vanished while it was read",
                path,
                null));
    assertThat(count[0]).isEqualTo(200_000);
  }

  @Test
  void fileThatGrowsOrIsRenamedWhileItIsReadIsNoError() throws IOException {
    Path path = large("growing.log");
    List<InputError> errors =
        whileReading(
            path,
            1,
            () -> {
              Files.writeString(path, line("MORE"), StandardOpenOption.APPEND);
              Files.move(path, directory.resolve("growing.log.1"));
            });
    assertThat(errors).isEmpty();
    assertThat(count[0]).isEqualTo(200_001);
  }

  private Path large(String name) throws IOException {
    String line = "Dec 20 11:59:59 mx1 demo[1]: A: removed..\n";
    assertThat(line).hasSize(42);
    return file(directory.resolve(name), CHANGED, line.repeat(200_000));
  }

  /** Reads a file that is changed when its first line was read; the errors of that. */
  private List<InputError> whileReading(Path path, int threads, Rotation change) {
    return DemoLog.options()
        .files(path)
        .threads(threads)
        .build()
        .events(
            event -> {
              if (count[0]++ == 0) {
                try {
                  change.rotate();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            })
        .errors();
  }
}
