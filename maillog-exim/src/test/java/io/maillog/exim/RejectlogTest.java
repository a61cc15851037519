package io.maillog.exim;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rejectlog: its records have the envelope and the header of what was refused. */
class RejectlogTest {
  private static final String MAINLOG =
      """
      2026-11-24 03:41:23 1xVhPH-0005xw-07 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no such header
      2026-11-24 03:41:23 1xVhPH-0005xx-08 H=other.example.net [192.0.2.8] F=<eve@example.net> rejected after DATA: virus
      2026-11-24 03:41:24 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected RCPT <x@example.org>: relay not permitted
      """;
  private static final String REJECTLOG =
      """
      2026-11-24 03:41:23 1xVhPH-0005xw-07 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no such header
      Envelope-from: <ann@example.net>
      Envelope-to: <bob@example.org>
          <carol@example.org>
      P Received: from client.example.net ([192.0.2.7] helo=pc)
      \tby mx.example.org with esmtp (Exim 4.96)
      F From: <ann@example.net>
        Subject: 2026-11-24 03:41:23 1xVhPH-0005xx-08 Completed
      * X-Old: x
      ******** SERVER ********
      Envelope-to: <nobody@example.org>
      2026-11-24 03:41:24 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected RCPT <x@example.org>: relay not permitted
      """;

  private static final String REJECTED_LATER =
      "2026-11-24 03:41:24 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected RCPT"
          + " <x@example.org>: relay not permitted\n";

  private static MailLog.Builder options() {
    return MailLog.builder().zone(ZoneOffset.UTC);
  }

  @Test
  void furtherLinesOfARecordAreContinuations() {
    List<MailEventRecord> events = events(REJECTLOG);
    assertThat(events)
        .extracting(MailEventRecord::kind)
        .containsExactly(
            EventKind.REJECT,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.CONTINUATION,
            EventKind.MALFORMED,
            EventKind.MALFORMED,
            EventKind.REJECT);
    assertThat(events.get(1).text(Field.FROM)).isEqualTo("ann@example.net");
    assertThat(events.get(2).text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(events.get(3).text(Field.TO)).isEqualTo("carol@example.org");
    assertThat(events.get(7).has(Field.QUEUE_ID)).as("a stranger's subject").isFalse();
  }

  /** The field of that mark and name alone; what is folded into another is a stranger's. */
  @Test
  void recordStatesItsMessageId() {
    List<MailEventRecord> events =
        events(
            """
            2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no
            Envelope-from: <ann@example.net>
            Envelope-to: <bob@example.org>
              References: <r1@example.net>
            * Message-ID: <deleted@example.net>
              X-Message-ID: <x1@example.net>
            \tI Message-ID: <folded@example.net>
            I Message-Id:  <k9@example.net>
            I Message-ID: k9@example.net
            """);
    assertThat(events)
        .extracting(e -> e.text(Field.MESSAGE_ID))
        .containsOnly(null, "k9@example.net");
    assertThat(events.get(7).text(Field.MESSAGE_ID)).isEqualTo("k9@example.net");
    assertThat(events.get(8).text(Field.MESSAGE_ID)).isNull();
  }

  /** A folded line may be of blanks alone; and what is too long for the log's buffer is cut. */
  @ParameterizedTest
  @ValueSource(strings = {"", "exim-0  | ", "mainlog:"})
  void linesOfBlanksAreOfTheRecord(String wrapping) {
    String record =
        """
        2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no
        Envelope-from: <ann@example.net>
        Envelope-to: <bob@example.org>
          Subject: a
        {blank}
        {tab}
         Envelope-to: <carol@example.org>
        I Message-ID: <k9@example.net>
        *** truncated ***
        2026-11-24 03:41:24 1xVhPH-0005xx-08 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no
        """
            .replace("{blank}", " ")
            .replace("{tab}", "\t  ");
    List<MailEventRecord> events = events(record.replaceAll("(?m)^(?=.)", wrapping));
    assertThat(events)
        .extracting(MailEventRecord::kind)
        .startsWith(EventKind.REJECT)
        .endsWith(EventKind.CONTINUATION, EventKind.REJECT)
        .filteredOn(EventKind.CONTINUATION::equals)
        .hasSize(8);
    assertThat(events).extracting(e -> e.text(Field.TO)).containsOnly(null, "bob@example.org");
    assertThat(events.get(7).text(Field.MESSAGE_ID)).isEqualTo("k9@example.net");
  }

  /** Some syslog daemons trim what they take. */
  @ParameterizedTest
  @ValueSource(strings = {"  ", " ", ""})
  void pieceOfBlanksIsOfTheRecord(String blanks) {
    String syslog =
        """
        Nov 24 03:41:23 mx1 exim[7]: [1\\4] 2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no
        Nov 24 03:41:23 mx1 exim[7]: [2\\4]   Subject: a
        Nov 24 03:41:23 mx1 exim[7]: [3\\4]{blanks}
        Nov 24 03:41:23 mx1 exim[7]: [4\\4] I Message-ID: <k9@example.net>
        """
            .replace("{blanks}", blanks);
    List<MailEventRecord> events = events(syslog);
    assertThat(events.get(2).kind()).isEqualTo(EventKind.CONTINUATION);
    assertThat(events.get(3).text(Field.MESSAGE_ID)).isEqualTo("k9@example.net");
  }

  @Test
  void refusalInBothLogsIsOne(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("mainlog"), MAINLOG);
    Files.writeString(directory.resolve("rejectlog"), REJECTLOG);
    List<MessageTrace> traces = new ArrayList<>();
    ReadSummary summary = options().files(directory).build().traces(traces::add);
    assertThat(summary.copies()).isEqualTo(2);
    assertThat(traces).hasSize(3).allMatch(trace -> trace.outcome() == Outcome.REJECTED);
    assertThat(recipients(traces, "1xVhPH-0005xw-07"))
        .containsExactly("bob@example.org", "carol@example.org");
    assertThat(recipients(traces, "1xVhPH-0005xx-08")).isEmpty();
  }

