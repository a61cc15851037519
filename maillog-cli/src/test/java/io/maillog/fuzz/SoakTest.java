package io.maillog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs that do not end, as of a server that is watched for months: each message gives its traces,
 * and what is held does not grow. The system property {@value #MESSAGES} says how many messages a
 * log has; {@code mvn -Pnightly} takes five million.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class SoakTest {
  static final String MESSAGES = "io.maillog.soak.messages";
  private static final int SAMPLES = 40;
  private static final int LEAST_A_SAMPLE = 500;

  // A few hours, so that what never ends is given up long before the log's end.
  private static final CorrelationLimits LIMITS =
      CorrelationLimits.DEFAULT.withMaxAge(Duration.ofHours(6));

  private final long messages = Long.getLong(MESSAGES, 2_000);
  private final HeapPlateau heap = new HeapPlateau();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long given;

  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure() {
      super("a handler's", null, false, false);
    }
  }

  private SoakLog log(int hosts) {
    return new SoakLog(messages, hosts, heap::sample, Math.max(LEAST_A_SAMPLE, messages / SAMPLES));
  }

  private void count(MessageTrace trace) {
    outcomes.merge(trace.outcome(), 1L, Long::sum);
    given++;
  }

  private void check(SoakLog log, String how, long start) {
    System.out.printf(
        "soak: %d messages, %s: %d traces in %d s, at most %d MB%n",
        messages,
        how,
        given,
        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
        heap.most() >> 20);
    assertThat(outcomes).isEqualTo(log.outcomes());
    heap.check();
  }

  /** Lines one by one; what a handler throws costs no other trace. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 5_000})
  void handlersThatThrowCostNoTrace(int hosts) {
    long start = System.nanoTime();
    SoakLog log = log(hosts);
    LiveLog live =
        LiveLog.builder()
            .zone(ZoneOffset.UTC)
            .limits(LIMITS)
            .clock(() -> Instant.EPOCH)
            .onEvent(
                event -> {
                  if (event.lineNumber() % 1_009 == 0) {
                    throw new Failure();
                  }
                })
            .onTrace(
                trace -> {
                  count(trace);
                  if (given % 97 == 0) {
                    throw new Failure();
                  }
                })
            .build();
    long failures = 0;
    for (String line = log.next(); line != null; line = log.next()) {
      try {
        live.line(line);
      } catch (Failure e) {
        failures++;
      }
    }
    while (live.counters().open() > 0) {
      try {
        live.finish();
      } catch (Failure e) {
        failures++;
      }
    }
    assertThat(failures).isGreaterThan(messages / 97);
    check(log, hosts + " hosts, handlers that throw", start);
  }

  /** A stream on two threads, which read faster than the handler takes the traces. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 5_000})
  void slowHandlersAreWaitedFor(int hosts) {
    long start = System.nanoTime();
    SoakLog log = log(hosts);
    ReadSummary summary =
        MailLog.builder().stream(log, "log")
            .zone(ZoneOffset.UTC)
            .limits(LIMITS)
            .threads(2)
            .build()
            .traces(
                trace -> {
                  count(trace);
                  if (given % 8 == 0) {
                    LockSupport.parkNanos(50_000);
                  }
                });
    assertThat(summary.correlation().traces()).isEqualTo(given);
    check(log, hosts + " hosts, a slow handler", start);
  }

  @Test
  void heapThatGrowsFails() {
    List<byte[]> held = new ArrayList<>();
    HeapPlateau growing = new HeapPlateau();
    for (int i = 0; i < 8; i++) {
      held.add(new byte[8 << 20]);
      growing.sample();
    }
    assertThatThrownBy(growing::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the heap grows");
    assertThat(held).hasSize(8);
  }
}
