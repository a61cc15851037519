package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Saving and restoring changes nothing, whatever the lines: of few ids, addresses and processes, so
 * that they meet. A dialect's test extends this class:
 *
 * <pre>{@code
 * class StoryRestoreProperties extends RestoreKit {
 *   StoryRestoreProperties() {
 *     super(
 *         new MyDialect(),
 *         "mx1 my[{pid}]: ",
 *         List.of("{id}: to=<{user}@example.org>", "{id}: removed"),
 *         Map.of("pid", List.of("10", "11"), "id", List.of("A", "B"), "user", List.of("ann")));
 *   }
 * }
 * }</pre>
 */
public abstract class RestoreKit {
  private static final int FIRST_YEAR = 2026;
  private static final long START = Instant.parse(FIRST_YEAR + "-09-12T10:15:30Z").getEpochSecond();

  private static final long DAY = 86_400;

  /** How often a step of the time is a line's, and not a silence. */
  private static final int LINES_A_SILENCE = 6;

  private final Dialect dialect;
  private final List<String> shapes;
  private final Map<String, List<String>> words;

  /**
   * Creates the kit.
   *
   * @param header what stands between a line's stamp and its text, the host first
   * @param shapes the lines' texts; a word in braces, in the header too, stands for one of its
   *     values
   * @param words the values of each word
   */
  protected RestoreKit(
      Dialect dialect, String header, List<String> shapes, Map<String, List<String>> words) {
    this.dialect = dialect;
    this.shapes = shapes.stream().map(shape -> header + shape).toList();
    this.words = Map.copyOf(words);
  }

  /** The shape with every word filled in. */
  private Arbitrary<String> filled(String shape) {
    int from = shape.indexOf('{');
    if (from < 0) {
      return Arbitraries.just(shape);
    }
    int to = shape.indexOf('}', from);
    List<String> values = words.get(shape.substring(from + 1, to));
    if (values == null) {
      throw new IllegalArgumentException("no values for a word of " + shape);
    }
    return Combinators.combine(Arbitraries.of(values), filled(shape.substring(to + 1)))
        .as((value, rest) -> shape.substring(0, from) + value + rest);
  }

  /**
   * Lines with their stamps, and between them silences: so many seconds, as a number alone. Few
   * have no stamp, and no host; the clock of few is wrong. Every other log is of a few shapes,
   * which meet the more often.
   */
  @Provide
  Arbitrary<List<String>> logs() {
    return Arbitraries.oneOf(
            Arbitraries.just(shapes), Arbitraries.of(shapes).list().ofMinSize(2).ofMaxSize(6))
        .flatMap(this::logsOf);
  }

