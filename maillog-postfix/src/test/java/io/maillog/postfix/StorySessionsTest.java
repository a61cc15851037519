package io.maillog.postfix;

import static io.maillog.postfix.Stories.byId;
import static io.maillog.postfix.Stories.recipient;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.EventKind;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's session says of the messages that it hands over, and what it does not. */
class StorySessionsTest {
  private static final String CLIENT = "client.example.net[192.0.2.7]";

  private static String early(String action, String from, String to) {
    return "smtpd[10]: NOQUEUE: "
        + action
        + ": RCPT from "
        + CLIENT
        + ": <"
        + from
        + ">: Sender address triggers "
        + action
        + " action; from=<"
        + from
        + "> to=<"
        + to
        + "> proto=ESMTP helo=<pc>\n";
  }

  private static final String CONNECT = "smtpd[10]: connect from " + CLIENT + "\n";
  private static final String MESSAGE =
      """
      smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
      cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
      """;
  private static final String DISCONNECT =
      "smtpd[10]: disconnect from " + CLIENT + " ehlo=1 mail=2 rcpt=2 data=1 quit=1 commands=7\n";

  @ParameterizedTest
  @CsvSource({"hold, HELD, OPEN", "discard, DISCARDED, COMPLETE"})
  void actionBeforeTheIdIsOfTheMessageThatFollows(
      String action, Outcome outcome, Completeness completeness) throws IOException {
    String log =
        CONNECT + early(action, "alice@example.net", "bob@example.org") + MESSAGE + DISCONNECT;
    MessageTrace t = Stories.only(log);

    assertThat(t.outcome()).isEqualTo(outcome);
    assertThat(t.completeness()).isEqualTo(completeness);
    assertThat(t.from()).isEqualTo("alice@example.net");
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.org");
    assertThat(t.notes()).extracting(Note::action).containsExactly(action);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "discard"})
  void refusalOfItsTransactionEndsAnEarlyAction(String action) {
    List<MessageTrace> traces =
        Stories.of(
            CONNECT
                + early(action, "spam@example.net", "carol@example.com")
                + early("reject", "spam@example.net", "carol@example.com")
                + MESSAGE
                + DISCONNECT);

    assertNothingGiven(byId(traces, "4F1AB18C3E9"));
  }

  @ParameterizedTest
  @CsvSource({"hold, true", "discard, true", "hold, false", "discard, false"})
  void earlyActionOnAnotherSenderIsNotTheMessages(String action, boolean endsFirst)
      throws IOException {
    String log =
        CONNECT
            + early(action, "spam@example.net", "carol@example.com")
            + MESSAGE
            + (endsFirst ? DISCONNECT : "")
            + """
            qmgr[12]: 4F1AB18C3E9: from=<good@example.net>, size=432, nrcpt=1 (queue active)
            smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed out)
            """
            + (endsFirst ? "" : DISCONNECT);
    MessageTrace t = Stories.only(log);

    assertThat(t.from()).isEqualTo("good@example.net");
    assertThat(t.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(t.notes()).isEmpty();
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.com");
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  @Test
  void earlyActionOnAnotherSenderIsNotTheMessagesThatACheckNames() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("discard", "spam@example.net", "carol@example.com")
                + MESSAGE
                + """
                cleanup[11]: 4F1AB18C3E9: hold: header Subject: x from client.example.net[192.0.2.7]; from=<good@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
                """
                + DISCONNECT);

    assertThat(t.from()).isEqualTo("good@example.net");
    assertThat(t.outcome()).isEqualTo(Outcome.HELD);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.org");
    assertThat(t.notes()).extracting(Note::action).containsExactly("hold");
  }

  @Test
  void messageOnHoldThatIsReleasedKeepsTheNoteThatPutItThere() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("hold", "alice@example.net", "bob@example.org")
                + MESSAGE
                + DISCONNECT
                + """
                postsuper[20]: 4F1AB18C3E9: released from hold
                qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
                local[13]: 4F1AB18C3E9: to=<bob@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
                qmgr[12]: 4F1AB18C3E9: removed
                """);

    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.notes())
        .extracting(Note::kind)
        .containsExactly(EventKind.CONTENT_CHECK, EventKind.QUEUE_ACTION);
  }

  @Test
  void messageOnHoldThatAnOperatorDeletesIsDeleted() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("hold", "alice@example.net", "bob@example.org")
                + MESSAGE
                + DISCONNECT
                + "postsuper[20]: 4F1AB18C3E9: removed\n");

    assertThat(t.outcome()).isEqualTo(Outcome.DELETED);
  }

  @Test
  void senderThatTheQueueManagerCompletesIsTheSame() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("filter", "root", "bob@example.org")
                + MESSAGE
                + "qmgr[12]: 4F1AB18C3E9: from=<root@mx1.example.org>, size=432, nrcpt=1 (queue"
                + " active)\n");

    assertThat(t.notes()).hasSize(1);
  }

  @Test
  void laterRecipientsEarlyLinesReplaceThoseOfOneThatWasNotTaken() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("hold", "alice@example.net", "carol@example.com")
                + early("warn", "alice@example.net", "bob@example.org")
                + early("discard", "alice@example.net", "bob@example.org")
                + MESSAGE
                + DISCONNECT);

    assertThat(t.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(t.recipients()).extracting(Recipient::to).containsExactly("bob@example.org");
    assertThat(t.notes()).extracting(Note::action).containsExactly("warn", "discard");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtpd[10]: lost connection after RCPT from client.example.net[192.0.2.7]",
        "smtpd[10]: Anonymous TLS connection established from client.example.net[192.0.2.7]:"
            + " TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)"
      })
  void whatResetsTheDialogueEndsAnEarlyAction(String line) {
    assertNothingGiven(
        Stories.only(
            CONNECT
                + early("discard", "spam@example.net", "carol@example.com")
                + line
                + "\n"
                + MESSAGE
                + DISCONNECT));
  }

  @Test
  void earlyHoldThatNamesNoSenderIsGivenToNoMessage() {
    assertNothingGiven(Stories.only(CONNECT + atConnect("hold") + MESSAGE + DISCONNECT));
  }

  @Test
  void warningBeforeTheSenderIsOfTheNextMessage() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + atConnect("warn")
                + early("filter", "alice@example.net", "bob@example.org")
                + MESSAGE
                + DISCONNECT);

    assertThat(t.notes()).extracting(Note::action).containsExactly("warn", "filter");
    assertThat(t.from()).isEqualTo("alice@example.net");
  }

  private static String atConnect(String action) {
    return "smtpd[10]: NOQUEUE: "
        + action
        + ": CONNECT from "
        + CLIENT
        + ": <"
        + CLIENT
        + ">: Client host text; proto=SMTP\n";
  }

  private static void assertNothingGiven(MessageTrace t) {
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.from()).isNull();
    assertThat(t.recipients()).isEmpty();
    assertThat(t.notes()).isEmpty();
  }

  // --- sessions whose end was lost

  @Test
  void messageOfAnotherClientTakesNothingFromASessionWhoseEndWasLost() {
    MessageTrace t =
        Stories.only(
            """
            smtpd[10]: connect from client.example.net[192.0.2.7]
            smtpd[10]: Anonymous TLS connection established from client.example.net[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
            """
                + early("discard", "spam@example.net", "carol@example.com")
                + """
                smtpd[10]: 4F1AB18C3E9: client=other.example.net[192.0.2.9]
                cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
                smtpd[10]: disconnect from other.example.net[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
                """);

    assertThat(t.client()).isNotNull();
    assertThat(t.client().ip()).isEqualTo("192.0.2.9");
    assertThat(t.client().tls()).isNull();
    assertThat(t.client().helo()).isNull();
    assertNothingGiven(t);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  // --- what the end of a session says of its last message

  @ParameterizedTest
  @CsvSource({
    "message-id, ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5, OPEN, false",
    "message-id, '', OPEN, false", // of a server that counts nothing
    "message-id, ehlo=1 mail=1 rcpt=1 bdat=2 quit=1 commands=6, OPEN, false",
    "message-id, ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5, COMPLETE, true",
    "message-id, ehlo=1 mail=1 rcpt=1 bdat=0/2 quit=1 commands=4/6, COMPLETE, true",
    "nothing, ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5, OPEN, false", // its line was lost
    "nothing, ehlo=1 mail=2 rcpt=2 data=1 rset=1 quit=1 commands=8, OPEN, false",
    "nothing, ehlo=1 mail=1 rcpt=1 rset=1 quit=1 commands=5, COMPLETE, true",
    "nothing, '', COMPLETE, false"
  })
  void messageIsOverOnlyIfTheServerSaysThatItTookNone(
      String header, String counts, Completeness completeness, boolean ends) throws IOException {
    String log =
        CONNECT
            + "smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]\n"
            + (header.equals("message-id")
                ? "cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>\n"
                : "")
            + "smtpd[10]: disconnect from client.example.net[192.0.2.7] "
            + counts
            + "\n";
    MessageTrace t = Stories.only(log);

    assertThat(t.completeness()).isEqualTo(completeness);
    assertThat(t.completed() != null).isEqualTo(ends);
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  @Test
  void messageBeyondThoseThatTheSessionCountsWasGivenUp() throws IOException {
    String log =
        CONNECT
            + MESSAGE
            + "smtpd[10]: 5A2BC29D4F0: client=client.example.net[192.0.2.7]\n"
            + DISCONNECT; // of two begun, one was taken
    List<MessageTrace> traces = Stories.of(log);

    assertThat(byId(traces, "4F1AB18C3E9").completeness()).isEqualTo(Completeness.OPEN);
    assertThat(byId(traces, "5A2BC29D4F0").completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost connection", "timeout"})
  void headerOfAMessageThatTheClientBrokeOffMayBeLoggedAfterwards(String what) throws IOException {
    String log =
        """
        Sep 12 10:00:00 mx1 postfix/smtpd[10]: connect from client.example.net[192.0.2.7]
        Sep 12 10:00:00 mx1 postfix/smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        Sep 12 10:05:00 mx1 postfix/smtpd[10]: %s after DATA (2841 bytes) from client.example.net[192.0.2.7]
        Sep 12 10:05:01 mx1 postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
        Sep 12 10:05:01 mx1 postfix/smtpd[10]: disconnect from client.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4
        """
            .formatted(what);
    MessageTrace t = Stories.only(log);

    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.client()).isNotNull();
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  // --- one recipient refused, and another accepted

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
        "qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)"
      })
  void messageOfWhichARecipientWasRefusedIsNotRefused(String next) {
    MessageTrace t =
        Stories.only(
            CONNECT
                + "smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]\n"
                + early("reject", "alice@example.net", "carol@example.com")
                    .replace("NOQUEUE", "4F1AB18C3E9")
                + next);

    assertThat(recipient(t, "carol@example.com").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(t.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  // --- clients that go away

  @ParameterizedTest
  @CsvSource({
    "hold, DATA (12 bytes)",
    "discard, DATA (12 bytes)",
    "hold, RCPT",
    "discard, RCPT",
    "discard, BDAT (9 bytes)"
  })
  void messageThatTheClientBrokeOffIsNeitherHeldNorDiscarded(String action, String stage)
      throws IOException {
    String log =
        CONNECT
            + "smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]\n"
            + early(action, "alice@example.net", "bob@example.org")
                .replace("NOQUEUE", "4F1AB18C3E9")
            + "cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>\n"
            + "smtpd[10]: lost connection after "
            + stage
            + " from client.example.net[192.0.2.7]\n"
            + "smtpd[10]: disconnect from client.example.net[192.0.2.7]\n";
    MessageTrace t = Stories.only(log);

    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(recipient(t, "bob@example.org").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.notes()).extracting(Note::action).containsExactly(action);
    assertThat(Stories.withRestoreAfterEveryLine(log)).containsExactly(t);
  }

  @Test
  void messageThatTheClientBrokeOffAfterAnEarlyActionIsNotDiscarded() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("discard", "alice@example.net", "bob@example.org")
                + MESSAGE
                + "smtpd[10]: timeout after DATA (12 bytes) from client.example.net[192.0.2.7]\n"
                + DISCONNECT);

    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void messageThatTheClientBrokeOffIsToldWithItsIdToo() {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("hold", "alice@example.net", "bob@example.org")
                + MESSAGE
                + "smtpd[10]: 4F1AB18C3E9: lost connection after DATA (12 bytes) from"
                + " client.example.net[192.0.2.7]\n"
                + DISCONNECT);

    assertThat(t.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"END-OF-MESSAGE", "RSET", "MAIL", "NOOP"})
  void messageThatWasTakenBeforeTheClientWentAwayStaysHeld(String stage) {
    MessageTrace t =
        Stories.only(
            CONNECT
                + early("hold", "alice@example.net", "bob@example.org")
                + MESSAGE
                + "smtpd[10]: lost connection after "
                + stage
                + " from client.example.net[192.0.2.7]\n"
                + DISCONNECT);

    assertThat(t.outcome()).isEqualTo(Outcome.HELD);
    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void laterTransactionThatIsBrokenOffIsNotTheHeldMessages() {
    List<MessageTrace> traces =
        Stories.of(
            CONNECT
                + early("hold", "alice@example.net", "bob@example.org")
                + MESSAGE
                + early("reject", "alice@example.net", "carol@example.com")
                + "smtpd[10]: lost connection after RCPT from client.example.net[192.0.2.7]\n"
                + DISCONNECT);

    assertThat(byId(traces, "4F1AB18C3E9").outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void messageInTheMakingWhenTheLogEndsIsOpen() {
    assertThat(Stories.only(CONNECT + MESSAGE).completeness()).isEqualTo(Completeness.OPEN);
  }
}
