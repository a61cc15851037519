package io.maillog;

import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.options;
import static io.maillog.DemoLog.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.framing.Pipe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that name no plain file: what was read of them once does not come again. */
// A pipe that is opened again waits for ever, and no interrupt ends that.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailLogPipeTest {
  @TempDir Path directory;

  private Path pipe(String name, String text) throws Exception {
    return Pipe.giving(directory.resolve(name), text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void pipeGivesEveryLineOnce(int threads) throws Exception {
    // More than is read ahead to find the year, and than a pipe holds.
    String text = message("Sep 12 10:15", "A1").repeat(2000);
    DemoLog.Read read = read(options().files(pipe("pipe", text)).threads(threads));
    assertThat(read.summary().lines()).isEqualTo(8000);
    assertThat(read.summary().bytes()).isEqualTo(text.length());
    assertThat(read.summary().errors()).isEmpty();
    assertThat(read.events().get(0).text(Field.TEXT)).isEqualTo("A1: client=client.example.org");
    assertThat(read.events().get(7999).text(Field.N)).isEqualTo("8000");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shortPipeEndsToo(int threads) throws Exception {
    Path pipe = pipe("pipe", message("Sep 12 10:15", "A1"));
    DemoLog.Read read = read(options().files(pipe).threads(threads));
    assertThat(read.summary().lines()).isEqualTo(4);
    assertThat(read.traces()).hasSize(1);
  }

  @Test
  void pipesOfOneNameAreReadInTheOrderGiven() throws Exception {
    Path live = pipe("mail.log", "1\n");
    Path older = pipe("mail.log.1", "2\n");
    List<String> texts =
        DemoLog.events(options().files(live, older)).stream().map(e -> e.text(Field.TEXT)).toList();
    assertThat(texts).containsExactly("1", "2");
  }

  @Test
  void ageOfAPipeIsNotThatOfItsLines() throws Exception {
    Path pipe = pipe("pipe", "Sep 12 10:15:03 mx1 demo[3]: A: removed\n");
    // Not from Java, which opens what it gives a time.
    Process touch =
        new ProcessBuilder("touch", "-c", "-t", "201901010000", pipe.toString()).start();
    assertThat(touch.waitFor()).isZero();
    Instant reference = Instant.parse("2026-09-13T00:00:00Z");
    DemoLog.Read read = read(options().files(pipe).reference(reference));
    assertThat(read.events().get(0).text(Field.TIME)).isEqualTo("2026-09-12T10:15:03Z");
  }
}
