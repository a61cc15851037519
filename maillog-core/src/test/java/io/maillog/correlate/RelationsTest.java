package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Link;
import io.maillog.trace.LinkType;
import java.io.IOException;
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
  @CsvSource({"'', NOTIFICATION_OF, NOTIFICATION", "a@b, REINJECTED_FROM, REINJECTED_AS"})
  void messageThatIsTakenInForAnotherIsANotificationIfItHasNoSender(
      String from, LinkType type, LinkType back) {
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
        .containsExactly(new Link(LinkType.REINJECTED_AS, "B1", null));
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
        .containsExactly(new Link(LinkType.REINJECTED_AS, "B1", null));
  }

  @Test
  void idThatIsAwaitedFirstAndKnownLaterIsNotAwaitedAnyMore() throws IOException {
    lines.messageId("B1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    assertThat(lines.correlator.relations.awaited).containsOnlyKeys("B1");
    lines.messageId("A1", "<one@example.org>");
    lines.delivered("A1", "bob@example.com", DeliveryStatus.SENT, "B1");
    assertThat(lines.correlator.relations.awaited).isEmpty();
    lines.restore();
  }
}
