package io.maillog.opensmtpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maillog.event.DeliveryStatus;
import io.maillog.testkit.Traces;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the correlator makes of OpenSMTPD's lines: one message, or a few, a test. */
class StoriesTest {
  private static final String CONNECTED =
      "fd5c0f06aba7f70e smtp connected address=192.0.2.10 host=mail.example.net\n";
  private static final String QUIT = "fd5c0f06aba7f70e smtp disconnected reason=quit\n";
  private static final Client CLIENT =
      new Client("mail.example.net", "192.0.2.10", null, null, "ESMTP", null, null, null);

  /** The traces of a log, each line a second after the one before. */
  private static List<MessageTrace> traces(String log) {
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (String line : log.lines().toList()) {
      boolean stamped = line.startsWith("Sep ");
      text.append(
              stamped
                  ? ""
                  : String.format("Sep 12 10:%02d:%02d mx1 smtpd[10]: ", second / 60, second % 60))
          .append(line)
          .append('\n');
      second++;
    }
    return Traces.of(new OpenSmtpdDialect(), 2026, text.toString());
  }

  private static MessageTrace only(String log) {
    return Traces.only(traces(log));
  }

  private static String message(int nrcpt) {
    return "fd5c0f06aba7f70e smtp message msgid=446ba043 size=517 nrcpt="
        + nrcpt
        + " proto=ESMTP\n";
  }

  private static String envelope(String id, String to) {
    return "fd5c0f06aba7f70e smtp envelope evpid=446ba043"
        + id
        + " from=<ann@example.net> to=<"
        + to
        + ">\n";
  }

  private static String delivered(String id, String to, String rcpt, String user, String result) {
    return "fd5c0f07aba7f70f mda delivery evpid=446ba043"
        + id
        + " from=<ann@example.net> to=<"
        + to
        + "> rcpt=<"
        + rcpt
        + "> user="
        + user
        + " delay=0s result="
        + result
        + " stat=text\n";
  }

  private static String relayed(String id, String to, String rcpt, String result, String reply) {
    return "fd5c0f08aba7f710 mta delivery evpid=446ba043"
        + id
        + " from=<ann@example.net> to=<"
        + to
        + "> rcpt=<"
        + rcpt
        + "> source=\"192.0.2.25\" relay=\"198.51.100.25 (mx.example.com)\" delay=1s result=\""
        + result
        + "\" stat=\""
        + reply
        + "\"\n";
  }

