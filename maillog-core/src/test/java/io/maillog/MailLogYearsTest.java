package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.options;
import static io.maillog.DemoLog.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.MailEventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which year a log's lines are. */
class MailLogYearsTest {
  @TempDir Path directory;

  private static String line(String stamp) {
    return stamp + " mx1 demo[1]: A: removed\n";
  }

  private static String lines(String... stamps) {
    StringBuilder text = new StringBuilder();
    for (String stamp : stamps) {
      text.append(line(stamp));
    }
    return text.toString();
  }

  private Path log(String name, String changed, String... stamps) throws IOException {
    return file(directory.resolve(name), changed, lines(stamps));
  }

  private static List<String> days(MailLog.Builder options) {
    return DemoLog.events(options).stream()
        .map(MailEventRecord::time)
        .filter(Objects::nonNull)
        .map(time -> time.toString().substring(0, 10))
        .toList();
  }

  @Test
  void yearGiven() throws IOException {
    Path path = log("mail.log", "2026-03-01T00:00:00Z", "Dec 31 00:00:00", "Jan  1 00:00:00");
    assertThat(days(options().files(path).firstYear(2019)))
        .containsExactly("2019-12-31", "2020-01-01");
    assertThat(days(options().files(path).firstYear(2029)))
        .containsExactly("2029-12-31", "2030-01-01");
  }

