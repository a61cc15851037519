package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.event.LogTime;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a message began and ended is known as far as its lines tell, whichever of them are there.
 */
class TraceTimesTest {
  private static final String CLIENT = "Dec 20 11:59:01 mx1 demo[1]: A: client=client.example.org";
  private static final String QUEUED = "Dec 20 11:59:02 mx1 demo[2]: A: from=<from@example.org>";
  private static final String SENT = "Dec 20 11:59:03 mx1 demo[3]: A: to=<to@example.net>";
  private static final String REMOVED = "Dec 20 11:59:04 mx1 demo[2]: A: removed";

  private final List<MessageTrace> traces = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneOffset.UTC)
        .clock((InstantSource) () -> Instant.parse("2026-12-20T12:00:00Z"))
        .onTrace(traces::add);
  }

  private MessageTrace trace(String... lines) {
    LiveLog log = options().build();
    for (String line : lines) {
      log.line(line);
    }
    log.finish();
    assertThat(traces).hasSize(1);
    return traces.get(0);
  }

  private static @Nullable Integer second(@Nullable LogTime time) {
    return time == null ? null : (Integer) (int) (time.epochSecond() % 60);
  }

  private static void times(
      MessageTrace t,
      @Nullable Integer received,
      @Nullable Integer completed,
      @Nullable Integer began,
      @Nullable Integer ended) {
    assertThat(second(t.received())).as("received").isEqualTo(received);
    assertThat(second(t.completed())).as("completed").isEqualTo(completed);
    assertThat(second(t.began())).as("began").isEqualTo(began);
    assertThat(second(t.ended())).as("ended").isEqualTo(ended);
  }

  @Test
  void wholeMessageBeganWhenItWasReceivedAndEndedWhenItWasCompleted() {
    MessageTrace whole = trace(CLIENT, QUEUED, SENT, REMOVED);
    times(whole, 1, 4, 1, 4);
    assertThat(whole.began()).isEqualTo(whole.received());
    assertThat(whole.ended()).isEqualTo(whole.completed());
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 3", "4, 4"})
  void anyOneLineTellsBoth(int line, int second) {
    MessageTrace t = trace(List.of(CLIENT, QUEUED, SENT, REMOVED).get(line - 1));
    times(t, null, line == 4 ? 4 : null, second, second);
    assertThat(t.completeness()).isEqualTo(Completeness.NO_START);
  }

  @Test
  void openMessageEndedWithItsLastLineSoFar() {
    times(trace(CLIENT, QUEUED), 1, null, 1, 2);
  }

  @Test
  void lineWithoutATimeTakesNoneAway() {
    times(trace(CLIENT, QUEUED, "mx1 demo[3]: A: to=<to@example.net>"), 1, null, 1, 2);
  }

  @Test
  void linesOutOfOrderTellTheSame() {
    times(trace(CLIENT, REMOVED, SENT, QUEUED), 1, 4, 1, 4);
    traces.clear();
    times(trace(SENT, QUEUED), null, null, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void evictedMessageKnowsBoth(boolean restored) throws IOException {
    LiveLog.Builder options = options().limits(CorrelationLimits.DEFAULT.withMaxOpenMessages(1));
    LiveLog log = options.build();
    log.line(CLIENT);
    log.line(QUEUED);
    if (restored) {
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      log.save(saved);
      log = options.restore(new ByteArrayInputStream(saved.toByteArray()));
    }
    log.line(SENT.replace(" A:", " B:"));
    assertThat(traces).extracting(MessageTrace::completeness).containsExactly(Completeness.EVICTED);
    times(traces.get(0), 1, null, 1, 2);
  }
}
