package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.testkit.RecordingKit;
import java.nio.file.Path;

/** A recording of Postfix at work: deliveries, refusals, bounces, holds, a content filter. */
class RecordingTest extends RecordingKit {
  private static final Path FILES = resources(RecordingTest.class);

  RecordingTest() {
    super(
        new PostfixDialect(),
        2026,
        FILES.resolve("recorded/postfix-3.7.log.gz"),
        Path.of("../examples/postfix.log"),
        FILES.resolve("golden"));
  }

  @Override
  protected void recordingCounts(ReadSummary summary) {
    assertThat(summary.lines()).isEqualTo(11_434);
    assertThat(summary.count(EventKind.OTHER)).as("lines not known").isZero();
    assertThat(summary.correlation()).isNotNull();
    assertThat(summary.correlation().traces()).isGreaterThan(1_100);
  }
}
