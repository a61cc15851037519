package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import org.junit.jupiter.api.Test;

/** A check that states a status is an attempt of the recipient that it names. */
class CheckOfARecipientTest {
  private final Lines lines = new Lines(CorrelationLimits.DEFAULT);

  private MessageTrace trace() {
    lines.correlator.finish();
    assertThat(lines.traces).hasSize(1);
    return lines.traces.get(0);
  }

  @Test
  void droppedRecipientIsTheOnlyOneThatIsDiscarded() {
    lines.messageId("A1", "<one@example.org>");
    lines.queued("A1", 2);
    lines.delivered("A1", "bob@example.org", DeliveryStatus.SENT, "B1");
    lines.dropped("A1", "joe@example.org", DeliveryStatus.DISCARDED);

    MessageTrace trace = trace();
    assertThat(trace.recipients())
        .extracting(Recipient::to, Recipient::outcome)
        .containsExactly(
            tuple("bob@example.org", Outcome.SENT), tuple("joe@example.org", Outcome.DISCARDED));
    assertThat(trace.notes()).extracting(Note::action).containsExactly("discard");
    assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void anotherRecipientKeepsTheMessageOpen() {
    lines.messageId("A1", "<one@example.org>");
    lines.queued("A1", 2);
    lines.dropped("A1", "joe@example.org", DeliveryStatus.DISCARDED);

    assertThat(trace().completeness()).isEqualTo(Completeness.OPEN);
  }

  @Test
  void checkWithoutAStatusDropsTheMessage() {
    lines.messageId("A1", "<one@example.org>");
    lines.queued("A1", 2);
    lines.delivered("A1", "bob@example.org", DeliveryStatus.DEFERRED, "B1");
    lines.dropped("A1", "joe@example.org", null);

    MessageTrace trace = trace();
    assertThat(trace.outcome()).isEqualTo(Outcome.DISCARDED);
    assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
  }
}