  private Arbitrary<List<String>> logsOf(List<String> some) {
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            Tuple.of(LINES_A_SILENCE, Arbitraries.of(some).flatMap(this::filled)),
            Tuple.of(1, Arbitraries.of("6", "8", "9", "12", "301")));
    Arbitrary<Boolean> timed = Arbitraries.frequency(Tuple.of(30, true), Tuple.of(1, false));
    return Combinators.combine(texts, steps(), errors(), timed)
        .as(Tuple::of)
        .list()
        .ofMinSize(2)
        .ofMaxSize(60)
        .map(
            lines -> {
              List<String> log = new ArrayList<>();
              long now = START;
              for (var line : lines) {
                now += line.get2();
                String text = line.get1();
                if (isSilence(text)) {
                  log.add(text);
                } else if (line.get4()) {
                  log.add(Instant.ofEpochSecond(now + line.get3()) + " " + text);
                } else {
                  log.add(text.substring(text.indexOf(' ') + 1));
                }
              }
              return log;
            });
  }

  /** Seconds since the line before. */
  private static Arbitrary<Long> steps() {
    return Arbitraries.frequency(
        Tuple.of(40, 0L),
        Tuple.of(20, 1L),
        Tuple.of(8, 9L),
        Tuple.of(2, 40L),
        Tuple.of(4, 200L),
        Tuple.of(2, 400L),
        Tuple.of(1, 7200L),
        Tuple.of(1, DAY),
        Tuple.of(1, 3 * DAY));
  }

  /** By how many seconds the clock of a line is wrong. */
  private static Arbitrary<Long> errors() {
    return Arbitraries.frequency(
        Tuple.of(80, 0L),
        Tuple.of(2, -5L),
        Tuple.of(2, -60L),
        Tuple.of(2, 7200L),
        Tuple.of(2, -7200L),
        Tuple.of(1, 3650 * DAY));
  }

  private static boolean isSilence(String line) {
    return line.length() <= 3;
  }

  @Provide
  Arbitrary<CorrelationLimits> limits() {
    return Combinators.combine(
            Arbitraries.of(1, 2, 4, 1000),
            Arbitraries.of(1, 2, 1000),
            Arbitraries.of(2, 3, 200),
            Arbitraries.of(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(10)))
        .as(CorrelationLimits::new);
  }

  /** Of a correlator, in the midst of silences too. */
  @Property(tries = 1000)
  void correlatorGoesOnWhereItWasSaved(
      @ForAll("logs") List<String> log, @ForAll("limits") CorrelationLimits limits)
      throws IOException {
    TraceReading whole = new TraceReading(dialect, FIRST_YEAR, limits);
    TraceReading restored = new TraceReading(dialect, FIRST_YEAR, limits);
    for (String line : log) {
      take(line, whole);
      take(line, restored);
      restored.saveAndRestore();
      assertThat(restored.traces()).isEqualTo(whole.traces());
    }
    assertThat(restored.finish()).isEqualTo(whole.finish());
    assertThat(restored.counters()).isEqualTo(whole.counters());
    assertThat(whole.counters().open()).isZero();
    whole.traces().forEach(RestoreKit::assertHoldsTogether);
  }

  private static void take(String line, TraceReading reading) {
    if (isSilence(line)) {
      reading.quietFor(Duration.ofSeconds(Long.parseLong(line)));
    } else {
      reading.read(line);
    }
  }

  /** What is true of every trace: what is open has not ended, and what is over is not on hold. */
  private static void assertHoldsTogether(MessageTrace t) {
    assertThat(t.completeness() == Completeness.OPEN && t.completed() != null)
        .as("open, and completed: %s", t)
        .isFalse();
    boolean held =
        t.outcome() == Outcome.HELD
            || t.recipients().stream().anyMatch(r -> r.outcome() == Outcome.HELD);
    assertThat(t.completeness() == Completeness.COMPLETE && held)
        .as("complete, and held: %s", t)
        .isFalse();
  }

  /** Of a live log: what a line says may depend on the lines before. */
  @Property(tries = 100)
  void liveLogGoesOnWhereItWasSaved(@ForAll("logs") List<String> log) throws IOException {
    List<MailEventRecord> events = new ArrayList<>();
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog.Builder options =
        LiveLog.builder()
            .dialects(Dialects.of(dialect))
            .zone(ZoneOffset.UTC)
            .clock(InstantSource.fixed(Instant.ofEpochSecond(START)))
            .onEvent(e -> events.add(e.toRecord()))
            .onTrace(traces::add);
    LiveLog whole = options.build();
    log.forEach(whole::line);
    whole.finish();
    List<MailEventRecord> allEvents = List.copyOf(events);
    List<MessageTrace> allTraces = List.copyOf(traces);
    events.clear();
    traces.clear();
    LiveLog restored = options.build();
    for (String line : log) {
      restored.line(line);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      restored.save(state);
      restored = options.restore(new ByteArrayInputStream(state.toByteArray()));
    }
    restored.finish();
    assertThat(events).isEqualTo(allEvents);
    assertThat(traces).isEqualTo(allTraces);
  }
}
