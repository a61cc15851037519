package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogInputTest {
  @TempDir Path directory;

  private static String read(LogInput input) throws IOException {
    try (LogStream stream = input.open()) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void missingFileIsSaid() {
    LogInput input = LogInput.of(directory.resolve("none"));
    assertThatThrownBy(input::open).isInstanceOf(IOException.class).hasMessage("no such file");
    assertThat(input.size()).isZero();
  }

  @Test
  void directoryIsSaid() {
    assertThatThrownBy(LogInput.of(directory)::open).hasMessage("is a directory");
  }

  @Test
  void forbiddenFileIsSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("mail.log"), "x\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    assertThatThrownBy(LogInput.of(file)::open).hasMessage("permission denied");
  }

  @Test
  void fileCanBeOpenedAgain() throws IOException {
    LogInput input = LogInput.of(Files.writeString(directory.resolve("mail.log"), "x\n"));
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(input.size()).isEqualTo(2);
    assertThat(input.isSpent()).isFalse();
  }

  @Test
  void fileThatWasRotatedSinceIsFound() throws IOException {
    Path file = Files.writeString(directory.resolve("mail.log"), "old\n");
    LogInput input = LogInput.of(file);
    Files.move(file, directory.resolve("mail.log.1"));
    Files.writeString(file, "new\n");
    assertThat(read(input)).isEqualTo("old\n");
  }

  @Test
  void fileThatWasReplacedIsReadAsItIsNow() throws IOException {
    Path file = Files.writeString(directory.resolve("mail.log"), "old\n");
    LogInput input = LogInput.of(file);
    Path copy = Files.writeString(directory.resolve("mail.log.tmp"), "new\n");
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(read(input)).isEqualTo("new\n");
  }

  @Test
  void streamIsOpenedOnceAndNotClosed() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    LogInput input =
        LogInput.of(
            new ByteArrayInputStream("x\n".getBytes(ISO_8859_1)) {
              @Override
              public void close() {
                closed.set(true);
              }
            },
            "standard input");
    assertThat(input.isSpent()).isFalse();
    LogStream stream = input.open();
    assertThat(input.open()).isSameAs(stream);
    assertThat(input.isSpent()).isTrue();
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(closed).isFalse();
    assertThat(input.size()).isEqualTo(-1);
    assertThat(input.name()).isEqualTo("standard input");
  }

  @Test
  void streamThatCannotBeOpenedSaysSoEveryTime() {
    LogInput input = LogInput.of(new ByteArrayInputStream("BZh91AY&SY".getBytes(ISO_8859_1)), "-");
    assertThatThrownBy(input::open).hasMessageContaining("bzip2");
    assertThatThrownBy(input::open).hasMessageContaining("bzip2");
  }
}
