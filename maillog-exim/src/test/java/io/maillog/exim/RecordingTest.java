package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.testkit.RecordingKit;
import java.nio.file.Path;

/** A recording of Exim at work: deliveries, refusals, bounces, frozen and cancelled messages. */
class RecordingTest extends RecordingKit {
  private static final Path FILES = resources(RecordingTest.class);

  RecordingTest() {
    super(
        new EximDialect(),
        2026,
        FILES.resolve("recorded/exim-4.96-mainlog.gz"),
        FILES.resolve("recorded/sample.log"),
        FILES.resolve("golden"));
  }

  @Override
  protected void recordingCounts(ReadSummary summary) {
    assertThat(summary.lines()).isEqualTo(5_628);
    // What the configuration writes by logwrite is of no grammar.
    assertThat(summary.count(EventKind.OTHER)).isLessThan(60);
    assertThat(summary.count(EventKind.MALFORMED)).isZero();
    assertThat(summary.correlation()).isNotNull();
    assertThat(summary.correlation().traces()).isGreaterThan(1_100);
  }
}
