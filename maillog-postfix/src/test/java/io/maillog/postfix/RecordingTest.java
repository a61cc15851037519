package io.maillog.postfix;

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

/** A recording of Postfix at work: deliveries, refusals, bounces, holds, a content filter. */
class RecordingTest {
  private static final Path RECORDING =
      Path.of("src/test/resources/recorded/postfix-3.7.log.gz"); // 11 thousand lines
  private static final Path SAMPLE = Path.of("../examples/postfix.log");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Dialects POSTFIX = Dialects.of(new PostfixDialect());

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
            .dialects(POSTFIX)
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
    assertThat(alone.summary().lines()).isEqualTo(11_434);
    assertThat(alone.events().lines()).hasSize(11_434);
    assertThat(alone.traces().lines()).hasSizeGreaterThan(1_300);
    assertThat(alone.summary().kinds().get(EventKind.OTHER)).as("lines not known").isNull();
    for (int threads : new int[] {2, 4}) {
      assertThat(read(threads)).as("%s threads", threads).isEqualTo(alone);
    }
  }

  @Test
  void sampleGivesItsEvents() {
    GoldenRunner.of(POSTFIX, 2026).assertEvents(SAMPLE, GOLDEN.resolve("sample-events.ndjson"));
  }

  @Test
  void sampleGivesItsTraces() {
    GoldenRunner.of(POSTFIX, 2026).assertTraces(SAMPLE, GOLDEN.resolve("sample-traces.ndjson"));
  }
}
