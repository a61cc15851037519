package io.maillog.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
  private static final LogTime TIME = new LogTime(1_789_200_930, 0, 7200, 0);

  static JsonBuffer written(MessageTrace trace) throws IOException {
    JsonBuffer json = new JsonBuffer();
    new TraceJson().write(trace, json);
    assertThat(new ObjectMapper().readTree(json.array(), 0, json.length()).isObject()).isTrue();
    OneLine.check(json);
    return json;
  }

  static MessageTrace whole(String text, int cut) {
    Attempt attempt =
        new Attempt(
            TIME, DeliveryStatus.SENT, text, "192.0.2.2", 25, "2.0.0", 250, text, 1_500_000L, "R1");
    return new MessageTrace(
        "demo",
        "mx1",
        text,
        text,
        "A1",
        text,
        "",
        1234L,
        2,
        text,
        TIME,
        TIME,
        new Client(text, "192.0.2.1", 4711, text, "ESMTP", "TLSv1.3", "PLAIN", text),
        new Submitter(text, 0L),
        List.of(new Recipient("b@example.org", text, Outcome.SENT, List.of(attempt), cut)),
        List.of(new Link(Link.Type.NOTIFICATION_OF, "B1", "mx1")),
        List.of(new Note(TIME, EventKind.CONTENT_CHECK, "hold", text)),
        Outcome.SENT,
        Completeness.NO_START,
        cut,
        cut,
        TIME,
        TIME,
        null,
        0);
  }

  @Test
  void everythingHasItsName() throws IOException {
    assertThat(written(whole("x", 3)))
        .hasToString(
            "{\"dialect\":\"demo\",\"host\":\"mx1\",\"source\":\"x\",\"instance\":\"x\",\"queue_id\":\"A1\","
                + "\"message_id\":\"x\",\"from\":\"\",\"size\":1234,\"nrcpt\":2,\"subject\":\"x\","
                + "\"received\":\"2026-09-12T10:15:30+02:00\","
                + "\"completed\":\"2026-09-12T10:15:30+02:00\","
                + "\"client\":{\"host\":\"x\",\"ip\":\"192.0.2.1\",\"port\":4711,\"helo\":\"x\","
                + "\"protocol\":\"ESMTP\",\"tls\":\"TLSv1.3\",\"sasl_method\":\"PLAIN\","
                + "\"sasl_username\":\"x\"},\"submitter\":{\"user\":\"x\",\"uid\":0},"
                + "\"recipients\":[{\"to\":\"b@example.org\",\"orig_to\":\"x\","
                + "\"outcome\":\"sent\",\"attempts\":[{\"time\":\"2026-09-12T10:15:30+02:00\","
                + "\"status\":\"sent\",\"relay_host\":\"x\",\"relay_ip\":\"192.0.2.2\","
                + "\"relay_port\":25,\"dsn\":\"2.0.0\",\"code\":250,\"reply\":\"x\",\"delay\":1.5,"
                + "\"remote_queue_id\":\"R1\"}],\"attempts_cut\":3}],"
                + "\"links\":[{\"type\":\"notification-of\",\"queue_id\":\"B1\",\"host\":\"mx1\"}],"
                + "\"notes\":[{\"time\":\"2026-09-12T10:15:30+02:00\",\"kind\":\"content-check\",\"action\":\"hold\",\"reason\":\"x\"}],\"outcome\":\"sent\",\"completeness\":\"no-start\",\"recipients_cut\":3,\"notes_cut\":3}\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws IOException {
    MessageTrace bare =
        new MessageTrace(
            "demo",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(new Recipient("b@example.org", null, Outcome.UNKNOWN, List.of(), 0)),
            List.of(),
            List.of(),
            Outcome.UNKNOWN,
            Completeness.OPEN,
            0,
            0,
            null,
            null,
            null,
            0);

    assertThat(written(bare))
        .hasToString(
            "{\"dialect\":\"demo\",\"recipients\":[{\"to\":\"b@example.org\","
                + "\"outcome\":\"unknown\",\"attempts\":[]}],\"outcome\":\"unknown\","
                + "\"completeness\":\"open\"}\n");
  }
}
