package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryCommandTest {
  private static JsonNode json(String log, String... options) throws IOException {
    String[] args = new String[options.length + 3];
    args[0] = "summary";
    args[1] = "--format";
    args[2] = "json";
    System.arraycopy(options, 0, args, 3, options.length);
    return new ObjectMapper().readTree(CommandLineRun.withInput(log, args).out());
  }

  @Test
  void figuresAreThoseOfTheLog() throws IOException {
    JsonNode s = json(DemoLogs.ALL);
    assertThat(s.at("/lines/total").asInt()).isEqualTo(12);
    assertThat(s.at("/lines/by_kind/delivery").asInt()).isEqualTo(3);
    assertThat(s.at("/lines/by_program")).hasToString("[{\"value\":\"demo\",\"count\":12}]");
    assertThat(s.at("/messages"))
        .hasToString("{\"total\":3,\"by_outcome\":{\"sent\":1,\"bounced\":1,\"rejected\":1}}");
    assertThat(s.at("/recipients/total").asInt()).isEqualTo(3);
    assertThat(s.at("/senders"))
        .hasToString(
            "[{\"value\":\"<>\",\"count\":1},{\"value\":\"<alice@example.org>\",\"count\":1}]");
    assertThat(s.at("/recipient_domains/0/value").asText()).isEqualTo("example.com");
    assertThat(s.at("/relays/0"))
        .hasToString("{\"value\":\"mx.example.net[192.0.2.25]\",\"count\":2}");
    assertThat(s.at("/reject_reasons/0/value").asText())
        .isEqualTo("554 5.7.1 <>: Relay access denied");
    assertThat(s.at("/bounce_reasons/0/value").asText()).isEqualTo("550 5.1.1 <> unknown");
    assertThat(s.at("/deferral_reasons/0/value").asText()).isEqualTo("451 4.3.0 try again");
    assertThat(s.at("/delay/deliveries").asInt()).isEqualTo(1);
    assertThat(s.at("/delay/max").asDouble()).isEqualTo(901);
    assertThat(s.at("/first").asText()).isEqualTo("2026-09-12T10:15:30+02:00");
  }

  @Test
  void copyOfALineCountsNowhere() throws IOException {
    assertThat(json(DemoLogs.REFUSED.repeat(2))).isEqualTo(json(DemoLogs.REFUSED));
  }

  @Test
  void topCutsTheLists() throws IOException {
    assertThat(json(DemoLogs.ALL).at("/clients")).hasSize(3);
    assertThat(json(DemoLogs.ALL, "--top", "2").at("/clients")).hasSize(2);
  }

  @Test
  void textIsForPeople() {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.ALL, "summary");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("From 2026-09-12T10:15:30+02:00 to 2026-09-14T09:00:00+02:00\n")
        .contains("Lines: 12\n")
        .contains("           1   33.3 %  bounced\n")
        .contains("Refused, because:\n           1  554 5.7.1 <>: Relay access denied\n")
        .contains("     at most  901.000\n");
  }

  @Test
  void textOfStrangersIsEscaped() {
    String hostile = DemoLogs.ALL.replace("alice", "a\u001b[2Jlice");
    assertThat(CommandLineRun.withInput(hostile, "summary").out())
        .contains("<a\\x1b[2Jlice@example.org>")
        .doesNotContain("\u001b");
  }

  @Test
  void emptyInputIsASummaryOfNothing() throws IOException {
    assertThat(json("").at("/lines/total").asInt()).isZero();
  }

  // --- messages that go through a server more than once

  private static final String FIRST_PASS =
      """
      Sep 12 10:00:00 mx1 postfix/smtpd[1]: AAAAA111111: client=pc.example.org[192.0.2.7]
      Sep 12 10:00:00 mx1 postfix/cleanup[2]: AAAAA111111: message-id=<1@example.org>
      Sep 12 10:00:00 mx1 postfix/qmgr[3]: AAAAA111111: from=<a@example.org>, size=400, nrcpt=%d (queue active)
      """;

  private static String secondPass(String id, String to, String status) {
    return """
    Sep 12 10:00:01 mx1 postfix/smtpd[5]: %1$s: client=localhost[127.0.0.1]
    Sep 12 10:00:01 mx1 postfix/cleanup[2]: %1$s: message-id=<1@example.org>
    Sep 12 10:00:01 mx1 postfix/qmgr[3]: %1$s: from=<a@example.org>, size=600, nrcpt=1 (queue active)
    Sep 12 10:00:01 mx1 postfix/smtp[4]: AAAAA111111: to=<%2$s>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as %1$s)
    Sep 12 10:00:02 mx1 postfix/smtp[4]: %1$s: to=<%2$s>, relay=mx.example.com[192.0.2.25]:25, delay=1, delays=0/0/0/1, %3$s
    Sep 12 10:00:02 mx1 postfix/qmgr[3]: %1$s: removed
    """
        .formatted(id, to, status);
  }

  private static final String SENT = "dsn=2.0.0, status=sent (250 Ok)";
  private static final String BOUNCED =
      "dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.25] said: 550 5.1.1 no)";
  private static final String REMOVED =
      "Sep 12 10:00:02 mx1 postfix/qmgr[3]: AAAAA111111: removed\n";
  private static final String NOTIFICATION =
      """
      Sep 12 10:00:02 mx1 postfix/cleanup[2]: CCCCC333333: message-id=<2@mx1.example.net>
      Sep 12 10:00:02 mx1 postfix/bounce[6]: BBBBB222222: sender non-delivery notification: CCCCC333333
      Sep 12 10:00:02 mx1 postfix/qmgr[3]: CCCCC333333: from=<>, size=900, nrcpt=1 (queue active)
      Sep 12 10:00:03 mx1 postfix/local[7]: CCCCC333333: to=<a@example.org>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)
      Sep 12 10:00:03 mx1 postfix/qmgr[3]: CCCCC333333: removed
      """;

  @Test
  void messageThroughAFilterIsCountedOnceByItsLastPass() throws IOException {
    JsonNode s =
        json(
            FIRST_PASS.formatted(1)
                + secondPass("BBBBB222222", "b@example.com", BOUNCED)
                + REMOVED
                + NOTIFICATION);
    assertThat(s.at("/messages")).hasToString("{\"total\":1,\"by_outcome\":{\"bounced\":1}}");
    assertThat(s.at("/passes"))
        .hasToString("{\"total\":2,\"by_kind\":{\"second-pass\":1,\"notification\":1}}");
    assertThat(s.at("/recipients")).hasToString("{\"total\":1,\"by_outcome\":{\"bounced\":1}}");
    assertThat(s.at("/senders")).hasToString("[{\"value\":\"<a@example.org>\",\"count\":1}]");
    assertThat(s.at("/clients"))
        .hasToString("[{\"value\":\"pc.example.org[192.0.2.7]\",\"count\":1}]");
    assertThat(s.at("/relays").findValuesAsText("value"))
        .containsExactlyInAnyOrder("mx.example.com[192.0.2.25]", "local");
  }

  /** The first pass may be open for long, so that its trace comes last. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messageThatAFilterSplitsIsOne(boolean openFirst) throws IOException {
    JsonNode s =
        json(
            FIRST_PASS.formatted(2)
                + secondPass("BBBBB222222", "b@example.com", BOUNCED)
                + secondPass("DDDDD444444", "d@example.com", SENT)
                + (openFirst ? "" : REMOVED)
                + "Sep 12 11:00:00 mx1 postfix/smtpd[9]: connect from x.example.org[192.0.2.8]\n");
    assertThat(s.at("/messages")).hasToString("{\"total\":1,\"by_outcome\":{\"mixed\":1}}");
    assertThat(s.at("/passes/by_kind")).hasToString("{\"second-pass\":2}");
    assertThat(s.at("/recipients"))
        .hasToString("{\"total\":2,\"by_outcome\":{\"sent\":1,\"bounced\":1}}");
  }

  /** Of two recipients one is handed to the filter, and the other still waits. */
  @Test
  void recipientThatStaysIsToldByTheFirstPass() throws IOException {
    JsonNode s =
        json(
            FIRST_PASS.formatted(2)
                + secondPass("BBBBB222222", "b@example.com", SENT)
                + "Sep 12 10:00:02 mx1 postfix/smtp[4]: AAAAA111111: to=<e@example.com>,"
                + " relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (Connection"
                + " refused)\n");
    assertThat(s.at("/messages")).hasToString("{\"total\":1,\"by_outcome\":{\"mixed\":1}}");
    assertThat(s.at("/recipients"))
        .hasToString("{\"total\":2,\"by_outcome\":{\"sent\":1,\"deferred\":1}}");
  }

  /** Sendmail's submission program has a queue of its own, and hands on to the server. */
  @Test
  void messageThroughASubmissionQueueIsCountedOnce() {
    String log =
        """
        Mar  5 10:00:01 mx sendmail[7001]: 625A01ab007001: from=alice, size=30, class=0, nrcpts=1, msgid=<1@mx.example.org>, relay=alice@localhost
        Mar  5 10:00:02 mx sm-mta[7002]: 625A02cd007002: from=<alice@mx.example.org>, size=300, class=0, nrcpts=1, msgid=<1@mx.example.org>, proto=ESMTP, daemon=MTA, relay=localhost [127.0.0.1]
        Mar  5 10:00:02 mx sendmail[7001]: 625A01ab007001: to=bob@example.com, ctladdr=alice (1000/1000), delay=00:00:01, xdelay=00:00:00, mailer=relay, pri=30030, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (625A02cd007002 Message accepted for delivery)
        Mar  5 10:00:03 mx sm-mta[7003]: 625A02cd007002: to=<bob@example.com>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=120300, relay=mx.example.com. [192.0.2.25], dsn=2.0.0, stat=Sent (Ok)
        """;
    assertThat(CommandLineRun.withInput(log, "summary").out())
        .contains("Messages: 1\n")
        .contains("           1  100.0 %  submission\n")
        .contains("Recipients: 1\n");
  }
}
