package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Memory is bounded, and what a limit cuts is counted and said. */
class StoryLimitsTest {
  private static final String HEAD = "Sep 12 10:15:30 mx1 postfix/";

  @Test
  void beyondTheLimitTheMessageThatWasSilentLongestIsEvicted() {
    Stories stories = new Stories(CorrelationLimits.DEFAULT.withMaxOpenMessages(2));
    stories.read(HEAD + "smtpd[1]: AAAAAAAAA1: client=a.example.net[192.0.2.1]");
    stories.read(HEAD + "smtpd[2]: AAAAAAAAA2: client=a.example.net[192.0.2.2]");
    stories.read(HEAD + "cleanup[3]: AAAAAAAAA1: message-id=<1@example.net>");
    stories.read(HEAD + "smtpd[4]: AAAAAAAAA3: client=a.example.net[192.0.2.3]");

    assertThat(stories.traces).hasSize(1);
    assertThat(stories.traces.get(0).queueId()).isEqualTo("AAAAAAAAA2");
    assertThat(stories.traces.get(0).completeness()).isEqualTo(Completeness.EVICTED);
    assertThat(stories.counters().evicted()).isEqualTo(1);
    assertThat(stories.counters().open()).isEqualTo(2);
  }

  @Test
  void messageThatIsSilentTooLongIsEvicted() {
    Stories stories = new Stories(CorrelationLimits.DEFAULT.withMaxAge(Duration.ofHours(1)));
    stories.read(
        "Sep 12 10:15:30 mx1 postfix/smtpd[1]: AAAAAAAAA1: client=a.example.net[192.0.2.1]");
    stories.read("Sep 12 11:15:30 mx1 postfix/smtpd[1]: connect from a.example.net[192.0.2.1]");
    assertThat(stories.traces).isEmpty();
    stories.read("Sep 12 11:15:31 mx1 postfix/smtpd[1]: connect from a.example.net[192.0.2.1]");
    assertThat(stories.traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.EVICTED);
  }

  @Test
  void oneSessionMoreThanTheLimitDropsTheSilentOneAndItsRefusalIsTold() {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    for (int pid = 1; pid <= 50_000; pid++) {
      stories.read(HEAD + "smtpd[" + pid + "]: connect from a.example.net[192.0.2.1]");
      if (pid == 2) {
        stories.read(
            HEAD
                + "smtpd[2]: NOQUEUE: reject: RCPT from a.example.net[192.0.2.1]: 550 5.1.1 <b@x>:"
                + " no; from=<a@x> to=<b@x> proto=ESMTP helo=<h>");
      }
    }
    stories.read(HEAD + "smtpd[1]: warning: a.example.net[192.0.2.1]: SASL LOGIN failed");
    assertThat(stories.counters().sessionsCut()).isZero();
    stories.read(HEAD + "smtpd[50001]: connect from a.example.net[192.0.2.1]");
    stories.read(HEAD + "smtpd[50002]: connect from a.example.net[192.0.2.1]");
    assertThat(stories.counters().sessionsCut()).isEqualTo(2);
    assertThat(stories.traces).extracting(MessageTrace::outcome).containsExactly(Outcome.REJECTED);
    assertThat(stories.finish()).hasSize(1);
  }