  /** A stream that gives a part of the log, and the rest when somebody has waited for it. */
  private static InputStream later(String first, String rest, Runnable wait) {
    return new SequenceInputStream(
        stream(first),
        new FilterInputStream(stream(rest)) {
          private boolean waited;

          @Override
          public int available() throws IOException {
            return waited ? super.available() : 0;
          }

          @Override
          public int read(byte[] b, int from, int length) throws IOException {
            if (!waited) {
              waited = true;
              wait.run();
            }
            return super.read(b, from, length);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void liveStreamGoesOnIntoANewYear(int threads) {
    Instant[] now = {Instant.parse("2026-12-20T12:00:00Z")};
    InputStream live =
        later(
            lines("Dec 20 11:59:00"),
            lines("Jan  5 08:00:00", "Jan  6 08:00:00"),
            () -> now[0] = Instant.parse("2027-01-06T09:00:00Z"));
    MailLog.Builder options = options().clock(() -> now[0]).firstYear(2026).threads(threads);
    assertThat(days(options.stream(live, "live")))
        .containsExactly("2026-12-20", "2027-01-05", "2027-01-06");
    // But not into one to come, and not where an instant was given.
    assertThat(
            days(
                options()
                    .clock(() -> now[0])
                    .firstYear(2026)
                    .reference(Instant.parse("2026-12-21T00:00:00Z"))
                    .stream(stream(lines("Dec 20 11:59:00", "Jan  5 08:00:00")), "-")))
        .containsExactly("2026-12-20", "2026-01-05");
  }

  @Test
  void yearGivenIsThatOfEachLog() throws IOException {
    Path b1 = log("b.log.1", null, "Dec 31 00:00:00");
    Path b = log("b.log", null, "Jan  1 00:00:00");
    Path a = log("a.log", null, "Jan  1 00:00:00");
    assertThat(days(options().files(b, b1, a).firstYear(2019)))
        .containsExactly("2019-12-31", "2020-01-01", "2019-01-01");
    assertThat(days(options().files(directory.resolve("a.log.1"), a).firstYear(2019)))
        .as("the oldest is missing")
        .containsExactly("2019-01-01");
  }

  @Test
  void lastChangeOfTheFile() throws IOException {
    Path path = log("mail.log", "2024-01-02T00:00:00Z", "Dec 31 00:00:00", "Jan  1 00:00:00");
    assertThat(days(options().files(path))).containsExactly("2023-12-31", "2024-01-01");
  }

  @Test
  void dateInTheNameOfACopiedFile() throws IOException {
    Path path =
        log("mail.log-20190106", "2026-01-02T00:00:00Z", "Dec 31 00:00:00", "Jan  1 00:00:00");
    assertThat(days(options().files(path))).containsExactly("2018-12-31", "2019-01-01");
  }

  /** Gzip, with the time that the file had which was compressed, or none. */
  private static byte[] gzip(String text, String changed) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(target)) {
      out.write(text.getBytes(UTF_8));
    }
    byte[] bytes = target.toByteArray();
    int seconds = changed == null ? 0 : (int) Instant.parse(changed).getEpochSecond();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, seconds); // RFC 1952, 2.3.1
    return bytes;
  }

  private Path compressed(String name, byte[]... members) throws IOException {
    Path path = directory.resolve(name);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] member : members) {
      all.write(member);
    }
    Files.write(path, all.toByteArray());
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-06-01T00:00:00Z")));
    return path;
  }

  @Test
  void timeInAGzipHeaderGoesBeforeTheCopysOwn() throws IOException {
    String text = lines("Dec 31 00:00:00", "Jan  1 00:00:00");
    byte[] member = gzip(text, "2024-01-01T06:25:01Z");
    assertThat(days(options().files(compressed("mail.log.2.gz", member))))
        .containsExactly("2023-12-31", "2024-01-01");
    assertThat(days(options().stream(new ByteArrayInputStream(member), "-")))
        .containsExactly("2023-12-31", "2024-01-01");
    // None, or one to come, says nothing.
    assertThat(days(options().files(compressed("a.gz", gzip(text, null)))))
        .containsExactly("2025-12-31", "2026-01-01");
    assertThat(days(options().files(compressed("b.gz", gzip(text, "2036-01-01T00:00:00Z")))))
        .containsExactly("2025-12-31", "2026-01-01");
  }

  @Test
  void latestMembersTimeInAGzipHeaderCounts() throws IOException {
    byte[] first = gzip(lines("Jan  5 00:00:00"), "2024-01-06T00:00:00Z");
    byte[] second = gzip(lines("Feb  5 00:00:00"), "2024-02-06T00:00:00Z");
    assertThat(days(options().files(compressed("a.gz", first, second))))
        .containsExactly("2024-01-05", "2024-02-05");
    byte[] unknown = gzip(lines("Feb  5 00:00:00"), null);
    assertThat(days(options().files(compressed("b.gz", first, unknown))))
        .containsExactly("2026-01-05", "2026-02-05");
  }

  @Test
  void arrivalInAQueueId() throws IOException {
    long arrival = Instant.parse("2020-01-01T00:00:01Z").getEpochSecond();
    Path path =
        file(
            directory.resolve("mail.log"),
            "2026-01-02T00:00:00Z",
            lines("Dec 30 00:00:00", "Dec 31 00:00:00")
                + "Jan  1 00:00:02 mx1 demo[1]: T"
                + arrival
                + ": removed\n");
    assertThat(days(options().files(path)))
        .containsExactly("2019-12-30", "2019-12-31", "2020-01-01");
  }

  @Test
  void arrivalInTheIdOfAnotherServerIsIgnored() throws IOException {
    Path path =
        file(
            directory.resolve("mail.log"),
            "2026-01-02T00:00:00Z",
            """
            Jan  1 00:00:02 mx1 other[1]: T1000000000: removed
            Jan  1 00:00:03 mx1 demo[1]: A: to=<T1000000000>
            """);
    assertThat(days(options().files(path))).containsExactly("2026-01-01", "2026-01-01");
  }

  @Test
  void idThatTheLookAheadCutsTellsNothing() throws IOException {
    String start = "Sep 12 00:00:01 mx1 demo[1]: T17000";
    StringBuilder text = new StringBuilder();
    while (text.length() + 60 < YearPlanner.AHEAD_BYTES - start.length()) {
      text.append(line("Sep 12 00:00:00"));
    }
    text.append("x".repeat(YearPlanner.AHEAD_BYTES - start.length() - text.length() - 1))
        .append('\n');
    assertThat(text.length() + start.length()).isEqualTo(YearPlanner.AHEAD_BYTES);
    text.append(start).append("00000: removed\n");
    for (boolean rotated : new boolean[] {false, true}) {
      Path path =
          file(
              directory.resolve(rotated ? "mail.log.1.gz" : "mail.log"),
              "2022-09-13T00:00:00Z",
              text.toString());
      assertThat(days(options().files(path))).endsWith("2022-09-12");
    }
  }

  @Test
  void streamIsNotYoungerThanTheReference() {
    String text = lines("Dec 31 00:00:00", "Jan  1 00:00:00");
    assertThat(
            days(
                options().stream(stream(text), "-")
                    .reference(Instant.parse("2021-06-01T00:00:00Z"))))
        .containsExactly("2020-12-31", "2021-01-01");
  }

  @Test
  void stampWithAYearLaterInTheFile() throws IOException {
    Path path =
        log(
            "mail.log",
            "2026-01-02T00:00:00Z",
            "Dec 31 23:00:00",
            "2019-01-01T00:00:00Z",
            "Jan  1 00:00:01");
    assertThat(days(options().files(path)))
        .containsExactly("2018-12-31", "2019-01-01", "2019-01-01");
  }

  @Test
  void rotatedSetOverSeveralYears() throws IOException {
    String copied = "2026-02-20T00:00:00Z";
    Path[] files = {
      log("mail.log.4.gz", copied, "Mar  1 00:00:00", "May  1 00:00:00"),
      log("mail.log.3.gz", copied, "Oct  1 00:00:00", "Dec 31 00:00:00"),
      log("mail.log.2.gz", copied, "Feb  1 00:00:00", "Jul  1 00:00:00"),
      log("mail.log.1", copied, "Sep  1 00:00:00", "Jan  1 00:00:00"),
      log("mail.log", copied, "Feb  1 00:00:00", "Feb 19 00:00:00"),
    };
    assertThat(days(options().files(files)))
        .containsExactly(
            "2024-03-01",
            "2024-05-01",
            "2024-10-01",
            "2024-12-31",
            "2025-02-01",
            "2025-07-01",
            "2025-09-01",
            "2026-01-01",
            "2026-02-01",
            "2026-02-19");
  }

  @Test
  void rotatedSetWithALongSilence() throws IOException {
    Path older = log("mail.log.1", "2021-03-02T00:00:00Z", "Mar  1 00:00:00");
    Path newer = log("mail.log", "2025-04-02T00:00:00Z", "Apr  1 00:00:00");
    assertThat(days(options().files(older, newer))).containsExactly("2021-03-01", "2025-04-01");
  }

  @Test
  void differentLogsHaveDifferentYears() throws IOException {
    Path a = log("a.log", "2025-01-02T00:00:00Z", "Dec 31 00:00:00");
    Path b = log("b.log", "2022-01-02T00:00:00Z", "Dec 31 00:00:00");
    assertThat(days(options().files(a, b))).containsExactly("2024-12-31", "2021-12-31");
  }

  @Test
  void bigFileOfSeveralYears() throws IOException {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    StringBuilder text = new StringBuilder();
    LocalDateTime end = LocalDateTime.parse("2025-11-20T00:00:00");
    int count = 0;
    for (LocalDateTime t = LocalDateTime.parse("2022-05-01T06:00:00");
        t.isBefore(end);
        t = t.plusHours(5)) {
      text.append(line(stamp.format(t)));
      count++;
    }
    assertThat(text.length()).isGreaterThan(3 * YearPlanner.AHEAD_BYTES);
    for (String name : List.of("mail.log", "mail.log.1.gz")) {
      Path path = file(directory.resolve(name), "2025-11-20T00:00:00Z", text.toString());
      List<String> days = days(options().files(path));
      assertThat(days).hasSize(count).startsWith("2022-05-01").endsWith("2025-11-19");
    }
  }

  @Test
  void clockOfABootMovesNoOtherLine() throws IOException {
    String[] stamps = {"Sep 12 10:15:30", "Mar  1 00:00:12", "Sep 12 10:15:31", "Oct  1 10:15:31"};
    Path path = log("mail.log", "2026-10-02T00:00:00Z", stamps);
    String[] days = {"2026-09-12", "2026-03-01", "2026-09-12", "2026-10-01"};
    assertThat(days(options().files(path))).containsExactly(days);
    assertThat(days(options().files(path).firstYear(2026))).containsExactly(days);
    Instant now = Instant.parse("2026-10-02T00:00:00Z");
    assertThat(days(options().stream(stream(lines(stamps)), "-").reference(now).firstYear(2026)))
        .containsExactly(days);
  }

  @Test
  void liveStreamGoesOnOverNewYear() {
    String text = lines("Dec 20 00:00:00", "Dec 23 00:00:00", "Dec 31 00:00:00", "Jan  2 00:00:00");
    assertThat(
            days(
                options().stream(stream(text), "-")
                    .reference(Instant.parse("2026-12-20T00:00:00Z"))
                    .firstYear(2026)))
        .endsWith("2026-12-31", "2027-01-02");
  }

  @Test
  void statedYearThatIsYetToComeMovesNoOtherLine() throws IOException {
    Path path =
        log(
            "mail.log",
            "2026-10-13T00:00:00Z",
            "Sep 12 10:15:30",
            "2099-01-01T00:00:00Z",
            "Sep 12 10:15:31",
            "Oct 12 10:15:31");
    assertThat(days(options().files(path)))
        .containsExactly("2026-09-12", "2099-01-01", "2026-09-12", "2026-10-12");
  }

  @Test
  void fileThatIsNamedAfterItsFirstDay() throws IOException {
    String[] stamps = {"Sep  1 00:00:00", "Sep 30 23:59:59"};
    for (String changed : List.of("2026-10-01T00:00:00Z", "2029-01-01T00:00:00Z")) {
      Path path = log("mail-20260901.log", changed, stamps);
      assertThat(days(options().files(path))).containsExactly("2026-09-01", "2026-09-30");
    }
  }

  @Test
  void fileThatWasRotatedAtNewYear() throws IOException {
    for (String changed :
        List.of("2026-01-01T00:00:00Z", "2026-09-01T00:00:00Z", "2029-01-01T00:00:00Z")) {
      Path path = log("mail.log-20260101", changed, "Dec 25 00:00:00", "Dec 31 23:59:59");
      assertThat(days(options().files(path))).containsExactly("2025-12-25", "2025-12-31");
    }
  }

  @Test
  void leapDayOfACommonYearThatWasGivenHasNoTime() throws IOException {
    Path path = log("mail.log", "2026-03-02T00:00:00Z", "Feb 28 00:00:00", "Feb 29 00:00:00");
    assertThat(days(options().files(path).firstYear(2025))).containsExactly("2025-02-28");
    assertThat(days(options().files(path)))
        .as("the nearest leap year, if none is given")
        .containsExactly("2024-02-28", "2024-02-29");
  }
}
