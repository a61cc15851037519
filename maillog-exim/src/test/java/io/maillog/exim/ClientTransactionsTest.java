package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipients that Exim names by the client's address alone: there is no id yet, or never one. */
class ClientTransactionsTest {
  private static final String CLIENT = "H=c.example.net (c) [192.0.2.7]";
  private static final String DISCARDED =
      CLIENT + " F=<u@example.net> RCPT <lost@example.org>: discarded by RCPT ACL: trap\n";
  private static final String ID = "1xVhPF-0005wl-2E";
  private static final String ARRIVAL = ID + " <= u@example.net " + CLIENT + " P=esmtp S=500\n";
  private static final String BLACKHOLE =
      ID + " => blackhole (RCPT ACL discarded recipients): trap\n" + ID + " Completed\n";
  private static final String SENT = ID + " => piet@example.org R=r T=t\n" + ID + " Completed\n";
  private static final String DATA = CLIENT + " F=<u@example.net> rejected DATA: too late\n";
  private static final String QUIT =
      CLIENT
          + " incomplete transaction (QUIT) from <u@example.net> for a@example.org b@example.org\n";

  /** Lines a second apart; {@code +N:} before one is a further pause of so many seconds. */
  private static String stamped(String log) {
    StringBuilder text = new StringBuilder();
    Instant now = Instant.parse("2026-09-12T10:00:00Z");
    for (String line : log.lines().toList()) {
      int colon = line.startsWith("+") ? line.indexOf(':') : -1;
      now = now.plusSeconds(colon < 0 ? 1 : 1 + Long.parseLong(line.substring(1, colon)));
      text.append(now.toString().replace('T', ' ').replace("Z", " "));
      text.append(line.substring(colon + 1)).append('\n');
    }
    return text.toString();
  }

