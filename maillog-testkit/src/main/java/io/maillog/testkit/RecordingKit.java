package io.maillog.testkit;

import io.maillog.ReadSummary;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a dialect makes of a server's log as it was recorded. A dialect's test extends this class:
 *
 * <pre>{@code
 * class RecordingTest extends RecordingKit {
 *   RecordingTest() {
 *     super(new MyDialect(), 2026, Path.of("recording.log.gz"), Path.of("sample.log"), GOLDEN);
 *   }
 *
 *   protected void recordingCounts(ReadSummary summary) {
 *     assertThat(summary.lines()).isEqualTo(5_628);
 *   }
 * }
 * }</pre>
 *
 * <p>The golden files are written and compared by {@link GoldenRunner}: {@code
 * sample-events.ndjson}, {@code sample-traces.ndjson}, {@code recording-traces.txt}, and {@code
 * sample.state}: what an earlier build saved in the middle of the sample.
 */
public abstract class RecordingKit {
  /** The tag of the tests that take seconds: where each test runs many times, leave them out. */
  public static final String LONG = "long";

  private final GoldenRunner runner;
  private final Path recording;
  private final Path sample;
  private final Path golden;

  /**
   * Creates the kit.
   *
   * @param firstYear the year of the logs' first stamps, if those state none, 1970 to 2169
   * @param recording the whole log, plain or gzip
   * @param sample a part of it, of one day, small enough to be read
   * @param golden the directory of what the sample gives
   */
  protected RecordingKit(Dialect dialect, int firstYear, Path recording, Path sample, Path golden) {
    this.runner = GoldenRunner.of(Dialects.of(dialect), firstYear);
    this.recording = Objects.requireNonNull(recording, "recording");
    this.sample = Objects.requireNonNull(sample, "sample");
    this.golden = Objects.requireNonNull(golden, "golden");
  }

  /**
   * Where a module has its test resources: the sources' folder, so that golden files can be written
   * there; for tests that run elsewhere, the folder or the jar's folder of the test's own class.
   */
  protected static Path resources(Class<?> test) {
    Path sources = Path.of("src/test/resources");
    if (Files.isDirectory(sources.resolve("recorded"))) {
      return sources;
    }
    try {
      return Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asserts what is known of the whole recording: its lines, its kinds, its traces. */
  protected abstract void recordingCounts(ReadSummary summary);

  @Test
  @Tag(LONG)
  @DisplayName("the recording counts as it should, on any number of threads alike")
  void readsItsRecording() {
    recordingCounts(runner.assertThreadsDoNotMatter(recording));
  }

  @Test
  @Tag(LONG)
  @DisplayName("the recording gives the same to a reader that is asked for one after the other")
  void readsItsRecordingAtTheCallersPace() {
    runner.assertMayBePulled(recording);
  }

  @Test
  @Tag(LONG)
  @DisplayName("the recording gives the same when its lines are brought one by one")
  void readsItsRecordingLineByLine() {
    runner.assertMayBePushed(recording);
  }

  @Test
  @Tag(LONG)
  @DisplayName("a changed saved state is refused when it is restored, or read on")
  void damagedStatesAreRefused() {
    runner.assertDamagedStatesAreRefused(recording, 400, 14);
  }

  @Test
  @DisplayName("the recording gives its traces")
  void recordingGivesItsTraces() {
    runner.assertTraceDigests(recording, golden.resolve("recording-traces.txt"));
  }

  @Test
  @DisplayName("the sample gives its events")
  void sampleGivesItsEvents() {
    runner.assertEvents(sample, golden.resolve("sample-events.ndjson"));
  }

  @Test
  @DisplayName("the sample gives its traces")
  void sampleGivesItsTraces() {
    runner.assertTraces(sample, golden.resolve("sample-traces.ndjson"));
  }

  @Test
  @DisplayName("the sample's chosen events are those that a filter by hand leaves of all")
  void sampleMayBeChosenFrom() {
    runner.assertMayBeChosenFrom(sample);
  }

  @Test
  @DisplayName("a state that an earlier build stored is read on, or refused because of its version")
  void readsOnFromAStoredState() {
    runner.assertStoredState(sample, golden.resolve("sample.state"));
  }
}
