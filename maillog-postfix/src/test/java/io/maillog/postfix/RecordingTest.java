package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.testkit.GoldenRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A recording of Postfix at work: deliveries, refusals, bounces, holds, a content filter. */
class RecordingTest {
  private static final Path RECORDING = Path.of("src/test/resources/recorded/postfix-3.7.log.gz");
  private static final Path SAMPLE = Path.of("../examples/postfix.log");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final GoldenRunner runner = GoldenRunner.of(Dialects.of(new PostfixDialect()), 2026);

  @Test
  void resultDoesNotDependOnThreads() {
    ReadSummary summary = runner.assertThreadsDoNotMatter(RECORDING);
    assertThat(summary.lines()).isEqualTo(11_434);
    assertThat(summary.count(EventKind.OTHER)).as("lines not known").isZero();
    assertThat(summary.correlation()).isNotNull();
    assertThat(summary.correlation().traces()).isGreaterThan(1_100);
  }

  @Test
  void sampleGivesItsEvents() {
    runner.assertEvents(SAMPLE, GOLDEN.resolve("sample-events.ndjson"));
  }

  @Test
  void sampleGivesItsTraces() {
    runner.assertTraces(SAMPLE, GOLDEN.resolve("sample-traces.ndjson"));
  }
}
