package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of messages that came to nothing, which the server uses again for another message. */
class StoryReuseTest {
  private static final String HEAD = "2026-09-12T10:15:3";

  private static String aborted(String service, boolean messageId, String end) {
    return HEAD
        + "0Z mx "
        + service
        + "/smtpd[10]: connect from a.example.net[192.0.2.1]\n"
        + HEAD
        + "1Z mx "
        + service
        + "/smtpd[10]: ABCDEF1234: client=a.example.net[192.0.2.1], sasl_method=PLAIN,"
        + " sasl_username=joe\n"
        + (messageId
            ? HEAD + "1Z mx postfix/cleanup[11]: ABCDEF1234: message-id=<one@example.net>\n"
            : "")
        + ends(service, end);
  }

  private static String ends(String service, String end) {
    String head = HEAD + "1Z mx " + service + "/smtpd[10]: ";
    String disconnect =
        head + "disconnect from a.example.net[192.0.2.1] ehlo=1 quit=1 commands=2\n";
    return switch (end) {
      case "lost" ->
          head
              + "lost connection after DATA (5 bytes) from a.example.net[192.0.2.1]\n"
              + disconnect;
      case "disconnect" -> disconnect;
      default -> "";
    };
  }

  private static final String SENT =
      """
      2026-09-12T12:15:32Z mx postfix/smtp[22]: ABCDEF1234: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
      2026-09-12T12:15:32Z mx postfix/qmgr[5]: ABCDEF1234: removed
      """;

