package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held is limited in bytes: few messages may have much text. */
class HeldBytesTest {
  private static final long LIMIT = 1 << 20;
  private static final CorrelationLimits LIMITS = CorrelationLimits.DEFAULT.withMaxBytes(LIMIT);
  private static final String LONG = "r".repeat(4000);

  @Test
  void sumIsThatOfTheStories() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    for (int i = 0; i < 10; i++) {
      lines.deferred("ID" + i, "<m@x" + i + ">", "f@x", "a@x", "b@x", "451 later " + i);
      lines.delivered("ID" + i, "c@x", DeliveryStatus.SENT, "NEXT" + i);
    }
    StoryTable stories = lines.correlator.stories;
    long sum = 0;
    for (Story s = stories.oldest(); s != null; s = stories.newer(s)) {
      sum += s.weight();
    }
    assertThat(stories.held.sum()).isEqualTo(sum).isGreaterThan(10 * HeldBytes.STORY);
    lines.correlator.finish();
    assertThat(stories.held.sum()).isZero();
  }

  @Test
  void longestSilentIsEvictedWhenTextsTakeTooMuch() {
    Lines lines = new Lines(LIMITS);
    for (int i = 0; i < 400; i++) {
      lines.messageId("ID" + i, "<" + i + LONG + "@example.org>");
    }
    assertThat(lines.traces)
        .extracting(MessageTrace::completeness)
        .containsOnly(Completeness.EVICTED);
    assertThat(lines.traces).extracting(MessageTrace::queueId).startsWith("ID0", "ID1");
    assertThat(lines.correlator.counters().open()).isBetween(170L, 185L);
    assertThat(lines.correlator.counters().evicted()).isEqualTo(lines.traces.size());
    assertThat(lines.correlator.stories.held.sum()).isBetween(LIMIT / 2, LIMIT * 3 / 4);
  }

  @Test
  void messageThatTakesAQuarterIsEvictedBeforeTheOthers() {
    Lines lines = new Lines(LIMITS);
    lines.messageId("SILENT", "<m@example.org>");
    int heavy = 0;
    for (int i = 0; i < 200; i++) {
      lines.deferredBy("HEAVY", "user" + i % 10 + "@example.org", i + LONG);
      heavy = Math.max(heavy, lines.traces.size());
    }
    assertThat(heavy).isEqualTo(3);
    assertThat(lines.traces).extracting(MessageTrace::queueId).containsOnly("HEAVY");
    assertThat(lines.traces)
        .allSatisfy(
            trace -> {
              assertThat(trace.completeness()).isEqualTo(Completeness.EVICTED);
              assertThat(trace.outcome()).isEqualTo(Outcome.DEFERRED);
              assertThat(trace.wasCut()).isTrue();
            });
    assertThat(lines.correlator.counters().open()).isEqualTo(2);
  }

  @Test
  void attemptsOfOneAnswerTakeLittle() {
    Lines lines = new Lines(LIMITS);
    for (int i = 0; i < 1000; i++) {
      lines.deferredBy("ID", "user" + i % 10 + "@example.org", LONG);
    }
    assertThat(lines.traces).isEmpty();
    assertThat(lines.correlator.stories.held.sum()).isLessThan(LIMIT / 8);
  }

  @Test
  void heapDoesNotGrowWithTheRepliesOfOneMessage() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT.withMaxBytes(4 << 20));
    replies(lines, 0, 2000);
    long before = OpenMessageMemoryTest.used();
    replies(lines, 2000, 12_000); // 40 MB
    assertThat(OpenMessageMemoryTest.used() - before).isLessThan(6 << 20);
    assertThat(lines.correlator.counters().evicted()).isGreaterThan(20);
  }

  private static void replies(Lines lines, int from, int to) {
    for (int i = from; i < to; i++) {
      lines.deferredBy("ID", "user" + i % 10_000 + "@example.org", i + LONG);
      lines.traces.clear();
    }
  }

  @Test
  void longTextIsShortenedAtAWholeCharacter() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    String id = "x" + "\u20ac".repeat(2000);
    lines.messageId("ID", id);
    lines.messageId("ID", id); // the same again
    lines.deferredBy("ID", "u".repeat(5000) + "@example.org", "\u20ac".repeat(2000) + "y");
    lines.correlator.finish();
    MessageTrace trace = lines.traces.get(0);
    assertThat(lines.traces).hasSize(1);
    assertThat(trace.messageId()).isEqualTo("x" + "\u20ac".repeat(1365));
    assertThat(trace.messageId().getBytes(StandardCharsets.UTF_8)).hasSize(4096);
    assertThat(trace.recipients().get(0).to()).isEqualTo("u".repeat(4096));
    assertThat(trace.recipients().get(0).attempts().get(0).reply())
        .isEqualTo("\u20ac".repeat(1365));
    assertThat(trace.notesCut()).isEqualTo(4);
    assertThat(trace.wasCut()).isTrue();
  }

  @Test
  void textOfTheLimitsLengthIsWhole() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    lines.messageId("ID", "m".repeat(4096));
    lines.correlator.finish();
    assertThat(lines.traces.get(0).messageId()).hasSize(4096);
    assertThat(lines.traces.get(0).notesCut()).isZero();
  }

  @Test
  void idThatIsTooLongIsNone() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    lines.messageId("I".repeat(5000), "<m@example.org>");
    lines.delivered("ID", "a@x", DeliveryStatus.SENT, "N".repeat(5000));
    lines.correlator.finish();
    assertThat(lines.traces).extracting(MessageTrace::queueId).containsExactly("ID");
    assertThat(lines.traces.get(0).links()).isEmpty();
  }

  /** Weights depend on what is shared, and are saved: else a restored one would evict another. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60})
  void restoringChangesNoEviction(int every) throws IOException {
    CorrelationLimits limits = CorrelationLimits.DEFAULT.withMaxBytes(64 << 10);
    List<List<MessageTrace>> results = new ArrayList<>();
    long evicted = 0;
    for (int restores = 0; restores < 2; restores++) {
      Lines lines = new Lines(limits);
      Random random = new Random(every);
      for (int i = 0; i < 600; i++) {
        String id = "ID" + random.nextInt(12);
        String to = "user" + random.nextInt(4) + "@example.org";
        String text = random.nextInt(3) + "r".repeat(random.nextInt(3) * 1500) + to;
        switch (random.nextInt(5)) {
          case 0 -> lines.messageId(id, "<" + text + ">");
          case 1 -> lines.received(id, text, "P" + random.nextInt(9));
          case 2 -> lines.delivered(id, to, DeliveryStatus.SENT, "R" + i);
          default -> lines.deferredBy(id, to, text);
        }
        if (restores == 1 && i % every == 0) {
          lines.restore();
        }
      }
      evicted = lines.correlator.counters().evicted();
      lines.correlator.finish();
      results.add(lines.traces);
    }
    assertThat(evicted).isGreaterThan(20);
    assertThat(results.get(1)).isEqualTo(results.get(0));
  }

  @Test
  void limitOfBytesIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorrelationLimits.DEFAULT.withMaxBytes(65_535))
        .withMessage("maxBytes must be at least 65536: 65535");
    assertThat(CorrelationLimits.DEFAULT.maxBytes())
        .isEqualTo(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4));
  }
}