  private static List<MessageTrace> traces(String log) {
    List<MessageTrace> traces = new ArrayList<>();
    MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).stream(
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "mainlog")
        .build()
        .traces(traces::add);
    return traces;
  }

  /** Of each trace its recipients and what became of them. */
  private static List<String> told(String log) {
    return traces(stamped(log)).stream().map(ClientTransactionsTest::recipients).toList();
  }

  private static String recipients(MessageTrace trace) {
    return trace.recipients().stream()
        .map(r -> r.to() + "=" + r.outcome())
        .collect(Collectors.joining(" ", trace.outcome() + ": ", ""));
  }

  @Test
  void discardedRecipientIsTheMessages() {
    assertThat(told(DISCARDED + ARRIVAL + BLACKHOLE))
        .containsExactly("DISCARDED: lost@example.org=DISCARDED");
    assertThat(told(DISCARDED + DISCARDED.replace("lost", "gone") + ARRIVAL + SENT))
        .containsExactly(
            "MIXED: lost@example.org=DISCARDED gone@example.org=DISCARDED piet@example.org=SENT");
    MessageTrace trace = traces(stamped(DISCARDED + ARRIVAL + BLACKHOLE)).get(0);
    assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(trace.notes()).singleElement().extracting("action").isEqualTo("discard");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.7]#192.0.2.8]",
        "[192.0.2.7]#[192.0.2.7]:40001",
        "F=<u@example.net>#F=<v@example.net>",
        "F=<u@example.net>#F=<>"
      })
  void recipientOfAnotherTransactionIsNot(String change) {
    int mark = change.indexOf('#');
    String other = DISCARDED.replace(change.substring(0, mark), change.substring(mark + 1));
    assertThat(told(other + ARRIVAL + SENT)).containsExactly("SENT: piet@example.org=SENT");
  }

  @Test
  void transactionThatIsOverIsNotTheNextOne() {
    assertThat(
            told(
                DISCARDED
                    + ARRIVAL
                    + BLACKHOLE
                    + ARRIVAL.replace("2E", "2F")
                    + SENT.replace("2E", "2F")))
        .containsExactly("DISCARDED: lost@example.org=DISCARDED", "SENT: piet@example.org=SENT");
    assertThat(told(DISCARDED + QUIT.replace("QUIT", "RSET") + ARRIVAL + SENT))
        .containsExactly("SENT: piet@example.org=SENT");
    assertThat(
            told(
                DISCARDED
                    + ID.replace("2E", "2D")
                    + " "
                    + CLIENT
                    + " F=<u@example.net> rejected after DATA: no\n"
                    + ARRIVAL
                    + SENT))
        .contains("SENT: piet@example.org=SENT");
    assertThat(told(DISCARDED + "+400:" + ARRIVAL + SENT))
        .as("after a long silence")
        .containsExactly("SENT: piet@example.org=SENT");
  }

  @Test
  void recipientsOfARefusedTransactionAreRefused() {
    String refused = "REJECTED: a@example.org=REJECTED b@example.org=REJECTED";
    assertThat(told(DATA + QUIT)).containsExactly(refused);
    assertThat(told(DATA.replace("rejected", "temporarily rejected") + QUIT))
        .containsExactly(refused);
    assertThat(told(DATA + QUIT.replace("7]", "7]:40001"))).containsExactly("REJECTED: ");
    assertThat(told(DATA + QUIT.replace("u@", "v@"))).containsExactly("REJECTED: ");
    assertThat(told(QUIT)).as("the client only went away").isEmpty();
    assertThat(told(DATA + DATA + QUIT)).containsExactly("REJECTED: ", refused);
    assertThat(told(DATA + QUIT + QUIT)).containsExactly(refused);
    assertThat(told(DATA + "+400:" + QUIT)).containsExactly("REJECTED: ");
  }

  @Test
  void addressThatAClientAskedForIsNoRecipient() {
    assertThat(told("unqualified verify rejected: <bob> " + CLIENT + "\n"))
        .containsExactly("REJECTED: ");
    assertThat(told("unqualified recipient rejected: <bob> " + CLIENT + "\n"))
        .containsExactly("REJECTED: bob=REJECTED");
  }

  /** Where syslog names the process, and the session is logged from its beginning. */
  @Test
  void sessionOfAProcessTellsTheSame() {
    String session =
        "SMTP connection from c.example.net [192.0.2.7] (TCP/IP connection count = 1)\n";
    for (String before : List.of("", session)) {
      assertThat(syslog(before + DATA + QUIT))
          .containsExactly("REJECTED: a@example.org=REJECTED b@example.org=REJECTED");
      assertThat(syslog(before + DISCARDED + ARRIVAL + BLACKHOLE))
          .containsExactly("DISCARDED: lost@example.org=DISCARDED");
    }
    assertThat(syslog(session + QUIT)).isEmpty();
    assertThat(syslog(session + DATA + QUIT.replace("u@", "v@"))).containsExactly("REJECTED: ");
  }

  private static List<String> syslog(String log) {
    String lines =
        log.lines()
            .map(line -> "Sep 12 10:00:00 mx1 exim[7]: " + line)
            .collect(Collectors.joining("\n"));
    return traces(lines).stream().map(ClientTransactionsTest::recipients).toList();
  }

  @Test
  void refusalIsGivenWhenTheLogIsQuietForLong() {
    List<MessageTrace> traces = new ArrayList<>();
    Instant[] now = {Instant.parse("2026-09-12T10:00:01Z")};
    LiveLog log =
        LiveLog.builder()
            .zone(ZoneOffset.UTC)
            .clock((InstantSource) () -> now[0])
            .onTrace(traces::add)
            .build();
    log.line(stamped(DATA).strip());
    now[0] = now[0].plus(Duration.ofMinutes(5));
    log.tick();
    assertThat(traces).isEmpty();
    now[0] = now[0].plusSeconds(1);
    log.tick();
    assertThat(traces).hasSize(1);
    log.finish();
    assertThat(traces).hasSize(1);
  }

  /** Beyond some hundreds of clients the one that was silent longest is given up. */
  @Test
  void manyClientsAreBounded() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      log.append("2026-09-12 10:00:01 ").append(DATA.replace("192.0.2.7", "10.0.0." + i + "0"));
    }
    log.append("2026-09-12 10:00:02 ").append(QUIT.replace("192.0.2.7", "10.0.0.100"));
    log.append("2026-09-12 10:00:02 ").append(QUIT.replace("192.0.2.7", "10.0.0.2990"));
    List<String> told =
        traces(log.toString()).stream().map(ClientTransactionsTest::recipients).toList();
    assertThat(told).hasSize(300);
    assertThat(told.stream().filter(t -> t.contains("a@example.org"))).hasSize(1);
  }
}
