package io.maillog;

import static io.maillog.DemoLog.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live log keeps its state in a file, whole or not at all. */
class LiveLogFileTest {
  @TempDir Path dir;

  private final List<String> given = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .onTrace(trace -> given.add(String.valueOf(trace.queueId())));
  }

  private static void all(LiveLog log, String text) {
    text.lines().forEach(log::line);
  }

  @Test
  void goesOnFromTheFileAndBeginsWithoutOne() throws IOException {
    Path state = dir.resolve("state");
    String text = message("Dec 20 11:58", "A1") + message("Dec 20 11:59", "A2");
    int half = text.indexOf('\n', text.length() / 3) + 1;
    LiveLog first = options().restore(state);
    assertThat(first.lines()).isZero();
    all(first, text.substring(0, half));
    first.save(state);
    first.save(state); // over the one that is there

    LiveLog second = options().restore(state);
    assertThat(second.lines()).isEqualTo(first.lines()).isPositive();
    all(second, text.substring(half));
    second.finish();
    assertThat(given).containsExactly("A1", "A2");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(state);
    }
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldOne() throws IOException {
    Path state = dir.resolve("state");
    LiveLog log = options().build();
    log.save(state);
    byte[] old = Files.readAllBytes(state);
    log.line("a line more");
    Files.createDirectory(dir.resolve("state.new")); // where it would be written
    assertThatIOException().isThrownBy(() -> log.save(state));
    assertThat(state).hasBinaryContent(old);
    assertThatIOException().isThrownBy(() -> log.save(dir.resolve("none/state")));
    log.line("and it goes on");
  }

  @Test
  void whatCannotTakeThePlaceIsTakenAway() throws IOException {
    Path state = Files.createDirectories(dir.resolve("state/full")).getParent();
    LiveLog log = options().build();
    assertThatIOException().isThrownBy(() -> log.save(state));
    assertThat(dir.resolve("state.new")).doesNotExist();
  }

  @Test
  void badFileIsRefused() throws IOException {
    Path state = dir.resolve("state");
    options().build().save(state);
    byte[] bytes = Files.readAllBytes(state);
    Files.write(state, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatIOException()
        .isThrownBy(() -> options().restore(state))
        .isInstanceOf(StateFormatException.class);
    Files.write(state, new byte[0]);
    assertThatIOException()
        .isThrownBy(() -> options().restore(state))
        .isInstanceOf(StateFormatException.class);
    assertThatIOException().isThrownBy(() -> options().restore(dir));
  }

  @Test
  void handlerMayNotSave() {
    LiveLog[] log = new LiveLog[1];
    log[0] =
        options()
            .onEvent(
                event ->
                    assertThatIllegalStateException()
                        .isThrownBy(() -> log[0].save(dir.resolve("state"))))
            .build();
    log[0].line("a line");
    assertThat(dir).isEmptyDirectory();
  }
}
