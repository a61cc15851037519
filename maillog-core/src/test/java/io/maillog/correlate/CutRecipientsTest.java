package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.MailEvent;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CutRecipientsTest {
  private final CutRecipients cut = new CutRecipients();

  @Test
  void eachIsCountedOnceWithItsLastAttempt() {
    assertThat(cut.attempt(Lines.slice("a@example.org"), null, false)).isTrue();
    assertThat(cut.attempt(Lines.slice("a@example.org"), null, false)).isFalse();
    assertThat(cut.attempt(Lines.slice("a@example.org"), "b@example.org", false)).isTrue();
    assertThat(cut.attempt(Lines.slice("a@example.org"), null, true)).isFalse();
    assertThat(cut.refuse(Lines.slice("a@example.org"))).isFalse();
    assertThat(cut.refuse(Lines.slice("c@example.org"))).isTrue();

    assertThat(cut.count()).isEqualTo(3);
    assertThat(cut.settled()).isEqualTo(1);
    assertThat(cut.unsettled()).isEqualTo(1);
    assertThat(cut.attempt(Lines.slice("c@example.org"), null, false)).isFalse();
    assertThat(cut.unsettled()).isEqualTo(2);
  }

  @Test
  void beyondTheLimitNoMoreAreKept() {
    for (int i = 0; i < CutRecipients.MAX; i++) {
      assertThat(cut.attempt(Lines.slice(i + "@example.org"), null, false)).isTrue();
    }
    assertThat(cut.isFull()).isFalse();
    assertThat(cut.attempt(Lines.slice("x@example.org"), null, false)).isFalse();
    assertThat(cut.isFull()).isTrue();
    assertThat(cut.attempt(Lines.slice("7@example.org"), null, true)).isFalse();

    assertThat(cut.count()).isEqualTo(CutRecipients.MAX);
    assertThat(cut.settled()).isEqualTo(1);
    assertThat(cut.entries()).hasSize(CutRecipients.MAX);
  }

  @Test
  void cutRecipientThatIsDeferredKeepsItsMessageOpen() throws IOException {
    Lines lines = new Lines(new CorrelationLimits(10, 1, 10, Duration.ofDays(1)));
    lines.messageId("A1", "<one@example.org>");
    lines.queued("A1", 2);
    lines.delivered("A1", "a@example.com", DeliveryStatus.SENT, "1");
    lines.delivered("A1", "b@example.com", DeliveryStatus.DEFERRED, "1");
    lines.restore();
    lines.delivered("A1", "b@example.com", DeliveryStatus.DEFERRED, "1");
    assertThat(lines.correlator.giver.patient).isEmpty();
    lines.delivered("A1", "b@example.com", DeliveryStatus.SENT, "1");
    assertThat(lines.correlator.giver.patient).hasSize(1);
    assertThat(lines.correlator.counters().recipientsCut()).isEqualTo(1);
  }

  @Test
  void refusedRecipientsDoNotStandForThoseThatTheServerCounted() {
    Story story = new Story("server", Lines.server("mx1"), null);
    story.nrcpt = 2;
    for (String to : new String[] {"a@example.org", "b@example.org"}) {
      StoryRecipient r = story.recipient(Lines.slice(to), null, null, 9);
      assertThat(r).isNotNull();
      story.decide(r, Outcome.REJECTED);
    }
    assertThat(story.allSettled()).isFalse();
  }

  @Test
  void recipientsThatAnEventHasNoRoomForAreCountedOnceToo() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    int more = 10;
    for (int i = 0; i < 3; i++) {
      lines.deliveredToMany("A1", MailEvent.MAX_RECIPIENTS + more, DeliveryStatus.DEFERRED);
    }
    assertThat(lines.correlator.counters().recipientsCut()).isEqualTo(more);
    lines.correlator.finish();
    assertThat(lines.traces.get(0).recipientsCut()).isEqualTo(more);
  }
}
