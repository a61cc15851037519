package io.maillog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchmarkLogTest {
  private static final String LINES = "first\nsecond\n";

  @TempDir private Path directory;

  @AfterEach
  void forgetTheProperty() {
    System.clearProperty(BenchmarkLog.PROPERTY);
  }

  private Path recording(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    System.setProperty(BenchmarkLog.PROPERTY, file.toString());
    return file;
  }

  private static String text(BenchmarkLog log) {
    return new String(log.bytes(), 0, log.length(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void thePropertyAsksForTheGeneratedLog(MailServer server) {
    System.setProperty(BenchmarkLog.PROPERTY, BenchmarkLog.GENERATED);
    BenchmarkLog log = BenchmarkLog.of(server);
    assertThat(log.source()).isEqualTo(BenchmarkLog.GENERATED);
    assertThat(log.length()).isBetween(BenchmarkLog.SIZE - 4096, BenchmarkLog.SIZE);
    assertThat(text(log)).endsWith("\n");
  }

  @Test
  void thePropertyNamesARecording() throws IOException {
    recording("mail.log", LINES + "cut off");
    BenchmarkLog log = BenchmarkLog.of(MailServer.EXIM);
    assertThat(log.source()).isEqualTo("mail.log");
    assertThat(text(log)).isEqualTo(LINES);
  }

  @Test
  void aPackedRecordingIsUnpacked() throws IOException {
    recording("mail.log.gz", LINES);
    assertThat(text(BenchmarkLog.of(MailServer.POSTFIX))).isEqualTo(LINES);
    Path whole = directory.resolve("whole");
    BenchmarkLog.copyWhole(MailServer.POSTFIX, whole);
    assertThat(whole).hasContent(LINES);
  }

  @Test
  void aMissingRecordingIsNamed() {
    System.setProperty(BenchmarkLog.PROPERTY, directory.resolve("none.log").toString());
    assertThatThrownBy(() -> BenchmarkLog.of(MailServer.POSTFIX))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.log");
  }
}
