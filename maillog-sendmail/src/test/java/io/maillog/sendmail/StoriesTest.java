package io.maillog.sendmail;

import static io.maillog.testkit.Traces.byId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maillog.LiveLog;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.testkit.Traces;
import io.maillog.trace.Attempt;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the correlator makes of Sendmail's lines: one message, or a few, a test. */
class StoriesTest {
  private static final String ID = "68CA00xy012345";
  private static final String OTHER = "68CA01xz012399";
  private static final String ARRIVAL = arrival(1);
  private static final String SENT = delivery("bob", "2.0.0", "Sent (Ok: queued as 9ZZ12345)");
  private static final String DEFERRED =
      delivery("bob", "4.0.0", "Deferred: Connection refused by mx.example.com.");
  private static final String UNKNOWN = delivery("bob", "5.1.1", "User unknown");

  private static String arrival(int recipients) {
    return ID
        + ": from=<ann@example.net>, size=482, class=0, nrcpts="
        + recipients
        + ", msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4, relay=client.example.net"
        + " [192.0.2.7]\n";
  }

  private static String delivery(String user, String dsn, String stat) {
    return ID
        + ": to=<"
        + user
        + "@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=30482,"
        + " relay=mx.example.com. [198.51.100.25], dsn="
        + dsn
        + ", stat="
        + stat
        + "\n";
  }

  /**
   * The traces of a log; a line without a stamp is logged a second after the one before, and one
   * without a program by sm-mta[100].
   */
  private static List<MessageTrace> traces(String log) {
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (String line : log.lines().map(String::strip).toList()) {
      second++;
      if (!line.matches("\\w{3} [ \\d]\\d .*")) {
        text.append(String.format("Sep 12 10:%02d:%02d mx1 ", second / 60, second % 60));
        text.append(line.matches("[-a-z]+\\[\\d+\\]: .*") ? "" : "sm-mta[100]: ");
      }
      text.append(line).append('\n');
    }
    return Traces.of(new SendmailDialect(), 2026, text.toString());
  }

  private static MessageTrace only(String log) {
    return Traces.only(traces(log));
  }