  /** With log_selector = +pid a record's first line has the process, and the others nothing. */
  @Test
  void recordsOfProcessesAreTold(@TempDir Path directory) throws IOException {
    String first =
        "2026-11-24 03:41:23 [77] 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] rejected after DATA: no\n";
    String further = "Envelope-from: <ann@example.net>\nEnvelope-to: <bob@example.org>\n";
    Files.writeString(directory.resolve("mainlog"), first);
    Files.writeString(directory.resolve("rejectlog"), first + further);
    List<MessageTrace> traces = new ArrayList<>();
    options().files(directory).build().traces(traces::add);
    assertThat(traces).hasSize(1);
    assertThat(recipients(traces, "1xVhPH-0005xw-07")).containsExactly("bob@example.org");
  }

  @Test
  void piecesOfALineNameTheRecipientsToo() {
    String syslog =
        """
        Nov 24 03:41:23 mx1 exim[7]: [1\\3] 2026-11-24 03:41:23 1xVhPH-0005xw-07 H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no
        Nov 24 03:41:23 mx1 exim[8]: 2026-11-24 03:41:23 1xVhPH-0005xx-08 H=other.example.net [192.0.2.8] F=<eve@example.net> rejected after DATA: virus
        Nov 24 03:41:23 mx1 exim[7]: [2\\3] Envelope-from: <ann@example.net>
        Nov 24 03:41:23 mx1 exim[7]: [3\\3] Envelope-to: <bob@example.org>
        """;
    List<MessageTrace> traces = new ArrayList<>();
    options().firstYear(2026).stream(
            new ByteArrayInputStream(syslog.getBytes(StandardCharsets.UTF_8)), "syslog")
        .build()
        .traces(traces::add);
    assertThat(recipients(traces, "1xVhPH-0005xw-07")).containsExactly("bob@example.org");
    assertThat(recipients(traces, "1xVhPH-0005xx-08")).isEmpty();
  }

  /** Many processes are in the midst of a record, some on hosts of absurd names. */
  @Test
  void piecesGoOnAfterALiveLogWasSaved() throws IOException {
    List<String> to = new ArrayList<>();
    LiveLog.Builder options =
        LiveLog.builder()
            .zone(ZoneOffset.UTC)
            .onEvent(e -> to.addAll(e.has(Field.TO) ? List.of(e.text(Field.TO)) : List.of()));
    LiveLog log = options.build();
    for (int i = 0; i < 400; i++) {
      String host = i < 300 ? "h".repeat(8000) + i : "mx" + i;
      log.line(
          "2026-11-24T03:41:23Z "
              + host
              + " exim[7]: [1\\3] 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net>"
              + " rejected after DATA: no");
    }
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    log = options.restore(new ByteArrayInputStream(state.toByteArray()));
    log.line("2026-11-24T03:41:23Z mx399 exim[7]: [2\\3] Envelope-from: <ann@example.net>");
    log.line("2026-11-24T03:41:23Z mx399 exim[7]: [3\\3] Envelope-to: <bob@example.org>");
    assertThat(to).containsExactly("bob@example.org");
  }

