package io.maillog.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.DeliveryStatus;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    return trace(recipient, List.of(), completeness, recipientsCut, notesCut);
  }

  private static MessageTrace trace(List<Link> links) {
    return trace(recipient(0), links, Completeness.COMPLETE, 0, 0);
  }

  private static MessageTrace trace(
      Recipient recipient,
      List<Link> links,
      Completeness completeness,
      int recipientsCut,
      int notesCut) {
    return new MessageTrace(
        "demo",
        null,
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
        links,
        List.of(),
        Outcome.SENT,
        completeness,
        recipientsCut,
        notesCut,
        null,
        null,
        null,
        0);
  }

  @Test
  void everyCutIsSaid() {
    assertThat(trace(recipient(0), Completeness.COMPLETE, 0, 0).wasCut()).isFalse();
    assertThat(trace(recipient(0), Completeness.NO_START, 0, 0).wasCut()).isFalse();
    assertThat(trace(recipient(1), Completeness.COMPLETE, 0, 0).wasCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.EVICTED, 0, 0).wasCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.COMPLETE, 1, 0).wasCut()).isTrue();
    assertThat(trace(recipient(0), Completeness.COMPLETE, 0, 1).wasCut()).isTrue();
  }

  @Test
  void latestAttemptIsTheLast() {
    assertThat(recipient(0).lastAttempt()).isSameAs(LAST);
    assertThat(new Recipient("a", null, Outcome.UNKNOWN, List.of(), 0).lastAttempt()).isNull();
  }

  @Test
  void lastReplyIsThatOfTheLatestAttempt() {
    Attempt replied =
        new Attempt(null, DeliveryStatus.SENT, null, null, null, null, 250, "250 OK", null, null);
    assertThat(recipient(List.of(FIRST, replied)).lastReply()).isEqualTo("250 OK");
    assertThat(recipient(List.of(replied, FIRST)).lastReply()).isNull();
    assertThat(recipient(List.of()).lastReply()).isNull();
  }

  private static Recipient recipient(List<Attempt> attempts) {
    return new Recipient("a@example.org", null, Outcome.SENT, attempts, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "PREVIOUS_HOP, false",
    "REINJECTED_FROM, false",
    "FORWARDED_FROM, false",
    "CLONE_OF, false",
    "NOTIFICATION_OF, false",
    "NEXT_HOP, true",
    "REINJECTED_AS, true",
    "FORWARDED_AS, true",
    "CLONE, true",
    "NOTIFICATION, true"
  })
  void firstIsWhatNoOtherTraceTellsOfBefore(Link.Type type, boolean first) {
    Link next = new Link(Link.Type.NEXT_HOP, "B", "mx2");
    assertThat(trace(List.of(next, new Link(type, "C", null))).wasFirst()).isEqualTo(first);
    assertThat(trace(List.of()).wasFirst()).isTrue();
  }

  /** What maps objects to JSON takes methods of such names for properties. */
  @Test
  void noMethodLooksLikeAProperty() {
    for (Class<?> type :
        List.of(
            MessageTrace.class,
            Recipient.class,
            Attempt.class,
            Client.class,
            Submitter.class,
            Note.class,
            Link.class)) {
      assertThat(type.getDeclaredMethods())
          .extracting(Method::getName)
          .noneMatch(name -> name.matches("(is|get)[A-Z].*"));
    }
  }
}
