package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.testkit.GoldenRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A recording of Exim at work: deliveries, refusals, bounces, frozen and cancelled messages. */
class RecordingTest {
  private static final Path RECORDING = Path.of("src/test/resources/recorded/exim-4.96-mainlog.gz");
  private static final Path SAMPLE = Path.of("src/test/resources/recorded/sample.log");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final GoldenRunner runner = GoldenRunner.of(Dialects.of(new EximDialect()), 2026);

  @Test
  void resultDoesNotDependOnThreads() {
    ReadSummary summary = runner.assertThreadsDoNotMatter(RECORDING);
    assertThat(summary.lines()).isEqualTo(5_628);
    // What the configuration writes by logwrite is of no grammar.
    assertThat(summary.count(EventKind.OTHER)).isLessThan(60);
    assertThat(summary.count(EventKind.MALFORMED)).isZero();
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
