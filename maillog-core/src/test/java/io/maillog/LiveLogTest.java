package io.maillog;

import static io.maillog.DemoLog.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLogTest {
  private Instant now = Instant.parse("2026-12-20T12:00:00Z");
  private final List<String> times = new ArrayList<>();
  private final List<MessageTrace> traces = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneOffset.UTC)
        .clock((InstantSource) () -> now)
        .onEvent(e -> times.add(e.lineNumber() + " " + (e.timed() ? e.time() : "-")))
        .onTrace(traces::add);
  }

  private static void all(LiveLog log, String text) {
    text.lines().forEach(log::line);
  }

  /** A stamp may be anything: whatever it is, the state can be read again. */
  @ParameterizedTest
  @ValueSource(
      strings = {"9999-12-31T23:59:58-18:00", "9999-12-31T23:59:58Z", "0000-01-01T00:00:01+18:00"})
  void stateWithTheFirstOrTheLastSecondIsReadAgain(String stamp) throws IOException {
    LiveLog log = options().build();
    log.line(stamp + " mx1 demo[1]: A1: client=x");
    log.line("Jan  1 00:00:00 mx1 demo[1]: A2: client=x"); // of the year after?
    log.line("Dec 31 23:59:59 mx1 demo[1]: A3: client=x"); // before?
    now = now.plusSeconds(200_000);
    log.tick();
    assertThat(times.get(0)).isEqualTo("1 " + stamp);
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    LiveLog restored = options().restore(new ByteArrayInputStream(state.toByteArray()));
    assertThat(restored.openCount()).isEqualTo(log.openCount()).isPositive();
    restored.finish();
    assertThat(traces).extracting(t -> String.valueOf(t.began())).contains(stamp);
  }

  @Test
  void linesBecomeEventsAndTraces() {
    LiveLog log = options().build();
    all(log, message("Dec 20 11:59", "A1"));
    assertThat(times)
        .containsExactly(
            "1 2026-12-20T11:59:01Z",
            "2 2026-12-20T11:59:02Z",
            "3 2026-12-20T11:59:03Z",
            "4 2026-12-20T11:59:04Z");
    assertThat(traces).isEmpty();
    log.line("Dec 20 11:59:15 mx1 demo[1]: B: client=x\n");
    assertThat(traces).extracting(MessageTrace::queueId).containsExactly("A1");
    log.finish();
    assertThat(traces).extracting(MessageTrace::completeness).endsWith(Completeness.OPEN);
    assertThat(log.lines()).isEqualTo(5);
    assertThat(log.counters().traces()).isEqualTo(2);
  }

  @Test
  void quietLogGivesItsTraces() {
    LiveLog log = options().build();
    all(log, message("Dec 20 11:59", "A1"));
    log.tick();
    now = now.plusSeconds(10);
    log.tick();
    assertThat(traces).isEmpty();
    now = now.plusSeconds(1);
    log.tick();
    assertThat(traces).extracting(MessageTrace::queueId).containsExactly("A1");
  }

  /** The silence is what has passed since the last line, however often it is asked for. */
  @Test
  void ticksDoNotAddUp() {
    LiveLog log = options().build();
    all(log, message("Dec 20 11:59", "A1"));
    for (int second = 1; second <= 10; second++) {
      now = now.plusSeconds(1);
      log.tick();
      assertThat(traces).isEmpty();
    }
    now = now.plusSeconds(1);
    log.tick();
    assertThat(traces).hasSize(1);
  }

  @Test
  void handlerMustNotCallTheLogAgain() {
    LiveLog[] log = new LiveLog[1];
    List<Throwable> refused = new ArrayList<>();
    Runnable again =
        () -> {
          refused.add(catchThrowable(() -> log[0].line("Dec 20 12:00:00 mx1 demo[1]: B: x")));
          refused.add(catchThrowable(log[0]::tick));
          refused.add(catchThrowable(log[0]::finish));
          refused.add(catchThrowable(() -> log[0].save(new ByteArrayOutputStream())));
          assertThat(log[0].lines()).isPositive();
        };
    log[0] = options().onEvent(e -> again.run()).onTrace(t -> again.run()).build();
    log[0].line("Dec 20 11:59:01 mx1 demo[1]: A1: client=x");
    log[0].finish();
    assertThat(refused)
        .hasSize(8)
        .allSatisfy(
            e ->
                assertThat(e)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                        "this log is busy with the call that the handler is of: a handler must not"
                            + " call it"));
    assertThat(log[0].lines()).isOne();
  }

  @Test
  void handlerThatThrowsLeavesTheLogUsable() {
    boolean[] broken = {true};
    LiveLog log =
        options()
            .onEvent(
                e -> {
                  if (broken[0]) {
                    throw new IllegalArgumentException("handler");
                  }
                })
            .build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> log.line("Dec 20 11:59:01 mx1 demo[1]: A1: client=x"));
    broken[0] = false;
    log.line("Dec 20 11:59:02 mx1 demo[1]: A1: client=x");
    assertThat(log.lines()).isEqualTo(2);
  }

  /** Neither handler takes a line from the traces by throwing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handlerThatThrowsLeavesTheTracesAsTheyWere(boolean ofEvents) {
    List<String> lines =
        List.of(
            "Dec 20 11:59:01 mx1 demo[1]: A1: client=x",
            "Dec 20 11:59:02 mx1 demo[1]: A1: to=<a@example.org>, status=sent",
            "Dec 20 11:59:02 mx1 demo[1]: A1: removed",
            "Dec 20 11:59:30 mx1 demo[1]: B2: client=x", // gives the trace of A1
            "Dec 20 11:59:31 mx1 demo[1]: B2: to=<b@example.org>, status=sent",
            "Dec 20 11:59:31 mx1 demo[1]: B2: removed");
    List<MessageTrace> whole = new ArrayList<>();
    LiveLog log = options().onTrace(whole::add).build();
    lines.forEach(log::line);
    log.finish();

    List<MessageTrace> traces = new ArrayList<>();
    LiveLog failing =
        options()
            .onEvent(e -> fail(ofEvents))
            .onTrace(
                trace -> {
                  traces.add(trace);
                  fail(!ofEvents);
                })
            .build();
    int failures = 0;
    for (String line : lines) {
      failures += catchThrowable(() -> failing.line(line)) == null ? 0 : 1;
    }
    while (catchThrowable(failing::finish) != null) {
      failures++;
    }
    assertThat(failures).isEqualTo(ofEvents ? lines.size() : whole.size());
    assertThat(traces).isEqualTo(whole);
  }

  private static void fail(boolean now) {
    if (now) {
      throw new IllegalArgumentException("handler");
    }
  }

  @Test
  void secondThreadWaitsForTheFirst() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    LiveLog log =
        options()
            .onEvent(
                e -> {
                  times.add("in " + e.text(Field.QUEUE_ID));
                  inside.countDown();
                  assertThat(catchThrowable(goOn::await)).isNull();
                  times.add("out " + e.text(Field.QUEUE_ID));
                })
            .build();
    Thread first = new Thread(() -> log.line("Dec 20 11:59:01 mx1 demo[1]: A1: client=x"));
    Thread second = new Thread(() -> log.line("Dec 20 11:59:02 mx1 demo[1]: A2: client=x"));
    first.start();
    inside.await();
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    first.join();
    second.join();
    assertThat(times).containsExactly("in A1", "out A1", "in A2", "out A2");
    assertThat(log.lines()).isEqualTo(2);
  }

  @Test
  void clockOfTheServerMayBeWrong() {
    LiveLog log = options().build();
    for (int i = 0; i < 3; i++) {
      all(log, message("Dec 20 0" + i + ":00", "A" + i));
      for (int s = 0; s < 100; s++) {
        now = now.plusSeconds(1);
        log.tick();
      }
      assertThat(traces).hasSize(i + 1);
    }
  }

  @Test
  void yearIsTheOneThatIsClosestToNow() {
    now = Instant.parse("2027-01-01T00:00:02Z");
    LiveLog log = options().build();
    log.line("Dec 31 23:59:59 mx1 demo[1]: A: x");
    log.line("Jan  1 00:00:01 mx1 demo[1]: A: x");
    now = Instant.parse("2026-12-31T23:59:58Z");
    log = options().build();
    log.line("Jan  1 00:00:01 mx1 demo[1]: A: x");
    log.line("Dec 31 23:59:59 mx1 demo[1]: A: x");
    assertThat(times)
        .containsExactly(
            "1 2026-12-31T23:59:59Z",
            "2 2027-01-01T00:00:01Z",
            "1 2027-01-01T00:00:01Z",
            "2 2026-12-31T23:59:59Z");
  }

  @Test
  void quietNewYearIsOne() {
    LiveLog log = options().build();
    log.line("Dec 20 11:59:59 mx1 demo[1]: A: x");
    now = Instant.parse("2027-01-05T08:00:00Z");
    log.line("Jan  5 08:00:00 mx1 demo[1]: A: x");
    // No line is of a time to come: this one's clock was not set yet.
    log.line("Nov  1 08:00:00 mx1 demo[1]: A: x");
    log.line("Jan  5 08:00:01 mx1 demo[1]: A: x");
    assertThat(times)
        .containsExactly(
            "1 2026-12-20T11:59:59Z",
            "2 2027-01-05T08:00:00Z",
            "3 2026-11-01T08:00:00Z",
            "4 2027-01-05T08:00:01Z");
  }

  @Test
  void firstDateThatNoYearHasHasNoTime() {
    LiveLog log = options().build();
    log.line("Feb 29 11:59:59 mx1 demo[1]: A: x");
    log.line("Dec 20 11:59:59 mx1 demo[1]: A: x");
    assertThat(times).containsExactly("1 -", "2 2026-12-20T11:59:59Z");
  }

  @Test
  void goesOnWhereItWasSaved() throws IOException {
    String text = message("Dec 31 23:59", "A1") + message("Jan  1 00:00", "A2");
    now = Instant.parse("2027-01-01T00:01:00Z");
    LiveLog whole = options().build();
    all(whole, text);
    whole.finish();
    List<String> allTimes = List.copyOf(times);
    List<MessageTrace> allTraces = List.copyOf(traces);

    for (int cut = 0; cut <= 8; cut++) {
      times.clear();
      traces.clear();
      List<String> lines = text.lines().toList();
      LiveLog before = options().build();
      lines.subList(0, cut).forEach(before::line);
      LiveLog after = options().zone(ZoneId.of("Asia/Tokyo")).restore(saved(before));
      lines.subList(cut, 8).forEach(after::line);
      after.finish();
      assertThat(times).isEqualTo(allTimes);
      assertThat(traces).isEqualTo(allTraces);
      assertThat(after.counters()).isEqualTo(whole.counters());
    }
  }

  @Test
  void openMessagesAreDroppedWhereNobodyWantsTraces() throws IOException {
    LiveLog before = options().build();
    before.line("Dec 20 11:59:59 mx1 demo[1]: A: client=x");
    LiveLog.Builder events =
        LiveLog.builder().dialects(DemoDialect.ALONE).onEvent(e -> times.add("" + e.kind()));
    LiveLog after = events.restore(saved(before));
    after.line("Dec 20 11:59:59 mx1 demo[1]: A: removed");
    assertThat(after.counters()).isNull();
    after.tick();
    after.finish();
    assertThat(times).endsWith(EventKind.REMOVED.toString());
    // And the other way round: they begin from here.
    LiveLog gathering = options().restore(saved(after));
    gathering.line("Dec 20 11:59:59 mx1 demo[1]: B: client=x");
    gathering.finish();
    assertThat(traces).extracting(MessageTrace::queueId).containsExactly("B");
    assertThat(gathering.lines()).isEqualTo(3);
  }

  private static ByteArrayInputStream saved(LiveLog log) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    return new ByteArrayInputStream(state.toByteArray());
  }

  @Test
  void badStateIsRefused() throws IOException {
    LiveLog log = options().build();
    log.line("Dec 20 11:59:59 mx1 demo[1]: A: client=x");
    byte[] state = saved(log).readAllBytes();
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatExceptionOfType(StateFormatException.class)
          .isThrownBy(() -> options().restore(new ByteArrayInputStream(cut)));
    }
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x40;
      assertThatExceptionOfType(StateFormatException.class)
          .as("byte " + i)
          .isThrownBy(() -> options().restore(new ByteArrayInputStream(damaged)));
    }
  }

  @Test
  void stateOfAnotherVersionIsRefused() throws IOException {
    LiveLog log = options().build();
    log.line("Dec 20 11:59:59 mx1 demo[1]: A: client=x");
    byte[] state = saved(log).readAllBytes();
    int own = 8; // behind the mark
    int correlators = own + 8 + ByteBuffer.wrap(state).getInt(own + 4) + 8 + 8;
    for (int at : new int[] {own, correlators}) {
      byte[] other = state.clone();
      int version = ByteBuffer.wrap(other).getInt(at);
      ByteBuffer.wrap(other).putInt(at, 99);
      assertThatExceptionOfType(StateFormatException.class)
          .isThrownBy(() -> options().restore(new ByteArrayInputStream(other)))
          .withMessage("the saved state is of version 99, not " + version);
    }
  }

  @Test
  void lineIsReadInPlace() {
    byte[] bytes = "xxDec 20 11:59:59 mx1 demo[1]: A: removed\r\nyy".getBytes(UTF_8);
    LiveLog log = options().onEvent(e -> times.add(e.kind() + " " + e.text(Field.TEXT))).build();
    log.line(bytes, 2, bytes.length - 2);
    assertThat(times).containsExactly("REMOVED A: removed");
  }
}