  @Test
  void messageThatWasSentTellsItsWholeStory() {
    MessageTrace t =
        only(
            CONNECTED
                + message(1)
                + envelope("6cb6f806", "joe@example.com")
                + QUIT
                + relayed("6cb6f806", "joe@example.com", "-", "Ok", "250 ok"));
    assertThat(t.queueId()).isEqualTo("446ba043");
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.size()).isEqualTo(517);
    assertThat(t.nrcpt()).isEqualTo(1);
    assertThat(t.client()).isEqualTo(CLIENT);
    assertThat(t.received()).hasToString("2026-09-12T10:00:01Z");
    assertThat(t.completed()).hasToString("2026-09-12T10:00:04Z");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.to()).isEqualTo("joe@example.com");
              assertThat(r.origTo()).isNull();
              assertThat(r.attempts())
                  .singleElement()
                  .satisfies(a -> assertThat(a.relayHost()).isEqualTo("mx.example.com"));
            });
  }

  /** Two sessions of one process go on side by side; each message has its own client's facts. */
  @Test
  void sessionsOfOneProcessAreToldApart() {
    List<MessageTrace> all =
        traces(
            CONNECTED
                + "0a00000000000001 smtp connected address=192.0.2.66 host=<unknown>\n"
                + "fd5c0f06aba7f70e smtp tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256\n"
                + "fd5c0f06aba7f70e smtp authentication user=ann result=ok\n"
                + "0a00000000000001 smtp message msgid=0000000b size=9 nrcpt=1 proto=SMTP\n"
                + message(1)
                + QUIT
                + "0a00000000000001 smtp disconnected reason=quit\n");
    assertThat(Traces.byId(all, "446ba043").client())
        .isEqualTo(
            new Client(
                "mail.example.net", "192.0.2.10", null, null, "ESMTP", "TLSv1.3", null, "ann"));
    assertThat(Traces.byId(all, "0000000b").client())
        .isEqualTo(new Client(null, "192.0.2.66", null, null, "SMTP", null, null, null));
  }

  /** A session hands over several messages, and all have its facts. */
  @Test
  void everyMessageOfASessionHasItsClient() {
    List<MessageTrace> all =
        traces(
            CONNECTED
                + message(1)
                + "fd5c0f06aba7f70e smtp message msgid=0000000b size=9 nrcpt=1 proto=ESMTP\n"
                + QUIT
                + "fd5c0f06aba7f70e smtp message msgid=0000000c size=9 nrcpt=1 proto=ESMTP\n");
    assertThat(Traces.byId(all, "446ba043").client()).isEqualTo(CLIENT);
    assertThat(Traces.byId(all, "0000000b").client()).isEqualTo(CLIENT);
    assertThat(Traces.byId(all, "0000000c").client()).isNull(); // behind the session's end
  }

  @Test
  void localSubmissionHasNoClient() {
    MessageTrace t =
        only("fd5c0f06aba7f70e smtp connected address=local host=mx1.example.org\n" + message(1));
    assertThat(t.client()).isNull();
  }

  /** An alias makes several envelopes of one recipient, which differ in their ids alone. */
  @Test
  void everyEnvelopeOfAnAliasIsFollowed() {
    String log =
        CONNECTED
            + message(1)
            + envelope("00000003", "team@example.org")
            + QUIT
            + delivered("00000001", "team@example.org", "team@example.org", "bob", "TempFail")
            + delivered("00000002", "team@example.org", "team@example.org", "eve", "Ok")
            + relayed("00000003", "joe@example.com", "team@example.org", "Ok", "250 ok");
    MessageTrace open = only(log);
    assertThat(open.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(open.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(open.recipients())
        .extracting(Recipient::to, Recipient::origTo, Recipient::outcome)
        .containsExactly(
            tuple("joe@example.com", "team@example.org", Outcome.SENT),
            tuple("team@example.org", null, Outcome.DEFERRED),
            tuple("team@example.org", null, Outcome.SENT));

    MessageTrace sent =
        only(log + delivered("00000001", "team@example.org", "team@example.org", "bob", "Ok"));
    assertThat(sent.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(sent.outcome()).isEqualTo(Outcome.SENT);
    assertThat(sent.recipients()).hasSize(3);
  }

  /** What is in the queue keeps the message open, though as many were delivered as were counted. */
  @Test
  void envelopeWithoutADeliveryIsWaitedFor() {
    MessageTrace t =
        only(
            message(2)
                + envelope("00000002", "team@example.org")
                + envelope("00000004", "joe@example.com")
                + delivered("00000001", "team@example.org", "team@example.org", "bob", "Ok")
                + delivered("00000002", "team@example.org", "team@example.org", "eve", "Ok"));
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(t.recipients())
        .extracting(Recipient::outcome)
        .containsExactly(Outcome.SENT, Outcome.DEFERRED, Outcome.SENT);
  }

  @Test
  void expiredEnvelopeEndsTheMessage() {
    MessageTrace t =
        only(
            message(1)
                + envelope("6cb6f806", "joe@example.com")
                + relayed("6cb6f806", "joe@example.com", "-", "TempFail", "450 4.2.1 busy")
                + "relay: Expire for 446ba0436cb6f806: from=<ann@example.net>,"
                + " to=<joe@example.com>, rcpt=<->, delay=4d, stat=Envelope expired\n");
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients().get(0).attempts())
        .extracting(a -> a.status())
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.EXPIRED);
  }

  /** An operator removes one envelope; the message ends with the last one. */
  @Test
  void removedEnvelopeIsDeletedAlone() {
    String log =
        message(2)
            + envelope("00000001", "joe@example.com")
            + envelope("00000002", "bob@example.org")
            + "relay: Remove for 446ba04300000001: from=<ann@example.net>, to=<joe@example.com>,"
            + " rcpt=<->, delay=46s, stat=Removed by administrator\n";
    assertThat(only(log).completeness()).isEqualTo(Completeness.OPEN);
    MessageTrace t =
        only(log + delivered("00000002", "bob@example.org", "bob@example.org", "bob", "Ok"));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients())
        .extracting(Recipient::outcome)
        .containsExactly(Outcome.DELETED, Outcome.SENT);
  }

  @Test
  void messageEndsWithItsLastEnvelopesRemoval() {
    MessageTrace t =
        only(
            message(1)
                + envelope("00000001", "joe@example.com")
                + "relay: Remove for 446ba04300000001: from=<ann@example.net>,"
                + " to=<joe@example.com>, rcpt=<->, delay=46s, stat=Removed by administrator\n");
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.outcome()).isEqualTo(Outcome.DELETED);
    assertThat(t.completed()).hasToString("2026-09-12T10:00:02Z");
  }

  /** Refusals name no client; the session does. */
  @Test
  void refusalsOfASessionAreOneTraceWithItsClient() {
    MessageTrace t =
        only(
            CONNECTED
                + "fd5c0f06aba7f70e smtp failed-command command=\"RCPT TO:<x@example.org>\""
                + " result=\"550 Invalid recipient\"\n"
                + "fd5c0f06aba7f70e smtp failed-command command=\"RCPT TO:<y@example.org>\""
                + " result=\"550 Invalid recipient\"\n"
                + QUIT);
    assertThat(t.queueId()).isNull();
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.client())
        .isEqualTo(
            new Client("mail.example.net", "192.0.2.10", null, null, null, null, null, null));
    assertThat(t.recipients())
        .extracting(Recipient::to)
        .containsExactly("x@example.org", "y@example.org");
  }

  /** The message's text was refused, and no line names anybody. */
  @Test
  void refusalOfAMessageIsToldByItsSessionAlone() {
    MessageTrace t =
        only(
            CONNECTED
                + "fd5c0f06aba7f70e smtp failed-command command=\"DATA\" result=\"550 5.7.1 no\"\n"
                + QUIT);
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.client()).isNotNull();
    assertThat(t.recipients()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH PLAIN (...), 535 Authentication failed",
    "STARTTLS now, 550 5.7.1 no",
    "FROB, 550 5.7.1 no"
  })
  void refusedCommandThatIsOfNoMessageMakesNoTrace(String command, String reply) {
    assertThat(
            traces(
                CONNECTED
                    + "fd5c0f06aba7f70e smtp failed-command command=\""
                    + command
                    + "\" result=\""
                    + reply
                    + "\"\n"
                    + QUIT))
        .isEmpty();
  }

  /** A session that broke is over: what comes with its id later is of no session. */
  @Test
  void brokenSessionIsOver() {
    List<MessageTrace> all =
        traces(CONNECTED + "fd5c0f06aba7f70e smtp disconnected reason=timeout\n" + message(1));
    assertThat(Traces.only(all).client()).isNull();
  }

  /** Up to 6.4 a message has a line for each recipient, which counts that one's envelopes. */
  @Test
  void lineForEachRecipientMakesOneMessage() {
    String lines =
        "fd5c0f06aba7f70e smtp event=message address=192.0.2.10 host=mail.example.net"
            + " msgid=446ba043 from=<ann@example.net> to=<team@example.org> size=517 ndest=2"
            + " proto=ESMTP\n"
            + "fd5c0f06aba7f70e smtp event=message address=192.0.2.10 host=mail.example.net"
            + " msgid=446ba043 from=<ann@example.net> to=<joe@example.com> size=517 ndest=1"
            + " proto=ESMTP\n";
    MessageTrace taken = only(lines);
    assertThat(taken.nrcpt()).isEqualTo(3);
    assertThat(taken.client()).isEqualTo(CLIENT);
    assertThat(taken.recipients())
        .extracting(Recipient::to)
        .containsExactly("team@example.org", "joe@example.com");
    String two =
        delivered("00000001", "team@example.org", "team@example.org", "bob", "Ok")
            + delivered("00000002", "team@example.org", "team@example.org", "eve", "Ok");
    assertThat(only(lines + two).completeness()).isEqualTo(Completeness.OPEN);
    MessageTrace t = only(lines + two + relayed("00000003", "joe@example.com", "-", "Ok", "250"));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients()).hasSize(3);
  }

  @Test
  void linesOf54MakeTheSameStory() {
    MessageTrace t =
        only(
            "smtp-in: New session fd5c0f06aba7f70e from host mail.example.net [192.0.2.10]\n"
                + "smtp-in: Accepted message 446ba043 on session fd5c0f06aba7f70e:"
                + " from=<ann@example.net>, to=<joe@example.com>, size=517, ndest=1, proto=ESMTP\n"
                + "smtp-in: Closing session fd5c0f06aba7f70e\n"
                + "relay: Ok for 446ba0436cb6f806: session=fd5c0f08aba7f710,"
                + " from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=192.0.2.25,"
                + " relay=198.51.100.25 (mx.example.com), delay=1s, stat=250 ok\n");
    assertThat(t.client()).isEqualTo(CLIENT);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void linesOf57MakeTheSameStory() {
    MessageTrace t =
        only(
            "smtp-in: session fd5c0f06aba7f70e: connection from host mail.example.net"
                + " [192.0.2.10] established\n"
                + "smtp-in: session fd5c0f06aba7f70e: msgid=446ba043, status=Ok,"
                + " from=<ann@example.net>, to=<joe@example.com>, size=517, ndest=1, proto=ESMTP\n"
                + "smtp-in: session fd5c0f06aba7f70e: connection from host mail.example.net"
                + " [192.0.2.10] closed (client sent QUIT)\n"
                + "smtp-out: session fd5c0f08aba7f710: evpid=446ba0436cb6f806, status=Ok,"
                + " from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=192.0.2.25,"
                + " relay=198.51.100.25 (mx.example.com), delay=1s, stat=250 ok\n");
    assertThat(t.client()).isEqualTo(CLIENT);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }
}
