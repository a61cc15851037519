package io.maillog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A named pipe given as a file, as a shell's {@code <(zcat mail.log.gz)} is. */
// A pipe that is opened again waits for ever, and no interrupt ends that.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipeInputTest {
  private static final int TIMES = 200;

  @TempDir Path dir;

  private String pipe(String text) throws Exception {
    assumeTrue(File.separatorChar == '/', "a system with named pipes");
    Path pipe = dir.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = new FileOutputStream(pipe.toFile())) {
                out.write(text.getBytes(UTF_8));
              } catch (IOException e) {
                return; // the command reads no further: its output shows that
              }
            });
    writer.setDaemon(true);
    writer.start();
    return pipe.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void everyLineComesOnce(String threads) throws Exception {
    String text = DemoLogs.ALL.repeat(TIMES);
    assertThat(text.length()).as("more than is read ahead").isGreaterThan(100_000);
    CommandLineRun run = CommandLineRun.of("events", "--threads", threads, pipe(text));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).hasSize((int) text.lines().count());
    assertThat(run.lines().get(0)).startsWith("{\"n\":1,");
  }
}
