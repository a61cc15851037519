package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where only some is asked for, that is what a filter by hand leaves; the rest is hardly read. */
class LineChoiceTest {
  private static final int LINES = 4000;

  @TempDir Path directory;

  /** How many texts were read. */
  private final AtomicInteger texts = new AtomicInteger();

  private final Dialect counting =
      new Dialect() {
        private final Dialect demo = new DemoDialect();

        @Override
        public String name() {
          return demo.name();
        }

        @Override
        public Claim claimProgram(byte[] line, int from, int to) {
          return demo.claimProgram(line, from, to);
        }

        @Override
        public LineParser newLineParser() {
          LineParser parser = demo.newLineParser();
          return (b, from, to, header, e) -> {
            texts.incrementAndGet();
            parser.parse(b, from, to, header, e);
          };
        }

        @Override
        public CorrelationRules correlationRules() {
          return demo.correlationRules();
        }
      };

  private MailLog.Builder options(Path... files) {
    return MailLog.builder()
        .files(files)
        .dialects(Dialects.of(counting))
        .zone(ZoneOffset.ofHours(2))
        .blocks(2000, 20);
  }

  private static List<MailEventRecord> events(MailLog.Builder options) {
    List<MailEventRecord> events = new ArrayList<>();
    options.build().events(event -> events.add(event.toRecord()));
    return events;
  }

