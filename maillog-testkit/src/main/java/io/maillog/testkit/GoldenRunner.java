package io.maillog.testkit;

import io.maillog.EventReader;
import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.TraceReader;
import io.maillog.dialect.Dialects;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a log gives with a file of what it should give: events or traces as NDJSON, one a
 * line, as {@code maillog events} and {@code maillog trace} write them.
 *
 * <p>With the system property {@value #UPDATE}{@code =true} the expected files are written instead
 * of compared: read the difference before it is committed. A file that is missing fails, so that no
 * test passes because it has nothing to compare.
 */
public final class GoldenRunner {
  /** The system property that makes expected files be written: {@value}. */
  public static final String UPDATE = "io.maillog.golden.update";

  static final String UPDATE_IF_RIGHT =
      "If the new result is right, run with -D"
          + UPDATE
          + "=true, and read the difference before you commit it.";

  private static final int SAVED_EVERY = 100;

  private final Dialects dialects;
  private final int firstYear;
  private final ZoneId zone;

  private GoldenRunner(Dialects dialects, int firstYear, ZoneId zone) {
    this.dialects = Objects.requireNonNull(dialects, "dialects");
    this.firstYear = firstYear;
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * A runner; stamps without an offset are in UTC.
   *
   * @param firstYear the year of a log's first stamp, if that states none, 1970 to 2169: golden
   *     files must not depend on the clock
   */
  public static GoldenRunner of(Dialects dialects, int firstYear) {
    return new GoldenRunner(dialects, firstYear, ZoneOffset.UTC);
  }

  /** This runner, for logs whose stamps without an offset are in another zone. */
  public GoldenRunner inZone(ZoneId other) {
    return new GoldenRunner(dialects, firstYear, other);
  }

  /**
   * Asserts that the log's events are those of the expected file.
   *
   * @throws AssertionError if they are not, with the lines that differ
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public void assertEvents(Path log, Path expected) {
    EventJson json = new EventJson();
    JsonBuffer buffer = new JsonBuffer();
    reading(log).events(event -> json.write(event, buffer));
    compare(log, expected, buffer.toString());
  }

  /**
   * Asserts that the log's traces are those of the expected file.
   *
   * @throws AssertionError if they are not, with the lines that differ
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public void assertTraces(Path log, Path expected) {
    TraceJson json = new TraceJson();
    JsonBuffer buffer = new JsonBuffer();
    reading(log).traces(trace -> json.write(trace, buffer));
    compare(log, expected, buffer.toString());
  }

  /**
   * Asserts that the log's traces are those that the expected file has a digest of: of each its
   * queue id, how it ended, and a checksum of its NDJSON. So a long log is held to the byte by a
   * file that a person can still compare.
   *
   * @throws AssertionError if they are not, with the lines that differ
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public void assertTraceDigests(Path log, Path expected) {
    TraceJson json = new TraceJson();
    JsonBuffer buffer = new JsonBuffer();
    StringBuilder digests = new StringBuilder();
    CRC32 sum = new CRC32();
    reading(log)
        .traces(
            trace -> {
              buffer.clear();
              json.write(trace, buffer);
              sum.reset();
              sum.update(buffer.toString().getBytes(StandardCharsets.UTF_8));
              digests
                  .append(trace.queueId())
                  .append(' ')
                  .append(trace.outcome().key())
                  .append(' ')
                  .append(trace.completeness().key())
                  .append(' ')
                  .append(Long.toHexString(sum.getValue()))
                  .append('\n');
            });
    compare(log, expected, digests.toString());
  }

  /**
   * Asserts that the log gives the same events, traces and counts with one thread and with several.
   *
   * @return the counts
   * @throws AssertionError if it does not, with the lines that differ
   */
  public ReadSummary assertThreadsDoNotMatter(Path log) {
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    String alone = "";
    @Nullable ReadSummary counts = null;
    for (int threads : new int[] {1, 2, 4}) {
      JsonBuffer lines = new JsonBuffer();
      ReadSummary summary =
          options(log)
              .threads(threads)
              .build()
              .eventsAndTraces(
                  event -> eventJson.write(event, lines), trace -> traceJson.write(trace, lines));
      String read = lines.toString();
      if (counts == null) {
        alone = read;
        counts = summary;
      } else if (!read.equals(alone) || !summary.equals(counts)) {
        throw new AssertionError(
            log
                + " gives another result with "
                + threads
                + " threads (- one, + "
                + threads
                + "):\n"
                + LineDiff.of(lines(alone), lines(read))
                + counts
                + "\n"
                + summary);
      }
    }
    return Objects.requireNonNull(counts);
  }

  /**
   * Asserts that the log gives the same events, traces and counts where they are asked for one by
   * one as where handlers are called, with one thread and with several.
   *
   * @throws AssertionError if it does not, with the lines that differ
   */
  public void assertMayBePulled(Path log) {
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    for (int threads = 1; threads <= 3; threads++) {
      MailLog reading = options(log).threads(threads).build();
      JsonBuffer handled = new JsonBuffer();
      JsonBuffer pulled = new JsonBuffer();
      ReadSummary ofHandler = reading.events(event -> eventJson.write(event, handled));
      try (EventReader events = reading.readEvents()) {
        events.forEachRemaining(event -> eventJson.write(event, pulled));
        comparePulled(log, handled, ofHandler, pulled, events.summary());
      }
      handled.clear();
      pulled.clear();
      ofHandler = reading.traces(trace -> traceJson.write(trace, handled));
      try (TraceReader traces = reading.readTraces()) {
        traces.forEachRemaining(trace -> traceJson.write(trace, pulled));
        comparePulled(log, handled, ofHandler, pulled, traces.summary());
      }
    }
  }

  private static void comparePulled(
      Path log,
      JsonBuffer handled,
      ReadSummary ofHandler,
      JsonBuffer pulled,
      ReadSummary ofReader) {
    String one = handled.toString();
    String other = pulled.toString();
    if (!one.equals(other) || !ofHandler.equals(ofReader)) {
      throw new AssertionError(
          log
              + " gives another result to a reader (- to a handler, + to a reader):\n"
              + LineDiff.of(lines(one), lines(other))
              + ofHandler
              + "\n"
              + ofReader);
    }
  }

  /**
   * Asserts that the events of some kinds, of a host, of a span of time are those that a filter by
   * hand leaves of all events. The log is of one day.
   *
   * @throws AssertionError if they are not, with the lines that differ
   * @throws UncheckedIOException if the log cannot be read
   */
  public void assertMayBeChosenFrom(Path log) {
    try {
      new ChoiceCheck(this::options, decoded(log)).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asserts that the log gives the same events and traces where its lines are brought one by one,
   * to a {@link LiveLog} that is saved and restored on the way.
   *
   * @throws AssertionError if it does not, with the lines that differ
   * @throws UncheckedIOException if the log cannot be read
   */
  public void assertMayBePushed(Path log) {
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    JsonBuffer read = new JsonBuffer();
    Instant[] end = {Instant.EPOCH};
    reading(log)
        .eventsAndTraces(
            event -> {
              eventJson.write(event, read);
              if (event.timed() && event.epochSecond() > end[0].getEpochSecond()) {
                end[0] = Instant.ofEpochSecond(event.epochSecond());
              }
            },
            trace -> traceJson.write(trace, read));
    JsonBuffer pushed = new JsonBuffer();
    LiveLog.Builder options =
        LiveLog.builder()
            .dialects(dialects)
            .zone(zone)
            .clock(() -> end[0])
            .onEvent(event -> eventJson.write(event, pushed))
            .onTrace(trace -> traceJson.write(trace, pushed));
    push(log, options);
    assertSame(log, "line by line", read, pushed);
    pushed.clear();
    // No line waits for long, but each is read twice.
    push(log, options.reorder(Duration.ZERO));
    assertSame(log, "line by line, where lines may wait", read, pushed);
  }

  private static void assertSame(Path log, String how, JsonBuffer read, JsonBuffer pushed) {
    if (!read.toString().equals(pushed.toString())) {
      throw new AssertionError(
          log
              + (" gives another result " + how + " (- as a file, + " + how + "):\n")
              + LineDiff.of(lines(read.toString()), lines(pushed.toString())));
    }
  }

  /**
   * Asserts that a saved state of the log that was changed, with right checksums, is refused when
   * it is restored, or is read on, and never fails later.
   *
   * @param tries how many changes are tried, each at one place
   * @param seed chooses them
   * @throws AssertionError if one fails in another way than by being refused, or none is refused
   * @throws UncheckedIOException if the log cannot be read
   */
  public void assertDamagedStatesAreRefused(Path log, int tries, long seed) {
    TraceJson traceJson = new TraceJson();
    JsonBuffer json = new JsonBuffer();
    LiveLog.Builder options =
        LiveLog.builder()
            .dialects(dialects)
            .zone(zone)
            .clock(() -> Instant.EPOCH)
            .onTrace(
                trace -> {
                  traceJson.write(trace, json);
                  json.clear();
                });
    try {
      List<byte[]> lines = lines(decoded(log));
      int middle = Math.min(lines.size() / 2, 500);
      int end = Math.min(lines.size(), middle + 20);
      int refused =
          new DamagedStates(options, lines.subList(0, middle), lines.subList(middle, end))
              .refused(tries, seed);
      if (refused < tries / 10) {
        throw new AssertionError("only " + refused + " of " + tries + " states were refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asserts that a live log goes on from the state that an earlier build saved in the middle of the
   * log, with the same events and traces as one that read it all; or, where this build writes
   * another version of the state, that it refuses the stored one and says so.
   *
   * @throws AssertionError if it does not, with the lines that differ
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public void assertStoredState(Path log, Path stored) {
    JsonBuffer output = new JsonBuffer();
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    Instant end = LocalDate.of(firstYear, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();
    LiveLog.Builder options =
        LiveLog.builder()
            .dialects(dialects)
            .zone(zone)
            .clock(() -> end)
            .onEvent(event -> eventJson.write(event, output))
            .onTrace(trace -> traceJson.write(trace, output));
    try {
      StoredState state = new StoredState(options, output, lines(decoded(log)));
      if (Boolean.getBoolean(UPDATE)) {
        state.update(stored);
        return;
      }
      checkExists(stored);
      state.check(Files.readAllBytes(stored));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, from, i));
        from = i + 1;
      }
    }
    return lines;
  }

  private static byte[] decoded(Path log) throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    return log.toString().endsWith(".gz")
        ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
        : bytes;
  }

  private static void push(Path log, LiveLog.Builder options) {
    try {
      byte[] bytes = decoded(log);
      LiveLog live = options.build();
      int from = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n' || i == bytes.length - 1) {
          live.line(bytes, from, i + 1);
          from = i + 1;
          if (live.lines() % SAVED_EVERY == 0) {
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            live.save(state);
            live = options.restore(new ByteArrayInputStream(state.toByteArray()));
          }
        }
      }
      live.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MailLog reading(Path log) {
    return options(log).build();
  }

  private MailLog.Builder options(Path log) {
    return options().files(log);
  }

  private MailLog.Builder options() {
    return MailLog.builder()
        .dialects(dialects)
        .firstYear(firstYear)
        .zone(zone)
        .onInputError(
            error -> {
              throw new AssertionError("the log cannot be read: " + error);
            });
  }

  private static void compare(Path log, Path expected, String actual) {
    try {
      if (Boolean.getBoolean(UPDATE)) {
        Files.writeString(expected, actual, StandardCharsets.UTF_8);
        return;
      }
      checkExists(expected);
      String wanted = Files.readString(expected, StandardCharsets.UTF_8);
      if (!wanted.equals(actual)) {
        throw new AssertionError(
            log
                + " does not give what "
                + expected
                + " has (- expected, + actual):\n"
                + LineDiff.of(lines(wanted), lines(actual))
                + UPDATE_IF_RIGHT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkExists(Path expected) {
    if (!Files.exists(expected)) {
      throw new AssertionError(
          expected + " is missing; run once with -D" + UPDATE + "=true to write it");
    }
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
