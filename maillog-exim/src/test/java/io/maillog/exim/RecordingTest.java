package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import io.maillog.testkit.GoldenRunner;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A recording of Exim at work: deliveries, refusals, bounces, frozen and cancelled messages. */
class RecordingTest {
  private static final Path RECORDING =
      Path.of("src/test/resources/recorded/exim-4.96-mainlog.gz"); // 6 thousand lines
  private static final Path SAMPLE = Path.of("src/test/resources/recorded/sample.log");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Dialects EXIM = Dialects.of(new EximDialect());

  /** What a reading gives: events and traces as NDJSON, and the counts. */
  private record Result(String events, String traces, ReadSummary summary) {}

  private static Result read(int threads) {
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    JsonBuffer events = new JsonBuffer();
    JsonBuffer traces = new JsonBuffer();
    ReadSummary summary =
        MailLog.builder()
            .files(RECORDING)
            .dialects(EXIM)
            .firstYear(2026)
            .zone(ZoneOffset.UTC)
            .threads(threads)
            .build()
            .eventsAndTraces(
                event -> eventJson.write(event, events), trace -> traceJson.write(trace, traces));
    return new Result(events.toString(), traces.toString(), summary);
  }

  @Test
  void resultDoesNotDependOnThreads() {
    Result alone = read(1);
    assertThat(alone.summary().lines()).isEqualTo(5_628);
    assertThat(alone.events().lines()).hasSize(5_628);
    assertThat(alone.traces().lines()).hasSizeGreaterThan(1_100);
    // What the configuration writes by logwrite is of no grammar.
    assertThat(alone.summary().count(EventKind.OTHER)).isLessThan(60);
    assertThat(alone.summary().count(EventKind.MALFORMED)).isZero();
    for (int threads : new int[] {2, 4}) {
      assertThat(read(threads)).as("%s threads", threads).isEqualTo(alone);
    }
  }

  @Test
  void sampleGivesItsEvents() {
    GoldenRunner.of(EXIM, 2026).assertEvents(SAMPLE, GOLDEN.resolve("sample-events.ndjson"));
  }

  @Test
  void sampleGivesItsTraces() {
    GoldenRunner.of(EXIM, 2026).assertTraces(SAMPLE, GOLDEN.resolve("sample-traces.ndjson"));
  }
}
