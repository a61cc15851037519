package io.maillog.postfix;

import static io.maillog.postfix.Stories.byId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the time of the log decides: when a trace is given, and when a message is too old. */
class StoryTimeTest {
  private static final String BEGIN =
      """
      2026-09-12T10:15:31Z mx postfix/smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
      2026-09-12T10:15:31Z mx postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
      2026-09-12T10:15:31Z mx postfix/qmgr[12]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
      """;
  private static final String END =
      """
      2026-09-12T10:15:32Z mx postfix/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
      2026-09-12T10:15:32Z mx postfix/qmgr[12]: 4F1AB18C3E9: removed
      """;

  private static final long START = Instant.parse("2026-09-12T10:15:30Z").getEpochSecond();

  private static String line(long second, String host, String text) {
    return Instant.ofEpochSecond(START + second) + " " + host + " postfix/" + text + "\n";
  }

  private static void read(Stories stories, String log) {
    log.lines().forEach(stories::read);
  }

  private static List<MessageTrace> same(String log) throws IOException {
    List<MessageTrace> traces = Stories.of(log);
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
    return traces;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2036-09-12T10:15:31Z other",
        "1970-01-01T00:00:09Z other",
        "2036-09-12T10:15:31Z mx"
      })
  void oneLineWithAWrongClockEndsNoMessage(String head) throws IOException {
    String wrong = head + " postfix/smtpd[7]: connect from pc.example.net[192.0.2.3]\n";
    List<MessageTrace> traces = same(BEGIN + wrong + END);

    assertThat(traces).hasSize(1);
    assertThat(traces.get(0).completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(traces.get(0).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void messageWithAWrongClockItselfIsNotOlderThanItsLines() throws IOException {
    String old = BEGIN.replace("2026-", "1970-").replace("4F1AB18C3E9", "5A1AB18C3E9");
    String later = END.replace("4F1AB18C3E9", "5A1AB18C3E9");
    List<MessageTrace> traces = same(BEGIN + old + END + later);

    assertThat(traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.COMPLETE, Completeness.COMPLETE);
  }

  /** Hosts whose clocks differ for good, in one log. */
  @Test
  void messagesOfHostsWithOtherClocksAreNotEvictedByEachOther() throws IOException {
    StringBuilder log = new StringBuilder(BEGIN);
    for (int i = 2; i < 40; i++) {
      log.append(line(i, "mx", "anvil[1]: statistics: max cache size 1"));
      log.append(line(i + 30L * 86_400, "other", "anvil[1]: statistics: max cache size 1"));
    }
    List<MessageTrace> traces = same(log + END.replace("10:15:32Z", "10:16:10Z"));

    assertThat(traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1800, 7200, 10L * 365 * 86_400})
  void endedMessageOfAClockAheadKeepsNoOtherTraceBack(long ahead) {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    read(stories, line(ahead, "other", "qmgr[1]: FFFFFFFFF1: removed"));
    for (int i = 0; i < 100; i++) {
      read(stories, line(i, "mx", "qmgr[1]: AAAAAAAA" + (100 + i) + ": removed"));
    }
    // The first one too: no line of its host comes any more.
    assertThat(stories.traces).hasSizeGreaterThan(80);
    assertThat(byId(stories.traces, "FFFFFFFFF1").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"mx, 1", "other, 0"})
  void endedMessageIsGivenWithTheNextLineOfItsOwnHost(String host, int given) {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    read(stories, BEGIN + END);
    read(stories, line(86_400, host, "anvil[1]: statistics: max cache size 1"));
    assertThat(stories.traces).hasSize(given);
  }

  @Test
  void realSilenceOfWeeksEvicts() throws IOException {
    String after =
        END.replace("4F1AB18C3E9", "5A1AB18C3E9").replace("2026-09-12", "2026-10-12").repeat(4);
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    read(stories, BEGIN + after);
    assertThat(stories.traces)
        .extracting(MessageTrace::queueId, MessageTrace::completeness)
        .contains(tuple("4F1AB18C3E9", Completeness.EVICTED));
    assertThat(stories.counters().evicted()).isEqualTo(1);

    assertThat(byId(same(BEGIN + after), "4F1AB18C3E9").completeness())
        .isEqualTo(Completeness.EVICTED);
  }

  @Test
  void silenceAtTheEndOfTheLogEvictsToo() throws IOException {
    String after = END.replace("4F1AB18C3E9", "5A1AB18C3E9").replace("2026-09-12", "2026-10-12");
    assertThat(byId(same(BEGIN + after), "4F1AB18C3E9").completeness())
        .isEqualTo(Completeness.EVICTED);
  }

  @Test
  void messageThatGoesOnWhileASilenceIsNotSureYetIsNotEvictedByIt() throws IOException {
    String after = END.replace("2026-09-12", "2026-10-12");
    List<MessageTrace> traces = same(BEGIN + after);
    assertThat(traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.COMPLETE);

    String many = after.lines().findFirst().orElseThrow() + "\n";
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    read(stories, BEGIN + many.repeat(20) + after);
    assertThat(stories.counters().evicted()).isZero();
    assertThat(stories.finish()).hasSize(1);
  }

  /** Clocks that were wrong for long: once they are set right, the age of a message goes on. */
  @Test
  void logWhoseClockWasSetBackStillEvicts() {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    String anvil = "anvil[1]: statistics: max cache size 1";
    read(stories, BEGIN.replace("2026-", "2036-"));
    for (int day = 0; day < 12; day++) {
      for (int i = 0; i < 30; i++) {
        read(stories, line(day * 86_400L + i, "mx", anvil));
      }
    }
    assertThat(stories.traces)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.EVICTED);
  }

  @Test
  void messagesFromBeforeTheFirstTimeAreNotOld() throws IOException {
    String log =
        """
        postfix/smtpd[10]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]
        postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>
        2026-09-12T10:15:33Z mx postfix/qmgr[5]: 5A1AB18C3E9: from=<alice@example.net>, size=100, nrcpt=1 (queue active)
        postfix/qmgr[5]: 4F1AB18C3E9: from=<alice@example.net>, size=100, nrcpt=1 (queue active)
        """;
    MessageTrace t = byId(same(log), "4F1AB18C3E9");

    assertThat(t.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(t.messageId()).isEqualTo("one@example.net");
    assertThat(t.from()).isEqualTo("alice@example.net");
  }

  @Test
  void manyMessagesOnOneIdWithoutAnyTimeStayWithinTheLimits() throws IOException {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    List<String> lines =
        List.of(
            "postfix/qmgr[5]: 4F1AB18C3E9: removed",
            "postfix/qmgr[5]: 4F1AB18C3E9: from=<alice@example.net>, size=100, nrcpt=1 (queue"
                + " active)");
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      lines.forEach(stories::read);
      if (i % 50_000 == 49_999) {
        sizes.add(stories.save().length);
      }
    }
    assertThat(sizes.get(3)).isLessThanOrEqualTo(sizes.get(1) + 1000);
  }

  /** Eight days of silence, which the first line after it cannot confirm: its own id tells. */
  @Test
  void idThatIsUsedAgainAfterASilenceIsAnotherMessages() throws IOException {
    List<MessageTrace> traces =
        same(
            BEGIN
                + END
                + "2026-09-20T10:15:31Z mx postfix/cleanup[21]: 4F1AB18C3E9: message-id=<two@mx>\n"
                + "2026-09-20T10:15:31Z mx postfix/qmgr[12]: 4F1AB18C3E9: from=<>, size=99, nrcpt=1"
                + " (queue active)\n");

    assertThat(traces)
        .extracting(MessageTrace::messageId, MessageTrace::from)
        .containsExactly(tuple("one@example.net", "alice@example.net"), tuple("two@mx", ""));
  }
}
