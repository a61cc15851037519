package io.maillog;

import static io.maillog.DemoLog.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live log whose lines are those of files, which somebody else reads as they grow. */
class LiveLogInputsTest {
  @TempDir Path dir;

  private final Instant now = Instant.parse("2026-12-20T12:00:00Z");
  private final List<String> events = new ArrayList<>();
  private final List<MessageTrace> traces = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneOffset.UTC)
        .clock((InstantSource) () -> now)
        .onEvent(
            e ->
                events.add(
                    (e.file() == null ? "" : Path.of(e.file()).getFileName() + " ")
                        + e.lineNumber()
                        + (e.copy() ? " copy" : "")
                        + (e.timed() ? " " + e.text(Field.TIME) : "")))
        .onTrace(traces::add);
  }

  private static LiveLog restored(LiveLog.Builder options, LiveLog log) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    return options.restore(new ByteArrayInputStream(state.toByteArray()));
  }

  @Test
  void manyLinesAtOnceAreAsOneByOne() {
    String text = message("Dec 20 11:58", "A1") + message("Dec 20 11:59", "A2");
    byte[] bytes = ("\0\0" + text).getBytes(UTF_8);
    LiveLog one = options().build();
    one.source("mx1").lines(bytes, 2, bytes.length);
    one.finish();
    List<String> atOnce = List.copyOf(events);
    List<MessageTrace> tracesAtOnce = List.copyOf(traces);
    events.clear();
    traces.clear();

    LiveLog other = options().build();
    text.lines().forEach(other.source("mx1")::line);
    other.finish();
    assertThat(atOnce).hasSize(8).isEqualTo(events);
    assertThat(tracesAtOnce).hasSize(2).isEqualTo(traces);
  }

  @Test
  void longLinesAreCutAndZerosBeforeThemLeftOut() {
    List<Integer> lengths = new ArrayList<>();
    LiveLog log =
        LiveLog.builder()
            .dialects(DemoDialect.ALONE)
            .onEvent(e -> lengths.add(e.line(new ByteSlice()).length()))
            .build();
    String zeros = "\0".repeat(70_000);
    byte[] bytes = ("x".repeat(70_000) + "\n" + zeros + "y".repeat(10) + "\nz").getBytes(UTF_8);
    log.source("a").lines(bytes, 0, bytes.length);
    assertThat(log.lines()).isEqualTo(3);
    assertThat(lengths.get(0)).isEqualTo(WholeLines.endOfKept(0, bytes.length));
    assertThat(lengths.get(1)).isLessThanOrEqualTo(lengths.get(0));
    assertThat(lengths.get(2)).isEqualTo(1);
  }

  @Test
  void filesNumberTheirLinesAndTracesSayWhereTheyBegin() throws IOException {
    LiveLog log = options().build();
    LiveLog.Source main = log.file(dir.resolve("mail.log"));
    LiveLog.Source other = log.file("mx9", dir.resolve("other.log"));
    assertThat(main.label()).isNull();
    assertThat(other.label()).isEqualTo("mx9");
    main.line("Dec 20 11:57:00 mx1 cron[1]: nothing");
    message("Dec 20 11:58", "A1").lines().forEach(main::line);
    List<String> second = message("Dec 20 11:59", "A2").lines().toList();
    other.line(second.get(0));
    LiveLog again = restored(options(), log);
    second.subList(1, second.size()).forEach(again.file("mx9", dir.resolve("other.log"))::line);
    again.finish();
    assertThat(events)
        .startsWith("mail.log 1 2026-12-20T11:57:00Z", "mail.log 2 2026-12-20T11:58:01Z")
        .contains("other.log 1 2026-12-20T11:59:01Z", "other.log 4 2026-12-20T11:59:04Z");
    assertThat(traces)
        .extracting(t -> t.queueId() + " " + t.source() + " " + t.lineNumber() + " " + t.file())
        .containsExactlyInAnyOrder(
            "A1 null 2 " + dir.resolve("mail.log"), "A2 mx9 1 " + dir.resolve("other.log"));
    assertThat(again.file(dir.resolve("mail.log")).lines()).isEqualTo(5);
  }

  @Test
  void lineThatTwoFilesOfOneDirectoryHaveIsACopyAlsoAfterARestart() throws IOException {
    LiveLog log = options().build();
    LiveLog.Source main = log.file(dir.resolve("mainlog"));
    log.file(dir.resolve("rejectlog"));
    String line = message("Dec 20 11:58", "A1").lines().findFirst().orElseThrow();
    main.line(line);
    main.line(line); // the server said it twice
    LiveLog again = restored(options(), log);
    LiveLog.Source reject = again.file(dir.resolve("rejectlog"));
    reject.line(line);
    reject.line(line);
    reject.line(line); // once more than the other
    again.file("mx2", dir.resolve("elsewhere")).line(line); // of another server
    assertThat(events.stream().map(e -> e.contains("copy")))
        .containsExactly(false, false, true, true, false, false);
    assertThat(log.counters()).isNotNull();
  }

  @Test
  void yearIsFoundFromTheFileThatTheLinesBeginWith() throws IOException {
    Path file = dir.resolve("mail.log.9");
    String text = message("Dec 20 11:58", "A1");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-12-21T00:00:00Z")));
    LiveLog log = options().build();
    LiveLog.Source source = log.file(dir.resolve("mail.log"));
    source.beginsWith(file);
    text.lines().forEach(source::line);
    source.beginsWith(dir); // nothing to be said of it any more
    message("Jan 2 11:58", "A2").lines().forEach(source::line);
    assertThat(events).first().asString().contains("2024-12-20");
    assertThat(events).last().asString().contains("2025-01-02");

    LiveLog.Source about = log.file(dir.resolve("old.log"));
    about.beginsAbout(Instant.parse("2019-03-01T00:00:00Z"));
    text.lines().forEach(about::line);
    assertThat(events).last().asString().contains("2018-12-20");
  }
}
