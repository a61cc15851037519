package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.options;
import static io.maillog.DemoLog.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EventReader} and {@link TraceReader} give, and how they end. */
@Timeout(120)
class PulledReadingTest {
  private static final int MESSAGES = 1400;

  @TempDir Path directory;

  private Path log() throws IOException {
    return log("mail.log", "A");
  }

  private Path log(String name, String id) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MESSAGES; i++) {
      text.append(message("Sep 12 %02d:%02d".formatted(i / 60 % 24, i % 60), id + i));
    }
    return file(directory.resolve(name), "2026-09-13T00:00:00Z", text.toString());
  }

  private static MailLog.Builder small(int threads, Path... paths) {
    return options().files(paths).threads(threads).checked(true).blocks(2000, 20);
  }

  private static void assertNothingIsLeft(Path... files) throws IOException {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("maillog-"));
    for (Path file : files) {
      OpenFiles.assertClosed(file);
    }
  }

  // --- what is given

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readerGivesWhatAHandlerGets(int threads) throws IOException {
    List<InputError> errors = new ArrayList<>();
    MailLog log =
        small(threads, log("a.log", "A"), directory.resolve("missing"), log("b.log", "B"))
            .onInputError(errors::add)
            .build();
    List<MailEventRecord> events = new ArrayList<>();
    List<MessageTrace> traces = new ArrayList<>();
    ReadSummary ofEvents = log.events(event -> events.add(event.toRecord()));
    ReadSummary ofTraces = log.traces(traces::add);
    assertThat(events).hasSize(8 * MESSAGES);
    assertThat(errors).hasSize(2);
    errors.clear();

    List<MailEventRecord> readEvents = new ArrayList<>();
    try (EventReader reader = log.readEvents()) {
      while (reader.hasNext()) {
        assertThat(reader.hasNext()).as("again").isTrue();
        readEvents.add(reader.next().toRecord());
      }
      assertThat(reader.summary()).isEqualTo(ofEvents);
    }
    try (TraceReader reader = log.readTraces()) {
      assertThat(reader.stream().toList()).isEqualTo(traces);
      assertThat(reader.summary()).isEqualTo(ofTraces);
      assertThat(reader.summary().stopped()).isFalse();
    }
    assertThat(readEvents).usingRecursiveFieldByFieldElementComparator().isEqualTo(events);
    assertThat(errors).hasSize(2);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nextNeedsNoQuestionBefore(int threads) throws IOException {
    try (TraceReader reader = small(threads, log()).build().readTraces()) {
      for (int i = 0; i < MESSAGES; i++) {
        assertThat(reader.next().queueId()).isEqualTo("A" + i);
      }
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void oneThreadReadsAloneAndNoFartherThanAsked() throws IOException {
    List<Long> progress = new ArrayList<>();
    Path path = log();
    try (TraceReader reader =
        small(1, path).onProgress((read, total) -> progress.add(read)).build().readTraces()) {
      OpenFiles.assertClosed(path);
      assertThat(reader.next().queueId()).isEqualTo("A0");
      assertNothingIsLeft();
      assertThat(progress).hasSizeLessThan(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void allIsToldOnTheThreadThatAsks(int threads) throws IOException {
    Set<Thread> seen = new HashSet<>();
    try (TraceReader reader =
        small(threads, log(), directory.resolve("missing"))
            .onInputError(e -> seen.add(Thread.currentThread()))
            .onProgress((read, total) -> seen.add(Thread.currentThread()))
            .build()
            .readTraces()) {
      assertThat(reader.stream().count()).isEqualTo(MESSAGES);
    }
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  // --- an event is reused

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void eventIsValidUntilTheNextIsAskedFor(int threads) throws IOException {
    EventReader reader = small(threads, log()).build().readEvents();
    MailEvent first = reader.next();
    assertThat(first.kind()).isEqualTo(EventKind.RECEIVED);
    assertThat(reader.hasNext()).isTrue();
    if (threads == 1) {
      assertThat(first.kind()).as("reused for the next line").isEqualTo(EventKind.QUEUED);
    } else {
      assertThatIllegalStateException().isThrownBy(first::kind);
    }
    MailEvent second = reader.next();
    assertThat(second.kind()).isEqualTo(EventKind.QUEUED);
    reader.close();
    assertThatIllegalStateException().isThrownBy(second::kind);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streamOfEventsMayBeCollected(boolean parallel) throws IOException {
    List<MailEventRecord> kept;
    try (Stream<MailEventRecord> stream = small(1, log()).build().readEvents().stream()) {
      kept = (parallel ? stream.parallel() : stream).toList();
    }
    assertThat(kept).hasSize(4 * MESSAGES);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(kept.get(i).text(Field.QUEUE_ID)).isEqualTo("A" + i / 4);
      assertThat(kept.get(i).number(Field.N)).isEqualTo(i + 1);
    }
  }

  // --- the end

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void closedEarlyIsNoError(int threads) throws IOException {
    Path path = log();
    TraceReader traces = small(threads, path).build().readTraces();
    assertThat(traces.next().queueId()).isEqualTo("A0");
    assertThatIllegalStateException().as("in the middle").isThrownBy(traces::summary);
    assertThat(traces.hasNext()).isTrue();
    traces.close();
    assertClosed(traces, path);
    traces.close();
    assertClosed(traces, path);

    EventReader events = small(threads, path).build().readEvents();
    assertThat(events.next().lineNumber()).isEqualTo(1);
    events.close();
    assertClosed(events, path);
  }

  private static void assertClosed(PulledReading<?> reader, Path path) throws IOException {
    assertThat(reader.hasNext()).isFalse();
    assertThatIllegalStateException().isThrownBy(reader::next).withMessage("the reader is closed");
    assertThat(reader.summary().stopped()).isTrue();
    assertThat(reader.summary().lines()).isPositive();
    assertThat(reader.summary().errors()).isEmpty();
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readerThatIsNeverAskedOpensNothing(int threads) throws IOException {
    TraceReader reader = small(threads, log()).build().readTraces();
    assertNothingIsLeft();
    reader.close();
    assertThat(reader.hasNext()).isFalse();
    assertThat(reader.summary().lines()).isZero();
    assertThat(reader.summary().inputs()).isZero();
    assertThat(reader.summary().stopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void closedStreamClosesItsReader(int threads) throws IOException {
    Path path = log();
    TraceReader reader = small(threads, path).build().readTraces();
    try (Stream<MessageTrace> stream = reader.stream()) {
      assertThat(stream.limit(3).map(MessageTrace::queueId)).containsExactly("A0", "A1", "A2");
    }
    assertClosed(reader, path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readerMayBeClosedInTheMidstOfItsStream(int threads) throws IOException {
    Path path = log();
    TraceReader reader = small(threads, path).build().readTraces();
    List<String> ids = new ArrayList<>();
    reader.stream()
        .forEach(
            trace -> {
              ids.add(trace.queueId());
              if (ids.size() == 5) {
                reader.close();
              }
            });
    assertThat(ids).hasSize(5);
    assertClosed(reader, path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readerMayBeClosedByItsOwnHandlers(int threads) throws IOException {
    Path path = log();
    TraceReader[] reader = new TraceReader[1];
    reader[0] =
        small(threads, path).onProgress((read, total) -> reader[0].close()).build().readTraces();
    List<MessageTrace> traces = new ArrayList<>();
    reader[0].forEachRemaining(traces::add);
    assertThat(traces).hasSizeLessThan(MESSAGES);
    assertClosed(reader[0], path);
  }

  /** What the last step would have brought is not given then. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readerThatIsClosedWithTheLastLineHasNotReadAll(int threads) throws IOException {
    Path path = log();
    TraceReader[] reader = new TraceReader[1];
    MailLog.ProgressHandler closing =
        (read, total) -> {
          if (read == total) {
            reader[0].close();
          }
        };
    reader[0] = small(threads, path).onProgress(closing).build().readTraces();
    List<MessageTrace> traces = new ArrayList<>();
    reader[0].forEachRemaining(traces::add);
    assertThat(traces).hasSizeLessThan(MESSAGES);
    assertThat(reader[0].summary().stopped()).isTrue();
    assertThatIllegalStateException().isThrownBy(reader[0]::next).withMessageContaining("closed");
    assertClosed(reader[0], path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readerIsNotAskedByItsOwnHandlers(int threads) throws IOException {
    Path path = log();
    TraceReader[] reader = new TraceReader[1];
    reader[0] =
        small(threads, directory.resolve("missing"), path)
            .onInputError(error -> assertThat(reader[0].hasNext()).isFalse())
            .build()
            .readTraces();
    assertThatIllegalStateException()
        .isThrownBy(() -> reader[0].forEachRemaining(trace -> {}))
        .withMessageContaining("this reader is busy");
    assertThat(reader[0].hasNext()).isFalse();
    assertThat(reader[0].summary().stopped()).isTrue();
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void interruptEndsTheReading(int threads) throws IOException {
    Path path = log();
    TraceReader reader = small(threads, path).build().readTraces();
    assertThat(reader.next()).isNotNull();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> reader.forEachRemaining(trace -> {}))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted while reading");
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertClosed(reader, path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatAHandlerOfErrorsThrowsClosesTheReader(int threads) throws IOException {
    Path path = log();
    IllegalCallerException mine = new IllegalCallerException("mine");
    EventReader reader =
        small(threads, path, directory.resolve("missing"))
            .onInputError(
                error -> {
                  throw mine;
                })
            .build()
            .readEvents();
    assertThatThrownBy(() -> reader.forEachRemaining(event -> {})).isSameAs(mine);
    assertThat(reader.hasNext()).isFalse();
    assertThatIllegalStateException().isThrownBy(reader::next);
    assertThat(reader.summary().stopped()).isTrue();
    assertThat(reader.summary().errors()).hasSize(1);
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void bugOfADialectIsThrownAtItsLine(int threads) throws IOException {
    Path path = log();
    Files.writeString(path, Files.readString(path) + "Sep 13 11:00:03 mx1 demo[3]: B: bug\nx\n");
    EventReader reader = small(threads, path).firstYear(2026).build().readEvents();
    for (int i = 0; i < 4 * MESSAGES; i++) {
      assertThat(reader.next().lineNumber()).isEqualTo(i + 1);
    }
    assertThatThrownBy(reader::hasNext).isInstanceOf(UnsupportedOperationException.class);
    assertClosed(reader, path);
  }

  @Test
  void streamBelongsToOneReader() {
    MailLog log = options().stream(stream(message("Sep 12 10:15", "A")), "-").build();
    EventReader reader = log.readEvents();
    assertThatIllegalStateException()
        .isThrownBy(log::readEvents)
        .withMessage("a stream can be read only once: -");
    assertThat(reader.stream().count()).isEqualTo(4);
  }

  // --- handlers that want no more

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void handlerMayWantNoMore(int threads) throws IOException {
    Path path = log();
    MailLog log = small(threads, path).build();
    List<Long> lines = new ArrayList<>();
    ReadSummary ofEvents =
        log.eventsWhile(
            event -> {
              lines.add(event.lineNumber());
              return lines.size() < 100;
            });
    assertThat(lines).hasSize(100).endsWith(100L);
    assertThat(ofEvents.stopped()).isTrue();
    assertThat(ofEvents.lines()).isEqualTo(100);
    assertNothingIsLeft(path);

    List<String> ids = new ArrayList<>();
    ReadSummary ofTraces =
        log.tracesWhile(
            trace -> {
              ids.add(trace.queueId());
              return ids.size() < 100;
            });
    assertThat(ids).hasSize(100).endsWith("A99");
    assertThat(ofTraces.stopped()).isTrue();
    assertThat(ofTraces.errors()).isEmpty();
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void tracesAtTheEndAreGivenNoLongerThanWanted(int threads) {
    String open = message("Sep 12 10:15", "A").split("\n", 2)[0] + "\n";
    List<String> ids = new ArrayList<>();
    ReadSummary summary =
        options().firstYear(2026).threads(threads).stream(
                stream(open + open.replace("A:", "B:") + open.replace("A:", "C:")), "-")
            .build()
            .tracesWhile(
                trace -> {
                  ids.add(trace.queueId());
                  return ids.size() < 2;
                });
    assertThat(ids).containsExactly("A", "B");
    assertThat(summary.stopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void handlerThatAlwaysWantsMoreIsNotStopped(int threads) throws IOException {
    MailLog log = small(threads, log()).build();
    assertThat(log.eventsWhile(event -> true)).isEqualTo(log.events(event -> {}));
    assertThat(log.tracesWhile(trace -> true)).isEqualTo(log.traces(trace -> {}));
    assertThat(log.tracesWhile(trace -> true).stopped()).isFalse();
  }
}