  @Test
  void refusalsOfOneSessionAreGivenWhenTheyTakeTooMuch() {
    CorrelationLimits limits = CorrelationLimits.DEFAULT.withMaxBytes(1 << 20);
    Stories stories = new Stories(limits);
    stories.read(HEAD + "smtpd[1]: connect from a.example.net[192.0.2.1]");
    stories.read(HEAD + "smtpd[2]: connect from a.example.net[192.0.2.1]");
    for (int i = 0; i < 100; i++) {
      stories.read(
          HEAD
              + "smtpd[2]: NOQUEUE: reject: RCPT from a.example.net[192.0.2.1]: 550 5.1.1 <b@x>: "
              + "w".repeat(1000)
              + "; from=<a@x> to=<b"
              + i
              + "@x> proto=ESMTP helo=<h>");
    }
    assertThat(stories.traces)
        .hasSize(1)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.EVICTED);
    assertThat(stories.counters().evicted()).isOne();
    assertThat(stories.counters().sessionsCut()).isZero();
    int first = stories.traces.get(0).recipients().size();
    assertThat(first).isGreaterThan(40);
    assertThat(stories.finish().get(1).recipients()).hasSize(100 - first);
  }

  @Test
  void recipientsAndAttemptsBeyondTheLimitAreCountedAndSaid() throws IOException {
    Stories stories = new Stories(new CorrelationLimits(10, 2, 3, Duration.ofDays(1)));
    for (int i = 0; i < 4; i++) {
      stories.read(
          HEAD
              + "smtp[1]: AAAAAAAAA1: to=<r"
              + i
              + "@example.com>, relay=none, delay=1, dsn=4.4.1, status=deferred (later)");
    }
    for (int i = 0; i < 5; i++) {
      stories.read(
          HEAD
              + "smtp[1]: AAAAAAAAA1: to=<r0@example.com>, relay=none, delay="
              + i
              + ", dsn=4.4.1, status=deferred (try "
              + i
              + ")");
      stories.restore(stories.save());
    }
    MessageTrace t = stories.finish().get(0);

    assertThat(t.recipients()).hasSize(2);
    assertThat(t.recipientsCut()).isEqualTo(2);
    assertThat(t.recipients().get(0).attempts()).hasSize(3);
    assertThat(t.recipients().get(0).attemptsCut()).isEqualTo(3);
    assertThat(t.recipients().get(0).attempts().get(2).reply()).isEqualTo("try 4");
    assertThat(stories.counters().recipientsCut()).isEqualTo(2);
    assertThat(stories.counters().attemptsCut()).isEqualTo(3);
  }

  @Test
  void recipientThatALimitCutsIsCountedOnceWhateverItsAttempts() throws IOException {
    CorrelationLimits limits = new CorrelationLimits(10, 1, 10, Duration.ofDays(1));
    Stories stories = new Stories(limits);
    stories.read(HEAD + "pickup[1]: AAAAAAAAA1: uid=0 from=<root>");
    stories.read(
        HEAD + "qmgr[1]: AAAAAAAAA1: from=<root@example.org>, size=9, nrcpt=2 (queue active)");
    for (int i = 0; i < 3; i++) {
      for (String to : new String[] {"one", "two"}) {
        stories.read(
            HEAD
                + "smtp[1]: AAAAAAAAA1: to=<"
                + to
                + "@example.com>, relay=none, delay=1, dsn=4.4.1, status=deferred (later)");
        stories.restore(stories.save());
      }
    }
    assertThat(stories.counters().recipientsCut()).isEqualTo(1);
    MessageTrace t = stories.finish().get(0);

    assertThat(t.recipientsCut()).isEqualTo(1);
    assertThat(t.recipients()).hasSize(1);
  }

  @Test
  void recipientThatALimitCutsIsNotTakenForOneWhoseLineIsMissing() {
    assertThat(removedWithACutRecipient("sent").completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(removedWithACutRecipient("deferred").completeness()).isEqualTo(Completeness.PARTIAL);
  }

  /** Of three recipients one is kept; the second was tried twice, the third never. */
  @Test
  void attemptsOfACutRecipientDoNotStandForOtherRecipients() {
    Stories stories = new Stories(new CorrelationLimits(10, 1, 10, Duration.ofDays(1)));
    stories.read(HEAD + "pickup[1]: AAAAAAAAA1: uid=0 from=<root>");
    stories.read(
        HEAD + "qmgr[1]: AAAAAAAAA1: from=<root@example.org>, size=9, nrcpt=3 (queue active)");
    stories.read(delivery("one", "sent"));
    stories.read(delivery("two", "deferred"));
    stories.read(delivery("two", "sent"));
    stories.read(HEAD + "qmgr[1]: AAAAAAAAA1: removed");

    assertThat(stories.finish().get(0).completeness()).isEqualTo(Completeness.PARTIAL);
  }

  private static MessageTrace removedWithACutRecipient(String last) {
    Stories stories = new Stories(new CorrelationLimits(10, 1, 10, Duration.ofDays(1)));
    stories.read(HEAD + "pickup[1]: AAAAAAAAA1: uid=0 from=<root>");
    stories.read(
        HEAD + "qmgr[1]: AAAAAAAAA1: from=<root@example.org>, size=9, nrcpt=2 (queue active)");
    stories.read(delivery("one", "sent"));
    stories.read(delivery("two", "deferred"));
    stories.read(delivery("two", last));
    stories.read(HEAD + "qmgr[1]: AAAAAAAAA1: removed");
    return stories.finish().get(0);
  }

  private static String delivery(String to, String status) {
    return HEAD
        + "smtp[1]: AAAAAAAAA1: to=<"
        + to
        + "@example.com>, relay=none, delay=1, dsn=4.4.1, status="
        + status
        + " (x)";
  }

  @Test
  void linesBeforeTheIdAndAddressesBeyondTheLimitsAreCounted() throws IOException {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    stories.read(HEAD + "smtpd[1]: connect from a.example.net[192.0.2.1]");
    for (int i = 0; i < 60; i++) {
      stories.read(check("NOQUEUE", "warn", "b@example.org"));
    }
    stories.restore(stories.save());
    stories.read(HEAD + "smtpd[1]: AAAAAAAAA1: client=a.example.net[192.0.2.1]");
    for (int i = 0; i < 205; i++) {
      stories.read(check("AAAAAAAAA1", "info", "b" + i + "@example.org"));
    }
    MessageTrace t = stories.finish().get(0);

    assertThat(t.notes()).hasSize(50);
    assertThat(t.recipients()).hasSize(200);
    // 10 early notes; and 6 addresses, since the early lines named one more.
    assertThat(t.notesCut()).isEqualTo(16);
    assertThat(stories.counters().notesCut()).isEqualTo(16);
  }

  private static String check(String id, String action, String to) {
    return HEAD
        + "smtpd[1]: "
        + id
        + ": "
        + action
        + ": RCPT from a.example.net[192.0.2.1]: <x>: text; from=<a@example.net> to=<"
        + to
        + "> proto=ESMTP helo=<pc>";
  }

  @Test
  void manyOpenMessagesStayWithinTheLimit() {
    int limit = 10_000;
    long[] given = new long[1];
    Stories stories = new Stories(CorrelationLimits.DEFAULT.withMaxOpenMessages(limit));
    int offered = 300_000;
    for (int i = 0; i < offered; i++) {
      stories.read(line(i));
      given[0] += stories.traces.size();
      stories.traces.clear();
    }
    assertThat(stories.counters().open()).isEqualTo(limit);
    assertThat(stories.counters().evicted()).isEqualTo(offered - limit);
    assertThat(given[0]).isEqualTo(offered - limit);
  }

  private static String line(int i) {
    String id = Integer.toHexString(0x1000_0000 + i).toUpperCase(Locale.ROOT);
    return HEAD + "smtpd[" + i % 30_000 + "]: " + id + "AB: client=a.example.net[192.0.2.1]";
  }

  @Test
  void savedStateThatIsCutOrDamagedIsRefused() throws IOException {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    stories.read(HEAD + "smtpd[1]: connect from a.example.net[192.0.2.1]");
    stories.read(HEAD + "smtpd[1]: AAAAAAAAA1: client=a.example.net[192.0.2.1]");
    stories.read(
        HEAD
            + "smtp[2]: AAAAAAAAA1: to=<a@example.com>, relay=none, delay=1, dsn=4.4.1,"
            + " status=deferred (x)");
    byte[] state = stories.save();

    restore(state);
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> restore(cut)).isInstanceOf(StateFormatException.class);
    }
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> restore(damaged)).isInstanceOf(StateFormatException.class);
    }
  }

  private static void restore(byte[] state) throws IOException {
    new Stories(CorrelationLimits.DEFAULT).restore(state);
  }

  @Test
  void messageThatHasEndedGoesBeforeOneThatIsOpen() {
    Stories stories = new Stories(CorrelationLimits.DEFAULT.withMaxOpenMessages(2));
    stories.read(HEAD + "smtpd[1]: AAAAAAAAA1: client=a.example.net[192.0.2.1]");
    stories.read(HEAD + "smtpd[2]: AAAAAAAAA2: client=a.example.net[192.0.2.2]");
    stories.read(HEAD + "qmgr[3]: AAAAAAAAA2: removed");
    stories.read(HEAD + "smtpd[4]: AAAAAAAAA3: client=a.example.net[192.0.2.3]");

    assertThat(stories.traces).extracting(MessageTrace::queueId).containsExactly("AAAAAAAAA2");
    assertThat(stories.counters().evicted()).isZero();
    assertThat(stories.counters().open()).isEqualTo(2);
  }

  @Test
  void notesBeyondTheLimitAreCounted() {
    StringBuilder log =
        new StringBuilder("smtpd[1]: 4F1AB18C3E9: client=a.example.net[192.0.2.1]\n");
    for (int i = 0; i < 230; i++) {
      log.append("cleanup[2]: 4F1AB18C3E9: warning: header Subject: ")
          .append(i)
          .append(" from a.example.net[192.0.2.1]; from=<a@example.net> to=<b@example.org>")
          .append(" proto=ESMTP helo=<a>\n");
    }
    MessageTrace t = Stories.only(log.toString());

    assertThat(t.notes()).hasSize(200);
    assertThat(t.notesCut()).isEqualTo(30);
  }

  @Test
  void refusedRecipientsBeyondTheLimitAreCounted() throws IOException {
    Stories stories = new Stories(new CorrelationLimits(10, 2, 10, Duration.ofDays(1)));
    stories.read(HEAD + "smtpd[1]: 4F1AB18C3E9: client=a.example.net[192.0.2.1]");
    for (String to : new String[] {"b", "c", "d", "e", "d"}) {
      stories.read(
          HEAD
              + "smtpd[1]: 4F1AB18C3E9: reject: RCPT from a.example.net[192.0.2.1]: 550 5.1.1 <"
              + to
              + "@example.org>: no; from=<a@example.net> to=<"
              + to
              + "@example.org> proto=ESMTP helo=<h>");
      stories.restore(stories.save());
    }
    MessageTrace t = stories.finish().get(0);

    assertThat(t.recipients()).hasSize(2);
    assertThat(t.recipientsCut()).isEqualTo(2);
    assertThat(stories.counters().recipientsCut()).isEqualTo(2);
  }

  /** Then nobody can say that one is missing, after a restart neither. */
  @Test
  void moreRecipientsMayBeCutThanAreCounted() throws IOException {
    Stories stories = new Stories(new CorrelationLimits(10, 2, 10, Duration.ofDays(1)));
    stories.read(HEAD + "smtpd[1]: 4F1AB18C3E9: client=a.example.net[192.0.2.1]");
    stories.read(
        HEAD + "qmgr[2]: 4F1AB18C3E9: from=<a@example.net>, size=9, nrcpt=16388 (queue active)");
    for (int i = 0; i < 16_388; i++) {
      stories.read(
          HEAD
              + "smtp[3]: 4F1AB18C3E9: to=<r"
              + i
              + "@example.org>, relay=mx.example.org[192.0.2.9]:25, delay=1, delays=0/0/0/1,"
              + " dsn=2.0.0, status=sent (250 ok)");
    }
    stories.restore(stories.save());
    stories.read(HEAD + "qmgr[2]: 4F1AB18C3E9: removed");
    MessageTrace t = stories.finish().get(0);

    assertThat(t.recipientsCut()).isEqualTo(16_384);
    assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(t.outcome()).isEqualTo(Outcome.SENT);
  }
}