  @ParameterizedTest
  @CsvSource({
    "postfix-submit, postfix-submit, true, lost",
    "postfix-submit, postfix-submit, true, disconnect",
    "postfix-submit, postfix-submit, true, missing",
    "postfix-submit, postfix-submit, false, lost",
    "postfix-submit, postfix-submit, false, disconnect",
    "postfix-submit, postfix-submit, false, missing",
    "postfix-submit, postfix-smtps, true, lost",
    "postfix-submit, postfix-smtps, true, disconnect",
    "postfix-submit, postfix-smtps, false, lost",
    "postfix-submit, postfix-smtps, false, disconnect",
    "postfix-submit, postfix, true, missing",
    "postfix, postfix-submit, true, disconnect",
    "postfix, postfix-submit, false, disconnect",
    "postfix, postfix, false, missing"
  })
  void idUsedAgainByAClientsMessageIsAnother(
      String service, String again, boolean messageId, String end) throws IOException {
    String log =
        aborted(service, messageId, end)
            + """
            2026-09-12T12:15:30Z mx %1$s/smtpd[20]: connect from b.example.net[192.0.2.2]
            2026-09-12T12:15:31Z mx %1$s/smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2], sasl_method=PLAIN, sasl_username=ann
            2026-09-12T12:15:31Z mx postfix/cleanup[21]: ABCDEF1234: message-id=<two@example.net>
            2026-09-12T12:15:31Z mx postfix/qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue active)
            """
                .formatted(again)
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).hasSize(2);
    assertThat(traces.get(0).client().saslUsername()).isEqualTo("joe");
    assertThat(traces.get(0).messageId()).isEqualTo(messageId ? "one@example.net" : null);
    assertThat(traces.get(0).from()).isNull();
    assertThat(traces.get(0).recipients()).isEmpty();
    assertThat(traces.get(1).client().saslUsername()).isEqualTo("ann");
    assertThat(traces.get(1).instance()).isNull();
    assertThat(traces.get(1).messageId()).isEqualTo("two@example.net");
    assertThat(traces.get(1).recipients()).hasSize(1);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  @ParameterizedTest
  @CsvSource({"true, lost", "false, lost", "true, disconnect", "false, disconnect"})
  void idUsedAgainByANotificationIsAnother(boolean messageId, String end) throws IOException {
    String log =
        aborted("postfix/submission", messageId, end)
            + """
            2026-09-12T12:15:31Z mx postfix/cleanup[21]: ABCDEF1234: message-id=<two@mx.example.org>
            2026-09-12T12:15:31Z mx postfix/bounce[20]: 999999999: sender non-delivery notification: ABCDEF1234
            2026-09-12T12:15:31Z mx postfix/qmgr[5]: ABCDEF1234: from=<>, size=100, nrcpt=1 (queue active)
            """
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).extracting(MessageTrace::queueId).contains("ABCDEF1234", "999999999");
    MessageTrace aborted = traces.get(0);
    MessageTrace notification =
        traces.stream()
            .filter(t -> "two@mx.example.org".equals(t.messageId()))
            .findFirst()
            .orElseThrow();
    assertThat(aborted.client().saslUsername()).isEqualTo("joe");
    assertThat(aborted.links()).isEmpty();
    assertThat(aborted.recipients()).isEmpty();
    assertThat(notification.client()).isNull();
    assertThat(notification.from()).isEmpty();
    assertThat(notification.links())
        .containsExactly(new Link(Link.Type.NOTIFICATION_OF, "999999999", null));
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** The server makes notifications and forwards itself: none has a client. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounce[15]: 999999999: sender non-delivery notification: ABCDEF1234",
        "local[16]: 999999999: to=<x@example.org>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0,"
            + " status=sent (forwarded as ABCDEF1234)",
      })
  void idThatTheServerUsesForWhatItMakesIsNotOfAnOlderMessage(String line) throws IOException {
    String log =
        at("10:00:00", "smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]")
            + at("10:00:00", "cleanup[21]: ABCDEF1234: message-id=<old@example.net>")
            + at(
                "10:00:01",
                "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue active)")
            + at("12:15:31", "smtpd[20]: 999999999: client=c.example.net[192.0.2.3]")
            + at("12:15:31", line)
            + at("12:15:31", "cleanup[21]: ABCDEF1234: message-id=<new@example.net>")
            + at("12:15:31", "qmgr[5]: ABCDEF1234: from=<>, size=2000, nrcpt=1 (queue active)")
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).hasSize(3);
    assertThat(traces.get(0).messageId()).isEqualTo("old@example.net");
    assertThat(traces.get(0).links()).isEmpty();
    assertThat(traces.get(0).completeness()).isEqualTo(Completeness.PARTIAL);
    MessageTrace made =
        traces.stream()
            .filter(t -> "new@example.net".equals(t.messageId()))
            .findFirst()
            .orElseThrow();
    assertThat(made.client()).isNull();
    assertThat(made.links()).extracting(Link::queueId).containsExactly("999999999");
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** A message's header is read before it is queued. */
  @Test
  void messageIdThatComesLongAfterADeliveryIsAnotherMessages() throws IOException {
    String log =
        at("10:00:00", "smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]")
            + at(
                "10:00:01",
                "smtp[22]: ABCDEF1234: to=<ann@example.org>, relay=none, delay=1, dsn=4.4.1,"
                    + " status=deferred (later)")
            + at("12:15:31", "cleanup[21]: ABCDEF1234: message-id=<new@example.net>")
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).extracting(MessageTrace::messageId).containsExactly(null, "new@example.net");
    assertThat(traces.get(0).recipients()).hasSize(1);
    assertThat(traces.get(1).recipients()).hasSize(1);
    assertThat(traces.get(1).client()).isNull();
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** The log lost how the one ended and the other began; the size of a message stays. */
  @Test
  void queueManagerThatSaysAnotherSizeTellsOfAnotherMessage() throws IOException {
    String log =
        at("10:00:00", "smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]")
            + at(
                "10:00:01",
                "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue active)")
            + at(
                "11:00:01",
                "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue active)")
            + at(
                "12:15:31",
                "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=101, nrcpt=1 (queue active)")
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.PARTIAL, Completeness.NO_START);
    assertThat(traces.get(0).recipients()).isEmpty();
    assertThat(traces.get(1).client()).isNull();
    assertThat(traces.get(1).outcome()).isEqualTo(Outcome.SENT);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  // --- lines that syslog brings in another order

  private static String at(String time, String text) {
    return "2026-09-12T" + time + "Z mx postfix/" + text + "\n";
  }

  @Test
  void lineThatTookAMessageInMayComeAfterOthers() throws IOException {
    String log =
        at(
                "12:15:31.200",
                "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue active)")
            + at(
                "12:15:31.100", "submission/smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]")
            + SENT;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).hasSize(1);
    MessageTrace t = traces.get(0);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.client().ip()).isEqualTo("192.0.2.2");
    assertThat(t.instance()).isNull();
    assertThat(t.received()).hasToString("2026-09-12T12:15:31.100Z");
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** What has left the queue has its id no more: only a line of its last second may be its own. */
  @ParameterizedTest
  @CsvSource({"12:15:32, 1", "12:15:33, 2", "12:20:32, 2"})
  void idOfAMessageThatIsGoneIsAnothersAfterItsLastSecond(String time, int messages)
      throws IOException {
    String log = SENT + at(time, "smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]");
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces).hasSize(messages);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** The log begins while it is in the queue; its end is missing. */
  @ParameterizedTest
  @CsvSource({"12:15:40, 1", "12:20:31, 2"})
  void idOfAMessageThatIsQueuedIsAnothersLongAfterItsFirstLine(String time, int messages) {
    assertThat(
            Stories.of(
                at(
                        "12:15:31",
                        "qmgr[5]: ABCDEF1234: from=<ann@example.net>, size=100, nrcpt=1 (queue"
                            + " active)")
                    + at(time, "smtpd[20]: ABCDEF1234: client=b.example.net[192.0.2.2]")))
        .hasSize(messages);
  }

  // --- lines that mention an id

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qmgr[5]: warning: open active ABCDEF1234: No such file or directory",
        "qmgr[5]: ABCDEF1234: skipped, still being delivered",
        "smtp[9]: warning: ABCDEF1234: defer service failure"
      })
  void lineThatMerelyMentionsAnIdBeginsNoTrace(String line) {
    assertThat(Stories.of(at("12:15:30", line))).isEmpty();
    assertThat(Stories.of(SENT + at("12:30:00", line))).hasSize(1);
  }
}
