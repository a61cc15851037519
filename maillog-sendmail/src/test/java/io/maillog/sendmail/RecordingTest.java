package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.testkit.RecordingKit;
import java.nio.file.Path;

/** A recording of Sendmail at work: deliveries, refusals, bounces, clones, quarantines, filters. */
class RecordingTest extends RecordingKit {
  private static final Path FILES = resources(RecordingTest.class);

  RecordingTest() {
    super(
        new SendmailDialect(),
        2026,
        FILES.resolve("recorded/sendmail-8.17-maillog.gz"),
        FILES.resolve("recorded/sample.log"),
        FILES.resolve("golden"));
  }

  @Override
  protected void recordingCounts(ReadSummary summary) {
    assertThat(summary.lines()).isEqualTo(3_375);
    assertThat(summary.count(EventKind.OTHER)).isZero();
    assertThat(summary.count(EventKind.FOREIGN)).isZero();
    assertThat(summary.count(EventKind.MALFORMED)).isZero();
    assertThat(summary.count(EventKind.RECEIVED)).isEqualTo(818);
    assertThat(summary.correlation()).isNotNull();
    assertThat(summary.correlation().traces()).isGreaterThan(950);
  }
}
