package io.maillog.follow;

import static io.maillog.follow.Followed.append;
import static io.maillog.follow.Followed.line;
import static io.maillog.follow.Followed.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.follow.FollowNotice.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the start, the end, a time; and in which year. */
class WhereToBeginTest {
  @TempDir Path dir;

  private Followed log;

  @BeforeEach
  void makeLog() {
    log = new Followed(dir);
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** A line of a minute after ten o'clock. */
  private static String at(int minute, String text) {
    return "2026-11-30T%02d:%02d:00+00:00 mx1 postfix/qmgr[1]: %s%n"
        .formatted(10 + minute / 60, minute % 60, text);
  }

  private static Instant minute(int minute) {
    return Instant.parse("2026-11-30T10:00:00Z").plus(Duration.ofMinutes(minute));
  }

  @Test
  void endIsWhereLinesEnd() throws IOException {
    log.append("a");
    String half = line("b");
    raw(log.log, half.substring(0, 25));
    log.follow(options -> options.files(log.log));
    assertThat(log.poll()).isEmpty();
    raw(log.log, half.substring(25));
    log.append("c");
    assertThat(log.poll()).containsExactly("b", "c");
  }

  @Test
  void endOfAFileWithoutALineFeedIsItsStart() throws IOException {
    String half = line("b" + "x".repeat(200_000));
    raw(log.log, half.substring(0, 150_000));
    log.follow(options -> options.files(log.log));
    assertThat(log.poll()).isEmpty();
    raw(log.log, half.substring(150_000));
    assertThat(log.poll()).hasSize(1);
  }

  @Test
  void fileThatIsNotThereYetIsReadFromItsStart() throws IOException {
    log.follow(options -> options.files(log.log));
    assertThat(log.poll()).isEmpty();
    assertThat(log.notices).extracting(FollowNotice::kind).containsExactly(Kind.WAITING);
    log.append("a");
    assertThat(log.poll()).containsExactly("a");
  }

  @Test
  void rotatedFilesAreReadFromTheOldestOn() throws IOException {
    log.append("a");
    log.rename("mail.log.2");
    log.gzip("mail.log.2");
    log.append("b");
    log.rename("mail.log.1");
    log.append("c");
    log.follow(options -> options.files(log.log).fromStart().rotated(true));
    assertThat(log.poll()).containsExactly("a", "b", "c");
    assertThat(log.follower().inputs().get(0).lines()).isEqualTo(3);
    assertThat(log.follower().inputs().get(0).behind()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 0, 1, 59, 60, 61, 90, 119, 120, 121, 150, 179, 180, 500})
  void timeIsFoundInRotatedFiles(int since) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      if (i == 60 || i == 120) {
        log.rename("mail.log.1");
        Files.move(dir.resolve("mail.log.1"), dir.resolve("mail.log." + (4 - i / 60)));
      }
      raw(log.log, at(i, "m" + i) + at(i, "filler " + "x".repeat(3000)).repeat(5));
      if (i >= since) {
        expected.add("m" + i);
      }
    }
    log.gzip("mail.log.3");
    log.follow(options -> options.files(log.log).since(minute(since)));
    List<String> given = new ArrayList<>(log.poll());
    given.removeIf(text -> text.startsWith("filler"));
    assertThat(given).containsExactlyElementsOf(expected);
    raw(log.log, at(700, "new"));
    assertThat(log.poll()).containsExactly("new");
  }

  @Test
  void linesOutOfOrderAreNotPassedOver() throws IOException {
    for (int i = 0; i < 2000; i++) {
      raw(log.log, at(i % 7 == 0 ? i / 4 + 1 : i / 4, "m" + i));
    }
    log.follow(options -> options.files(log.log).since(minute(400)));
    assertThat(log.poll()).startsWith("m1596").hasSizeGreaterThanOrEqualTo(2000 - 1600);
  }

  @Test
  void directoryHasLogsThatComeLater() throws IOException {
    append(dir.resolve("a.log"), "a1");
    append(dir.resolve("wtmp"), "no log");
    log.follow(options -> options.files("mx1", dir).checkpoint(dir.resolve("state.lock")));
    assertThat(log.poll()).isEmpty();
    append(dir.resolve("b.log"), "b1");
    append(dir.resolve("a.log"), "a2");
    assertThat(log.poll()).containsExactlyInAnyOrder("a2", "b1");
    assertThat(log.follower().inputs()).allMatch(input -> "mx1".equals(input.label()));
    log.stop();
    append(dir.resolve("b.log"), "b2");
    Files.move(dir.resolve("b.log"), dir.resolve("b.log.1"));
    append(dir.resolve("c.log"), "c1");
    log.follow(options -> options.files("mx1", dir).checkpoint(dir.resolve("state.lock")));
    assertThat(log.poll()).containsExactlyInAnyOrder("b2", "c1");
  }

  @Test
  void severalLogsAreGivenInTheOrderOfTime() throws IOException {
    Path other = dir.resolve("other.log");
    for (int i = 0; i < 100; i++) {
      raw(
          i % 3 == 0 ? other : log.log,
          at(i, "m" + i) + (i % 10 == 0 ? "  continued" + i + "\n" : ""));
    }
    log.follow(options -> options.files(other, log.log).fromStart());
    List<String> given = new ArrayList<>(log.poll());
    given.removeIf(text -> text.contains("continued"));
    assertThat(given).hasSize(100).startsWith("m0", "m1", "m2").endsWith("m98", "m99");
  }

  @Test
  void yearIsThatOfTheFile() throws IOException {
    List<String> times = new ArrayList<>();
    raw(log.log, "Dec 30 10:00:00 mx1 postfix/qmgr[1]: a\n");
    Files.setLastModifiedTime(log.log, FileTime.from(Instant.parse("2024-12-31T00:00:00Z")));
    log.rename("mail.log.1");
    raw(log.log, "Jan  2 10:00:00 mx1 postfix/qmgr[1]: b\n");
    Files.setLastModifiedTime(log.log, FileTime.from(Instant.parse("2025-01-02T12:00:00Z")));
    log.follow(
        options ->
            options
                .files(log.log)
                .fromStart()
                .rotated(true)
                .onEvent(event -> times.add(event.text(Field.TIME))));
    log.poll();
    assertThat(times).containsExactly("2024-12-30T10:00:00Z", "2025-01-02T10:00:00Z");
    log.close();
    times.clear();
    log.follow(
        options ->
            options
                .files(log.log)
                .fromStart()
                .firstYear(2019)
                .onEvent(event -> times.add(event.text(Field.TIME))));
    log.poll();
    assertThat(times).containsExactly("2019-01-02T10:00:00Z");
  }

  @Test
  void positionsAreThoseOfTheLogWhateverItWasRotatedInto() throws IOException {
    List<String> positions = new ArrayList<>();
    log.append("a", "b");
    log.follow(
        options ->
            options
                .files(log.log)
                .fromStart()
                .checkpoint(dir.resolve("state"))
                .onEvent(e -> positions.add(e.text(Field.TEXT) + e.lineNumber())));
    log.poll();
    log.rename("mail.log.1");
    log.append("c");
    log.poll();
    log.follower().checkpoint();
    log.append("d");
    log.poll();
    log.kill();
    positions.clear();
    log.follow(
        options ->
            options
                .files(log.log)
                .checkpoint(dir.resolve("state"))
                .onEvent(e -> positions.add(e.text(Field.TEXT) + e.lineNumber())));
    log.poll();
    assertThat(positions).containsExactly("d4");
  }
}
