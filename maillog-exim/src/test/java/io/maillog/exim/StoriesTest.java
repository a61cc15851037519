package io.maillog.exim;

import static io.maillog.testkit.Traces.byId;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the correlator makes of Exim's lines: one message, or a few, a test. */
class StoriesTest {
  private static final String ID = "1xVhPF-0005wl-2E";
  private static final String ARRIVAL =
      ID
          + " <= ann@example.net H=client.example.net (pc) [192.0.2.7] P=esmtpsa"
          + " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain:ann S=482 id=one@example.net\n";
  private static final String BOUNCED =
      ID
          + " ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]:"
          + " SMTP error from remote mail server after RCPT TO:<bob@example.com>:"
          + " 550 5.1.1 No such user\n";
  private static final String DEFERRED =
      ID
          + " == bob@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com"
          + " [198.51.100.25]: SMTP error from remote mail server after RCPT TO:<bob@example.com>:"
          + " 450 4.2.1 busy\n";
  private static final String COMPLETED = ID + " Completed\n";

  /** The traces of a log; a line without a stamp is logged a second after the one before. */
  private static List<MessageTrace> traces(String log) {
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (String line : log.lines().map(String::strip).toList()) {
      second++;
      boolean stamped = line.matches("[-\\d]{10} .*|\\w{3} +\\d+ .*");
      text.append(
              stamped ? "" : String.format("2026-09-12 10:%02d:%02d ", second / 60, second % 60))
          .append(line)
          .append('\n');
    }
    return Traces.of(new EximDialect(), 2026, text.toString());
  }

  private static MessageTrace only(String log) {
    return Traces.only(traces(log));
  }

