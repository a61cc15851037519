package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces and events of a test have what it says, and agree with themselves. */
class TraceFixturesTest {
  private static final String LINE = "Feb 29 10:15:30 mx1 demo[1]: A1: to=<bob@example.org>";

  @Test
  void traceHasWhatIsSaidOfIt() {
    MessageTrace trace =
        TraceFixtures.trace()
            .queueId("3B2E")
            .from("a@example.org")
            .client("pc.example.org", "192.0.2.7")
            .sent("b@example.net", "mx.example.net")
            .bounced("c@example.net", "5.1.1", "550 5.1.1 User unknown")
            .build();

    assertThat(trace.queueId()).isEqualTo("3B2E");
    assertThat(trace.from()).isEqualTo("a@example.org");
    assertThat(trace.nrcpt()).isEqualTo(2);
    assertThat(trace.client()).extracting(Client::host).isEqualTo("pc.example.org");
    assertThat(trace.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(trace.recipients())
        .extracting(Recipient::outcome)
        .containsExactly(Outcome.SENT, Outcome.BOUNCED);
    Attempt failed = Objects.requireNonNull(trace.recipients().get(1).lastAttempt());
    assertThat(failed.status()).isEqualTo(DeliveryStatus.BOUNCED);
    assertThat(failed.code()).isEqualTo(550);
    assertThat(failed.delayMicros()).isEqualTo(2_000_000);
    assertThat(failed.time()).isEqualTo(trace.completed()).isEqualTo(trace.ended());
    assertThat(trace.received()).isEqualTo(trace.began());
    assertThat(trace.wasCut()).isFalse();
  }

  @Test
  void recipientIsTriedUntilItIsOver() {
    TraceFixtures.Builder builder =
        TraceFixtures.trace()
            .began(Instant.parse("2026-09-12T10:00:00Z"))
            .deferred("b@example.net", "4.4.1", "connection timed out");
    MessageTrace open = builder.build();
    MessageTrace over =
        builder.after(Duration.ofMinutes(5)).sent("b@example.net", "mx.example.net").build();

    assertThat(open.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(open.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(open.completed()).isNull();
    assertThat(open.recipients().get(0).attempts()).singleElement().returns(null, Attempt::code);
    assertThat(over.outcome()).isEqualTo(Outcome.SENT);
    assertThat(over.completed()).hasToString("2026-09-12T10:05:01Z");
    assertThat(over.recipients()).hasSize(1);
    assertThat(over.recipients().get(0).attempts()).hasSize(2);
  }

  @Test
  void refusalIsANoteAndNoAttempt() {
    MessageTrace trace =
        TraceFixtures.trace().queueId(null).rejected("b@example.org", "550 5.1.1 no such").build();

    assertThat(trace.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(trace.recipients().get(0).attempts()).isEmpty();
    assertThat(trace.notes())
        .singleElement()
        .returns(EventKind.REJECT, Note::kind)
        .returns("550 5.1.1 no such", Note::reason);
  }

  @Test
  void restIsAsItIsSaid() {
    MessageTrace held =
        TraceFixtures.trace()
            .recipient("b@example.org", Outcome.HELD)
            .link(Link.Type.NEXT_HOP, "5F2", "mx2")
            .build();
    MessageTrace cut = TraceFixtures.trace().completeness(Completeness.NO_START).build();

    assertThat(held.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(held.links()).containsExactly(new Link(Link.Type.NEXT_HOP, "5F2", "mx2"));
    assertThat(cut.received()).isNull();
    assertThat(cut.began()).isNotNull();
    assertThat(cut.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(cut.nrcpt()).isNull();
  }

  @Test
  void lineIsReadToAnEventThatStays() {
    MailEvent event = TraceFixtures.event("demo", LINE);
    TraceFixtures.event("demo", LINE.replace("bob", "carol"));

    assertThat(event.text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(event.time()).hasToString("2024-02-29T10:15:30Z");
    assertThat(event.lineNumber()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Jan  1 00:00:00, 2024-01-01T00:00:00Z",
    "Jun 30 12:00:00, 2024-06-30T12:00:00Z",
    "Dec 31 23:59:59, 2024-12-31T23:59:59Z",
    "2031-02-03T04:05:06+02:00, 2031-02-03T04:05:06+02:00"
  })
  void stampWithoutAYearIsOf2024(String stamp, String time) {
    MailEvent event = TraceFixtures.event("demo", LINE.replace("Feb 29 10:15:30", stamp));
    assertThat(event.time()).hasToString(time);
  }

  @Test
  void lineThatIsNoneOfTheDialectsIsRefused() {
    assertThatThrownBy(() -> TraceFixtures.event("demo", "Sep 12 10:15:30 mx1 cron[1]: A1: to=<b>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no line of demo: Sep 12");
    assertThatThrownBy(() -> TraceFixtures.event("demos", LINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no dialect demos");
  }

  @Test
  void eventWithoutALineAgreesWithItself() {
    MailEventRecord event =
        TraceFixtures.event(
            EventKind.DELIVERY,
            Map.of(
                Field.TO, "b@example.org",
                Field.STATUS, "deferred",
                Field.STAGE, "rcpt",
                Field.DELAY, "1.5",
                Field.TIME, "2026-09-12T10:15:30.25+02:00"));

    assertThat(event.status()).isEqualTo(DeliveryStatus.DEFERRED);
    assertThat(event.stage()).isEqualTo(SmtpStage.RCPT);
    assertThat(event.severity()).isNull();
    assertThat(event.recipients()).containsExactly("b@example.org");
    assertThat(event.micros(Field.DELAY)).isEqualTo(1_500_000);
    assertThat(event.text(Field.KIND)).isEqualTo("delivery");
    assertThat(event.time()).hasToString(event.text(Field.TIME));
    assertThat(TraceFixtures.event(EventKind.REMOVED, Map.of()).time()).isNotNull();
  }

  @Test
  void eventWithoutALineRefusesWhatNoLineCouldSay() {
    assertThatThrownBy(() -> TraceFixtures.event(EventKind.REJECT, Map.of(Field.STATUS, "lost")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TraceFixtures.event(EventKind.REJECT, Map.of(Field.KIND, "tls")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