  @Test
  void messageThatWasSentTellsItsWholeStory() {
    MessageTrace t = only(ARRIVAL + SENT);
    assertThat(t.dialect()).isEqualTo("sendmail");
    assertThat(t.host()).isEqualTo("mx1");
    assertThat(t.queueId()).isEqualTo(ID);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.size()).isEqualTo(482);
    assertThat(t.received()).hasToString("2026-09-12T10:00:01Z");
    assertThat(t.completed()).hasToString("2026-09-12T10:00:02Z");
    assertThat(t.client()).isNotNull();
    assertThat(t.client().host()).isEqualTo("client.example.net");
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.client().protocol()).isEqualTo("ESMTP");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    Recipient bob = t.recipients().get(0);
    assertThat(bob.to()).isEqualTo("bob@example.com");
    Attempt attempt = bob.attempts().get(0);
    assertThat(attempt.relayHost()).isEqualTo("mx.example.com");
    assertThat(attempt.relayIp()).isEqualTo("198.51.100.25");
    assertThat(attempt.dsn()).isEqualTo("2.0.0");
    assertThat(attempt.reply()).isEqualTo("Sent (Ok: queued as 9ZZ12345)");
    assertThat(attempt.delayMicros()).isEqualTo(3_000_000);
    assertThat(t.links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "9ZZ12345", "mx.example.com"));
  }

  // --- retries and time-outs

  @Test
  void retriesOverDaysEndWithATimeOut() {
    List<MessageTrace> traces =
        traces(
            ARRIVAL
                + DEFERRED
                + "Sep 13 10:00:00 mx1 sendmail[201]: "
                + DEFERRED
                + "Sep 15 10:00:00 mx1 sendmail[202]: "
                + DEFERRED
                + "Sep 17 10:00:00 mx1 sendmail[203]: "
                + DEFERRED
                + ("Sep 17 10:00:00 mx1 sendmail[203]: " + ID + ": " + OTHER)
                + ": sender notify: Cannot send message for 5 days\n"
                + ("Sep 17 10:00:01 mx1 sendmail[203]: " + OTHER + ": to=<ann@example.net>,")
                + " delay=00:00:01, mailer=esmtp, pri=31506, relay=mx.example.net."
                + " [198.51.100.9], dsn=2.0.0, stat=Sent (ok)\n");
    assertThat(traces).hasSize(2);
    MessageTrace t = byId(traces, ID);
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status)
        .containsOnly(DeliveryStatus.DEFERRED)
        .hasSize(4);
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.completed()).hasToString("2026-09-17T10:00:00Z");
    assertThat(t.links()).containsExactly(new Link(Link.Type.NOTIFICATION, OTHER, null));
    MessageTrace notification = byId(traces, OTHER);
    assertThat(notification.links()).containsExactly(new Link(Link.Type.NOTIFICATION_OF, ID, null));
    assertThat(notification.outcome()).isEqualTo(Outcome.SENT);
    assertThat(notification.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DSN", "return to sender", "sender notify"})
  void timeOutIsOneWhateverSendmailCallsItsNotification(String word) {
    MessageTrace t =
        byId(
            traces(
                ARRIVAL
                    + DEFERRED
                    + (ID + ": " + OTHER + ": " + word + ": Cannot send message for 5 days\n")),
            ID);
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void warningIsNoFailure() {
    MessageTrace t =
        byId(
            traces(
                ARRIVAL
                    + DEFERRED
                    + (ID + ": " + OTHER)
                    + ": sender notify: Warning: could not send message for past 4 hours\n"),
            ID);
    assertThat(t.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(t.links()).containsExactly(new Link(Link.Type.NOTIFICATION, OTHER, null));
  }

  @Test
  void messageThatIsSentAfterAWarningIsOne() {
    MessageTrace t =
        byId(
            traces(
                ARRIVAL
                    + DEFERRED
                    + (ID + ": " + OTHER)
                    + ": sender notify: Warning: could not send message for past 4 hours\n"
                    + "Sep 13 10:00:00 mx1 sendmail[201]: "
                    + SENT),
            ID);
    assertThat(t.recipients().get(0).attempts()).hasSize(2);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void queuedRecipientIsDeferred() {
    String queued =
        ID + ": to=<bob@example.com>, delay=00:00:00, mailer=esmtp, pri=30482, stat=queued\n";
    MessageTrace t = only(ARRIVAL + queued);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("bob@example.com", Outcome.DEFERRED));
    assertThat(t.recipients().get(0).attempts()).isEmpty();
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    MessageTrace sent = only(ARRIVAL + queued + SENT);
    assertThat(sent.recipients()).hasSize(1);
    assertThat(sent.outcome()).isEqualTo(Outcome.SENT);
    assertThat(sent.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  // --- the end

  @Test
  void messageEndsWhereSendmailSaysSo() {
    String done = ID + ": done; delay=00:00:03, ntries=1\n";
    MessageTrace t = only(ARRIVAL + SENT + done);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.completed()).hasToString("2026-09-12T10:00:03Z");
    // Without it, one more recipient is waited for; with it, the line of that one was lost.
    assertThat(only(arrival(2) + SENT).completeness()).isEqualTo(Completeness.OPEN);
    assertThat(only(arrival(2) + SENT + done).completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void messageWhoseRecipientsAllWentToItsCloneEndsWhereSendmailSaysSo() {
    MessageTrace t =
        byId(
            traces(
                ARRIVAL
                    + (ID + ": " + OTHER + ": clone: owner=owner-list\n")
                    + (ID + ": done; delay=00:00:03, ntries=1\n")),
            ID);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void recipientsThatAreSettledOneByOneAreOfOneMessage() {
    String first = arrival(2) + delivery("carol", "2.0.0", "Sent (ok)") + DEFERRED;
    MessageTrace open = only(first);
    assertThat(open.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(open.completeness()).isEqualTo(Completeness.OPEN);
    MessageTrace t =
        only(
            first
                + "Sep 13 10:00:00 mx1 sendmail[201]: "
                + DEFERRED
                + "Sep 14 10:00:00 mx1 sendmail[202]: "
                + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("carol@example.com", Outcome.SENT), tuple("bob@example.com", Outcome.SENT));
    assertThat(t.recipients().get(1).attempts()).hasSize(3);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void membersOfAnAliasAreOfOneMessageThoughOneRecipientIsCounted() {
    MessageTrace t =
        only(
            ARRIVAL
                + delivery("carol", "2.0.0", "Sent (ok)")
                + DEFERRED
                + "Sep 13 10:00:00 mx1 sendmail[201]: "
                + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to)
        .containsExactly("carol@example.com", "bob@example.com");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void recipientsOfOneLineHaveAnAttemptEach() {
    MessageTrace t =
        only(
            arrival(2)
                + ID
                + ": to=<bob@example.com>,<carol@example.com>, delay=00:00:03, mailer=esmtp,"
                + " pri=30482, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (ok)\n");
    assertThat(t.recipients())
        .extracting(Recipient::to, r -> r.attempts().size())
        .containsExactly(tuple("bob@example.com", 1), tuple("carol@example.com", 1));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageSeenFromItsMiddleHasNoStart() {
    MessageTrace t = only(SENT + ID + ": done; delay=00:00:03, ntries=1\n");
    assertThat(t.completeness()).isEqualTo(Completeness.NO_START);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.received()).isNull();
  }

  // --- notifications, clones, hops

  @ParameterizedTest
  @ValueSource(strings = {"DSN", "return to sender", "postmaster notify"})
  void notificationIsLinkedBothWays(String word) {
    List<MessageTrace> traces =
        traces(
            ARRIVAL
                + UNKNOWN
                + (ID + ": " + OTHER + ": " + word + ": User unknown\n")
                + (OTHER + ": to=<ann@example.net>, delay=00:00:01, mailer=esmtp, pri=31506,")
                + " relay=mx.example.net. [198.51.100.9], dsn=2.0.0, stat=Sent (ok)\n");
    assertThat(traces).hasSize(2);
    MessageTrace message = byId(traces, ID);
    assertThat(message.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(message.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(message.links()).containsExactly(new Link(Link.Type.NOTIFICATION, OTHER, null));
    MessageTrace notification = byId(traces, OTHER);
    assertThat(notification.links()).containsExactly(new Link(Link.Type.NOTIFICATION_OF, ID, null));
    assertThat(notification.outcome()).isEqualTo(Outcome.SENT);
    assertThat(notification.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID + ": " + OTHER + ": clone: owner=owner-list",
        OTHER + ": clone " + ID + ", owner=owner-list",
      })
  void cloneIsLinkedBothWays(String line) {
    List<MessageTrace> traces =
        traces(
            arrival(2)
                + line
                + "\n"
                + SENT
                + (OTHER + ": to=<dave@example.com>, ctladdr=owner-list (8/12), delay=00:00:03,")
                + " mailer=esmtp, pri=30482, relay=mx.example.com. [198.51.100.25], dsn=2.0.0,"
                + " stat=Sent (ok)\n");
    assertThat(traces).hasSize(2);
    MessageTrace clone = byId(traces, OTHER);
    assertThat(byId(traces, ID).links()).contains(new Link(Link.Type.CLONE, OTHER, null));
    assertThat(clone.links()).containsExactly(new Link(Link.Type.CLONE_OF, ID, null));
    assertThat(clone.messageId()).isEqualTo("one@example.net");
    assertThat(clone.recipients()).extracting(Recipient::to).containsExactly("dave@example.com");
    assertThat(clone.outcome()).isEqualTo(Outcome.SENT);
    assertThat(clone.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void submissionIsLinkedWithTheServersOwnMessage() {
    List<MessageTrace> traces =
        traces(
            ("sendmail[50]: " + ID + ": from=ann, size=300, class=0, nrcpts=1,")
                + " msgid=<one@mx1.example.org>, relay=ann@localhost\n"
                + ("sm-mta[60]: " + OTHER + ": from=<ann@mx1.example.org>, size=551, class=0,")
                + " nrcpts=1, msgid=<one@mx1.example.org>, proto=ESMTP, daemon=MTA-v4,"
                + " relay=localhost [127.0.0.1]\n"
                + ("sendmail[50]: " + ID + ": to=bob@example.com, ctladdr=ann (1000/1000),")
                + " delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30300,"
                + " relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent ("
                + (OTHER + " Message accepted for delivery)\n")
                + ("sm-mta[61]: " + OTHER + ": to=<bob@example.com>, delay=00:00:01,")
                + " mailer=esmtp, pri=30551, relay=mx.example.com. [198.51.100.25], dsn=2.0.0,"
                + " stat=Sent (ok)\n");
    assertThat(traces).hasSize(2);
    MessageTrace submitted = byId(traces, ID);
    MessageTrace taken = byId(traces, OTHER);
    assertThat(submitted.links()).containsExactly(new Link(Link.Type.REINJECTED_AS, OTHER, null));
    assertThat(taken.links()).containsExactly(new Link(Link.Type.REINJECTED_FROM, ID, null));
    assertThat(submitted.submitter()).isNotNull();
    assertThat(submitted.submitter().user()).isEqualTo("ann");
    assertThat(submitted.client()).isNull();
    assertThat(taken.client()).isNotNull();
    assertThat(taken.client().ip()).isEqualTo("127.0.0.1");
    assertThat(traces).extracting(MessageTrace::outcome).containsOnly(Outcome.SENT);
    assertThat(traces).extracting(MessageTrace::completeness).containsOnly(Completeness.COMPLETE);
  }

  @Test
  void nextSendmailHopIsJoined() {
    List<MessageTrace> traces =
        traces(
            "Sep 12 10:00:01 a sm-mta[1]: "
                + ARRIVAL
                + ("Sep 12 10:00:02 b sm-mta[2]: " + OTHER + ": from=<ann@example.net>, size=600,")
                + " class=0, nrcpts=1, msgid=<one@example.net>, proto=ESMTP, daemon=MTA,"
                + " relay=a.example.org [192.0.2.1]\n"
                + "Sep 12 10:00:03 a sm-mta[1]: "
                + delivery("bob", "2.0.0", "Sent (" + OTHER + " Message accepted for delivery)"));
    assertThat(byId(traces, ID).links()).containsExactly(new Link(Link.Type.NEXT_HOP, OTHER, "b"));
  }

  @Test
  void programOfAnAliasHasTheAddressThatWasWrittenTo() {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + ": to=\"|/usr/local/bin/handler -x\", ctladdr=<ticket@example.org> (8/12),"
                + " delay=00:00:03, mailer=prog, pri=30482, dsn=2.0.0, stat=Sent\n");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::origTo, Recipient::outcome)
        .containsExactly(
            tuple("\"|/usr/local/bin/handler -x\"", "ticket@example.org", Outcome.SENT));
  }

  // --- refusals, and clients that go away

  @Test
  void transactionWhoseRecipientsWereAllRefusedIsOneTrace() {
    MessageTrace t =
        only(
            (ID + ": <nobody@example.org>... User unknown\n")
                + (ID + ": ruleset=check_rcpt, arg1=<bob@example.com>, relay=client.example.net")
                + " [192.0.2.7], reject=550 5.7.1 <bob@example.com>... Relaying denied\n"
                + (ID + ": from=<ann@example.net>, size=0, class=0, nrcpts=0, proto=ESMTP,")
                + " daemon=MTA-v4, relay=client.example.net [192.0.2.7]\n");
    assertThat(t.queueId()).isEqualTo(ID);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("nobody@example.org", Outcome.REJECTED),
            tuple("bob@example.com", Outcome.REJECTED));
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
  }

  @Test
  void recipientThatWasRefusedIsOfTheMessageForTheOthers() {
    MessageTrace t = only(ID + ": <nobody@example.org>... User unknown\n" + ARRIVAL + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("nobody@example.org", Outcome.REJECTED), tuple("bob@example.com", Outcome.SENT));
    assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void refusalOfASenderIsATrace() {
    MessageTrace t =
        only(
            (ID + ": ruleset=check_mail, arg1=<ann@nowhere.example>, relay=[192.0.2.7],")
                + " reject=553 5.1.8 <ann@nowhere.example>... Domain of sender address"
                + " ann@nowhere.example does not exist\n"
                + (ID + ": from=<ann@nowhere.example>, size=0, class=0, nrcpts=0, proto=ESMTP,")
                + " daemon=MTA-v4, relay=[192.0.2.7]\n");
    assertThat(t.from()).isEqualTo("ann@nowhere.example");
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void refusalOfAClientIsATraceOfItsOwn() {
    MessageTrace t =
        only(
            "ruleset=check_relay, arg1=[192.0.2.7], arg2=192.0.2.7, relay=[192.0.2.7],"
                + " reject=550 5.7.1 Access denied\n");
    assertThat(t.queueId()).isNull();
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.notes()).extracting(Note::kind).containsExactly(EventKind.REJECT);
  }

  @Test
  void messageThatAFilterRefusesAtItsEndIsRejected() {
    MessageTrace t =
        only(
            ARRIVAL
                + (ID + ": Milter: data, reject=554 5.7.1 a virus\n")
                + (ID + ": to=<bob@example.com>, delay=00:00:00, pri=30482, stat=a virus\n"));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("bob@example.com", Outcome.REJECTED));
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.notes().get(0).reason()).isEqualTo("554 5.7.1 a virus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lost input channel from client.example.net [192.0.2.7] to MTA-v4 after rcpt",
        "lost input channel from client.example.net [192.0.2.7] to MTA-v4 after data",
        "collect: premature EOM: unexpected close",
        "collect: read timeout on connection from client.example.net, sender=<ann@example.net>",
        "timeout waiting for input from client.example.net during message collect",
      })
  void transactionThatIsCutOffIsNoMessage(String loss) {
    MessageTrace t =
        only(
            (ID + ": " + loss + "\n")
                + (ID + ": from=<ann@example.net>, size=0, class=0, nrcpts=1, proto=ESMTP,")
                + " daemon=MTA-v4, relay=client.example.net [192.0.2.7]\n");
    assertThat(t.queueId()).isEqualTo(ID);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.recipients()).isEmpty();
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void sessionWithoutAMessageIsNoTrace() {
    assertThat(
            traces(
                (ID + ": rejecting commands from client.example.net [192.0.2.7] due to")
                    + " pre-greeting traffic after 0 seconds\n"
                    + "STARTTLS=server, relay=client.example.net [192.0.2.7], version=TLSv1.3,"
                    + " verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256\n"
                    + (ID + ": AUTH failure (LOGIN): authentication failure (-13) SASL(-13):")
                    + " checkpass failed, user=bob, relay=client.example.net [192.0.2.7]\n"
                    + (ID + ": client.example.net [192.0.2.7]: possible SMTP attack:")
                    + " command=AUTH, count=4\n"
                    + (ID + ": lost input channel from client.example.net [192.0.2.7] to MTA")
                    + " after auth\n"
                    + (ID + ": client.example.net [192.0.2.7] did not issue MAIL/EXPN/VRFY/ETRN")
                    + " during connection to MTA-v4\n"))
        .isEmpty();
  }

  // --- what a session knows

  private static String secure(int pid, String client, String user) {
    return ("sm-mta[" + pid + "]: STARTTLS=server, relay=" + client + ", version=TLSv1.3,")
        + " verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256\n"
        + ("sm-mta[" + pid + "]: AUTH=server, relay=" + client + ", authid=" + user)
        + ", mech=PLAIN, bits=0\n";
  }

  private static final String SECURE_ARRIVAL = ARRIVAL.replace("proto=ESMTP,", "proto=ESMTPSA,");

  @Test
  void userIsThatOfTheSameSession() {
    MessageTrace t =
        only(
            secure(99, "[203.0.113.8]", "mallory")
                + secure(100, "client.example.net [192.0.2.7]", "ann")
                + "sm-mta[100]: "
                + SECURE_ARRIVAL
                + SENT);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().saslUsername()).isEqualTo("ann");
    assertThat(t.client().saslMethod()).isEqualTo("PLAIN");
    assertThat(t.client().tls()).isEqualTo("TLSv1.3");
  }

  @ParameterizedTest
  @CsvSource({"[203.0.113.8]", "other.example.net [203.0.113.8]"})
  void userOfAnotherClientWhosePidIsUsedAgainIsNotTaken(String other) {
    MessageTrace t = only(secure(100, other, "mallory") + "sm-mta[100]: " + ARRIVAL + SENT);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().saslUsername()).isNull();
    assertThat(t.client().tls()).isNull();
  }

  @Test
  void userOfAnEarlierSessionOfTheSameClientIsNotTakenWherePlainMailCame() {
    MessageTrace t =
        only(
            secure(100, "client.example.net [192.0.2.7]", "ann")
                + "sm-mta[100]: "
                + ARRIVAL
                + SENT);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().saslUsername()).isNull();
    assertThat(t.client().tls()).isNull();
  }

  @Test
  void everyMessageOfASessionHasItsUser() {
    List<MessageTrace> traces =
        traces(
            secure(100, "client.example.net [192.0.2.7]", "ann")
                + SECURE_ARRIVAL
                + SENT
                + SECURE_ARRIVAL.replace(ID, OTHER).replace("one@", "two@")
                + SENT.replace(ID, OTHER));
    assertThat(traces).hasSize(2);
    assertThat(traces).allSatisfy(t -> assertThat(t.client().saslUsername()).isEqualTo("ann"));
  }

  // --- what filters, rules and operators do

  @Test
  void quarantinedMessageIsHeldUntilItIsReleased() {
    String held =
        (ID + ": ruleset=check_mail, arg1=<ann@example.net>, relay=client.example.net")
            + " [192.0.2.7], quarantine=odd\n"
            + ARRIVAL
            + (ID + ": to=<bob@example.com>, delay=00:00:00, mailer=esmtp, pri=30482,")
            + " quarantine=odd, stat=quarantined\n";
    MessageTrace t = only(held);
    assertThat(t.outcome()).isEqualTo(Outcome.HELD);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    MessageTrace released =
        only(
            held
                + "Sep 13 10:00:00 mx1 sendmail[201]: "
                + (ID + ": unquarantine\n")
                + "Sep 13 10:00:01 mx1 sendmail[202]: "
                + SENT);
    assertThat(released.outcome()).isEqualTo(Outcome.SENT);
    assertThat(released.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(released.notes())
        .extracting(Note::action)
        .containsExactly("hold", "hold", "release");
  }

  @Test
  void operatorHoldsAMessage() {
    MessageTrace t = only(ARRIVAL + DEFERRED + ID + ": quarantine=ask ann\n");
    assertThat(t.outcome()).isEqualTo(Outcome.HELD);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(t.notes())
        .extracting(Note::kind, Note::action, Note::reason)
        .containsExactly(tuple(EventKind.QUEUE_ACTION, "hold", "ask ann"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID + ": Milter: data, discard",
        ID + ": milter=clmilter, discard",
        ID + ": to=<bob@example.com>, delay=00:00:00, pri=30482, stat=discarded",
      })
  void messageThatAFilterDropsIsDiscarded(String line) {
    MessageTrace t = only(ARRIVAL + line + "\n" + ID + ": discarded\n");
    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageThatARuleDropsIsDiscarded() {
    MessageTrace t =
        only(
            (ID + ": ruleset=check_mail, arg1=<ann@example.net>, relay=client.example.net")
                + " [192.0.2.7], discard\n"
                + ARRIVAL
                + (ID + ": discarded\n"));
    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.from()).isEqualTo("ann@example.net");
  }

  private static String compat(String user, String verdict) {
    return ID
        + ": ruleset=check_compat, arg1=<ann@example.net>, arg2=<"
        + user
        + "@example.com>, relay=client.example.net [192.0.2.7], "
        + verdict
        + "\n";
  }

  @Test
  void recipientThatARuleDropsIsDiscardedAlone() {
    String dropped = compat("carol", "discard");
    for (String log : List.of(dropped + SENT, SENT + dropped)) {
      MessageTrace t = only(arrival(2) + log);
      assertThat(t.recipients())
          .extracting(Recipient::to, Recipient::outcome)
          .containsExactlyInAnyOrder(
              tuple("bob@example.com", Outcome.SENT),
              tuple("carol@example.com", Outcome.DISCARDED));
      assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
      assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
      assertThat(t.completed()).hasToString("2026-09-12T10:00:03Z");
      assertThat(t.notes())
          .extracting(Note::kind, Note::action)
          .containsExactly(tuple(EventKind.CONTENT_CHECK, "discard"));
    }
  }

  @Test
  void messageWhoseOnlyRecipientARuleDropsIsDiscarded() {
    MessageTrace t = only(ARRIVAL + DEFERRED + compat("bob", "discard"));
    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status)
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.DISCARDED);
  }

  @Test
  void oneRecipientThatARuleDropsDoesNotEndItsMessage() {
    MessageTrace t = only(arrival(2) + compat("carol", "discard") + DEFERRED);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("carol@example.com", Outcome.DISCARDED),
            tuple("bob@example.com", Outcome.DEFERRED));
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void recipientThatARuleRefusesAfterAcceptanceIsBounced() {
    MessageTrace t =
        only(
            arrival(2)
                + compat("carol", "reject=550 5.7.1 no")
                + delivery("carol", "5.7.1", "Service unavailable")
                + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("carol@example.com", Outcome.BOUNCED), tuple("bob@example.com", Outcome.SENT));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(only(arrival(2) + compat("carol", "reject=550 5.7.1 no")).recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("carol@example.com", Outcome.REJECTED));
  }

  @Test
  void quarantineOfOneRecipientIsTakenBack() {
    MessageTrace t = only(ARRIVAL + compat("bob", "quarantine=odd"));
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(only(ARRIVAL + compat("bob", "quarantine=odd") + SENT).outcome())
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void messageThatAContentFilterDropsIsDiscardedThoughItWasSent() {
    MessageTrace t =
        only(
            ARRIVAL
                + delivery("bob", "2.0.0", "Sent (250 2.7.0 Ok, discarded, id=01234-05 - spam)"));
    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
  }

  // --- recipients that filters change after they were counted (srvrsmtp.c, smtp_data)

  private static String deletes(String user, String found) {
    return ID + ": Milter (rules) delete: rcpt <" + user + "@example.com>" + found + "\n";
  }

  private static String adds(String user) {
    return ID + ": Milter (rules) add: rcpt: <" + user + "@example.com>\n";
  }

  private static String outcomes(MessageTrace t) {
    StringBuilder text = new StringBuilder(t.completeness() + " " + t.outcome() + ":");
    for (Recipient r : t.recipients()) {
      text.append(' ').append(r.to().replace("@example.com", "")).append('=').append(r.outcome());
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", naddrs=1"})
  void recipientThatAFilterDeletesIsNotWaitedFor(String found) {
    assertThat(outcomes(only(arrival(2) + deletes("joe", found) + SENT)))
        .isEqualTo("COMPLETE MIXED: bob=SENT joe=DELETED");
    assertThat(outcomes(only(arrival(2) + SENT + deletes("joe", found))))
        .isEqualTo("COMPLETE MIXED: bob=SENT joe=DELETED");
    assertThat(outcomes(only(deletes("joe", found) + SENT + arrival(2))))
        .isEqualTo("COMPLETE MIXED: bob=SENT joe=DELETED");
    assertThat(outcomes(only(arrival(3) + deletes("joe", found) + SENT)))
        .isEqualTo("OPEN MIXED: bob=SENT joe=DELETED");
    assertThat(outcomes(only(arrival(2) + deletes("joe", found) + DEFERRED)))
        .isEqualTo("OPEN MIXED: bob=DEFERRED joe=DELETED");
  }

  @Test
  void messageWithoutARecipientLeftIsDeleted() {
    assertThat(outcomes(only(arrival(1) + deletes("bob", ", naddrs=1"))))
        .isEqualTo("COMPLETE DELETED: bob=DELETED");
    assertThat(outcomes(only(deletes("bob", "") + arrival(1))))
        .isEqualTo("COMPLETE DELETED: bob=DELETED");
    assertThat(
            outcomes(
                only(
                    arrival(2)
                        + deletes("bob", "")
                        + deletes("joe", "")
                        + ID
                        + ": done; delay=00:00:01, ntries=1")))
        .isEqualTo("COMPLETE DELETED: bob=DELETED joe=DELETED");
  }

  @Test
  void deletionThatFoundNobodyChangesNothing() {
    assertThat(outcomes(only(arrival(2) + deletes("joe", ", naddrs=0") + SENT)))
        .isEqualTo("OPEN SENT: bob=SENT");
    assertThat(outcomes(only(arrival(1) + deletes("joe", ", naddrs=0") + SENT)))
        .isEqualTo("COMPLETE SENT: bob=SENT");
    String twice = deletes("joe", ", naddrs=1") + deletes("joe", ", naddrs=0");
    assertThat(outcomes(only(arrival(3) + twice + SENT)))
        .isEqualTo("OPEN MIXED: bob=SENT joe=DELETED");
    String list = ID + ": Milter delete: rcpt <joe@example.com>,<eve@example.com>, naddrs=2\n";
    assertThat(only(arrival(3) + list + SENT).completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void recipientThatAFilterAddsIsWaitedFor() {
    String sentToLog = delivery("log", "2.0.0", "Sent");
    assertThat(outcomes(only(arrival(1) + adds("log") + SENT))).isEqualTo("OPEN SENT: bob=SENT");
    assertThat(outcomes(only(arrival(1) + adds("log") + SENT + sentToLog)))
        .isEqualTo("COMPLETE SENT: bob=SENT log=SENT");
    assertThat(outcomes(only(SENT + sentToLog + adds("log") + arrival(1))))
        .isEqualTo("COMPLETE SENT: bob=SENT log=SENT");
    assertThat(outcomes(only(arrival(1) + SENT + adds("log"))))
        .as("the late line shows that one is left")
        .isEqualTo("OPEN SENT: bob=SENT");
    assertThat(outcomes(only(arrival(1) + adds("log") + adds("log") + SENT + sentToLog)))
        .as("two filters add the same one")
        .isEqualTo("COMPLETE SENT: bob=SENT log=SENT");
  }

  @Test
  void moreDeletedRecipientsThanAreKeptLeaveTheNumberOpen() {
    String head = "Sep 12 10:00:02 mx1 sm-mta[100]: ";
    StringBuilder deleted = new StringBuilder();
    for (int i = 0; i < CorrelationLimits.DEFAULT.maxRecipients(); i++) {
      deleted.append(head).append(deletes("u" + i, ""));
    }
    assertThat(only(arrival(10_001) + deleted + head + SENT).completeness())
        .isEqualTo(Completeness.COMPLETE);
    deleted.append(head).append(deletes("joe", ""));
    assertThat(only(arrival(10_002) + deleted + head + SENT).completeness())
        .isEqualTo(Completeness.OPEN);
  }

  @Test
  void filterMayGiveAMessageOtherRecipients() {
    String sentToSpam = delivery("spam", "2.0.0", "Sent");
    String redirected = deletes("bob", ", naddrs=1") + adds("spam");
    assertThat(outcomes(only(arrival(1) + redirected)))
        .isEqualTo("OPEN MIXED: bob=DELETED spam=UNKNOWN");
    assertThat(outcomes(only(arrival(1) + redirected + sentToSpam)))
        .isEqualTo("COMPLETE MIXED: spam=SENT bob=DELETED");
    assertThat(outcomes(only(arrival(1) + adds("spam") + deletes("bob", "") + sentToSpam)))
        .isEqualTo("COMPLETE MIXED: spam=SENT bob=DELETED");
    assertThat(outcomes(only(arrival(2) + deletes("bob", ", naddrs=1") + adds("bob") + SENT)))
        .as("deleted and added again")
        .isEqualTo("OPEN SENT: bob=SENT");
    assertThat(outcomes(only(arrival(1) + deletes("bob", ", naddrs=1") + adds("bob") + SENT)))
        .isEqualTo("COMPLETE SENT: bob=SENT");
  }

  @Test
  void refusedMessageHasNoDeletedRecipients() {
    String refused = ID + ": Milter: data, reject=554 5.7.1 Command rejected\n";
    assertThat(outcomes(only(arrival(2) + deletes("bob", ", naddrs=1") + refused)))
        .isEqualTo("COMPLETE REJECTED: bob=REJECTED");
    assertThat(outcomes(only(arrival(1) + deletes("bob", ", naddrs=1") + refused)))
        .isEqualTo("COMPLETE REJECTED: bob=REJECTED");
  }

  @Test
  void transactionThatItsClientGivesUpIsNoMessage() {
    MessageTrace t =
        only(
            ID
                + ": to=<bob@example.com>, delay=00:00:01, pri=30482, stat=aborted by sender\n"
                + (ID + ": from=<ann@example.net>, size=0, class=0, nrcpts=1, proto=ESMTP,")
                + " daemon=MTA-v4, relay=client.example.net [192.0.2.7]\n");
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  // --- old releases

  @Test
  void messageOfAnOldRelease() {
    List<MessageTrace> traces =
        traces(
            "VAA04133: from=<ann@example.net>, size=482, class=0, pri=30482, nrcpts=1,"
                + " msgid=<one@example.net>, proto=SMTP, relay=client.example.net [192.0.2.7]\n"
                + "VAA04133: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp,"
                + " relay=mx.example.com. [198.51.100.25], stat=User unknown\n"
                + "VAA04133: VAA04134: return to sender: User unknown\n"
                + "VAA04134: to=<ann@example.net>, delay=00:00:01, mailer=esmtp,"
                + " relay=mx.example.net. [198.51.100.9], stat=Sent (ok)\n");
    assertThat(traces).hasSize(2);
    assertThat(byId(traces, "VAA04133").outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(byId(traces, "VAA04133").links())
        .containsExactly(new Link(Link.Type.NOTIFICATION, "VAA04134", null));
    assertThat(byId(traces, "VAA04134").outcome()).isEqualTo(Outcome.SENT);
    assertThat(traces).extracting(MessageTrace::completeness).containsOnly(Completeness.COMPLETE);
  }

  @Test
  void memberOfAnAliasMayBeTriedMuchLater() {
    MessageTrace t =
        only(
            ARRIVAL
                + delivery("carol", "2.0.0", "Sent (ok)")
                + "Sep 12 10:03:00 mx1 sm-mta[101]: "
                + DEFERRED
                + "Sep 12 12:00:00 mx1 sendmail[201]: "
                + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("carol@example.com", Outcome.SENT), tuple("bob@example.com", Outcome.SENT));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void clientMayTryAgainUnderTheIdOfARefusedSender() {
    MessageTrace t =
        only(
            (ID + ": ruleset=check_mail, arg1=<ann@nowhere.example>, relay=[192.0.2.7],")
                + " reject=553 5.1.8 <ann@nowhere.example>... Domain of sender address"
                + " ann@nowhere.example does not exist\n"
                + ARRIVAL
                + SENT);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Milter: from=<ann@example.net>, reject=550 5.7.1 no",
        "Milter: helo=pc, reject=550 5.7.1 no",
        "Milter: connect: host=pc.example.net, addr=192.0.2.7, rejecting commands",
      })
  void transactionThatIsRefusedBeforeItsRecipientsIsRejected(String line) {
    MessageTrace t = only(ID + ": " + line + "\n");
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void senderThatIsNoneIsRefusedAndTheClientMayTryAgain() {
    String unparsable =
        ID
            + ": setsender: <ann@: invalid or unparsable, received from client.example.net"
            + " [192.0.2.7]\n";
    MessageTrace refused = only(unparsable);
    assertThat(refused.from()).isEqualTo("ann@");
    assertThat(refused.client()).isNotNull();
    assertThat(refused.client().ip()).isEqualTo("192.0.2.7");
    assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(refused.completeness()).isEqualTo(Completeness.COMPLETE);
    MessageTrace sent = only(unparsable + ARRIVAL + SENT);
    assertThat(sent.from()).isEqualTo("ann@example.net");
    assertThat(sent.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void clientWithoutANameHasItsAddressBehindItsUser() {
    MessageTrace t =
        only(ARRIVAL.replace("client.example.net [192.0.2.7]", "joe@[192.0.2.7]") + SENT);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.client().host()).isNull();
    assertThat(t.submitter()).isNull();
  }

  @Test
  void timeThatTheSenderSetIsATimeOutToo() {
    MessageTrace t =
        byId(
            traces(ARRIVAL + DEFERRED + ID + ": " + OTHER + ": DSN: delivery time expired 300s\n"),
            ID);
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void recipientIsTheSameInAListAndAlone() {
    MessageTrace t =
        only(
            arrival(2)
                + ID
                + ": to=<bob@example.com>,<\"j\\303\\266rg\"@example.com>, delay=00:00:03,"
                + " mailer=esmtp, pri=1, relay=mx.example.com., dsn=4.0.0, stat=Deferred\n"
                + ID
                + ": to=<\"j\\303\\266rg\"@example.com>, delay=00:00:09, mailer=esmtp, pri=1,"
                + " relay=mx.example.com., dsn=2.0.0, stat=Sent\n"
                + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.com", Outcome.SENT),
            tuple("\"j\u00f6rg\"@example.com", Outcome.SENT));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageThatWasSplitEndsWithItsOwnRecipients() {
    List<MessageTrace> traces =
        traces(
            arrival(2)
                + (ID + ": split: maxrcpts=1, rcpts=2, count=1, id=" + OTHER + "\n")
                + SENT
                + OTHER
                + ": to=<carol@example.com>, delay=00:00:03, mailer=esmtp, pri=1,"
                + " relay=mx.example.com., dsn=2.0.0, stat=Sent\n");
    assertThat(byId(traces, ID).completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(byId(traces, OTHER).completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(byId(traces, OTHER).messageId()).isEqualTo("one@example.net");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxrcpts=2, rcpts=6, count=2, ", "count=2, "})
  void messageThatWasSplitIntoSeveralIsLinkedWithEach(String figures) {
    String third = "68CA01ya012399";
    String sent =
        ": to=<%s@example.com>, delay=00:00:03, mailer=esmtp, pri=1, relay=mx.example.com.,"
            + " dsn=2.0.0, stat=Sent\n";
    List<MessageTrace> traces =
        traces(
            arrival(6)
                + (ID + ": split: " + figures + "ids=" + OTHER + "; " + third + "\n")
                + SENT
                + (OTHER + String.format(sent, "carol"))
                + (third + String.format(sent, "dave")));
    assertThat(traces).hasSize(3);
    assertThat(byId(traces, ID).links())
        .contains(new Link(Link.Type.CLONE, OTHER, null), new Link(Link.Type.CLONE, third, null));
    for (String id : List.of(OTHER, third)) {
      MessageTrace clone = byId(traces, id);
      assertThat(clone.links()).containsExactly(new Link(Link.Type.CLONE_OF, ID, null));
      assertThat(clone.messageId()).isEqualTo("one@example.net");
    }
    assertThat(traces).extracting(MessageTrace::outcome).containsOnly(Outcome.SENT);
    assertThat(traces).extracting(MessageTrace::completeness).containsOnly(Completeness.COMPLETE);
  }

  @Test
  void pieceOfADeliveryTellsWhatItsCodeSays() {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + "[1]: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=1,"
                + " relay=mx.example.com., dsn=5.1.1, reply=550 5.1.1 x, stat=Deferred: y ...\n"
                + ID
                + "[2]: z, stat=User unknown\n");
    assertThat(t.outcome()).isEqualTo(Outcome.BOUNCED);
  }

  @Test
  void messageThatCannotBeDeliveredAtAllIsBounced() {
    MessageTrace loop =
        byId(traces(ARRIVAL + ID + ": " + OTHER + ": DSN: aliasing/forwarding loop broken\n"), ID);
    assertThat(loop.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(loop.completeness()).isEqualTo(Completeness.COMPLETE);
    String hops =
        "Too many hops 26 (25 max): from <ann@example.net> via mail.example.net,"
            + " to <bob@example.com>\n";
    MessageTrace tired =
        byId(
            traces(
                ARRIVAL
                    + (ID + ": SYSERR(root): " + hops)
                    + (ID + ": " + OTHER + ": DSN: " + hops)),
            ID);
    assertThat(tired.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("bob@example.com", Outcome.BOUNCED));
  }

  @Test
  void receiptIsNoFailure() {
    MessageTrace t =
        byId(traces(ARRIVAL + ID + ": " + OTHER + ": DSN: Return receipt\n" + SENT), ID);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  // --- texts in several lines

  private static final String TAIL =
      "delay=00:00:03, mailer=esmtp, pri=1, relay=mx.example.com. [198.51.100.25], dsn=2.0.0,"
          + " stat=Sent (ok)\n";

  @Test
  void textThatWasCutIsToldAsAWhole() {
    MessageTrace t =
        only(
            arrival(3)
                + (ID + "[1]: to=<bob@example.com>, ...\n")
                + "sm-mta[101]: NOQUEUE: connect from [192.0.2.8]\n"
                + (ID + "[2]: <carol@example.com>,<dave@example.com>,  ...\n")
                + (ID + "[3]: " + TAIL));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.com", Outcome.SENT),
            tuple("carol@example.com", Outcome.SENT),
            tuple("dave@example.com", Outcome.SENT));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients().get(2).attempts().get(0).relayIp()).isEqualTo("198.51.100.25");
  }

  @Test
  void arrivalThatWasCutBeginsAMessage() {
    String arrival = ARRIVAL.replace(": from", "[1]: from").replace("msgid=", " ...\n%msgid=");
    MessageTrace t = only(arrival.replace("%", ID + "[2]: ") + SENT);
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID + "[3]: ", // the second was lost
        OTHER + "[2]: ", // another's
        "sm-mta[101]: " + ID + "[2]: ", // of another process
        ID + "[2]: to=<x@example.com>, stat=Sent ...\n" + ID + "[2]: ", // cut again
      })
  void piecesThatDoNotFitTellNothing(String second) {
    MessageTrace t =
        byId(traces(ARRIVAL + ID + "[1]: to=<bob@example.com>, ...\n" + second + TAIL), ID);
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void fieldsInLinesOfTheirOwnAreOfAllRecipientsBefore() {
    MessageTrace t =
        only(
            (ID + ": from=<ann@example.net>\n")
                + (ID + ": size=482, class=0, nrcpts=3\n")
                + (ID + ": msgid=<one@example.net>\n")
                + (ID + ": proto=ESMTP, relay=client.example.net [192.0.2.7]\n")
                + (ID + ": to=<bob@example.com>,<carol@example.com>, [more]\n")
                + (ID + ": to=<dave@example.com>\n")
                + (ID + ": ctladdr=<ann@example.net> (1000/1000)\n")
                + (ID + ": delay=00:00:03, xdelay=00:00:02, mailer=esmtp\n")
                + (ID + ": relay=mx.example.com. [198.51.100.25]\n")
                + (ID + ": stat=Sent (ok)\n"));
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.size()).isEqualTo(482);
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.com", Outcome.SENT),
            tuple("carol@example.com", Outcome.SENT),
            tuple("dave@example.com", Outcome.SENT));
    assertThat(t.recipients()).allSatisfy(r -> assertThat(r.attempts()).hasSize(1));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void fieldsOfTwoDeliveriesAreToldApart() {
    String fields = ID + ": delay=00:00:03, mailer=esmtp\n" + ID + ": stat=";
    MessageTrace t =
        only(
            arrival(2)
                + (ID + ": to=<bob@example.com>\n" + fields + "Sent (ok)\n")
                + (ID + ": to=<carol@example.com>\n" + fields + "Deferred: busy\n"));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.com", Outcome.SENT), tuple("carol@example.com", Outcome.DEFERRED));
  }

  /** What a stranger's server answers is believed only where our own lines agree. */
  @ParameterizedTest
  @CsvSource({
    "localhost [127.0.0.1], [127.0.0.1] [127.0.0.1], true",
    "filter.example.net [192.0.2.25], filter.example.net. [192.0.2.25], true",
    "mail.example.net [192.0.2.10], mx.evil.example. [192.0.2.66], false"
  })
  void nextHopsAnswerLinksWhatItMayHaveHandedBack(String client, String relay, boolean linked) {
    List<MessageTrace> traces =
        traces(
            arrival(1)
                + arrival(1).replace(ID, OTHER).replace("client.example.net [192.0.2.7]", client)
                + delivery("bob", "2.0.0", "Sent (" + OTHER + " Message accepted for delivery)")
                    .replace("mx.example.com. [198.51.100.25]", relay));

    assertThat(byId(traces, OTHER).links())
        .isEqualTo(linked ? List.of(new Link(Link.Type.REINJECTED_FROM, ID, null)) : List.of());
  }

  // --- lines that come late, and lines that only mention an id

  /** {@code ID} says that its message arrived on Sep 12 10:00. */
  private static final String LATER = "Sep 12 10:20:00 mx1 sm-mta[140]: ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": " + OTHER + ": DSN: User unknown",
        ": " + OTHER + ": postmaster notify: User unknown",
        ": done; delay=00:19:00, ntries=1",
        ": Saved message in /var/tmp/dead.letter",
      })
  void lateLineOfAnIdThatStatesItsTimeIsOfItsMessage(String line) {
    MessageTrace t = only(ARRIVAL + UNKNOWN + LATER + ID + line + "\n");
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.links().size() + t.notes().size()).isEqualTo(line.contains("done") ? 0 : 1);
  }

  @Test
  void lineThatComesTooLateBeginsNoMessage() {
    List<MessageTrace> traces =
        traces(
            ARRIVAL
                + UNKNOWN
                + ("Sep 12 15:00:00 mx1 sm-mta[140]: " + OTHER + "x\n").repeat(10)
                + ("Sep 12 15:00:01 mx1 sm-mta[140]: " + ID + ": " + OTHER + ": DSN: x\n")
                + ("Sep 12 15:00:02 mx1 sm-mta[140]: "
                    + ID
                    + ": done; delay=05:00:00, ntries=1\n"));
    assertThat(traces).extracting(MessageTrace::queueId).containsExactly(ID);
    assertThat(traces.get(0).outcome()).isEqualTo(Outcome.BOUNCED);
  }

  @Test
  void lateLineOfAnEarlierLogTellsOfItsMessage() {
    MessageTrace t =
        only("Sep 12 15:00:01 mx1 sm-mta[140]: " + ID + ": done; delay=05:00:00, ntries=1\n");
    assertThat(t.completeness()).isEqualTo(Completeness.NO_START);
  }

  @Test
  void whatAClientAsksForIsNoMessage() {
    String asked = ID + ": client.example.net [192.0.2.7]: ";
    String session =
        (asked + "EXPN staff\n")
            + (ID + ": alias staff => bob, carol\n")
            + (ID + ": alias bob => robert\n")
            + (asked + "VRFY carol\n");
    String lost = "lost input channel from client.example.net [192.0.2.7] to MTA after vrfy\n";
    assertThat(traces(session + ID + ": " + lost)).isEmpty();
    MessageTrace t = only(session + ARRIVAL + SENT.replace("<bob@example.com>", "bob"));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::origTo)
        .containsExactly(tuple("bob", null));
  }

  @Test
  void refusedQuestionLeavesNoMessageInTheQueue() {
    String refused =
        (ID + ": client.example.net [192.0.2.7]: VRFY root [rejected]\n")
            + (ID + ": client.example.net [192.0.2.7]: etrn example.org [rejected]\n");
    MessageTrace t = only(refused);
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients()).isEmpty();
    t = only(refused + ARRIVAL + SENT);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.from()).isEqualTo(only(ARRIVAL + SENT).from());
  }

  // --- aliases

  @Test
  void aliasTellsTheAddressThatWasFirstGiven() {
    String local = ", delay=00:00:00, mailer=local, pri=1, dsn=2.0.0, stat=";
    MessageTrace t =
        only(
            (ID + ": alias <crew@example.com> => desk, emil@example.net\n")
                + (ID + ": alias desk => dora, \"|/bin/file\"\n")
                + ARRIVAL
                + (ID + ": to=dora" + local + "Sent\n")
                + (ID + ": to=emil@example.net" + local + "Deferred: busy\n")
                + (ID + ": to=\"|/bin/file\"" + local + "Sent\n")
                + (ID + ": to=<frank@example.com>" + local + "Sent\n")
                + (ID + ": to=emil@example.net" + local + "Sent\n"));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::origTo, Recipient::outcome)
        .containsExactly(
            tuple("dora", "crew@example.com", Outcome.SENT),
            tuple("emil@example.net", "crew@example.com", Outcome.SENT),
            tuple("\"|/bin/file\"", "crew@example.com", Outcome.SENT),
            tuple("frank@example.com", null, Outcome.SENT));
    assertThat(t.recipients().get(1).attempts()).hasSize(2);
  }

  @Test
  void addressThatAnAliasNamesIsARecipientWithoutAnyOther() {
    MessageTrace t = only(ARRIVAL + ID + ": alias <crew@example.com> => dora, emil\n");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("crew@example.com", Outcome.UNKNOWN));
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void recipientInALoopOfAliasesIsBounced() {
    String ring = (ID + ": alias <ring@example.com> => ring2\n") + (ID + ": alias ring2 => ring\n");
    String broken = ID + ": " + OTHER + ": DSN: aliasing/forwarding loop broken\n";
    MessageTrace alone = byId(traces(ARRIVAL + ring + broken), ID);
    assertThat(alone.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(alone.completeness()).isEqualTo(Completeness.COMPLETE);
    MessageTrace t = byId(traces(arrival(2) + ring + SENT + broken), ID);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.com", Outcome.SENT), tuple("ring@example.com", Outcome.BOUNCED));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void aliasOfItselfIsNoLoop() {
    String self = ID + ": alias <bob@example.com> => bob, carol\n" + ID + ": alias bob => bob\n";
    MessageTrace t = byId(traces(ARRIVAL + self + UNKNOWN + ID + ": " + OTHER + ": DSN: x\n"), ID);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
  }

  @Test
  void messageSavedInAFileIsANote() {
    MessageTrace t = only(ARRIVAL + UNKNOWN + ID + ": Saved message in /var/tmp/dead.letter\n");
    assertThat(t.notes())
        .extracting(Note::kind, Note::reason)
        .containsExactly(tuple(EventKind.BOUNCE, "Saved message in /var/tmp/dead.letter"));
  }

  /** Its end is not logged at the default level: a long silence shows that no more comes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void traceIsGivenWhenTheMessageHasEndedAndNoLineComes(boolean saysDone) {
    Instant[] now = {Instant.parse("2026-09-12T10:00:05Z")};
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog log =
        LiveLog.builder()
            .dialects(Dialects.of(new SendmailDialect()))
            .zone(ZoneOffset.UTC)
            .clock(() -> now[0])
            .onTrace(traces::add)
            .build();
    (ARRIVAL + SENT + (saysDone ? ID + ": done; delay=00:00:03, ntries=1" : ""))
        .lines()
        .forEach(line -> log.line("Sep 12 10:00:05 mx1 sm-mta[100]: " + line));
    now[0] =
        now[0].plusSeconds(
            saysDone ? MessageCorrelator.LINGER_SECONDS : MessageCorrelator.PATIENCE_SECONDS);
    log.tick();
    assertThat(traces).isEmpty();
    now[0] = now[0].plusSeconds(1);
    log.tick();
    assertThat(traces).hasSize(1);
  }

  @Test
  void aliasOfANotificationIsNotOfTheMessage() {
    String local = ID + ": to=dave, delay=00:00:00, mailer=local, pri=1, dsn=2.0.0, stat=Sent\n";
    MessageTrace t =
        only(
            arrival(2)
                + UNKNOWN
                + (ID + ": alias postmaster => root\n")
                + (ID + ": alias root => dave\n")
                + local);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::origTo)
        .containsExactly(tuple("bob@example.com", null), tuple("dave", null));
  }

  @Test
  void membersOfAListWithAnOwnerAreOfItsAddress() {
    List<MessageTrace> traces =
        traces(
            ARRIVAL
                + (ID + ": alias <crew@example.com> => dora, emil\n")
                + (ID + ": " + OTHER + ": clone: owner=owner-crew\n")
                + (OTHER + ": to=dora,emil, delay=00:00:00, mailer=local, pri=1, stat=Sent\n"));
    assertThat(byId(traces, OTHER).recipients())
        .extracting(Recipient::to, Recipient::origTo)
        .containsExactly(tuple("dora", "crew@example.com"), tuple("emil", "crew@example.com"));
    assertThat(byId(traces, ID).recipients()).isEmpty();
  }

  @Test
  void loopThatIsFoundBeforeTheMessageIsARefusal() {
    String ring =
        (ID + ": alias <ring@example.com> => ring2\n")
            + (ID + ": alias ring2 => ring\n")
            + (ID + ": alias ring => ring2\n")
            + (ID + ": aliasing/forwarding loop broken\n");
    String end = ID + ": alias ann => bob\n" + ID + ": done; delay=00:00:00, ntries=1\n";
    MessageTrace alone = only(ring + arrival(0) + end);
    assertThat(alone.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(tuple("ring@example.com", Outcome.REJECTED));
    assertThat(alone.completeness()).isEqualTo(Completeness.COMPLETE);
    MessageTrace t = only(ring + ARRIVAL + SENT);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("ring@example.com", Outcome.REJECTED), tuple("bob@example.com", Outcome.SENT));
  }

  /** A local submission tells of an unknown recipient at once (recipient.c). */
  @Test
  void aliasBehindAnEarlyFailureIsOfTheMessage() {
    MessageTrace t =
        only(
            (ID + ": nosuch... User unknown\n")
                + (ID + ": to=nosuch, delay=00:00:00, mailer=local, pri=0, dsn=5.1.1,")
                + " reply=550 5.1.1 User unknown, stat=User unknown\n"
                + (ID + ": alias crew => dora\n")
                + arrival(2)
                + (ID + ": to=dora, delay=00:00:00, mailer=local, pri=1, stat=Sent\n"));
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::origTo, Recipient::outcome)
        .containsExactly(
            tuple("nosuch", null, Outcome.BOUNCED), tuple("dora", "crew", Outcome.SENT));
  }

  @Test
  void textOfManyPiecesIsForgottenBeyondItsLimit() {
    StringBuilder log = new StringBuilder(arrival(2));
    String list = "<a@example.com>,".repeat(60);
    for (int i = 1; i <= 18; i++) {
      log.append(ID).append('[').append(i).append("]: ").append(i == 1 ? "to=" : "").append(list);
      log.append(" ...\n");
    }
    MessageTrace t = only(log + ID + "[19]: <bob@example.com>, " + TAIL + SENT);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void firstOfTooManyCutTextsIsForgotten() {
    String first = "Sep 12 10:00:05 mx1 sm-mta[999]: " + ID + "[1]: to=<bob@example.com>, ...\n";
    String rest = "Sep 12 10:00:06 mx1 sm-mta[999]: " + ID + "[2]: " + TAIL;
    for (int others : new int[] {63, 64}) {
      StringBuilder log = new StringBuilder(ARRIVAL + first);
      for (int pid = 1; pid <= others; pid++) {
        log.append("Sep 12 10:00:05 mx1 sm-mta[").append(pid).append("]: NOQUEUE[1]: x ...\n");
      }
      Outcome outcome = only(log + rest).outcome();
      assertThat(outcome).isEqualTo(others < 64 ? Outcome.SENT : Outcome.UNKNOWN);
    }
  }
}
