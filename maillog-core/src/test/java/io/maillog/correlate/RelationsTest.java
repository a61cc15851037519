package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationsTest {
  private final Lines lines = new Lines(CorrelationLimits.DEFAULT);

  @Test
  void nextHopsIdIsAwaitedOnlyWhileAStoryHasItsLink() {
    for (int i = 0; i < 1000; i++) {
      lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "REMOTE" + i);
    }
    assertThat(lines.correlator.relations.awaited).hasSize(Story.MAX_LINKS);

    lines.correlator.finish();
    assertThat(lines.correlator.relations.awaited).isEmpty();
    assertThat(lines.traces.get(0).links()).hasSize(Story.MAX_LINKS);
    assertThat(lines.traces.get(0).notesCut()).isEqualTo(1000 - Story.MAX_LINKS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messageIsLinkedWithEachOfItsClones(boolean restored) throws IOException {
    lines.messageId("A1", "<one@example.org>");
    lines.copied("A1", List.of("B1", "A1", "B2"));
    if (restored) {
      lines.restore();
    }
    lines.delivered("B1", "bob@example.org", DeliveryStatus.SENT, "X1");
    lines.delivered("B2", "joe@example.org", DeliveryStatus.SENT, "X2");

    lines.correlator.finish();
    assertThat(trace("A1").links())
        .containsExactly(
            new Link(Link.Type.CLONE, "B1", null), new Link(Link.Type.CLONE, "B2", null));
    for (String clone : List.of("B1", "B2")) {
      assertThat(trace(clone).links()).contains(new Link(Link.Type.CLONE_OF, "A1", null));
      assertThat(trace(clone).messageId()).isEqualTo("<one@example.org>");
    }
  }

  @Test
  void clonesBeyondTheLimitOfLinksAreCounted() {
    List<String> clones = IntStream.range(0, 1000).mapToObj(i -> "B" + i).toList();
    lines.messageId("A1", "<one@example.org>");
    lines.copied("A1", clones);
    assertThat(lines.correlator.counters().open()).isEqualTo(1 + Story.MAX_LINKS);

    lines.correlator.finish();
    assertThat(trace("A1").links()).hasSize(Story.MAX_LINKS);
    assertThat(trace("A1").notesCut()).isEqualTo(1000 - Story.MAX_LINKS);
  }

  private MessageTrace trace(String id) {
    return lines.traces.stream().filter(t -> id.equals(t.queueId())).findAny().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"'', NOTIFICATION_OF, NOTIFICATION", "a@b, REINJECTED_FROM, REINJECTED_AS"})
  void messageThatIsTakenInForAnotherIsANotificationIfItHasNoSender(
      String from, Link.Type type, Link.Type back) {
    lines.messageId("A1", "<one@example.org>");
    lines.received("B1", from, "A1");

    lines.correlator.finish();
    assertThat(lines.traces.get(0).links()).containsExactly(new Link(back, "B1", null));
    assertThat(lines.traces.get(1).links()).containsExactly(new Link(type, "A1", null));
  }

  @Test
  void lineThatTakesAMessageInMaySayAllOfIt() {
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    lines.messageId("A1", "<one@example.org>");
    lines.receivedWithItsFigures("B1", "<one@example.org>", 432, 1);

    lines.correlator.finish();
    assertThat(lines.traces.get(1).messageId()).isEqualTo("<one@example.org>");
    assertThat(lines.traces.get(1).size()).isEqualTo(432);
    assertThat(lines.traces.get(1).nrcpt()).isEqualTo(1);
    assertThat(lines.traces.get(0).links())
        .containsExactly(new Link(Link.Type.REINJECTED_AS, "B1", null));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void idThatIsJoinedIsNotAwaitedAnyMore(boolean restored) throws IOException {
    lines.messageId("A1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    assertThat(lines.correlator.relations.awaited).containsOnlyKeys("B1");
    if (restored) {
      lines.restore();
    }
    assertThat(lines.correlator.relations.awaited).containsOnlyKeys("B1");
    lines.messageId("B1", "<one@example.org>");
    if (restored) {
      lines.restore();
    }
    assertThat(lines.correlator.relations.awaited).isEmpty();

    lines.correlator.finish();
    assertThat(lines.traces.get(0).links())
        .containsExactly(new Link(Link.Type.REINJECTED_AS, "B1", null));
  }

  @Test
  void idThatIsAwaitedIsJoinedWhenTheMessageThatAwaitsItIsKnown() throws IOException {
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    lines.messageId("B1", "<one@example.org>");
    assertThat(lines.correlator.relations.awaited).containsOnlyKeys("B1");
    lines.restore();
    lines.messageId("A1", "<one@example.org>");
    assertThat(lines.correlator.relations.awaited).isEmpty();

    lines.correlator.finish();
    assertThat(trace("A1").links()).containsExactly(new Link(Link.Type.REINJECTED_AS, "B1", null));
  }

  /** What was taken in before is not what became of it, whatever the next hop says. */
  @Test
  void messageThatBeganBeforeIsNotTheNextHops() {
    lines.messageId("B1", "<one@example.org>");
    lines.messageId("A1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");

    lines.correlator.finish();
    assertThat(trace("A1").links()).containsExactly(new Link(Link.Type.NEXT_HOP, "B1", null));
    assertThat(trace("B1").links()).isEmpty();
  }

  /** A stranger's answer with the id of another's takes nothing from that one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20})
  void idMayBeAwaitedByOthersToo(int strangers) throws IOException {
    for (int i = 0; i < strangers; i++) {
      lines.messageId("X" + i, "<other" + i + "@example.org>");
      lines.delivered("X" + i, "x@example.com", DeliveryStatus.SENT, "B1");
    }
    lines.messageId("A1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    lines.delivered("X0", "y@example.com", DeliveryStatus.SENT, "B1");
    lines.restore();
    lines.messageId("B1", "<one@example.org>");
    lines.restore();

    lines.correlator.finish();
    assertThat(trace("B1").links())
        .containsExactly(new Link(Link.Type.REINJECTED_FROM, "A1", null));
    assertThat(lines.correlator.relations.awaited).isEmpty();
  }

  @Test
  void twoMessagesAreNotEachOthersNextHop() {
    lines.messageId("A1", "<one@example.org>");
    lines.messageId("B1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    lines.delivered("B1", "bob@example.com", DeliveryStatus.SENT, "A1");

    lines.correlator.finish();
    assertThat(trace("A1").links()).containsExactly(new Link(Link.Type.REINJECTED_AS, "B1", null));
    assertThat(trace("B1").links())
        .containsExactlyInAnyOrder(
            new Link(Link.Type.REINJECTED_FROM, "A1", null),
            new Link(Link.Type.NEXT_HOP, "A1", null));
  }
}
