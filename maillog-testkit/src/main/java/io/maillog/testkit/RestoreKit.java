package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.header.TimePolicy;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 *         List.of("mx1 my[{pid}]: {id}: to=<{user}@example.org>", "mx1 my[1]: {id}: removed"),
 *         Map.of("pid", List.of("10", "11"), "id", List.of("A", "B"), "user", List.of("ann")));
 *   }
 * }
 * }</pre>
 */
public abstract class RestoreKit {
  private static final long START = Instant.parse("2026-09-12T10:15:30Z").getEpochSecond();

  /** How often a step of the time is a line's, and not a silence. */
  private static final int LINES_A_SILENCE = 6;

  private final Dialects dialects;
  private final List<String> shapes;
  private final Map<String, List<String>> words;

  /**
   * Creates the kit.
   *
   * @param shapes lines without their stamps; a word in braces stands for one of its values
   * @param words the values of each word
   */
  protected RestoreKit(Dialect dialect, List<String> shapes, Map<String, List<String>> words) {
    this.dialects = Dialects.of(dialect);
    this.shapes = List.copyOf(shapes);
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

  /** Lines with their stamps, and between them silences: so many seconds, as a number alone. */
  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            Tuple.of(LINES_A_SILENCE, Arbitraries.of(shapes).flatMap(this::filled)),
            Tuple.of(1, Arbitraries.of("8", "9", "12", "301")));
    Arbitrary<Long> steps =
        Arbitraries.frequency(
            Tuple.of(40, 0L),
            Tuple.of(20, 1L),
            Tuple.of(8, 9L),
            Tuple.of(4, 200L),
            Tuple.of(2, 400L),
            Tuple.of(1, 86_400L));
    return Combinators.combine(texts, steps)
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
                log.add(
                    isSilence(line.get1())
                        ? line.get1()
                        : Instant.ofEpochSecond(now) + " " + line.get1());
              }
              return log;
            });
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
            Arbitraries.of(Duration.ofHours(1), Duration.ofDays(10)))
        .as(CorrelationLimits::new);
  }

  /** Of a correlator, in the midst of silences too. */
  @Property(tries = 300)
  void correlatorGoesOnWhereItWasSaved(
      @ForAll("logs") List<String> log, @ForAll("limits") CorrelationLimits limits)
      throws IOException {
    Reading whole = new Reading(limits);
    Reading restored = new Reading(limits);
    for (String line : log) {
      whole.read(line);
      restored.read(line);
      restored.restore();
      assertThat(restored.traces).isEqualTo(whole.traces);
    }
    whole.correlator.finish();
    restored.correlator.finish();
    assertThat(restored.traces).isEqualTo(whole.traces);
    assertThat(restored.correlator.counters()).isEqualTo(whole.correlator.counters());
    assertThat(whole.correlator.counters().open()).isZero();
    whole.traces.forEach(RestoreKit::assertHoldsTogether);
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
            .dialects(dialects)
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

  /** Lines that are read to traces. */
  private final class Reading {
    private final MailLogParser parser = new MailLogParser(dialects);
    private final MailEvent event = new MailEvent();
    private final EventWriter writer = new EventWriter(event);
    private final TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
    private final CorrelationLimits limits;
    final List<MessageTrace> traces = new ArrayList<>();
    MessageCorrelator correlator;

    Reading(CorrelationLimits limits) {
      this.limits = limits;
      this.correlator = new MessageCorrelator(dialects, limits, traces::add);
    }

    void read(String line) {
      if (isSilence(line)) {
        correlator.quietFor(Duration.ofSeconds(Long.parseLong(line)));
        return;
      }
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      parser.parse(bytes, 0, bytes.length, writer);
      times.complete(writer.header());
      correlator.onEvent(event);
    }

    void restore() throws IOException {
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      correlator.save(state);
      correlator =
          MessageCorrelator.restore(
              new ByteArrayInputStream(state.toByteArray()), dialects, limits, traces::add);
    }
  }
}