  @Test
  void messageThatWasSentTellsItsWholeStory() {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + " => bob@example.com <info@example.org> R=dnslookup T=remote_smtp"
                + " H=mx.example.com [198.51.100.25]:25 C=\"250 2.0.0 Ok: queued as 9ZZ12\" QT=3s\n"
                + COMPLETED);
    assertThat(t.dialect()).isEqualTo("exim");
    assertThat(t.queueId()).isEqualTo(ID);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.size()).isEqualTo(482);
    assertThat(t.received()).hasToString("2026-09-12T10:00:01Z");
    assertThat(t.completed()).hasToString("2026-09-12T10:00:03Z");
    assertThat(t.client()).isNotNull();
    assertThat(t.client().host()).isEqualTo("client.example.net");
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
    assertThat(t.client().helo()).isEqualTo("pc");
    assertThat(t.client().saslUsername()).isEqualTo("ann");
    assertThat(t.client().tls()).isEqualTo("TLS1.3");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    Recipient bob = t.recipients().get(0);
    assertThat(bob.to()).isEqualTo("bob@example.com");
    assertThat(bob.origTo()).isEqualTo("info@example.org");
    Attempt attempt = bob.attempts().get(0);
    assertThat(attempt.relayHost()).isEqualTo("mx.example.com");
    assertThat(attempt.relayPort()).isEqualTo(25);
    assertThat(attempt.reply()).isEqualTo("250 2.0.0 Ok: queued as 9ZZ12");
    assertThat(attempt.code()).isEqualTo(250);
    assertThat(attempt.dsn()).isEqualTo("2.0.0");
    assertThat(attempt.delayMicros()).isEqualTo(3_000_000);
    assertThat(t.links()).containsExactly(new Link(Link.Type.NEXT_HOP, "9ZZ12", "mx.example.com"));
  }

  /** What an ACL says comes before the arrival, whose sender is the message's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin Warning: odd",
        "H=(pc) [192.0.2.7] U=x incomplete transaction (QUIT) from <v@example.com> Warning: odd",
        "H=(pc) [192.0.2.7] F=<v@example.com> rejected after DATA: no"
      })
  void senderIsTheOneOfTheArrival(String before) {
    MessageTrace t = only(ID + " " + before + "\n" + ARRIVAL);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.client().saslUsername()).isEqualTo("ann");
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void localSubmissionHasASubmitter() {
    MessageTrace t =
        only(
            ID
                + " <= root@example.org U=root P=local S=300\n"
                + ID
                + " => bob <bob@example.org> R=local_user T=local_delivery\n"
                + COMPLETED);
    assertThat(t.client()).isNull();
    assertThat(t.submitter()).isNotNull();
    assertThat(t.submitter().user()).isEqualTo("root");
    assertThat(t.recipients().get(0).to()).isEqualTo("bob");
    assertThat(t.recipients().get(0).origTo()).isEqualTo("bob@example.org");
  }

  @Test
  void cutthroughIsDeliveredBeforeItIsTakenIn() {
    MessageTrace t =
        only(
            ID
                + " >> bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]"
                + " C=\"250 OK\"\n"
                + ARRIVAL
                + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.recipients()).hasSize(1);
  }

  @Test
  void retriesAreAttemptsOfOneRecipient() {
    MessageTrace t =
        only(
            ARRIVAL
                + DEFERRED
                + "2026-09-14 10:00:00 "
                + DEFERRED
                + "2026-09-15 10:00:00 "
                + ID
                + " => bob@example.com R=dnslookup T=remote_smtp H=mx2.example.com"
                + " [198.51.100.26]\n"
                + "2026-09-15 10:00:01 "
                + COMPLETED);
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status)
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.DEFERRED, DeliveryStatus.SENT);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void messageInTheQueueIsOpen() {
    MessageTrace t = only(ARRIVAL + DEFERRED);
    assertThat(t.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(only(ARRIVAL).completeness()).isEqualTo(Completeness.OPEN);
    // The session goes on; the message was taken in whole.
    String syslog =
        "Sep 12 10:00:00 mx1 exim[7]: SMTP connection from [192.0.2.7] (TCP/IP connection count ="
            + " 1)\n"
            + "Sep 12 10:00:01 mx1 exim[7]: "
            + ARRIVAL
            + "Sep 12 10:00:02 mx1 exim[7]: SMTP connection from [192.0.2.7] closed by QUIT\n";
    assertThat(only(syslog).completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void bounceIsLinkedByItsParent() {
    List<MessageTrace> traces =
        traces(
            ARRIVAL
                + BOUNCED
                + "1xVhPL-00061l-1m <= <> R="
                + ID
                + " U=exim P=local S=2214\n"
                + COMPLETED
                + "1xVhPL-00061l-1m => ann@example.net R=dnslookup T=remote_smtp"
                + " H=mx.example.net [198.51.100.9]\n"
                + "1xVhPL-00061l-1m Completed\n");
    MessageTrace message = byId(traces, ID);
    MessageTrace notification = byId(traces, "1xVhPL-00061l-1m");
    assertThat(message.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(message.links())
        .containsExactly(new Link(Link.Type.NOTIFICATION, "1xVhPL-00061l-1m", null));
    assertThat(notification.from()).isEmpty();
    assertThat(notification.links()).containsExactly(new Link(Link.Type.NOTIFICATION_OF, ID, null));
    assertThat(notification.outcome()).isEqualTo(Outcome.SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retry timeout exceeded",
        "R=dnslookup T=remote_smtp: retry timeout exceeded",
        "R=r T=t: all hosts for 'example.com' have been failing for a long time"
            + " (and retry time not reached)",
      })
  void givenUpAfterALongTimeIsExpired(String text) {
    String separator = text.startsWith("R=") ? " " : ": ";
    MessageTrace t =
        only(ARRIVAL + DEFERRED + ID + " ** bob@example.com" + separator + text + "\n" + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
  }

  /** The attempt has its own line, the end of all attempts another (retry.c, retry_update). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "== bob@example.com R=r T=t defer (-44) H=mx.example.com [198.51.100.25]: |"
            + " bob@example.com",
        "** bob@example.com R=r T=t H=mx.example.com [198.51.100.25]: | bob@example.com",
        "== bob@example.com <all@example.org> R=r T=t defer (-44) H=mx.example.com"
            + " [198.51.100.25]: | bob@example.com <all@example.org>",
        "== bob@example.com <all@example.org> R=r T=t defer (-44) H=mx.example.com"
            + " [198.51.100.25]: | bob@example.com <staff@example.org>",
      })
  void retryTimeoutIsNoAttemptOfItsOwn(String attempt, String recipient) {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + " "
                + attempt
                + " SMTP error from remote mail server after RCPT TO:<bob@example.com>: 450 busy\n"
                + ID
                + " ** "
                + recipient
                + ": retry timeout exceeded\n"
                + COMPLETED);
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::code, Attempt::relayIp)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(450, "198.51.100.25"));
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void retryTimeoutOfAnAttemptThatWasNotSeenStandsForIt() {
    MessageTrace t = only(ID + " ** bob@example.com: retry timeout exceeded\n" + COMPLETED);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status, Attempt::reply)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DeliveryStatus.EXPIRED, "retry timeout exceeded"));
    assertThat(t.outcome()).isEqualTo(Outcome.EXPIRED);
  }

  /** Its text is the next hop's: it ends no other recipient's attempts, and is one. */
  @Test
  void retryTimeoutBehindAReplyIsItsAttempt() {
    MessageTrace t =
        only(
            ARRIVAL
                + DEFERRED
                + BOUNCED.replace("No such user", "x: retry timeout exceeded")
                + COMPLETED);
    assertThat(t.recipients().get(0).attempts())
        .extracting(Attempt::status)
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.BOUNCED);
  }

  @Test
  void recipientsThatPrdrNamesAreThoseOfAMessageThatIsNotTaken() {
    MessageTrace t =
        only(
            ID
                + " PRDR eve@example.com spam for you\n"
                + ID
                + " PRDR bob@example.com R=<victim@example.org> refusal\n");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("eve@example.com", Outcome.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple("bob@example.com", Outcome.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Frozen by the system filter: spam | HELD | OPEN",
        "frozen by ACL | HELD | OPEN",
        "cancelled by root | BOUNCED | OPEN",
        "removed by root | DELETED | COMPLETE",
      })
  void whatAnAdministratorOrAFilterDoesDecides(String text, Outcome outcome, Completeness end) {
    MessageTrace t = only(ARRIVAL + DEFERRED + ID + " " + text + "\n");
    assertThat(t.outcome()).isEqualTo(outcome);
    assertThat(t.completeness()).isEqualTo(end);
    assertThat(t.notes()).extracting(Note::kind).containsExactly(EventKind.QUEUE_ACTION);
  }

  @Test
  void frozenMessageThatIsThawedGoesOn() {
    MessageTrace t =
        only(
            ARRIVAL
                + DEFERRED
                + ID
                + " frozen by ACL\n"
                + ID
                + " Message is frozen\n"
                + ID
                + " Unfrozen by errmsg timer\n"
                + ID
                + " => bob@example.com R=r T=t H=mx.example.com [198.51.100.25]\n"
                + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.notes()).hasSize(2);
  }

  @Test
  void notificationThatCannotBeReturnedIsHeld() {
    MessageTrace t =
        only(
            ID
                + " <= <> H=mx.example.com [198.51.100.25] P=esmtp S=900\n"
                + BOUNCED
                + ID
                + " Frozen (delivery error message)\n");
    assertThat(t.outcome()).isEqualTo(Outcome.HELD);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void cancelledMessageGoesBackToItsSender() {
    MessageTrace t =
        byId(
            traces(
                ARRIVAL
                    + DEFERRED
                    + ID
                    + " cancelled by root\n"
                    + "1xVhRo-0007sJ-1v <= <> R="
                    + ID
                    + " U=exim P=local S=1729\n"
                    + COMPLETED),
            ID);
    assertThat(t.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.links()).hasSize(1);
  }

  @Test
  void recipientThatIsMarkedDeliveredByHandIsDeleted() {
    MessageTrace t =
        only(
            ARRIVAL
                + DEFERRED
                + DEFERRED.replace("bob@", "carol@")
                + ID
                + " address <bob@example.com> marked delivered by root\n");
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@example.com", Outcome.DELETED),
            org.assertj.core.groups.Tuple.tuple("carol@example.com", Outcome.DEFERRED));
    assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=> :blackhole: <bob@example.com> R=blackhole_router",
        "=> discarded <bob@example.com> R=userforward",
        "=> blackhole (RCPT ACL discarded recipients)",
        "=> blackhole (DATA ACL discarded recipients): spam found",
        "=> blackhole spam score too high: policy H=x R=y",
        "=> discarded (system filter)",
      })
  void discardedMessageIsSaid(String text) {
    MessageTrace t = only(ARRIVAL + ID + " " + text + "\n" + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  /** What local_scan() writes names no recipient (receive.c). */
  @Test
  void messageThatLocalScanDiscardsHasNoRecipientsButItsOwn() {
    MessageTrace t =
        only(
            ARRIVAL.replace("\n", " for bob@example.com carol@example.com\n")
                + ID
                + " => blackhole spam score too high\n"
                + COMPLETED);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@example.com", Outcome.DISCARDED),
            org.assertj.core.groups.Tuple.tuple("carol@example.com", Outcome.DISCARDED));
    assertThat(only(ARRIVAL + ID + " => blackhole spam\n" + COMPLETED).recipients()).isEmpty();
  }

  @Test
  void deliveryToAUserCalledBlackholeIsOne() {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + " => blackhole <blackhole@example.org> R=local_user T=local_delivery\n"
                + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("blackhole");
  }

  /** With option mua_wrapper nothing is tried again (deliver.c, deliver_message). */
  @Test
  void wrapperThatCannotDeliverAtOnceGivesUp() {
    MessageTrace forced =
        only(
            ARRIVAL
                + DEFERRED
                + ID
                + " ** bob@example.com mua_wrapper forced failure for deferred delivery\n"
                + COMPLETED);
    assertThat(forced.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(forced.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    MessageTrace ofAll =
        only(
            ARRIVAL.replace("\n", " for bob@example.com carol@example.com\n")
                + ID
                + " ** mua_wrapper is set but recipients cannot all be delivered in one"
                + " transaction\n"
                + COMPLETED);
    assertThat(ofAll.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@example.com", Outcome.BOUNCED),
            org.assertj.core.groups.Tuple.tuple("carol@example.com", Outcome.BOUNCED));
  }

  @Test
  void messageThatItsClientWasToldIsRefusedIsDelivered() {
    MessageTrace t =
        only(
            ARRIVAL.replace("<=", "(=")
                + ID
                + " => bob@example.com R=r T=t H=mx.example.com [198.51.100.25]\n"
                + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void nothingIsDeliveredWithOptionN() {
    MessageTrace t =
        only(ARRIVAL + ID + " *> bob@example.com R=r T=t C=\"delivery bypassed\"\n" + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void refusalOfARecipientIsATraceOfItsOwn() {
    MessageTrace t =
        only(
            "H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected RCPT"
                + " <bob@example.org>: relay not permitted\n");
    assertThat(t.queueId()).isNull();
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.org");
    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.7");
  }

  @Test
  void refusalAfterDataIsTheMessages() {
    MessageTrace t =
        only(
            ID
                + " H=client.example.net (pc) [192.0.2.7] F=<ann@example.net> rejected after DATA:"
                + " virus\n");
    assertThat(t.queueId()).isEqualTo(ID);
    assertThat(t.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.notes()).extracting(Note::reason).containsExactly("virus");
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageSeenFromItsMiddleHasNoStart() {
    MessageTrace t = only(BOUNCED + COMPLETED);
    assertThat(t.completeness()).isEqualTo(Completeness.NO_START);
    assertThat(t.outcome()).isEqualTo(Outcome.BOUNCED);
    assertThat(t.received()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob@example.org | bob <bob@example.org>",
        "bob@example.org <bob+t1@example.org> | bob <bob+t1@example.org>",
        "bob@example.org <sales@example.org> | bob <sales@example.org>",
      })
  void localRecipientIsOneBeforeItsDeliveryAndAfter(String deferred, String delivered) {
    MessageTrace t =
        only(
            ARRIVAL
                + ID
                + " == "
                + deferred
                + " R=local_user T=local_delivery defer (-22): mailbox is full\n"
                + ID
                + " => "
                + delivered
                + " R=local_user T=local_delivery\n"
                + COMPLETED);
    assertThat(t.recipients()).hasSize(1);
    assertThat(t.recipients().get(0).to()).isEqualTo("bob@example.org");
    assertThat(t.recipients().get(0).attempts()).hasSize(2);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void recipientsOfTheArrivalAreKnownBeforeTheyAreTried() {
    MessageTrace t = only(ARRIVAL.replace("\n", " for bob@example.com carol@example.com\n"));
    assertThat(t.recipients())
        .extracting(Recipient::to)
        .containsExactly("bob@example.com", "carol@example.com");
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void nextEximHopIsJoined() {
    List<MessageTrace> traces =
        traces(
            "Sep 12 10:00:01 a exim[1]: "
                + ARRIVAL
                + "Sep 12 10:00:02 b exim[2]: 1xVhPG-000000005Qd-0Ikb <= ann@example.net H=a"
                + " [192.0.2.1] P=esmtp S=500 id=one@example.net\n"
                + "Sep 12 10:00:03 a exim[1]: "
                + ID
                + " => bob@example.com R=r T=t H=b.example.com [192.0.2.2]"
                + " C=\"250 OK id=1xVhPG-000000005Qd-0Ikb\"\n");
    assertThat(byId(traces, ID).links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "1xVhPG-000000005Qd-0Ikb", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@example.com",
        "bob@example.com <info@Example.ORG>",
        "bob <info@example.org>",
      })
  void recipientsOfTheArrivalStayWhereOthersAreTold(String delivered) {
    MessageTrace t =
        only(
            ARRIVAL.replace(
                    "\n",
                    (delivered.contains("<") ? " for info@example.org" : " for bob@Example.com")
                        + " carol@example.com\n")
                + ID
                + " => "
                + delivered
                + " R=r T=t H=mx.example.com [198.51.100.25] C=\"250 OK\"\n");
    assertThat(t.recipients()).hasSize(2);
    assertThat(t.recipients().get(0).outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.recipients().get(1).to()).isEqualTo("carol@example.com");
    assertThat(t.recipients().get(1).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void localPartsOfAnotherCaseAreOtherRecipients() {
    MessageTrace t =
        only(
            ARRIVAL.replace("\n", " for Bob@example.com\n")
                + ID
                + " => bob@example.com R=r T=t H=mx.example.com [198.51.100.25]\n");
    assertThat(t.recipients()).hasSize(2);
  }

  /** The next hop does not want it now: Exim takes it in, and tries again. */
  @Test
  void cutthroughThatIsRefusedForNowGoesOn() {
    MessageTrace t =
        only(
            ID
                + " H=client.example.net (pc) [192.0.2.7] bob@example.com F=<ann@example.net>"
                + " tmp-reject from cutthrough after DATA: R=r T=t H=mx.example.com"
                + " [198.51.100.25] C=\"450 no\"\n"
                + ARRIVAL.replace("\n", " for bob@example.com\n")
                + ID
                + " => bob@example.com R=r T=t H=mx.example.com [198.51.100.25] C=\"250 OK\"\n"
                + COMPLETED);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.completed()).hasToString("2026-09-12T10:00:04Z");
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    assertThat(t.notes()).extracting(Note::kind).containsExactly(EventKind.REJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusal", "temporary refusal"})
  void recipientWhomAnAclRefusesAfterTheMessageIsRejected(String word) {
    MessageTrace t =
        only(
            ID
                + " PRDR R=<eve@example.com> "
                + word
                + "\n"
                + ID
                + " PRDR R=<bob@example.com> acceptance\n"
                + ARRIVAL.replace("\n", " for bob@example.com\n")
                + ID
                + " => bob@example.com R=r T=t H=mx.example.com [198.51.100.25] C=\"250 OK\"\n"
                + COMPLETED);
    assertThat(t.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("eve@example.com", Outcome.REJECTED),
            org.assertj.core.groups.Tuple.tuple("bob@example.com", Outcome.SENT));
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.from()).isEqualTo("ann@example.net");
  }

  @Test
  void messageThatIsBrokenOffHasItsSenderAndRecipients() {
    MessageTrace t =
        only(
            ID
                + " H=(pc) [192.0.2.7] incomplete transaction (RSET) from <ann@example.net>"
                + " for bob@example.org carol@example.org\n");
    assertThat(t.from()).isEqualTo("ann@example.net");
    assertThat(t.recipients())
        .extracting(Recipient::to)
        .containsExactly("bob@example.org", "carol@example.org");
    assertThat(
            only(ID
                    + " SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7]"
                    + " F=<ann@example.net> D=5m\n")
                .from())
        .isEqualTo("ann@example.net");
  }

  @Test
  void errorNamesNoRecipientBesideThoseOfTheArrival() {
    MessageTrace t =
        only(
            ID
                + " <= ann@example.net H=pc.example.net [192.0.2.7] P=esmtp S=482"
                + " for bob@example.org\n"
                + ID
                + " <carol@example.org>: address_pipe transport output: no such file\n"
                + ID
                + " => bob@example.org R=dnslookup T=remote_smtp H=mx.example.com"
                + " [198.51.100.25]:25\n"
                + COMPLETED);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.org");
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }

  /** What a stranger's server answers is believed only where our own lines agree. */
  @ParameterizedTest
  @CsvSource({
    "localhost [127.0.0.1], 127.0.0.1 [127.0.0.1], true",
    "filter.example.net [192.0.2.25], filter.example.net [192.0.2.25], true",
    "mail.example.net [192.0.2.10], mx.evil.example [192.0.2.66], false"
  })
  void nextHopsAnswerLinksWhatItMayHaveHandedBack(String client, String relay, boolean linked) {
    List<MessageTrace> traces =
        traces(
            "1xVhPA-0005wa-2E <= m@example.com H=pc.example.com [192.0.2.7] P=esmtp S=99"
                + " id=one@example.net\n"
                + "1xVhPB-0005wb-2E <= a@example.net H="
                + client
                + " P=esmtp S=99 id=one@example.net\n"
                + "1xVhPA-0005wa-2E => x@example.com R=dnslookup T=remote_smtp H="
                + relay
                + " C=\"250 OK id=1xVhPB-0005wb-2E\"\n"
                + "1xVhPA-0005wa-2E Completed\n");

    assertThat(byId(traces, "1xVhPB-0005wb-2E").links())
        .isEqualTo(
            linked
                ? List.of(new Link(Link.Type.REINJECTED_FROM, "1xVhPA-0005wa-2E", null))
                : List.of());
  }
}
