package io.maillog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Time does what it likes, in the lines and on the machine: what is followed, over rotations and
 * restarts between any two lines, has the times that the same lines have when they are read at
 * once.
 */
class FollowedClockTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path dir;

  private Instant now = Instant.parse("2026-11-01T00:00:00Z");

  private static String line(String stamp, String text) {
    return stamp + " mx1 postfix/" + text + "\n";
  }

  /** The lines of a message, one at each of these times. */
  private static List<String> message(String id, String... stamps) {
    String[] texts = {
      "smtpd[1]: " + id + ": client=client.example.org[192.0.2.1]",
      "qmgr[2]: " + id + ": from=<alice@example.org>, size=1, nrcpt=1 (queue active)",
      "smtp[3]: "
          + id
          + ": to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=0.5,"
          + " delays=0.1/0/0.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 OK)",
      "qmgr[2]: " + id + ": removed"
    };
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      lines.add(line(stamps[i], texts[i]));
    }
    return lines;
  }

  private static String said(MailEvent event) {
    return event.lineNumber() + " " + event.time() + " " + event.text(Field.TEXT);
  }

  /** Reads the lines at once, and follows them in all ways of cutting between two. */
  private void assertFollowedAsRead(List<String> lines, ZoneId zone, Instant about, long... steps)
      throws IOException {
    List<String> events = new ArrayList<>();
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog whole =
        LiveLog.builder()
            .zone(zone)
            .clock(() -> about)
            .onEvent(event -> events.add(said(event)))
            .onTrace(traces::add)
            .build();
    Path file = dir.resolve("mail.log");
    LiveLog.Source source = whole.file(file);
    byte[] all = String.join("", lines).getBytes(UTF_8);
    source.lines(all, 0, all.length);
    whole.finish();
    for (int way = 0; way < 4; way++) {
      now = about;
      follow(lines, zone, file, way, steps, events, traces);
      try (var left = Files.list(dir)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void follow(
      List<String> lines,
      ZoneId zone,
      Path file,
      int way,
      long[] steps,
      List<String> events,
      List<MessageTrace> traces)
      throws IOException {
    List<String> given = new ArrayList<>();
    List<MessageTrace> told = new ArrayList<>();
    LogFollower follower = follower(zone, file, given, told);
    for (int i = 0; i < lines.size(); i++) {
      Files.writeString(file, lines.get(i), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      follower.poll();
      now = now.plusSeconds(steps.length == 0 ? 0 : steps[i % steps.length]);
      if (way == 1) {
        Files.move(file, dir.resolve("mail.log." + (lines.size() - i)));
      } else if (way == 2) {
        Files.copy(file, dir.resolve("mail.log." + (lines.size() - i)));
        Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
      if (way > 0) {
        follower.checkpoint();
        follower.close();
        follower = follower(zone, file, given, told);
      }
    }
    follower.poll();
    follower.log().finish();
    follower.close();
    assertThat(given).as("way %d", way).isEqualTo(events);
    assertThat(told).as("way %d", way).isEqualTo(traces);
  }

  private LogFollower follower(ZoneId zone, Path file, List<String> given, List<MessageTrace> told)
      throws IOException {
    return LogFollower.builder()
        .files(file)
        .fromStart()
        .zone(zone)
        .clock(() -> now)
        .firstYear(2026)
        .linger(Duration.ZERO)
        .checkpoint(dir.resolve("checkpoint"))
        .onEvent(event -> given.add(said(event)))
        .onTrace(told::add)
        .build();
  }

  @Test
  void yearChanges() throws IOException {
    List<String> lines =
        message(
            "AAAA1", "Dec 31 23:59:57", "Dec 31 23:59:58", "Jan  1 00:00:02", "Jan  1 00:00:03");
    lines.addAll(
        message(
            "AAAA2", "Jun  1 10:00:00", "Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  1 00:00:01"));
    assertFollowedAsRead(lines, ZoneId.of("UTC"), Instant.parse("2026-12-31T23:59:59Z"), 1);
  }

  @Test
  void hourThatTheClockShowsTwice() throws IOException {
    List<String> lines =
        message(
            "AAAA1", "Oct 25 01:59:59", "Oct 25 02:30:00", "Oct 25 02:59:59", "Oct 25 02:00:01");
    lines.addAll(
        message(
            "AAAA2", "Oct 25 02:30:00", "Oct 25 02:59:59", "Oct 25 03:00:00", "Oct 25 03:00:01"));
    assertFollowedAsRead(lines, BERLIN, Instant.parse("2026-10-25T00:30:00Z"), 900);
  }

  @Test
  void hourThatTheClockLeavesOut() throws IOException {
    List<String> lines =
        message(
            "AAAA1", "Mar 29 01:59:58", "Mar 29 01:59:59", "Mar 29 03:00:00", "Mar 29 03:00:01");
    assertFollowedAsRead(lines, BERLIN, Instant.parse("2026-03-29T00:59:58Z"), 1);
  }

  @Test
  void clockOfTheMachineIsSetBackAndForth() throws IOException {
    List<String> lines =
        message(
            "AAAA1", "Nov  3 10:00:00", "Nov  3 10:00:01", "Nov  3 09:00:00", "Nov  3 09:00:01");
    lines.addAll(
        message(
            "AAAA2", "Nov  3 09:00:02", "Nov  4 10:00:00", "Nov  4 10:00:01", "Nov  3 08:00:00"));
    Instant about = Instant.parse("2026-11-03T10:00:00Z");
    assertFollowedAsRead(lines, ZoneId.of("UTC"), about, -3600, 7200, -86_400, 5, 86_400, -40_000);
  }

  @Test
  void stampsOfTwoFormsInOneFile() throws IOException {
    List<String> lines =
        message(
            "AAAA1",
            "Oct 25 02:30:00",
            "Oct 25 02:59:59",
            "2026-10-25T02:00:01.123456+01:00",
            "2026-10-25T02:00:02+01:00");
    lines.addAll(
        message(
            "AAAA2",
            "2026-12-31T23:59:59+01:00",
            "Jan  1 00:00:01",
            "2027-01-01T00:00:02+01:00",
            "Jan  1 00:00:03"));
    assertFollowedAsRead(lines, BERLIN, Instant.parse("2026-10-25T00:30:00Z"), 60);
  }
}
