package io.maillog.postfix;

import static io.maillog.postfix.Stories.byId;
import static io.maillog.postfix.Stories.recipient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the correlator makes of Postfix's lines: one message, or a few, a test. */
class StoriesTest {

  private static final String SENT =
      """
      smtpd[10]: connect from client.example.net[192.0.2.7]
      smtpd[10]: Anonymous TLS connection established from client.example.net[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
      smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7], sasl_method=PLAIN, sasl_username=alice
      cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
      qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
      smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, orig_to=<info@example.org>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0.1/0.2/0.3/0.9, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9ZZ)
      qmgr[12]: 4F1AB18C3E9: removed
      smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8
      """;

  @Test
  void messageThatWasSentTellsItsWholeStory() {
    MessageTrace t = Stories.only(SENT);

    assertThat(t.dialect()).isEqualTo("postfix");
    assertThat(t.host()).isEqualTo("mx1");
    assertThat(t.instance()).isNull();
    assertThat(t.queueId()).isEqualTo("4F1AB18C3E9");
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.from()).isEqualTo("alice@example.net");
    assertThat(t.size()).isEqualTo(432);
    assertThat(t.nrcpt()).isEqualTo(1);
    assertThat(t.received()).hasToString("2026-09-12T10:00:03Z");
    assertThat(t.completed()).hasToString("2026-09-12T10:00:07Z");
    assertThat(t.client()).isNotNull();
    assertThat(t.client().host()).isEqualTo("client.example.net");
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.client().tls()).isEqualTo("TLSv1.3");
    assertThat(t.client().saslUsername()).isEqualTo("alice");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).origTo()).isEqualTo("info@example.org");
    Attempt attempt = t.recipients().get(0).attempts().get(0);
    assertThat(attempt.status()).isEqualTo(DeliveryStatus.SENT);
    assertThat(attempt.relayHost()).isEqualTo("mx.example.com");
    assertThat(attempt.relayIp()).isEqualTo("198.51.100.25");
    assertThat(attempt.relayPort()).isEqualTo(25);
    assertThat(attempt.dsn()).isEqualTo("2.0.0");
    assertThat(attempt.code()).isEqualTo(250);
    assertThat(attempt.delayMicros()).isEqualTo(1_500_000);
  }

  @Test
  void bounceOfARecipientInDoubtSaysNothingOfTheOthers() {
    MessageTrace t =
        Stories.only(
            """
            qmgr[3]: 4F1AB18C3E9: from=<alice@example.org>, size=300, nrcpt=2 (queue active)
            smtp[4]: 4F1AB18C3E9: to=<z@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.3.2, status=deferred (host mx.example.net[192.0.2.1] refused to talk to me: 454 later)
            smtp[5]: 4F1AB18C3E9: to=<p@example.com>, orig_to=<b>, orig_to=<b@example.net>, relay=mx.example.com[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=5.2.2, status=bounced (host mx.example.com[192.0.2.2] said: 550 5.2.2 full (in reply to RCPT TO command))
            """);

    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("z@example.net");
    assertThat(t.recipients()).extracting(Recipient::outcome).containsExactly(Outcome.DEFERRED);
  }

  @Test
  void retriesAreAttemptsOfOneRecipient() {
    MessageTrace t =
        Stories.only(
            """
            pickup[1]: 4F1AB18C3E9: uid=1000 from=<alice>
            cleanup[2]: 4F1AB18C3E9: message-id=<two@example.org>
            qmgr[3]: 4F1AB18C3E9: from=<alice@example.org>, size=300, nrcpt=1 (queue active)
            smtp[4]: 4F1AB18C3E9: host mx.example.com[198.51.100.25] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)
            smtp[4]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx2.example.com[198.51.100.26]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx2.example.com[198.51.100.26] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))
            qmgr[3]: 4F1AB18C3E9: from=<alice@example.org>, size=300, nrcpt=1 (queue active)
            smtp[5]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=300, delays=299/0/0/1, dsn=2.0.0, status=sent (250 ok)
            qmgr[3]: 4F1AB18C3E9: removed
            """);

    assertThat(t.submitter()).isNotNull();
    assertThat(t.submitter().uid()).isEqualTo(1000);
    assertThat(t.client()).isNull();
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status)
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.SENT);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void idThatIsUsedAgainIsAnotherMessage() {
    String again = SENT.replace("one@", "two@").replace("bob@", "carol@");
    List<MessageTrace> traces = Stories.of(SENT + again);

    assertThat(traces)
        .extracting(MessageTrace::messageId)
        .containsExactly("one@example.net", "two@example.net");
    assertThat(traces).allMatch(t -> t.recipients().size() == 1);
  }

  @Test
  @DisplayName("an id used again by a notification or a forward, where `removed` was lost")
  void idThatIsUsedAgainWithoutAClientIsAnotherMessage() throws IOException {
    String log =
        """
        smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
        qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
        smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed out)
        cleanup[11]: 4F1AB18C3E9: message-id=<two@mx1.example.org>
        qmgr[12]: 4F1AB18C3E9: from=<>, size=99, nrcpt=1 (queue active)
        smtp[13]: 4F1AB18C3E9: to=<alice@example.net>, relay=mx.example.net[198.51.100.26]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
        qmgr[12]: 4F1AB18C3E9: removed
        """;
    List<MessageTrace> traces = Stories.of(log);

    assertThat(traces)
        .extracting(MessageTrace::messageId)
        .containsExactly("one@example.net", "two@mx1.example.org");
    assertThat(traces.get(0).from()).isEqualTo("alice@example.net");
    assertThat(traces.get(0).recipients()).extracting("to").containsExactly("bob@example.com");
    // It is not queued any more, since its id was free; how it ended is lost.
    assertThat(traces.get(0).completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(traces.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(traces.get(1).from()).isEmpty();
    assertThat(traces.get(1).outcome()).isEqualTo(Outcome.SENT);
    assertThat(traces.get(1).completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  @Test
  void severalMessageIdsBeforeTheQueueManagerAreOfOneMessage() {
    MessageTrace t =
        Stories.only(
            """
            pickup[1]: 4F1AB18C3E9: uid=1000 from=<alice>
            cleanup[2]: 4F1AB18C3E9: message-id=<one@example.org>
            cleanup[2]: 4F1AB18C3E9: resent-message-id=<two@example.org>
            cleanup[2]: 4F1AB18C3E9: message-id=<three@example.org>
            qmgr[3]: 4F1AB18C3E9: from=<alice@example.org>, size=300, nrcpt=1 (queue active)
            cleanup[2]: 4F1AB18C3E9: message-id=<one@example.org>
            """);

    assertThat(t.messageId()).isEqualTo("one@example.org");
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void severalMessagesOfOneSessionShareItsFacts() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: Trusted TLS connection established from client.example.net[192.0.2.7]: TLSv1.2 with cipher AES128-SHA (128/128 bits)
            smtpd[10]: 4F1AB18C3E1: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E1: message-id=<a@example.net>
            smtpd[10]: 4F1AB18C3E2: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E2: message-id=<b@example.net>
            qmgr[12]: 4F1AB18C3E1: from=<a@example.net>, size=1, nrcpt=1 (queue active)
            qmgr[12]: 4F1AB18C3E2: from=<a@example.net>, size=1, nrcpt=1 (queue active)
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=2 rcpt=2 data=2 quit=1 commands=8
            """);

    assertThat(traces).hasSize(2);
    assertThat(traces).allMatch(t -> "TLSv1.2".equals(t.client().tls()));
    assertThat(traces).allMatch(t -> t.completeness() == Completeness.OPEN);
  }

  @Test
  void sessionOfAnotherHostWithTheSamePidGivesNothing() {
    List<MessageTrace> traces =
        Stories.of(
            """
            mx1 postfix/smtpd[10]: connect from client.example.net[192.0.2.7]
            mx1 postfix/smtpd[10]: Trusted TLS connection established from client.example.net[192.0.2.7]: TLSv1.2 with cipher AES128-SHA (128/128 bits)
            mx2 postfix/smtpd[10]: connect from other.example.net[192.0.2.8]
            mx2 postfix/smtpd[10]: 4F1AB18C3E1: client=other.example.net[192.0.2.8]
            mx1 postfix/smtpd[10]: 4F1AB18C3E1: client=client.example.net[192.0.2.7]
            """);

    assertThat(traces).hasSize(2);
    assertThat(traces)
        .filteredOn(t -> "mx2".equals(t.host()))
        .allMatch(t -> t.client().tls() == null);
    assertThat(traces)
        .filteredOn(t -> "mx1".equals(t.host()))
        .allMatch(t -> "TLSv1.2".equals(t.client().tls()));
  }

  private static final String BOUNCED_PARENT =
      """
      smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
      cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
      qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
      smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.25] said: 550 5.1.1 No such user (in reply to RCPT TO command))
      """;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "a notification is linked whether its own lines come first (up to 3.10) or last (3.11)")
  void notificationIsLinkedInBothOrders(boolean childFirst) {
    String child = "cleanup[14]: 5A1AB18C3E9: message-id=<ndn@mx1>\n";
    String link = "bounce[15]: 4F1AB18C3E9: sender non-delivery notification: 5A1AB18C3E9\n";
    List<MessageTrace> traces =
        Stories.of(
            BOUNCED_PARENT
                + (childFirst ? child + link : link + child)
                + """
                qmgr[12]: 5A1AB18C3E9: from=<>, size=2500, nrcpt=1 (queue active)
                qmgr[12]: 4F1AB18C3E9: removed
                local[16]: 5A1AB18C3E9: to=<alice@example.net>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
                qmgr[12]: 5A1AB18C3E9: removed
                """);

    MessageTrace parent = byId(traces, "4F1AB18C3E9");
    MessageTrace notification = byId(traces, "5A1AB18C3E9");
    assertThat(parent.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(parent.links())
        .containsExactly(new Link(Link.Type.NOTIFICATION, "5A1AB18C3E9", null));
    assertThat(notification.links())
        .containsExactly(new Link(Link.Type.NOTIFICATION_OF, "4F1AB18C3E9", null));
    assertThat(notification.from()).isEmpty();
    assertThat(notification.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void notificationWithoutLinesOfItsOwnIsNoTrace() {
    List<MessageTrace> traces =
        Stories.of(
            BOUNCED_PARENT
                + """
                bounce[15]: 4F1AB18C3E9: sender non-delivery notification: 5A1AB18C3E9
                qmgr[12]: 4F1AB18C3E9: removed
                """);

    assertThat(traces).hasSize(1);
    assertThat(traces.get(0).links()).hasSize(1);
  }

  @Test
  void contentFilterHandsTheMessageBack() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            smtpd[20]: connect from localhost[127.0.0.1]
            smtpd[20]: 5A1AB18C3E9: client=localhost[127.0.0.1]
            cleanup[11]: 5A1AB18C3E9: message-id=<one@example.net>
            qmgr[12]: 5A1AB18C3E9: from=<alice@example.net>, size=832, nrcpt=1 (queue active)
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=7, delays=2/0/0/5, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5A1AB18C3E9)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(byId(traces, "4F1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.REINJECTED_AS, "5A1AB18C3E9", null));
    assertThat(byId(traces, "5A1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.REINJECTED_FROM, "4F1AB18C3E9", null));
  }

  /** The filter states the id with XFORWARD, after what the client stated with AUTH. */
  @Test
  void filterGivesBackTheMessage() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: ABCDEF0005: client=mail.example.org[192.0.2.1]
            cleanup[11]: ABCDEF0005: message-id=<one@example.net>
            qmgr[12]: ABCDEF0005: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            smtpd[20]: connect from filter.example.org[192.0.2.3]
            smtpd[20]: ABCDEF0006: client=filter.example.org[192.0.2.3], sasl_sender="x, orig_queue_id=ABCDEF0009"@example.org, orig_queue_id=ABCDEF0005, orig_client=mail.example.org[192.0.2.1]
            cleanup[11]: ABCDEF0006: message-id=<one@example.net>
            smtp[13]: ABCDEF0005: to=<bob@example.com>, relay=filter.example.org[192.0.2.3]:10024, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
            qmgr[12]: ABCDEF0005: removed
            """);

    assertThat(byId(traces, "ABCDEF0005").links())
        .containsExactly(new Link(Link.Type.REINJECTED_AS, "ABCDEF0006", null));
    MessageTrace back = byId(traces, "ABCDEF0006");
    assertThat(back.links())
        .containsExactly(new Link(Link.Type.REINJECTED_FROM, "ABCDEF0005", null));
    // Its client is the one that the filter had it from; the filter is said beside.
    assertThat(back.client()).isNotNull();
    assertThat(back.client().host()).isEqualTo("mail.example.org");
    assertThat(back.client().ip()).isEqualTo("192.0.2.1");
    assertThat(back.client().saslUsername()).isNull();
    assertThat(back.notes())
        .extracting(Note::kind, Note::reason)
        .containsExactly(tuple(EventKind.RECEIVED, "filter.example.org[192.0.2.3]"));
  }

  /** What looks like XFORWARD may be of the name that the client chose: it links nothing. */
  @Test
  void userNamedAfterWhatAFilterStatesIsNoFilter() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: ABCDEF0005: client=mail.example.org[192.0.2.1]
            qmgr[12]: ABCDEF0005: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            smtpd[20]: ABCDEF0006: client=evil.example.net[192.0.2.66], sasl_method=PLAIN, sasl_username=bob, orig_queue_id=ABCDEF0005, orig_client=mail.example.org[192.0.2.1]
            qmgr[12]: ABCDEF0006: from=<bob@example.net>, size=432, nrcpt=1 (queue active)
            qmgr[12]: ABCDEF0005: removed
            """);

    assertThat(byId(traces, "ABCDEF0005").links()).isEmpty();
    MessageTrace t = byId(traces, "ABCDEF0006");
    assertThat(t.links()).isEmpty();
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.66");
    assertThat(t.client().saslUsername()).isNull();
  }

  /** A redirected message is delivered once, however many recipients it had (qmgr_message.c). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cleanup[11]: ABCDEF0005: redirect: header Subject: x from mail.example.org[192.0.2.1];"
            + " from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>:"
            + " carol@example.com",
        "cleanup[11]: ABCDEF0005: milter-header-redirect: header Subject: x from"
            + " mail.example.org[192.0.2.1]; from=<alice@example.net> to=<bob@example.com>"
            + " proto=ESMTP helo=<pc>: carol@example.com",
        "smtpd[10]: ABCDEF0005: redirect: RCPT from mail.example.org[192.0.2.1]:"
            + " <bob@example.com>: Recipient address triggers REDIRECT carol@example.com;"
            + " from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>",
      })
  void redirectedMessageGoesToOne(String redirect) {
    String log =
        """
        smtpd[10]: connect from mail.example.org[192.0.2.1]
        smtpd[10]: ABCDEF0005: client=mail.example.org[192.0.2.1]
        %s
        cleanup[11]: ABCDEF0005: message-id=<one@example.net>
        qmgr[12]: ABCDEF0005: from=<alice@example.net>, size=432, nrcpt=3 (queue active)
        """
            .formatted(redirect);
    String delivery =
        "smtp[13]: ABCDEF0005: to=<carol@example.com>, orig_to=<bob@example.com>,"
            + " relay=mx.example.com[192.0.2.3]:25, delay=1.5, delays=0.4/0.1/0/1, dsn=2.0.0,"
            + " status=sent (250 2.0.0 Ok)\n";
    String removed = "qmgr[12]: ABCDEF0005: removed\n";

    assertThat(Stories.only(log + delivery + removed))
        .returns(Outcome.SENT, MessageTrace::outcome)
        .returns(Completeness.COMPLETE, MessageTrace::completeness);
    assertThat(Stories.only(log + removed).completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(Stories.only(log.replace(redirect, "") + delivery + removed).completeness())
        .isEqualTo(Completeness.PARTIAL);
    if (redirect.startsWith("smtpd")) { // of the first recipient, who is before the id
      assertThat(Stories.only(swapped(log, redirect) + delivery + removed).completeness())
          .isEqualTo(Completeness.COMPLETE);
    }
  }

  private static String swapped(String log, String redirect) {
    String client = "smtpd[10]: ABCDEF0005: client=mail.example.org[192.0.2.1]\n";
    return log.replace(
        client + redirect + "\n", redirect.replace("ABCDEF0005", "NOQUEUE") + "\n" + client);
  }

  /** What the filter's session says is of the filter; a check's line is of the client. */
  @Test
  void clientBehindAFilterHasNothingOfTheFilters() throws IOException {
    String log =
        """
        smtpd[20]: connect from localhost[127.0.0.1]
        smtpd[20]: Anonymous TLS connection established from localhost[127.0.0.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
        smtpd[20]: ABCDEF0006: client=localhost[127.0.0.1], orig_client=unknown[2001:db8::7]:40112
        smtpd[20]: ABCDEF0006: reject: RCPT from localhost[127.0.0.1]: 550 5.1.1 <eve@example.org>: Recipient address rejected: User unknown; from=<alice@example.net> to=<eve@example.org> proto=ESMTP helo=<filter>
        cleanup[11]: ABCDEF0006: message-id=<one@example.net>
        cleanup[11]: ABCDEF0006: warning: header Subject: x from unknown[2001:db8::7]; from=<alice@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
        smtpd[20]: lost connection after DATA (12 bytes) from localhost[127.0.0.1]
        """;
    MessageTrace t = Stories.only(log);

    assertThat(t.client())
        .isEqualTo(new Client(null, "2001:db8::7", null, "pc", "ESMTP", null, null, null));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  @Test
  void nextHopsIdThatIsOursByAccidentIsNoReinjection() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: 5A1AB18C3E9: client=other.example.net[192.0.2.9]
            cleanup[11]: 5A1AB18C3E9: message-id=<other@example.net>
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5A1AB18C3E9)
            """);

    assertThat(byId(traces, "4F1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "5A1AB18C3E9", "mx.example.com"));
    assertThat(byId(traces, "5A1AB18C3E9").links()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nextServersLogInTheSameInputIsJoined(boolean nextFirst) throws IOException {
    String next =
        """
        mx2 postfix/smtpd[10]: 5A1AB18C3E9: client=mx1.example.org[192.0.2.1]
        mx2 postfix/cleanup[11]: 5A1AB18C3E9: message-id=<one@example.net>
        """;
    String delivery =
        """
        mx1 postfix/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5A1AB18C3E9)
        """;
    String log =
        """
        mx1 postfix/smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        mx1 postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
        """
            + (nextFirst ? next + delivery : delivery + next);
    List<MessageTrace> traces = Stories.of(log);

    assertThat(byId(traces, "4F1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "5A1AB18C3E9", "mx2"));
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  @Test
  void localForwardIsLinked() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            cleanup[11]: 5A1AB18C3E9: message-id=<one@example.net>
            local[13]: 4F1AB18C3E9: to=<fwd@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (forwarded as 5A1AB18C3E9)
            qmgr[12]: 5A1AB18C3E9: from=<alice@example.net>, size=500, nrcpt=1 (queue active)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(byId(traces, "4F1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.FORWARDED_AS, "5A1AB18C3E9", null));
    assertThat(byId(traces, "5A1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.FORWARDED_FROM, "4F1AB18C3E9", null));
  }

  @Test
  void refusedRecipientsOfOneSenderAreOneTraceWithoutAnId() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <no@example.org>: Recipient address rejected: User unknown in local recipient table; from=<alice@example.net> to=<no@example.org> proto=ESMTP helo=<pc>
            smtpd[10]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>: Relay access denied; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=0/2 quit=1 commands=3/5
            """);

    assertThat(t.queueId()).isNull();
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.from()).isEqualTo("alice@example.net");
    assertThat(t.client().helo()).isEqualTo("pc");
    assertThat(t.recipients())
        .extracting("to")
        .containsExactly("no@example.org", "bob@example.com");
    assertThat(t.notes()).hasSize(2);
    assertThat(t.notes().get(1).kind()).isEqualTo(EventKind.REJECT);
    assertThat(t.notes().get(1).reason())
        .isEqualTo("554 5.7.1 <bob@example.com>: Relay access denied");
  }

  @Test
  void refusalsOfTwoSendersAreTwoTraces() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>: Relay access denied; from=<a@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>
            smtpd[10]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>: Relay access denied; from=<b@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>
            """);

    assertThat(traces)
        .extracting(MessageTrace::from)
        .containsExactly("a@example.net", "b@example.net");
  }

  @Test
  void recipientRefusedAfterAnotherWasTakenIsOfTheSameMessage() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            smtpd[10]: 4F1AB18C3E9: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <no@example.org>: Recipient address rejected: User unknown; from=<alice@example.net> to=<no@example.org> proto=ESMTP helo=<pc>
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            local[13]: 4F1AB18C3E9: to=<bob@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(recipient(t, "no@example.org").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(recipient(t, "bob@example.org").outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageThatAMilterRefusesAtItsEndIsRejected() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            cleanup[11]: 4F1AB18C3E9: milter-reject: END-OF-MESSAGE from client.example.net[192.0.2.7]: 5.7.1 Spam; from=<alice@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(recipient(t, "bob@example.org").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.client().helo()).isEqualTo("pc");
  }

  @Test
  void messageOnHoldIsHeldUntilItIsReleased() {
    String held =
        """
        smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        cleanup[11]: 4F1AB18C3E9: hold: header Subject: x from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
        cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
        """;
    assertThat(Stories.only(held).outcome()).isEqualTo(Outcome.HELD);
    assertThat(Stories.only(held).completeness()).isEqualTo(Completeness.OPEN);
    assertThat(recipient(Stories.only(held), "bob@example.org").outcome()).isEqualTo(Outcome.HELD);

    MessageTrace released =
        Stories.only(
            held
                + """
                postsuper[20]: 4F1AB18C3E9: released from hold
                qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
                local[13]: 4F1AB18C3E9: to=<bob@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
                qmgr[12]: 4F1AB18C3E9: removed
                """);
    assertThat(released.outcome()).isEqualTo(Outcome.SENT);
    assertThat(released.recipients()).hasSize(1);
  }

  @Test
  void messageThatAnOperatorDeletesIsDeleted() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed out)
            postsuper[20]: 4F1AB18C3E9: removed
            postsuper[20]: Deleted: 1 message
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.DELETED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageDiscardedByAnAccessTableBeforeItHasAnId() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: NOQUEUE: discard: RCPT from client.example.net[192.0.2.7]: <spam@example.net>: Sender address trash; from=<spam@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(recipient(t, "bob@example.org").outcome()).isEqualTo(Outcome.DISCARDED);
  }

  @Test
  void discardTransportDiscardsWhateverItsStatusWordSays() {
    MessageTrace t =
        Stories.only(
            """
            pickup[1]: 4F1AB18C3E9: uid=0 from=<root>
            qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=1 (queue active)
            discard[13]: 4F1AB18C3E9: to=<trash@example.org>, relay=none, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (trash)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
  }

  @Test
  void expiryHoldsForEveryRecipientThatIsStillDeferred() {
    MessageTrace t =
        Stories.only(
            """
            pickup[1]: 4F1AB18C3E9: uid=0 from=<root>
            qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=2 (queue active)
            smtp[13]: 4F1AB18C3E9: to=<a@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed out)
            local[13]: 4F1AB18C3E9: to=<b@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
            qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, status=expired, returned to sender
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(recipient(t, "a@example.com").outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(recipient(t, "b@example.org").outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void addressProbeIsNoMail() {
    assertThat(
            Stories.of(
                """
                cleanup[11]: 4F1AB18C3E9: message-id=<probe@mx1>
                qmgr[12]: 4F1AB18C3E9: from=<double-bounce@mx1.example.org>, size=232, nrcpt=1 (queue active)
                smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=0.1, delays=0/0/0/0.1, dsn=2.1.5, status=deliverable (250 2.1.5 Ok)
                qmgr[12]: 4F1AB18C3E9: removed
                """))
        .isEmpty();
  }

  @Test
  void logThatBeginsInTheMiddleHasNoStart() {
    MessageTrace t =
        Stories.only(
            """
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(t.completeness()).isEqualTo(Completeness.NO_START);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.received()).isNull();
    assertThat(t.completed()).hasToString("2026-09-12T10:00:02Z");
  }

  @Test
  void messageWithAMissingDeliveryLineIsPartial() {
    MessageTrace t =
        Stories.only(
            """
            pickup[1]: 4F1AB18C3E9: uid=0 from=<root>
            qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=2 (queue active)
            local[13]: 4F1AB18C3E9: to=<b@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(t.completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void messageOfAClientThatWentAwayEndsWithItsSession() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            smtpd[10]: lost connection after DATA (0 bytes) from client.example.net[192.0.2.7]
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void sameIdInTwoInstancesIsTwoMessages() {
    List<MessageTrace> traces =
        Stories.of(
            """
            mx1 postfix-in/smtpd[1]: 4F1AB18C3E9: client=a.example.net[192.0.2.7]
            mx1 postfix-out/smtpd[2]: 4F1AB18C3E9: client=b.example.net[192.0.2.8]
            mx1 postfix-in/cleanup[3]: 4F1AB18C3E9: message-id=<in@example.net>
            mx1 postfix-out/cleanup[4]: 4F1AB18C3E9: message-id=<out@example.net>
            """);

    assertThat(traces)
        .extracting(MessageTrace::instance)
        .containsExactly("postfix-in", "postfix-out");
    assertThat(traces)
        .extracting(MessageTrace::messageId)
        .containsExactly("in@example.net", "out@example.net");
  }

  /** Their beginnings are before the log's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx1 postfix-out/qmgr[53]: 4F1AB18C3E9: from=<z@example.com>, size=900, nrcpt=1 (queue"
            + " active)\n",
        "mx1 postfix-out/cleanup[52]: 4F1AB18C3E9: message-id=<out@example.net>\n"
            + "mx1 postfix-out/qmgr[53]: 4F1AB18C3E9: from=<z@example.com>, size=432, nrcpt=1"
            + " (queue active)\n",
        "mx1 postfix-out/qmgr[53]: 4F1AB18C3E9: removed\n",
      })
  void queueManagersOfTwoInstancesTellOfTwoMessages(String out) {
    List<MessageTrace> traces =
        Stories.of(
            """
            mx1 postfix/cleanup[3]: 4F1AB18C3E9: message-id=<in@example.net>
            mx1 postfix/qmgr[12]: 4F1AB18C3E9: from=<a@example.net>, size=432, nrcpt=1 (queue active)
            mx1 postfix/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=1.5, delays=0/0/0/1, dsn=4.4.1, status=deferred (later)
            """
                + out);

    assertThat(traces).extracting(MessageTrace::instance).containsOnly(null, "postfix-out");
    MessageTrace in = traces.stream().filter(t -> t.instance() == null).findFirst().orElseThrow();
    assertThat(in.messageId()).isEqualTo("in@example.net");
    assertThat(in.from()).isEqualTo("a@example.net");
    assertThat(in.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(in.completeness()).isEqualTo(Completeness.OPEN);
  }

  /** One of cleanup(8)'s services may have a name, not the queue manager. */
  @Test
  void cleanupServiceWithASyslogNameOfItsOwn() {
    MessageTrace t =
        Stories.only(
            """
            mx1 postfix-pre/cleanup[3]: 4F1AB18C3E9: message-id=<in@example.net>
            mx1 postfix/qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=1 (queue active)
            mx1 relay/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
            mx1 postfix/qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(t.instance()).isNull();
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  /** A before-queue filter refuses: the line names no client (smtpd.c, smtpd_proxy_filter). */
  @ParameterizedTest
  @CsvSource({"client.example.net[192.0.2.7], 192.0.2.7", "localhost[127.0.0.1], 192.0.2.7"})
  void refusalOfAFilterIsOfTheSessionsClient(String connected, String client) {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from %s
            smtpd[10]: NOQUEUE: client=client.example.net[192.0.2.7]
            smtpd[10]: proxy-reject: END-OF-MESSAGE: 554 5.7.0 spam; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc>
            """
                .formatted(connected));

    assertThat(t.client().ip()).isEqualTo(client);
    assertThat(t.client().helo()).isEqualTo("pc");
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  @DisplayName("a service that logs under a name of its own is still of the default instance")
  void serviceWithASyslogNameOfItsOwn() {
    MessageTrace t =
        Stories.only(
            """
            mx1 postfix-192.0.2.1/smtpd[1]: 4F1AB18C3E9: client=a.example.net[192.0.2.7]
            mx1 postfix/cleanup[3]: 4F1AB18C3E9: message-id=<in@example.net>
            mx1 postfix/qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=1 (queue active)
            mx1 relay/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
            mx1 postfix/qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(t.instance()).isNull();
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
  }

  @Test
  void savingAndRestoringAfterEveryLineChangesNothing() throws IOException {
    String log = SENT + BOUNCED_PARENT + SENT.replace("4F1AB18C3E9", "4F1AB18C3EA");
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(Stories.of(log));
  }

  // --- deleted by a program whose name syslog cuts off

  @ParameterizedTest
  @CsvSource({
    "7199, Deleted: 1 message, DELETED, COMPLETE",
    "7199, Deleted: 12 messages, DELETED, COMPLETE",
    "7200, Deleted: 1 message, UNKNOWN, PARTIAL", // of another run
    "7199, Requeued: 1 message, UNKNOWN, PARTIAL"
  })
  void removalsOfAProcessAreDeletionsIfItSaysSoAfterwards(
      String pid, String text, Outcome outcome, Completeness completeness) throws IOException {
    String log =
        """
        mx1 postfix[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        mx1 postfix[11]: 4F1AB18C3E9: message-id=<one@example.net>
        mx1 postfix[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=2 (queue active)
        mx1 postfix[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
        mx1 postfix[13]: 4F1AB18C3E9: to=<joe@example.com>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection refused)
        mx1 postfix[7199]: 4F1AB18C3E9: removed
        mx1 postfix[%s]: %s
        """
            .formatted(pid, text);
    MessageTrace t = Stories.only(log);

    assertThat(recipient(t, "bob@example.com").outcome()).isEqualTo(Outcome.SENT);
    assertThat(recipient(t, "joe@example.com").outcome()).isEqualTo(outcome);
    assertThat(t.completeness()).isEqualTo(completeness);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  // --- ends

  @Test
  void messageThatIsGoneWithARecipientThatWasDeferredIsPartial() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection refused)
            qmgr[12]: 4F1AB18C3E9: removed
            """);

    assertThat(recipient(t, "bob@example.com").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void senderIsTheOneThatTheQueueManagerNames() {
    MessageTrace t =
        Stories.only(
            """
            pickup[10]: 4F1AB18C3E9: uid=0 from=<root>
            qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=1 (queue active)
            """);

    assertThat(t.from()).isEqualTo("root@example.org");
  }

  @Test
  void messageThatIsRequeuedEndsAndIsLinkedWithTheOneThatItBecomes() {
    List<MessageTrace> traces =
        Stories.of(
            """
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
            postsuper[20]: 4F1AB18C3E9: placed on hold
            postsuper[21]: 4F1AB18C3E9: requeued
            pickup[22]: 5A1AB18C3E9: uid=89 from=<alice@example.net> orig_id=4F1AB18C3E9
            """);

    MessageTrace old = byId(traces, "4F1AB18C3E9");
    assertThat(old.completed()).hasToString("2026-09-12T10:00:04Z");
    assertThat(old.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(old.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(old.links()).containsExactly(new Link(Link.Type.REINJECTED_AS, "5A1AB18C3E9", null));
    assertThat(byId(traces, "5A1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.REINJECTED_FROM, "4F1AB18C3E9", null));
  }

  @Test
  void messageThatAnEarlyActionDiscardsIsComplete() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: NOQUEUE: discard: RCPT from client.example.net[192.0.2.7]: <alice@example.net>: Sender address triggers DISCARD action; from=<alice@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
            smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
            smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
            """);

    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.completed()).isNotNull();
  }
}
