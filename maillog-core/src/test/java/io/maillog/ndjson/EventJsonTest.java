package io.maillog.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import io.maillog.header.parse.YearHint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final ObjectMapper PARSER = new ObjectMapper();
  private static final String LINE =
      "2026-09-12T10:15:30.5+02:00 mx1 demo/out[123]: A1: to=<b@example.org>, delay=0.10, n=5, k=v,"
          + " k=w";

  private final HeaderParser headers = new HeaderParser();
  private final EventWriter event = new EventWriter(new MailEvent());
  private final JsonBuffer json = new JsonBuffer();

  private byte[] begin(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    begin(bytes);
    return bytes;
  }

  private void begin(byte[] bytes) {
    headers.parse(bytes, 0, bytes.length, ParsedHeader.of(event.header()));
    event.begin(bytes);
    TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
    times.startInput(YearHint.given(2026));
    times.complete(ParsedHeader.of(event.header()));
    event.place(7, null);
  }

  private void span(Field field, String value) {
    int from = LINE.indexOf(value);
    event.span(field, from, from + value.length());
  }

  private void fill() {
    begin(LINE);
    event.dialect("demo");
    event.kind(EventKind.DELIVERY);
    event.status(DeliveryStatus.SENT);
    event.stage(SmtpStage.EOD);
    event.severity(Severity.INFO);
    event.literal(Field.FLAG, Literal.of("=>"));
    span(Field.QUEUE_ID, "A1");
    span(Field.TO, "b@example.org");
    span(Field.DELAY, "0.10");
    span(Field.NRCPT, "5");
    for (String pair : new String[] {"n=5", "k=v", "k=w"}) {
      int from = LINE.indexOf(pair);
      event.attribute(from, from + 1, from + 2, from + 3);
    }
  }

  private JsonNode written(EventJson writer) throws IOException {
    json.clear();
    writer.write(event.event(), json);
    return PARSER.readTree(json.array(), 0, json.length());
  }

  @Test
  void fieldsAreInTheOrderOfTheContractAndOfTheirTypes() throws IOException {
    fill();
    event.place(7, "mail.log");
    ParsedHeader.of(event.header()).from(LogSource.labelled("a"));

    assertThat(written(new EventJson()))
        .hasToString(
            "{\"n\":7,\"file\":\"mail.log\",\"source\":\"a\",\"time\":\"2026-09-12T10:15:30.5+02:00\","
                + "\"host\":\"mx1\",\"program\":\"demo/out\",\"pid\":123,\"severity\":\"info\","
                + "\"dialect\":\"demo\",\"kind\":\"delivery\",\"queue_id\":\"A1\","
                + "\"to\":\"b@example.org\",\"nrcpt\":5,\"delay\":0.1,\"status\":\"sent\","
                + "\"stage\":\"eod\",\"flag\":\"=>\",\"attributes\":{\"n\":\"5\",\"k\":\"w\"},\"text\":\"A1:"
                + " to=<b@example.org>, delay=0.10, n=5, k=v, k=w\"}");
    assertThat(json.toString()).contains("\"delay\":0.10,").endsWith("}\n");
  }

  @Test
  void everyFieldHasItsKeyAndItsPlace() throws IOException {
    fill();
    event.place(1, "f");
    ParsedHeader.of(event.header()).from(LogSource.labelled("a"));
    event.copy();
    for (Field field : Field.values()) {
      if (field.type() == Field.Type.TEXT || field.type() == Field.Type.NUMBER) {
        span(field, "5");
      }
      if (field.type() == Field.Type.SECONDS) {
        span(field, "0.10");
      }
    }
    ParsedHeader.of(event.header())
        .copyFrom(headerOf("Sep 12 10:15:30 mx1 d: message repeated 3 times: [ x]"));

    List<String> names = new ArrayList<>();
    written(new EventJson()).fieldNames().forEachRemaining(names::add);
    List<String> keys = new ArrayList<>();
    for (Field field : Field.values()) {
      if (field != Field.TIME) { // the copied header is not completed
        keys.add(field.key());
      }
    }
    assertThat(names).containsExactlyElementsOf(keys);
  }

  private ParsedHeader headerOf(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    ParsedHeader header = new ParsedHeader();
    headers.parse(bytes, 0, bytes.length, header);
    return header;
  }

  @Test
  void whatIsNotStatedIsNotThereAndEmptyIsEmpty() throws IOException {
    begin("garbage");
    event.span(Field.FROM, 0, 0);

    assertThat(written(new EventJson()))
        .hasToString("{\"n\":7,\"kind\":\"malformed\",\"from\":\"\",\"text\":\"garbage\"}");
  }

  @Test
  void severalRecipientsAreAnArray() throws IOException {
    fill();
    int from = LINE.indexOf("b@example.org");
    event.recipient(from, from + 13);
    event.recipient(from + 2, from + 13);

    assertThat(written(new EventJson()).get("to"))
        .hasToString("[\"b@example.org\",\"example.org\"]");
  }

  @Test
  void severalChildrenAreAnArray() throws IOException {
    fill();
    int from = LINE.indexOf("A1");
    event.child(from, from + 2);
    assertThat(written(new EventJson()).get("child_queue_id")).hasToString("\"A1\"");
    event.child(from, from + 1);
    assertThat(written(new EventJson()).get("child_queue_id")).hasToString("[\"A1\",\"A\"]");
  }

  @Test
  void rawIsTheWholeLine() throws IOException {
    begin("<22>Sep 12 10:15:30 mx1 demo[1]: text \t");
    assertThat(written(new EventJson(true)).get("raw").asText())
        .isEqualTo("<22>Sep 12 10:15:30 mx1 demo[1]: text \t");
    assertThat(written(new EventJson()).has("raw")).isFalse();
  }

  @Test
  void nothingIsAllocatedOnceWarm() {
    fill();
    EventJson writer = new EventJson(true);
    assertThat(leastAllocated(i -> writeOver(writer))).isZero();
  }

  @Test
  void allocationIsSeen() {
    fill();
    EventJson writer = new EventJson(true);
    assertThat(
            leastAllocated(
                i -> {
                  writeOver(writer);
                  sink = new byte[16 + (i & 1)];
                }))
        .isPositive();
    assertThat(sink).isNotNull();
  }

  private static volatile Object sink;

  private void writeOver(EventJson writer) {
    json.clear();
    writer.write(event.event(), json);
  }

  private static long leastAllocated(IntConsumer work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        work.accept(i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