  /** Two years of three hosts, out of order by up to a day, with lines that have no time. */
  private Path twoYears(boolean stated) throws IOException {
    Random random = new Random(8);
    DateTimeFormatter yearless = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    LocalDateTime start = LocalDateTime.parse("2023-06-01T00:00:00");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      long second = i * 2L * 365 * 86_400 / LINES + random.nextInt(86_400);
      LocalDateTime time = start.plusSeconds(second);
      String stamp = stated ? time.withNano(0) + ":00+02:00" : yearless.format(time);
      stamp = stamp.length() > 25 ? stamp.replaceFirst(":00\\+", "+") : stamp;
      text.append(stamp).append(" mx").append(random.nextInt(3));
      text.append(" demo[1]: A").append(i).append(i % 3 == 0 ? ": removed\n" : ": to=<a@b>\n");
      if (i % 10 == 0) {
        text.append("no stamp\n");
      }
    }
    return file(directory.resolve("mail.log"), "2025-06-03T00:00:00Z", text.toString());
  }

  /** By hand: a line without a time has that of the one before it. */
  private static List<String> between(List<MailEventRecord> events, Instant since, Instant until) {
    List<String> left = new ArrayList<>();
    Instant time = Instant.MIN;
    for (MailEventRecord event : events) {
      time = event.time() == null ? time : event.time().toInstant();
      if (!time.isBefore(since) && time.isBefore(until)) {
        left.add(event.toString());
      }
    }
    return left;
  }

  private static List<String> texts(List<MailEventRecord> events) {
    return events.stream().map(MailEventRecord::toString).toList();
  }

  // --- events

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void spanGivesWhatAFilterByHandLeaves(boolean stated) throws IOException {
    Path log = twoYears(stated);
    List<MailEventRecord> all = events(options(log));
    assertThat(all).hasSize(LINES + LINES / 10).anyMatch(event -> event.time() == null);
    Random random = new Random(15);
    for (int i = 0; i < 40; i++) {
      Instant since = Instant.parse("2023-05-20T00:00:00Z").plusSeconds(random.nextInt(64_000_000));
      Instant until = since.plusSeconds(random.nextInt(i % 2 == 0 ? 1_000_000 : 40_000_000));
      MailLog.Builder chosen = options(log).threads(1 + i % 3).since(since).until(until);
      assertThat(texts(events(chosen)))
          .as("%s to %s", since, until)
          .isEqualTo(between(all, since, until));
      assertThat(texts(events(options(log).since(since))))
          .isEqualTo(between(all, since, Instant.MAX));
      assertThat(texts(events(options(log).until(until))))
          .isEqualTo(between(all, Instant.MIN, until));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textsOutsideOfASpanAreNotRead(boolean stated) throws IOException {
    Path log = twoYears(stated);
    MailLog.Builder chosen =
        options(log)
            .firstYear(2023)
            .since(Instant.parse("2024-02-10T00:00:00Z"))
            .until(Instant.parse("2024-02-20T00:00:00Z"));
    assertThat(events(chosen)).hasSizeBetween(50, 70);
    assertThat(texts.get()).isBetween(50, stated ? 75 : 160); // of a yearless log both Februaries
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void hostGivesWhatAFilterByHandLeaves(int threads) throws IOException {
    Path log = twoYears(false);
    List<MailEventRecord> all = events(options(log));
    List<MailEventRecord> wanted =
        all.stream().filter(event -> "mx1".equals(event.text(Field.HOST))).toList();
    texts.set(0);
    MailLog.Builder chosen = options(log).firstYear(2023).host("mx1").threads(threads);
    assertThat(texts(events(chosen))).isEqualTo(texts(wanted)).isNotEmpty();
    assertThat(texts).hasValue(wanted.size());
    assertThat(events(options(log).host("mx"))).as("exactly").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void kindsGiveWhatAFilterByHandLeaves(int threads) throws IOException {
    Path log = twoYears(true);
    EnumSet<EventKind> kinds = EnumSet.of(EventKind.REMOVED, EventKind.MALFORMED);
    List<MailEventRecord> wanted =
        events(options(log)).stream().filter(event -> kinds.contains(event.kind())).toList();
    MailLog.Builder chosen = options(log).kinds(kinds).threads(threads);
    kinds.add(EventKind.DELIVERY); // the builder has its own
    assertThat(texts(events(chosen))).isEqualTo(texts(wanted)).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().kinds(EnumSet.noneOf(EventKind.class)))
        .withMessage("no kind: no event would be given");
  }

  @Test
  void hostHasAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().host(""))
        .withMessage("no host: no event would be given");
  }

  @Test
  void endsOfASpanAreNotMistakenForEachOther() {
    Instant at = Instant.parse("2024-02-20T00:00:00Z");
    MailLog.Builder swapped = options().stream(stream(""), "x").since(at.plusNanos(1)).until(at);
    assertThatIllegalArgumentException()
        .isThrownBy(swapped::build)
        .withMessage("since 2024-02-20T00:00:00.000000001Z is after until 2024-02-20T00:00:00Z");
    assertThat(swapped.since(at).build().events(event -> {}).lines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void summaryCountsAllLinesAndTheKindsThatWereGiven(int threads) throws IOException {
    Path log = twoYears(true);
    MailLog chosen =
        options(log)
            .threads(threads)
            .kinds(EnumSet.of(EventKind.REMOVED))
            .host("mx2")
            .since(Instant.parse("2024-02-10T00:00:00Z"))
            .build();
    int[] count = {0};
    ReadSummary summary = chosen.events(event -> count[0]++);
    assertThat(summary.lines()).isEqualTo(LINES + LINES / 10);
    assertThat(summary.kinds()).containsOnlyKeys(EventKind.REMOVED);
    assertThat(summary.count(EventKind.REMOVED)).isEqualTo(count[0]).isPositive();
    try (EventReader reader = chosen.readEvents()) {
      assertThat(reader.stream().count()).isEqualTo(count[0]);
      assertThat(reader.summary()).isEqualTo(summary);
    }
  }

  @Test
  void nanosecondsDecideWhatIsWithinTheSecond() {
    String log =
        """
        2026-09-12T10:15:30.100Z mx1 demo[1]: A: removed
        of it
        2026-09-12T10:15:30.200Z mx1 demo[1]: B: removed
        of it
        2026-09-12T10:15:30.300Z mx1 demo[1]: C: removed
        of it
        """;
    Instant at = Instant.parse("2026-09-12T10:15:30.200Z");
    assertThat(lines(log, b -> b.since(at))).containsExactly(3L, 4L, 5L, 6L);
    assertThat(lines(log, b -> b.until(at))).containsExactly(1L, 2L);
    assertThat(lines(log, b -> b.since(at).until(at.plusNanos(1)))).containsExactly(3L, 4L);
    assertThat(lines("of none\n" + log, b -> b.since(Instant.EPOCH))).hasSize(6);
    assertThat(lines("of none\n" + log, b -> b.until(at))).containsExactly(1L, 2L, 3L);
  }

  private static List<Long> lines(String log, UnaryOperator<MailLog.Builder> choice) {
    List<Long> lines = new ArrayList<>();
    choice
        .apply(DemoLog.options().stream(stream(log), "-"))
        .build()
        .events(event -> lines.add(event.lineNumber()));
    return lines;
  }

  /** A file's last line says nothing of the next log's first. */
  @Test
  void lineWithoutATimeIsOfItsOwnLog() throws IOException {
    Path one = file(directory.resolve("a.log"), null, message("2026-09-12T10:15", "A"));
    Path two = file(directory.resolve("b.log"), null, "no time\n");
    assertThat(events(DemoLog.options().files(one, two).since(Instant.EPOCH))).hasSize(4);
  }

  // --- traces

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tracesAreChosenAndTellAllLines(int threads) {
    String log =
        message("2026-09-12T10:15", "A").replaceAll(":0(\\d) ", ":0$1Z ")
            + message("2026-09-12T10:20", "B").replaceAll(":0(\\d) ", ":0$1Z ")
            + message("2026-09-12T10:25", "C")
                .replaceAll(":0(\\d) ", ":0$1Z ")
                .replace("mx1", "mx2");
    List<MessageTrace> all = traces(log, threads, b -> b);
    assertThat(all).extracting(MessageTrace::queueId).containsExactly("A", "B", "C");
    Instant middle = Instant.parse("2026-09-12T10:20:03Z");
    assertThat(traces(log, threads, b -> b.since(middle).until(middle.plusSeconds(1))))
        .containsExactly(all.get(1));
    assertThat(traces(log, threads, b -> b.since(middle))).isEqualTo(all.subList(1, 3));
    assertThat(traces(log, threads, b -> b.until(middle))).isEqualTo(all.subList(0, 2));
    assertThat(traces(log, threads, b -> b.host("mx2"))).isEqualTo(all.subList(2, 3));
    assertThat(traces(log, threads, b -> b.kinds(EnumSet.of(EventKind.FOREIGN)))).isEqualTo(all);
    assertThat(
            DemoLog.options().threads(threads).host("mx2").stream(stream(log), "-")
                .build()
                .readTraces()
                .stream())
        .isEqualTo(all.subList(2, 3));
  }

  private static List<MessageTrace> traces(
      String log, int threads, UnaryOperator<MailLog.Builder> choice) {
    List<MessageTrace> traces = new ArrayList<>();
    choice
        .apply(DemoLog.options().threads(threads).stream(stream(log), "-"))
        .build()
        .traces(traces::add);
    return traces;
  }

  @Test
  void eventsAndTracesAreChosenAlike() {
    String log = message("Sep 12 10:15", "A") + message("Sep 12 10:20", "B").replace("mx1", "mx2");
    List<String> given = new ArrayList<>();
    DemoLog.options().firstYear(2026).host("mx2").stream(stream(log), "-")
        .build()
        .eventsAndTraces(
            event -> given.add(event.text(Field.QUEUE_ID)),
            trace -> given.add("trace " + trace.queueId()));
    assertThat(given).containsExactly("B", "B", "B", "B", "trace B");
  }
}
