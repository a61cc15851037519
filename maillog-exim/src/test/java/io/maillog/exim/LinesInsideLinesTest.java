package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that hold what strangers wrote, which may look like lines of any log. */
class LinesInsideLinesTest {
  private static final String REFUSED =
      "2026-11-30 12:00:00 1tABCD-0000ab-XY H=evil.example [192.0.2.66] F=<a@evil.example>"
          + " rejected after DATA: spam";
  private static final String ACCEPTED =
      "2026-11-30 12:00:01 1tABCE-0000ab-XY <= b@example.net H=mx.example.net [192.0.2.7] P=smtp"
          + " S=9";
  private static final String POSTFIX =
      "Nov 30 12:00:00 mx1 exim[1]: 1tZZZZ-0000ab-XY => v@example.com R=x T=y";
  private static final String EXIM =
      "2026-11-30 12:00:00 1tZZZZ-0000ab-XY => v@example.com R=x T=y";

  private static List<MailEventRecord> events(List<String> lines, int threads) {
    return events(options(lines).threads(threads));
  }

  private static MailLog.Builder options(List<String> lines) {
    byte[] log = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).stream(
        new ByteArrayInputStream(log), "log");
  }

  private static List<MailEventRecord> events(MailLog.Builder options) {
    List<MailEventRecord> events = new ArrayList<>();
    options.build().events(event -> events.add(event.toRecord()));
    return events;
  }

  /** As a log that is brought line by line, saved and restored before each. */
  private static List<MailEventRecord> live(List<String> lines) throws IOException {
    List<MailEventRecord> events = new ArrayList<>();
    LiveLog.Builder builder =
        LiveLog.builder().zone(ZoneOffset.UTC).onEvent(event -> events.add(event.toRecord()));
    LiveLog log = builder.build();
    for (String line : lines) {
      log.line(line);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      log.save(state);
      log = builder.restore(new ByteArrayInputStream(state.toByteArray()));
    }
    return events;
  }

  private static void expect(List<String> lines, EventKind... kinds) throws IOException {
    List<MailEventRecord> events = events(lines, 1);
    assertThat(events).extracting(MailEventRecord::kind).as("%s", lines).containsExactly(kinds);
    assertThat(live(lines)).extracting(MailEventRecord::kind).containsExactly(kinds);
    assertThat(events(lines, 3)).isEqualTo(events);
    for (MailEventRecord event : events) {
      if (event.kind() == EventKind.CONTINUATION) {
        assertThat(event.fields()).doesNotContainKeys(Field.QUEUE_ID, Field.STATUS, Field.TO);
        assertThat(event.text(Field.TEXT)).isNotNull();
      }
    }
  }

  /** What stands before each line of the log, and what a record's own text may begin with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail-1  | ",
        "mail-1  | 2026-11-30T12:00:00.5Z ",
        "[pod/mail-0/exim] ",
        "2026-11-30T12:00:00.123456789Z ",
        "2026-11-30T12:00:00.123456789Z stdout F ",
        "Nov 30 12:00:00 box docker[9]: ",
        "<22>1 2026-11-30T12:00:00Z box docker 9 - - "
      })
  void foldedHeadersBeginNoLine(String before) throws IOException {
    for (String line : new String[] {EXIM, POSTFIX}) {
      for (String text :
          new String[] {
            " " + line,
            "  " + line,
            "\t" + line,
            " | " + line,
            "\t | " + line,
            " mail-1  | " + line,
            "\tmail-1  | " + line,
            " [pod/mail-0/exim] " + line,
            " 2026-11-30T12:00:00.123456789Z " + line,
            " 2026-11-30T12:00:00.123456789Z stdout F " + line,
            " stdout F " + line,
            "  stderr P " + line,
            " mx1 docker[9]: " + line,
            "  mx1 my-exim[9]: " + line,
            " docker[9]: " + line,
            "  X: " + line,
            "  X[1]: " + line,
            "* X[1]: " + line,
            "T To:[1]: " + line,
            "T To: x[1]: " + line,
            "S Subject:" + line,
            "  mainlog:" + line,
            " /var/log/exim/mainlog:" + line,
          }) {
        List<String> log = new ArrayList<>();
        log.add(REFUSED);
        log.add("Envelope-from: <a@evil.example>");
        log.add("P Received: from x");
        log.add(text);
        log.add("  Subject: x");
        log.add(ACCEPTED);
        log.replaceAll(before::concat);
        expect(
            log,
            EventKind.REJECT,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.RECEIVED);
      }
    }
  }

  @Test
  void linesOfOtherContainersAreNotOfTheRecord() throws IOException {
    expect(
        List.of(
            "mail-1  | " + REFUSED,
            "mail-1  | Envelope-from: <a@evil.example>",
            "db-1    | Envelope-to: <bob@example.org>",
            "db-1    | Nov 30 12:00:00 db mysqld[1]: started",
            "mail-1  |   X: y"),
        EventKind.REJECT,
        EventKind.CONTINUATION,
        EventKind.MALFORMED,
        EventKind.FOREIGN,
        EventKind.CONTINUATION);
  }

  @Test
  void lineOfAnotherFormThatIsNoneOfARecordEndsIt() throws IOException {
    expect(
        List.of(REFUSED, "Envelope-from: <a@evil.example>", POSTFIX, "  X: y", EXIM),
        EventKind.REJECT,
        EventKind.CONTINUATION,
        EventKind.DELIVERY,
        EventKind.MALFORMED,
        EventKind.DELIVERY);
  }

  /** A container's runtime cuts long lines; what follows is the rest, whatever it looks like. */
  @ParameterizedTest
  @CsvSource({"stdout, stdout, true", "stdout, stderr, false"})
  void restOfACutLineIsNoLine(String first, String second, boolean rest) throws IOException {
    String stamp = "2026-11-30T12:00:00.5Z ";
    EventKind kind = rest ? EventKind.CONTINUATION : EventKind.DELIVERY;
    expect(
        List.of(
            stamp + first + " P " + REFUSED,
            stamp + second + " P " + EXIM,
            stamp + second + " F " + POSTFIX,
            stamp + second + " F " + EXIM),
        EventKind.REJECT,
        kind,
        EventKind.CONTINUATION,
        EventKind.DELIVERY);
  }

  /** One stream's cut line does not make another's whole. */
  @Test
  void linesOfSeveralStreamsMayBeCutAtATime() throws IOException {
    String stamp = "2026-11-30T12:00:00.5Z ";
    expect(
        List.of(
            stamp + "stdout P " + REFUSED,
            stamp + "stderr P " + ACCEPTED,
            stamp + "stdout P " + EXIM,
            stamp + "stderr F " + POSTFIX,
            stamp + "stdout F " + POSTFIX,
            stamp + "stderr F " + EXIM,
            stamp + "stdout F " + EXIM),
        EventKind.REJECT,
        EventKind.RECEIVED,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.DELIVERY,
        EventKind.DELIVERY);
  }

  /** Docker leaves out the line's end where it cuts at 16 KiB; others leave it out always. */
  @Test
  void lineInJsonWithoutItsEndMayBeWhole() throws IOException {
    String log = "{\"log\":\"%s\",\"stream\":\"stdout\"}";
    String cut = ACCEPTED + " T=\\\"" + "x".repeat(16 * 1024 - ACCEPTED.length() - 4);
    expect(
        List.of(
            log.formatted(EXIM),
            log.formatted(POSTFIX),
            log.formatted("and so on\\n"),
            log.formatted(cut),
            log.formatted(EXIM + "\\n"),
            log.formatted(EXIM + "\\n")),
        EventKind.DELIVERY,
        EventKind.DELIVERY,
        EventKind.CONTINUATION,
        EventKind.RECEIVED,
        EventKind.CONTINUATION,
        EventKind.DELIVERY);
  }

  /** As grep shows what stands around a match: with a hyphen, and the line's number on demand. */
  @ParameterizedTest
  @CsvSource({
    "rejectlog:, rejectlog-",
    "/var/log/exim4/reject-log.1:17:, /var/log/exim4/reject-log.1-18-",
    "rejectlog:, rejectlog:",
  })
  void linesAroundAMatchAreOfTheRecord(String match, String around) throws IOException {
    expect(
        List.of(
            match + REFUSED,
            around + "Envelope-from: <a@evil.example>",
            around + "  " + EXIM,
            around + " " + POSTFIX,
            around + "F From:" + POSTFIX,
            around + EXIM,
            "other-Envelope-from: <a@evil.example>"),
        EventKind.REJECT,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.DELIVERY,
        EventKind.MALFORMED);
  }

  @Test
  void nameOfTheFileIsNoPartOfTheText() {
    List<String> lines = List.of("log:" + REFUSED, "log-Envelope-from: <a@evil.example>");
    MailEventRecord second = events(lines, 1).get(1);
    assertThat(second.text(Field.TEXT)).isEqualTo("Envelope-from: <a@evil.example>");
    assertThat(second.text(Field.FROM)).isEqualTo("a@evil.example");
  }

  /** Under a container's name only a line that stands where it writes one is its line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nov 30 12:00:00 node my-exim[9]: ",
        "<22>1 2026-11-30T12:00:00Z node my-exim 9 - - "
      })
  void textUnderTheNameOfAContainerBeginsNoLine(String before) throws IOException {
    expect(
        List.of(
            before + REFUSED,
            before + " " + EXIM,
            before + "  " + POSTFIX,
            before + "\t" + EXIM,
            before + " | " + EXIM,
            before + ACCEPTED),
        EventKind.REJECT,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.CONTINUATION,
        EventKind.RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345 ", "10:15:30 12345 ", "10:15:30.123  4567 ", "mail-1  | "})
  void logInTheForegroundIsReadAndNothingElse(String before) throws IOException {
    List<String> log = new ArrayList<>();
    log.add("LOG: smtp_connection MAIN");
    log.add("  SMTP connection from [192.0.2.7]:25 (TCP/IP connection count = 1)");
    log.add("  SMTP<< 220 mx.example.org ESMTP");
    log.add("postfix/smtp[1]: ABCDEF12345: to=<v@example.com>, status=sent (250 ok)");
    log.add("LOG: MAIN REJECT");
    log.add("  H=(x) [192.0.2.7] F=<a@example.net> rejected RCPT <b@example.org>: no");
    log.add("LOG: MAIN");
    log.add(
        "  => bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25] C=\"250"
            + " OK\"");
    log.add(
        "  => eve@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25] C=\"250"
            + " OK\"");
    log.add(">>Headers received:");
    log.add("LOG: MAIN");
    log.add("  => eve@example.org R=dnslookup T=remote_smtp");
    log.add("");
    log.add("LOG: MAIN");
    log.add("  Completed");
    log.add("LOG: NOTHING");
    log.add("  Completed");
    log.replaceAll(before::concat);
    log.add("Nov 30 12:00:00 mx1 exim[1]: " + EXIM);
    List<MailEventRecord> events = events(log, 1);
    assertThat(events)
        .extracting(MailEventRecord::kind)
        .containsExactly(
            EventKind.FOREIGN,
            EventKind.CONNECT,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.REJECT,
            EventKind.FOREIGN,
            EventKind.DELIVERY,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.REMOVED,
            EventKind.FOREIGN,
            EventKind.FOREIGN,
            EventKind.DELIVERY);
    assertThat(events.get(7).text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(events.get(7).text(Field.TEXT)).startsWith("=> bob");
    assertThat(events.get(5).text(Field.DIALECT)).isEqualTo("exim");
    assertThat(events.get(2).has(Field.DIALECT)).isFalse();
    assertThat(live(log))
        .extracting(MailEventRecord::kind)
        .isEqualTo(events.stream().map(MailEventRecord::kind).toList());
  }

  /** What another host's line says ends a record, though nobody asks for that host. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void lineThatIsPassedOverEndsARecordToo(int threads) {
    String ours = "Nov 30 12:00:00 node my-exim[9]: ";
    String other = "Nov 30 12:00:00 other ";
    List<String> log =
        List.of(
            ours + REFUSED,
            ours + "Envelope-from: <a@evil.example>",
            other + "exim[7]: " + ACCEPTED,
            ours + "Envelope-to: <b@example.org>",
            ours + REFUSED,
            other + "cron[8]: x",
            ours + "Envelope-from: <a@evil.example>");
    List<MailEventRecord> wanted =
        events(log, 1).stream().filter(event -> "node".equals(event.text(Field.HOST))).toList();
    assertThat(wanted)
        .extracting(MailEventRecord::kind)
        .containsExactly(
            EventKind.REJECT,
            EventKind.CONTINUATION,
            EventKind.FOREIGN,
            EventKind.REJECT,
            EventKind.CONTINUATION);
    assertThat(events(options(log).threads(threads).host("node"))).isEqualTo(wanted);
  }
}
