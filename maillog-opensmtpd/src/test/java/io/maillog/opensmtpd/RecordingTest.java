package io.maillog.opensmtpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.testkit.RecordingKit;
import java.nio.file.Path;

/**
 * A recording of OpenSMTPD 6.8 at work: deliveries, refusals, bounces, what expired and what was
 * removed.
 */
class RecordingTest extends RecordingKit {
  private static final Path FILES = resources(RecordingTest.class);

  RecordingTest() {
    super(
        new OpenSmtpdDialect(),
        2026,
        FILES.resolve("recorded/opensmtpd-6.8-maillog.gz"),
        FILES.resolve("recorded/sample.log"),
        FILES.resolve("golden"));
  }

  @Override
  protected void recordingCounts(ReadSummary summary) {
    assertThat(summary.lines()).isEqualTo(1_107);
    assertThat(summary.count(EventKind.OTHER)).isZero();
    assertThat(summary.count(EventKind.FOREIGN)).isZero();
    assertThat(summary.count(EventKind.RECEIVED)).isEqualTo(133);
    assertThat(summary.correlation()).isNotNull();
    assertThat(summary.correlation().traces()).isEqualTo(160);
  }
}
