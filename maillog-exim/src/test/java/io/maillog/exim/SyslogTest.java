package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLog;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Exim logs through syslog: to two logs at once, and in pieces (log.c). */
class SyslogTest {
  private static final String HEADER = "Nov 24 03:41:23 mx1 exim[7]: ";
  private static final String STAMP = "2026-11-24 03:41:23 ";
  private static final String REFUSED =
      "H=(pc) [192.0.2.7] F=<ann@example.net> rejected RCPT <bob@example.org>: no";

  private static MailLog.Builder options(String log) {
    return MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).stream(
        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "log");
  }

  private static List<MessageTrace> traces(String log) {
    List<MessageTrace> traces = new ArrayList<>();
    options(log).build().traces(traces::add);
    return traces;
  }

  /** The numbers of the lines that are copies. */
  private static List<Long> copies(String log, int threads) {
    List<Long> copies = new ArrayList<>();
    options(log)
        .threads(threads)
        .build()
        .events(
            e -> {
              if (e.has(Field.COPY)) {
                copies.add(e.lineNumber());
              }
            });
    return copies;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        REFUSED,
        "H=(pc) [192.0.2.7] rejected MAIL <ann@example.net>: no",
        "1xVhPH-0005xw-07 H=(pc) [192.0.2.7] F=<ann@example.net> rejected after DATA: no",
        "H=(pc) [192.0.2.7] sender verify fail for <ann@example.net>: Unrouteable address",
        "H=(pc) [192.0.2.7] F=<ann@example.net> RCPT <bob@example.org>: discarded by RCPT ACL",
        "plain authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data",
        "SMTP call from [192.0.2.7] dropped: too many unrecognized commands (last was \"X\")",
        "SMTP protocol synchronization error (input sent without waiting for greeting):"
            + " rejected connection from H=[192.0.2.7] input=\"EHLO x\"",
        "1xVhPH-0005xw-07 == bob@example.org R=r T=t defer (-1): TCP port \"lmtp\" is not defined",
        "Failed to get write lock for /var/spool/exim/db/retry.lockfile: timed out",
        "text of logwrite",
      })
  void whatGoesToTwoLogsIsOne(String text) {
    String log =
        HEADER
            + STAMP
            + text
            + "\nNov 24 03:41:23 mx1 exim[8]: "
            + STAMP
            + "another text\nNov 24 03:41:24 mx1 exim[7]: "
            + STAMP
            + text
            + "\n"
            + HEADER.replace("mx1", "mx2")
            + STAMP
            + text
            + "\nNov 24 03:41:24 mx1 exim[7]: 2026-11-24 03:41:24 "
            + text
            + "\n";
    assertThat(copies(log, 1)).containsExactly(3L);
    assertThat(copies(log, 3)).containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1xVhPH-0005xw-07 <= ann@example.net U=ann P=local S=1",
        "1xVhPH-0005xw-07 => bob@example.org R=r T=t",
        "1xVhPH-0005xw-07 Completed",
        "SMTP connection from [192.0.2.7] closed by QUIT",
      })
  void whatGoesToTheMainLogAloneIsNoCopy(String text) {
    assertThat(copies((HEADER + STAMP + text + "\n").repeat(2), 1)).isEmpty();
  }

  /** With syslog_timestamp = false only syslog's stamp tells the moment. */
  @Test
  void withoutAStampOfItsOwnATextIsOfOneSecond() {
    assertThat(copies((HEADER + REFUSED + "\n").repeat(2), 1)).containsExactly(2L);
    assertThat(copies(HEADER + REFUSED + "\n" + HEADER.replace(":23", ":24") + REFUSED + "\n", 1))
        .isEmpty();
  }

  /** Its own log has two such lines only where a client was refused twice. */
  @Test
  void mainlogHasNoCopies() {
    assertThat(copies((STAMP + REFUSED + "\n").repeat(2), 1)).isEmpty();
    assertThat(traces((STAMP + REFUSED + "\n").repeat(2))).hasSize(2);
  }

  @Test
  void refusalIsToldOnceInTraces() {
    String log = (HEADER + STAMP + REFUSED + "\n").repeat(2);
    assertThat(traces(log))
        .singleElement()
        .satisfies(
            trace -> {
              assertThat(trace.outcome()).isEqualTo(Outcome.REJECTED);
              assertThat(trace.notes()).hasSize(1);
              assertThat(trace.recipients())
                  .extracting(Recipient::to)
                  .containsExactly("bob@example.org");
            });
    String later = log.replace("03:41:23", "03:41:24");
    assertThat(traces(log + later)).hasSize(2);
  }

  /** The main log's line has no header lines behind it, the rejectlog's record has. */
  @Test
  void recordOfTheRejectlogGoesOnBehindACopy() {
    String text = STAMP + "1xVhPH-0005xw-07 H=(pc) [192.0.2.7] rejected after DATA: no\n";
    String log =
        HEADER
            + text
            + HEADER
            + "[1\\3] "
            + text
            + HEADER
            + "[2\\3] Envelope-from: <ann@example.net>\n"
            + HEADER
            + "[3\\3] Envelope-to: <bob@example.org>\n";
    assertThat(copies(log, 1)).containsExactly(2L);
    assertThat(traces(log))
        .singleElement()
        .satisfies(
            trace -> {
              assertThat(trace.notes()).hasSize(1);
              assertThat(trace.recipients())
                  .extracting(Recipient::to)
                  .containsExactly("bob@example.org");
            });
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void copiesAreKnownAfterALiveLogWasSaved(int cut) throws IOException {
    List<String> lines =
        List.of(
            HEADER + STAMP + REFUSED,
            HEADER.replace("7", "8") + STAMP + REFUSED,
            HEADER + STAMP + REFUSED,
            HEADER.replace("7", "8") + STAMP + REFUSED);
    List<Long> copies = new ArrayList<>();
    LiveLog.Builder options =
        LiveLog.builder()
            .zone(ZoneOffset.UTC)
            .onEvent(e -> copies.addAll(e.copy() ? List.of(e.lineNumber()) : List.of()));
    LiveLog before = options.build();
    lines.subList(0, cut).forEach(before::line);
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    before.save(state);
    LiveLog after = options.restore(new ByteArrayInputStream(state.toByteArray()));
    lines.subList(cut, lines.size()).forEach(after::line);
    assertThat(copies).containsExactly(3L, 4L);
  }

  // --- pieces

  private static final String ARRIVAL =
      STAMP + "1xVhPH-0005xw-07 <= ann@example.net H=(pc) [192.0.2.7] P=esmtp S=9 id=1@example.net";
  private static final String LIST = " for bob@example.org eve@example.org joe@example.com";

  /** The line in pieces, cut before each of these texts, which it has once. */
  private static List<String> pieces(String line, String... cuts) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i < cuts.length ? line.indexOf(cuts[i]) : line.length();
      pieces.add(
          HEADER + "[" + (i + 1) + "/" + (cuts.length + 1) + "] " + line.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** What the first piece says. */
  private static MailEventRecord first(List<String> pieces) {
    List<MailEventRecord> events = new ArrayList<>();
    options(pieces.get(0)).build().events(e -> events.add(e.toRecord()));
    return events.get(0);
  }

  private static String recipients(List<String> lines) {
    List<MessageTrace> traces = traces(String.join("\n", lines));
    assertThat(traces).hasSize(1);
    return String.join(" ", traces.get(0).recipients().stream().map(Recipient::to).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b@",
        "@example.org",
        "ob@example.org",
        ".org eve",
        "org eve",
        " eve",
        "eve",
        "joe"
      })
  void recipientsOfAllPiecesAreTheMessages(String cut) {
    String line = ARRIVAL + LIST;
    String all = "bob@example.org eve@example.org joe@example.com";
    assertThat(recipients(pieces(line, cut))).isEqualTo(all);
    assertThat(recipients(pieces(line, "192.0.2.7", cut, "com"))).isEqualTo(all);
  }

  @Test
  void recipientsThatARefusalLeftOutAreNamedInPieces() {
    String line = "H=(pc) [192.0.2.7] incomplete transaction (QUIT) from <ann@example.net>" + LIST;
    List<String> lines = new ArrayList<>();
    lines.add(HEADER + "H=(pc) [192.0.2.7] F=<ann@example.net> rejected DATA: no");
    lines.addAll(pieces(line, "xample.org eve"));
    assertThat(recipients(lines)).isEqualTo("bob@example.org eve@example.org joe@example.com");
    assertThat(recipients(lines.subList(0, 2))).isEmpty();
  }

  /** A client chooses how long its HELO name is, and so where the line is cut. */
  @ParameterizedTest
  @CsvSource({
    "le.org>: no, reject",
    "le.net> rejected, other",
    "RCPT, other",
    "xample.org>, reject",
    "CPT, reject"
  })
  void refusalThatIsCutIsToldWhole(String cut, String kind) {
    List<String> pieces = pieces(REFUSED, cut);
    MailEventRecord first = first(pieces);
    assertThat(first.kind()).isEqualTo(EventKind.valueOf(kind.toUpperCase(Locale.ROOT)));
    assertThat(first.has(Field.TO)).isFalse();
    assertThat(first.text(Field.STAGE)).isNotEqualTo("other");
    assertThat(traces(pieces.get(0))).as("nobody is told of before it is whole").isEmpty();
    assertThat(recipients(pieces)).isEqualTo("bob@example.org");
    assertThat(traces(String.join("\n", pieces)).get(0).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void targetThatIsCutIsNoRecipient() {
    String line =
        "1xVhPH-0005xw-07 => bob@example.org R=r T=t H=mx [192.0.2.9] C=\"250 id=a12345b\"";
    List<String> pieces = pieces(line, "ple.org");
    assertThat(first(pieces).has(Field.TO)).isFalse();
    assertThat(recipients(pieces)).isEqualTo("bob@example.org");
    MailEventRecord reply = first(pieces(line, "45b"));
    assertThat(reply.text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(reply.text(Field.REMOTE_QUEUE_ID)).isNull();
  }

  @Test
  void accountThatIsCutIsNobodys() {
    String line =
        "login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data";
    MailEventRecord first = first(pieces(line + " (set_id=bob@example.org)", "b@e"));
    assertThat(first.kind()).isEqualTo(EventKind.AUTH_FAILURE);
    assertThat(first.text(Field.SASL_USERNAME)).isNull();
  }

  /** Journald trims what it takes; a piece that was cut has 870 bytes. */
  @Test
  void spaceThatWasTrimmedIsThere() {
    String line =
        ARRIVAL
            + LIST.replace(
                "bob", "b".repeat(870 - ARRIVAL.length() - " for @example.org ".length()));
    List<String> pieces = pieces(line, "eve");
    assertThat(pieces.get(0)).hasSize((HEADER + "[1/2] ").length() + 870);
    String trimmed = pieces.get(0).stripTrailing();
    assertThat(recipients(List.of(trimmed, pieces.get(1))))
        .isEqualTo(recipients(pieces))
        .endsWith("b@example.org eve@example.org joe@example.com");
    assertThat(recipients(List.of(trimmed))).endsWith("b@example.org");
  }

  @Test
  void addressThatIsCutIsNobodysUntilItGoesOn() {
    List<String> pieces = pieces(ARRIVAL + LIST, "xample.org eve", "ple.com");
    assertThat(recipients(pieces.subList(0, 1))).isEmpty();
    assertThat(recipients(List.of(pieces.get(0), pieces.get(2)))).as("one is lost").isEmpty();
    assertThat(traces(pieces.get(1) + "\n" + pieces.get(2))).as("nothing to go on with").isEmpty();
    MessageTrace first = traces(pieces.get(0)).get(0);
    assertThat(first.from()).isEqualTo("ann@example.net");
    assertThat(first.messageId()).isEqualTo("1@example.net");
    String within = pieces(ARRIVAL + LIST, "mple.net for").get(0);
    assertThat(traces(within).get(0).messageId()).as("an id that is cut").isNull();
  }

  /** What ends where a piece was cut may go on in the next one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          1vNMFN-0002BN-1x => bob@exam # TO
          1vNMFN-0002BN-1x => bob@example.org R=dns # ROUTER
          1vNMFN-0002BN-1x => bob@example.org R=dnslookup T=remo # TRANSPORT
          1vNMFN-0002BN-1x => bob@example.org R=dnslookup T=remote_smtp H=mx.exam # RELAY_HOST
          1vNMFN-0002BN-1x <= ann@exam # FROM
          1vNMFN-0002BN-1x <= ann@example.net H=pc [192.0.2.7] P=es # PROTOCOL
          1vNMFN-0002BN-1x <= ann@example.net H=pc [192.0.2.7] P=esmtp S=1 # SIZE
          1vNMFN-0002BN-1x <= ann@example.net U=ma # USER
          """)
  void wordThatIsCutIsNotStated(String text, Field field) {
    assertThat(states("[1/2] " + text, field)).isFalse();
    assertThat(states("[1\\2] " + text, field)).isTrue();
    assertThat(states("[1/2] " + text + " S=9 id=x", field)).isTrue();
    assertThat(states(text, field)).isTrue();
  }

  private static boolean states(String text, Field field) {
    List<Boolean> has = new ArrayList<>();
    options(HEADER + text.replaceFirst("^(\\[.*?\\] )?", "$1" + STAMP))
        .build()
        .events(e -> has.add(e.has(field)));
    return has.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1/2] ", "[1\\2] "})
  void stampOfItsOwnHasTheYear(String piece) {
    List<String> times = new ArrayList<>();
    String log = HEADER + piece + "2021-11-24 03:41:23 no host name found for IP address 192.0.2.4";
    options(log).build().events(e -> times.add(e.text(Field.TIME)));
    assertThat(times).containsExactly("2021-11-24T03:41:23Z");
  }

  @Test
  void piecesSayWhatTheyHold() {
    List<String> pieces = pieces(ARRIVAL + LIST, "xample.com");
    List<List<String>> to = new ArrayList<>();
    options(String.join("\n", pieces)).build().events(e -> to.add(e.toRecord().recipients()));
    assertThat(to).containsExactly(List.of("bob@example.org", "eve@example.org"), List.of());
  }

  @Test
  void piecesOfOtherProcessesStandBetween() {
    List<String> one = pieces(ARRIVAL + LIST, "le.org eve", "xample.com");
    List<String> other =
        pieces(
                ARRIVAL.replace("xw-07", "xx-08") + " for sue@example.org max@example.org",
                "le.org max")
            .stream()
            .map(piece -> piece.replace("[7]", "[8]"))
            .toList();
    List<MessageTrace> traces =
        traces(String.join("\n", one.get(0), other.get(0), one.get(1), other.get(1), one.get(2)));
    assertThat(traces)
        .extracting(trace -> trace.recipients().stream().map(Recipient::to).toList())
        .containsExactlyInAnyOrder(
            List.of("bob@example.org", "eve@example.org", "joe@example.com"),
            List.of("sue@example.org", "max@example.org"));
  }

  @Test
  void piecesGoOnAfterALiveLogWasSaved() throws IOException {
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog.Builder options = LiveLog.builder().zone(ZoneOffset.UTC).onTrace(traces::add);
    LiveLog log = options.build();
    for (String piece : pieces(ARRIVAL + LIST, "le.org eve", "xample.com")) {
      log.line(piece);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      log.save(state);
      log = options.restore(new ByteArrayInputStream(state.toByteArray()));
    }
    log.finish();
    assertThat(traces)
        .singleElement()
        .satisfies(trace -> assertThat(trace.recipients()).hasSize(3));
  }
}