  /** What was refused, and who it was for, stand in lines between which the reader may stop. */
  @ParameterizedTest
  @ValueSource(strings = {"", "mail-0 exim ", "Nov 24 03:41:23 host1 mail/exim[9]: "})
  void recipientsOfARecordAreInTheTraceWhereverTheReadingWentOn(String name) throws IOException {
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog.Builder options = LiveLog.builder().zone(ZoneOffset.UTC).onTrace(traces::add);
    LiveLog log = options.build();
    for (String line : REJECTLOG.lines().toList()) {
      log.line(name + line);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      log.save(state);
      log = options.restore(new ByteArrayInputStream(state.toByteArray()));
    }
    log.finish();

    MessageTrace refused =
        traces.stream()
            .filter(t -> "1xVhPH-0005xw-07".equals(t.queueId()))
            .findFirst()
            .orElseThrow();
    assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(refused.recipients())
        .extracting(Recipient::to)
        .containsExactly("bob@example.org", "carol@example.org");
  }

  /** Each line of a container's output has the container's name before it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail-1  | ",
        "[pod/mail-0/exim] ",
        "[mail-0 exim] ",
        "[mail-0] ",
        "mail-0 exim ",
        "default mail-0 exim ",
        "2026-11-24T03:41:23.123456789Z stdout F ",
        "Nov 24 03:41:23 host1 docker[9]: ",
        "Nov 24 03:41:23 host1 mail/exim[9]: ",
        "Nov 24 03:41:23 host1 mail-exim-1[9]: ",
        "Nov 24 03:41:23 host1 exim-relay: ",
        "2026-11-24T03:41:23+00:00 host1 mail/exim[9]: ",
        "<22>1 2026-11-24T03:41:23Z host1 mail/exim 9 - - "
      })
  void recordUnderAContainersNameIsWhole(String name) {
    String log = REJECTLOG.lines().limit(9).map(line -> name + line + "\n").collect(joining());
    List<MailEventRecord> events = events(log + name + REJECTED_LATER);
    assertThat(events.get(0).kind()).isEqualTo(EventKind.REJECT);
    assertThat(events.subList(1, 9)).allMatch(e -> e.kind() == EventKind.CONTINUATION);
    assertThat(events.get(9).kind()).isEqualTo(EventKind.REJECT);
    List<MessageTrace> traces = traces(log + name + REJECTED_LATER);
    assertThat(recipients(traces, "1xVhPH-0005xw-07"))
        .containsExactly("bob@example.org", "carol@example.org");
    assertThat(traces).hasSize(2);
  }

  /** Only who wrote a record's first line goes on with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          mail-0 exim            # mail-1 exim
          mail-0 exim            # default mail-0 exim
          mail-0 exim            # ''
          [mail-0 exim]          # [mail-1 exim]
          N24 host1 docker[9]:   # N24 host2 docker[9]:
          N24 host1 mail/exim[9]: # N24 host1 mail/exim[8]:
          N24 host1 mail/exim[9]: # N24 host2 mail/exim[9]:
          N24 host1 mail/exim[9]: # N24 host1 mail/smtp[9]:
          N24 host1 mail/exim[9]: # N24 host1 mail/exim:
          N24 host1 mail/exim[9]: # ''
          """)
  void recordIsOfOneNameAlone(String first, String other) {
    String name = first.replace("N24", "Nov 24 03:41:23") + ' ';
    String stranger = other.isEmpty() ? "" : other.replace("N24", "Nov 24 03:41:23") + ' ';
    List<String> lines = REJECTLOG.lines().toList();
    String between =
        name + lines.get(0) + '\n' + stranger + lines.get(1) + '\n' + stranger + lines.get(2);
    assertThat(recipients(traces(between + '\n'), "1xVhPH-0005xw-07")).isEmpty();
  }

  @Test
  void recordUnderAContainersNameEndsWithTheServersNextLine() {
    String name = "Nov 24 03:41:23 host1 mail/exim[9]: ";
    List<String> lines = REJECTLOG.lines().toList();
    for (String next :
        List.of(
            "2026-11-24 03:41:23 1xVhPH-0005xx-08 Completed",
            "2026-11-24 03:41:23 something that nobody knows",
            "no line of a record")) {
      String log =
          String.join("\n" + name, "", lines.get(0), next, lines.get(1), lines.get(2)).strip();
      assertThat(recipients(traces(log), "1xVhPH-0005xw-07")).as(next).isEmpty();
    }
  }

  /** The header is the message's: its folded lines may look like those of the envelope. */
  @Test
  void envelopeEndsWhereTheHeaderBegins() {
    List<MailEventRecord> events =
        events(
            """
            2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: virus
            Envelope-from: <ann@example.net>
            Envelope-to: <bob@example.org>
            P Received: from pc ([192.0.2.7])
              References: <abc@example.net>
             <def@example.net>
                <ghi@example.net>
              X: y
             Envelope-to: <forged@bank.example>
             Envelope-from: <forgedfrom@bank.example>
            Envelope-to: <forged@bank.example>
            """);
    assertThat(events.subList(1, 10)).allMatch(e -> e.kind() == EventKind.CONTINUATION);
    assertThat(events.get(1).text(Field.FROM)).isEqualTo("ann@example.net");
    assertThat(events.get(2).text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(events.subList(3, events.size()))
        .noneMatch(e -> e.has(Field.TO) || e.has(Field.FROM));
  }

  @Test
  void recipientsStandBehindFourSpacesAndAreFour() {
    List<MailEventRecord> events =
        events(
            """
            2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<> rejected after DATA: virus
            Envelope-from: <>
            Envelope-to: <a@example.org>
                <b@example.org>
                <c@example.org>
                <d@example.org>
                <e@example.org>
                <f@example.org>
            """);
    assertThat(events.get(1).text(Field.FROM)).isEmpty();
    assertThat(events.get(6).text(Field.TO)).isEqualTo("e@example.org");
    assertThat(events.get(7).has(Field.TO)).isFalse();
    assertThat(
            events(
                    """
                    2026-11-24 03:41:23 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] rejected after DATA: x
                       <b@example.org>
                        <c@example.org>
                    Envelope-to: <d@example.org>
                    """)
                .stream()
                .filter(e -> e.has(Field.TO)))
        .isEmpty();
  }

  /** {@code [1/2]} was cut at its length: the next piece is in the middle of a line. */
  @Test
  void pieceThatGoesOnWithALineIsNoEnvelope() {
    String syslog =
        """
        Nov 24 03:41:23 mx1 exim[7]: [1/2] 1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: long text
        Nov 24 03:41:23 mx1 exim[7]: [2/2] Envelope-to: <victim@example.org>
        Nov 24 03:41:24 mx1 exim[8]: [1/6] 1xVhPH-0005xx-08 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: long text
        Nov 24 03:41:24 mx1 exim[8]: [2\\6] Envelope-from: <ceo@bank.example>
        Nov 24 03:41:24 mx1 exim[8]: [3\\6] Envelope-from: <ann@example.net>
        Nov 24 03:41:24 mx1 exim[8]: [4\\6] Envelope-to: <bob@example.org>
        Nov 24 03:41:24 mx1 exim[8]: [5\\6] P Received: from pc ([192.0.2.7])
        Nov 24 03:41:24 mx1 exim[8]: [6/6]     <victim@example.org>
        Nov 24 03:41:25 mx1 exim[9]: [1\\3] 1xVhPH-0005xy-09 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: x
        Nov 24 03:41:25 mx1 exim[9]: [3/3] Envelope-from: <ceo@bank.example>
        Nov 24 03:41:26 mx1 exim[10]: [2/2] Envelope-to: <victim@example.org>
        """;
    List<MailEventRecord> events = events(syslog);
    assertThat(events.stream().filter(e -> e.has(Field.TO)).map(e -> e.text(Field.TO)))
        .containsExactly("bob@example.org");
    assertThat(events.get(4).text(Field.FROM)).isEqualTo("ann@example.net");
    assertThat(events.get(3).has(Field.FROM)).isFalse();
    assertThat(events.get(9).has(Field.FROM)).isFalse();
  }

  private static List<MailEventRecord> events(String log) {
    List<MailEventRecord> events = new ArrayList<>();
    options().firstYear(2026).stream(
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "log")
        .build()
        .events(event -> events.add(event.toRecord()));
    return events;
  }

  private static List<MessageTrace> traces(String log) {
    List<MessageTrace> traces = new ArrayList<>();
    options().firstYear(2026).stream(
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "log")
        .build()
        .traces(traces::add);
    return traces;
  }

  private static List<String> recipients(List<MessageTrace> traces, String id) {
    return traces.stream()
        .filter(trace -> id.equals(trace.queueId()))
        .flatMap(trace -> trace.recipients().stream())
        .map(Recipient::to)
        .toList();
  }
}
