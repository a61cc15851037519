package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final int LIMIT = 32 << 20;

  @TempDir Path dir;

  /** A file of NULs: one line, quickly read. */
  private String file(int size) throws IOException {
    Path path = dir.resolve("big.log");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
    return path.toString();
  }

  @Test
  void barShowsOnATerminalForABigFile() throws IOException {
    CommandLineRun run =
        CommandLineRun.run("", stream -> stream == Streams.ERR, "summary", file(LIMIT + 1));
    assertThat(run.err()).contains("\r[").contains("of 34 MB").contains("100 %");
    assertThat(run.out()).doesNotContain("\r");
  }

  @Test
  void noBarOtherwise() throws IOException {
    String big = file(LIMIT + 1);
    assertThat(CommandLineRun.of("summary", big).err()).doesNotContain("\r");
    assertThat(CommandLineRun.run("", s -> s == Streams.ERR, "summary", "--no-progress", big).err())
        .doesNotContain("\r");
    assertThat(CommandLineRun.run("", s -> s > 0, "events", big).err())
        .as("events go to the same terminal")
        .doesNotContain("\r");
    assertThat(CommandLineRun.run("", s -> s == Streams.ERR, "summary", file(LIMIT)).err())
        .doesNotContain("\r");
  }
}
