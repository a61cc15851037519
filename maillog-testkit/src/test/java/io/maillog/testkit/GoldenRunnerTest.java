package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRunnerTest {
  @TempDir Path dir;
  private final GoldenRunner runner =
      GoldenRunner.of(Dialects.of(new Correlating()), 2026).inZone(ZoneId.of("Europe/Berlin"));
  private Path log;
  private Path golden;

  /** The good dialect, with queue ids of two characters, for traces. */
  static class Correlating extends DialectChecksTest.Good {
    @Override
    public LineParser newLineParser() {
      LineParser good = super.newLineParser();
      return (b, from, to, header, event) -> {
        good.parse(b, from, to, header, event);
        event.status(DeliveryStatus.SENT);
        event.span(Field.QUEUE_ID, from, from + 2);
      };
    }

    @Override
    public CorrelationRules correlationRules() {
      return new CorrelationRules() {
        @Override
        public boolean logsRemoval() {
          return true;
        }

        @Override
        public @Nullable Field sessionKey() {
          return null;
        }
      };
    }
  }

  @BeforeEach
  void writeLog() throws IOException {
    log = dir.resolve("demo.log");
    golden = dir.resolve("demo.ndjson");
    Files.writeString(
        log,
        """
        Sep 12 10:15:30 mx1 demo[1]: A1: to=<bob@example.org>
        Sep 12 10:15:31 mx1 demo[1]: A2: to=<carol@example.org>
        Sep 12 10:15:32 mx1 cron[1]: A3: to=<dave@example.org>
        """);
  }

  @AfterEach
  void noUpdate() {
    System.clearProperty(GoldenRunner.UPDATE);
  }

  private void update() {
    System.setProperty(GoldenRunner.UPDATE, "true");
    runner.assertEvents(log, golden);
    System.clearProperty(GoldenRunner.UPDATE);
  }

  @Test
  void updateWritesWhatIsComparedThen() throws IOException {
    update();
    assertThat(Files.readAllLines(golden))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"n\":1,\"time\":\"2026-09-12T10:15:30+02:00\",\"host\":\"mx1\"")
        .contains("\"kind\":\"delivery\"", "\"to\":\"bob@example.org\"");
    assertThatCode(() -> runner.assertEvents(log, golden)).doesNotThrowAnyException();
  }

  @Test
  void differenceIsShown() throws IOException {
    update();
    List<String> lines = Files.readAllLines(golden);
    Files.write(golden, lines.stream().map(line -> line.replace("carol", "caRol")).toList());
    assertThatThrownBy(() -> runner.assertEvents(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 2:\n- {\"n\":2")
        .hasMessageContaining("caRol@example.org\"")
        .hasMessageContaining("\n+ {\"n\":2")
        .hasMessageContaining(GoldenRunner.UPDATE)
        .hasMessageNotContaining("\"n\":3");
  }

  @Test
  void lineTooManyIsShown() throws IOException {
    update();
    Files.writeString(golden, Files.readString(golden) + "{}\n");
    assertThatThrownBy(() -> runner.assertEvents(log, golden))
        .hasMessageContaining("line 4:\n- {}\n");
  }

  @Test
  void missingFileFails() {
    assertThatThrownBy(() -> runner.assertEvents(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is missing");
    assertThatThrownBy(() -> runner.assertEvents(dir.resolve("none.log"), golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void tracesAreComparedToo() throws IOException {
    Files.writeString(golden, "");
    assertThatThrownBy(() -> runner.assertTraces(log, golden))
        .hasMessageContaining("+ {\"dialect\":\"demo\"")
        .hasMessageContaining("bob@example.org");
  }

  @Test
  void sameResultOnAnyNumberOfThreadsIsSaid() {
    assertThat(runner.assertThreadsDoNotMatter(log).lines()).isEqualTo(3);
  }

  @Test
  void sameResultLineByLineIsSaid() {
    assertThatCode(() -> runner.assertMayBePushed(log)).doesNotThrowAnyException();
    assertThatThrownBy(() -> runner.assertMayBePushed(dir.resolve("none.log")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(
            () -> GoldenRunner.of(Dialects.of(dependsOnTheParser()), 2026).assertMayBePushed(log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another result line by line")
        .hasMessageContaining("\n- {\"n\":1")
        .hasMessageContaining("\n+ {\"n\":1");
  }

  @Test
  void resultThatDependsOnTheParserIsShown() {
    assertThatThrownBy(
            () ->
                GoldenRunner.of(Dialects.of(dependsOnTheParser()), 2026)
                    .assertThreadsDoNotMatter(log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another result with 2 threads")
        .hasMessageContaining("\n- {\"n\":1")
        .hasMessageContaining("\n+ {\"n\":1");
  }

  @Test
  void sameResultToAReaderIsSaid() {
    assertThatCode(() -> runner.assertMayBePulled(log)).doesNotThrowAnyException();
    assertThatThrownBy(
            () -> GoldenRunner.of(Dialects.of(dependsOnTheParser()), 2026).assertMayBePulled(log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another result to a reader")
        .hasMessageContaining("\n- {\"n\":1")
        .hasMessageContaining("\n+ {\"n\":1");
  }

  @Test
  void sameChoiceAsByHandIsSaid() {
    assertThatCode(() -> runner.assertMayBeChosenFrom(log)).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                GoldenRunner.of(Dialects.of(dependsOnTheParser()), 2026).assertMayBeChosenFrom(log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("kinds [REJECT, DELIVERY, REMOVED] gives others")
        .hasMessageContaining("\n- {\"n\":1")
        .hasMessageContaining("\n+ {\"n\":1");
  }

  @Test
  void logWithoutTimesIsNoLogToChooseFrom() throws IOException {
    Files.writeString(log, "demo\ndemo\n");
    assertThatThrownBy(() -> runner.assertMayBeChosenFrom(log))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the log has no time");
  }

  @Test
  void digestsOfTracesAreCompared() throws IOException {
    System.setProperty(GoldenRunner.UPDATE, "true");
    runner.assertTraceDigests(log, golden);
    System.clearProperty(GoldenRunner.UPDATE);
    assertThat(Files.readAllLines(golden))
        .hasSize(2)
        .first()
        .asString()
        .matches("A1 sent no-start [0-9a-f]+");
    assertThatCode(() -> runner.assertTraceDigests(log, golden)).doesNotThrowAnyException();
    Files.writeString(log, Files.readString(log).replace("10:15:31", "10:15:32"));
    assertThatThrownBy(() -> runner.assertTraceDigests(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 2:\n- A2 sent");
  }

  @Test
  void damagedStateMayBeRefusedAndMayNotFailLater() {
    assertThatCode(() -> runner.assertDamagedStatesAreRefused(log, 50, 1))
        .doesNotThrowAnyException();
    AtomicInteger lines = new AtomicInteger();
    Correlating failing =
        new Correlating() {
          @Override
          public LineParser newLineParser() {
            LineParser parser = super.newLineParser();
            return (b, from, to, header, event) -> {
              parser.parse(b, from, to, header, event);
              if (lines.incrementAndGet() > 1) { // behind the one that was saved
                throw new IllegalStateException("of another line");
              }
            };
          }
        };
    assertThatThrownBy(
            () ->
                GoldenRunner.of(Dialects.of(failing), 2026)
                    .assertDamagedStatesAreRefused(log, 50, 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a state with another value at byte")
        .hasRootCauseMessage("of another line");
  }

  private static Correlating dependsOnTheParser() {
    AtomicInteger parsers = new AtomicInteger();
    return new Correlating() {
      @Override
      public LineParser newLineParser() {
        LineParser parser = super.newLineParser();
        int number = parsers.getAndIncrement();
        return (b, from, to, header, event) -> {
          parser.parse(b, from, to, header, event);
          event.span(Field.MESSAGE_ID, from, from + number);
        };
      }
    };
  }

  @Test
  void storedStateIsReadOn() throws IOException {
    assertThatThrownBy(() -> runner.assertStoredState(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is missing");
    updateState();
    byte[] state = Files.readAllBytes(golden);
    assertThatCode(() -> runner.assertStoredState(log, golden)).doesNotThrowAnyException();

    Files.writeString(log, Files.readString(log).replace("A1", "A2"));
    assertThatThrownBy(() -> runner.assertStoredState(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another result from the stored state on")
        .hasMessageContaining(GoldenRunner.UPDATE);
    updateState();
    assertThat(Files.readAllBytes(golden)).isNotEqualTo(state);
  }

  @Test
  void damagedStoredStateFails() throws IOException {
    updateState();
    byte[] state = Files.readAllBytes(golden);
    state[state.length - 1] ^= 1;
    Files.write(golden, state);
    assertThatThrownBy(() -> runner.assertStoredState(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("+ refused: the saved state is damaged");
  }

  /** An old state is no golden file to be written anew while it can be read. */
  @Test
  void storedStateStaysWhileItCanBeRead() throws IOException {
    updateState();
    byte[] state = Files.readAllBytes(golden);
    FileTime old = FileTime.fromMillis(0);
    Files.setLastModifiedTime(golden, old);
    updateState();
    assertThat(Files.getLastModifiedTime(golden)).isEqualTo(old);

    Files.write(golden, ofVersion(state, StateFrame.of(state).correlatorFrom() - 4));
    updateState();
    assertThat(Files.readAllBytes(golden)).isEqualTo(state);
  }

  @Test
  void storedStateOfAnotherVersionHasToBeRefusedAsSuch() throws IOException {
    updateState();
    byte[] state = Files.readAllBytes(golden);
    for (int at : new int[] {8, StateFrame.of(state).correlatorFrom() - 4}) {
      byte[] other = ofVersion(state, at);
      assertThat(StateFrame.versions(other)).contains(99);
      Files.write(golden, other);
      assertThatCode(() -> runner.assertStoredState(log, golden)).doesNotThrowAnyException();
    }
    byte[] noState = ofVersion(state, 8);
    noState[0] ^= 1;
    Files.write(golden, noState);
    assertThatThrownBy(() -> runner.assertStoredState(log, golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("another version is refused for another reason");
  }

  private static byte[] ofVersion(byte[] state, int at) {
    byte[] other = state.clone();
    ByteBuffer.wrap(other).putInt(at, 99);
    return other;
  }

  private void updateState() {
    System.setProperty(GoldenRunner.UPDATE, "true");
    runner.assertStoredState(log, golden);
    System.clearProperty(GoldenRunner.UPDATE);
  }

  @Test
  void differenceMarksThePlace() {
    assertThat(LineDiff.of(List.of("a", "bcd", "e"), List.of("a", "bxd", "e")))
        .isEqualTo("line 2:\n- bcd\n+ bxd\n   ^\n");
    assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "c"))).isEqualTo("line 2:\n- b\n");
    assertThat(LineDiff.of(List.of("a"), List.of("a"))).isEqualTo("the line ends differ\n");
  }
}
