package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryRecipientsTest {
  private final Story story = new Story("server", Lines.server("mx1"), null);

  private StoryRecipient recipient(String to, @Nullable String origTo) {
    ByteSlice orig = origTo == null ? null : slice(origTo);
    return Objects.requireNonNull(story.recipient(slice(to), orig, null, 1000));
  }

  private static StoryAttempt attempt(DeliveryStatus status, long delay) {
    Answer answer = new Answer(status, null, null, Answer.NONE, null, 250, "ok", false, null);
    return StoryAttempt.of(null, delay, answer);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void everyOneIsFoundByBothAddresses(int count) {
    for (int i = 0; i < count; i++) {
      recipient("r" + i + "@example.org", null);
      recipient("r" + i + "@example.org", "all@example.org");
    }
    assertThat(story.recipientCount()).isEqualTo(2 * count);
    StoryRecipient r = story.firstRecipient();
    for (int i = 0; i < count && r != null && r.next != null; i++) {
      assertThat(recipient("r" + i + "@example.org", null)).isSameAs(r);
      assertThat(recipient("r" + i + "@example.org", "all@example.org")).isSameAs(r.next);
      r = r.next.next;
    }
    assertThat(story.recipientCount()).isEqualTo(2 * count);
    assertThat(story.recipient(slice("x@example.org"), null, null, 2 * count)).isNull();
  }

  /** An envelope's id tells recipients whose addresses are alike. */
  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void everyCopyIsFoundByItsId(int count) {
    ByteSlice to = slice("all@example.org");
    for (int i = 0; i < count; i++) {
      assertThat(story.recipient(to, null, slice("e" + i), count)).isNotNull();
    }
    assertThat(story.recipientCount()).isEqualTo(count);
    StoryRecipient r = story.firstRecipient();
    for (int i = 0; i < count && r != null; i++) {
      assertThat(story.recipient(to, null, slice("e" + i), count)).isSameAs(r);
      r = r.next;
    }
    assertThat(story.recipient(to, null, slice("e" + count), count)).isNull();
    assertThat(story.recipient(to, null, null, count + 1)).isNotNull(); // no copy's
    assertThat(story.recipientCount()).isEqualTo(count + 1);
  }

  /** Those that are redirected leave their place in the index, and are found by the new one. */
  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void redirectedOnesAreFoundByWhatTheyBecame(int count) {
    StoryRecipient[] all = new StoryRecipient[count];
    for (int i = 0; i < count; i++) {
      all[i] = recipient("r" + i + "@example.org", null);
      Answer later =
          new Answer(DeliveryStatus.DEFERRED, null, null, Answer.NONE, null, 450, "", false, null);
      story.attempt(all[i], StoryAttempt.of(new LogTime(1000, 0, 0, 0), null, later), 9);
    }
    Random random = new Random(1);
    String[] to = new String[count];
    for (int step = 0; step < count; step++) {
      int i = random.nextInt(count);
      if (to[i] == null) {
        to[i] = "new" + i + "@example.net";
        story.redirect(slice(to[i]), slice("r" + i + "@example.org"), 1010);
      }
    }
    for (int i = 0; i < count; i++) {
      String origTo = "r" + i + "@example.org";
      StoryRecipient found = to[i] == null ? recipient(origTo, null) : recipient(to[i], origTo);
      assertThat(found).isSameAs(all[i]);
    }
    assertThat(story.recipientCount()).isEqualTo(count);
  }

  @Test
  void localDeliveryIsOfTheAddressThatWasOrdered() {
    StoryRecipient bob = recipient("bob@example.org", null);
    story.attempt(bob, attempt(DeliveryStatus.DEFERRED, 1), 9);
    assertThat(recipient("bo", "bob@example.org")).isNotSameAs(bob);
    assertThat(recipient("bob", "bobby@example.org")).isNotSameAs(bob);
    assertThat(recipient("bob", "bob@example.org")).isSameAs(bob);
    story.attempt(bob, attempt(DeliveryStatus.SENT, 2), 9);
    assertThat(recipient("bob", "bob@example.org")).isNotSameAs(bob);
  }

  @Test
  void attemptsKeepTheirOrderAndTheLatestIsAlwaysThere() {
    StoryRecipient bob = recipient("bob@example.org", null);
    for (int i = 1; i <= 5; i++) {
      assertThat(story.attempt(bob, attempt(DeliveryStatus.DEFERRED, i), 3)).isEqualTo(i <= 3);
    }
    assertThat(bob.attempts()).extracting(Attempt::delayMicros).containsExactly(1L, 2L, 5L);
    assertThat(bob.attemptsCut()).isEqualTo(2);
  }

  @Test
  void replyThatNamesItsRecipientIsKeptForAllAndToldToEach() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    String[] to = {"a@example.com", "b@example.com", "\u00fc@example.com", "d@example.com"};
    String[] said = {
      "RCPT TO:<" + to[0] + ">: 450 <" + to[0] + ">: busy",
      "RCPT TO:<" + to[1] + ">: 450 <" + to[1] + ">: busy",
      "RCPT TO:<" + to[2] + ">: 450 <" + to[2] + ">: busy",
      "RCPT TO:<\0>: 450 <" + to[3] + ">: busy"
    };
    lines.deferred("A1", "<1@example.org>", "", to[0], to[0], said[0]);
    lines.deferred("A1", "<1@example.org>", "", to[1], to[1], said[1]);
    lines.deferred("A2", "<2@example.org>", "", to[2], to[3], said[2]);
    lines.deferred("A3", "<3@example.org>", "", to[3], to[3], said[3]);
    lines.correlator.finish();

    assertThat(lines.traces)
        .flatExtracting(MessageTrace::recipients)
        .flatExtracting(Recipient::attempts)
        .extracting(Attempt::reply)
        .containsExactly(said[0], said[0], said[1], said[1], said[2], said[2], said[3], said[3]);
  }

  @Test
  void thoseThatWaitAreCountedAsTheyChange() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      StoryRecipient r = recipient("r" + random.nextInt(40) + "@example.org", null);
      switch (random.nextInt(4)) {
        case 0 -> story.attempt(r, attempt(DeliveryStatus.DEFERRED, i), 5);
        case 1 -> story.attempt(r, attempt(DeliveryStatus.SENT, i), 5);
        case 2 -> story.decide(r, Outcome.REJECTED);
        default -> story.decide(r, Outcome.DEFERRED);
      }
      int unsettled = 0;
      int rejected = 0;
      for (StoryRecipient s = story.firstRecipient(); s != null; s = s.next) {
        unsettled += s.isSettled() ? 0 : 1;
        rejected += s.decided() == Outcome.REJECTED ? 1 : 0;
      }
      assertThat(story.unsettled()).isEqualTo(unsettled);
      assertThat(story.rejected()).isEqualTo(rejected);
    }
  }
}
