package io.maillog.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.DeliveryStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTraceTest {
  private static final Attempt FIRST = attempt(DeliveryStatus.DEFERRED);
  private static final Attempt LAST = attempt(DeliveryStatus.SENT);

  private static Attempt attempt(DeliveryStatus status) {
    return new Attempt(null, status, null, null, null, null, null, null, null, null);
  }

  private static Recipient recipient(int attemptsCut) {
    return new Recipient("a@example.org", null, Outcome.SENT, List.of(FIRST, LAST), attemptsCut);
  }

  private static MessageTrace trace(
      Recipient recipient, Completeness completeness, int recipientsCut, int notesCut) {
    return new MessageTrace(
        "demo",
        null,
        null,
        "A",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(recipient),
        List.of(),
        List.of(),
        Outcome.SENT,
        completeness,
        recipientsCut,
        notesCut);
  }

  @Test
  void everyCutIsSaid() {
    assertThat(trace(recipient(0), Completeness.COMPLETE, 0, 0).isCut()).isFalse();
    assertThat(trace(recipient(0), Completeness.NO_START, 0, 0).isCut()).isFalse();
    assertThat(trace(recipient(1), Completeness.COMPLETE, 0, 0).isCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.EVICTED, 0, 0).isCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.COMPLETE, 1, 0).isCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.COMPLETE, 0, 1).isCut()).isTrue();
  }

  @Test
  void latestAttemptIsTheLast() {
    assertThat(recipient(0).lastAttempt()).isSameAs(LAST);
    assertThat(new Recipient("a", null, Outcome.UNKNOWN, List.of(), 0).lastAttempt()).isNull();
  }
}
