package io.maillog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** One line at a time, without a log around it. */
class MailLogParserTest {
  private static final String LINE = "Sep 12 10:15:30 mx1 demo[7]: A1: to=<b@example.net>";

  private final MailLogParser parser = new MailLogParser(DemoDialect.ALONE);

  @Test
  void lineIsReadWithItsEndAndWithout() {
    for (String end : new String[] {"", "\n", "\r\n", " \r\n"}) {
      MailEvent event = parser.parse(LINE + end);
      assertThat(event.kind()).isEqualTo(EventKind.DELIVERY);
      assertThat(event.text(Field.TO)).isEqualTo("b@example.net");
      assertThat(event.number(Field.PID)).isEqualTo(7);
      assertThat(event.line(new ByteSlice()).toString()).isEqualTo(LINE + end);
    }
  }

  private static MailLogParser at(String now, String zone) {
    return MailLogParser.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneId.of(zone))
        .clock(InstantSource.fixed(Instant.parse(now)))
        .build();
  }

  private static String time(MailLogParser parser, String stamp) {
    MailEvent event = parser.parse(stamp + " mx1 demo[7]: A1: x");
    assertThat(event.timed()).isEqualTo(event.has(Field.TIME));
    return event.text(Field.TIME);
  }

  /** No zone and no clock is asked where the line says it all. */
  @Test
  void stampWithYearAndOffsetIsWhatItSays() {
    for (MailLogParser any :
        new MailLogParser[] {parser, at("1999-01-01T00:00:00Z", "Asia/Tokyo")}) {
      assertThat(time(any, "2026-09-12T10:15:31.25+02:00"))
          .isEqualTo("2026-09-12T10:15:31.25+02:00");
      assertThat(time(any, "2024-02-29T23:00:00Z")).isEqualTo("2024-02-29T23:00:00Z");
      assertThat(time(any, "2025-09-12T10:15:31Z")).isEqualTo("2025-09-12T10:15:31Z");
    }
    assertThat(parser.parse("no header").timed()).isFalse();
  }

  @Test
  void stampIsCompletedByZoneAndClock() {
    MailLogParser berlin = at("2026-01-02T00:00:00Z", "Europe/Berlin");
    assertThat(time(berlin, "Dec 31 23:59:59")).isEqualTo("2025-12-31T23:59:59+01:00");
    assertThat(time(berlin, "Jan  1 00:00:00")).isEqualTo("2026-01-01T00:00:00+01:00");
    assertThat(time(berlin, "Jul  1 12:00:00")).isEqualTo("2026-07-01T12:00:00+02:00");
    assertThat(time(at("2026-12-30T00:00:00Z", "UTC"), "Jan  2 10:00:00"))
        .isEqualTo("2027-01-02T10:00:00Z");
  }

  /** The clock tells of the first line alone: later ones follow from it, however old they are. */
  @Test
  void yearIsCarriedOn() {
    MailLogParser utc = at("2026-12-20T00:00:00Z", "UTC");
    assertThat(time(utc, "Dec 31 10:00:00")).isEqualTo("2026-12-31T10:00:00Z");
    assertThat(time(utc, "Jan  1 10:00:00")).isEqualTo("2027-01-01T10:00:00Z");
    assertThat(time(utc, "Dec 31 23:00:00")).isEqualTo("2026-12-31T23:00:00Z");
    assertThat(time(utc, "Jun  1 10:00:00")).isEqualTo("2027-06-01T10:00:00Z");
  }

  @Test
  void timeIsLeftOutForWhoAsksForNone() {
    EventWriter event = new EventWriter(new MailEvent());
    byte[] line = LINE.getBytes(US_ASCII);
    assertThat(parser.parseUntimed(line, 0, line.length, event)).isZero();
    assertThat(event.event().timed()).isFalse();
    assertThat(event.event().kind()).isEqualTo(EventKind.DELIVERY);
    assertThat(parser.parse(line, 0, line.length, event)).isZero();
    assertThat(event.event().timed()).isTrue();
  }

  /** A container that is named after the server logs the server's lines under its own name. */
  @Test
  void lineOfAContainerIsReadIfItIsNamedSo() {
    String inside = "Sep 12 08:15:30 mx1 demo[7]: A1: to=<b@example.net>";
    for (String name : new String[] {"mail-demo-relay", "demo_1", "my.demo2", "docker"}) {
      MailEvent event = parser.parse("2026-09-12T10:15:31Z box " + name + "[9]: " + inside);
      assertThat(event.kind()).as(name).isEqualTo(EventKind.DELIVERY);
      assertThat(event.text(Field.HOST)).isEqualTo("mx1");
      assertThat(event.text(Field.PROGRAM)).isEqualTo("demo");
      assertThat(event.text(Field.TEXT)).isEqualTo("A1: to=<b@example.net>");
    }
    for (String name : new String[] {"web", "mydemos", "demons", "docker-registry"}) {
      MailEvent event = parser.parse("2026-09-12T10:15:31Z box " + name + "[9]: " + inside);
      assertThat(event.kind()).as(name).isEqualTo(EventKind.FOREIGN);
      assertThat(event.text(Field.HOST)).isEqualTo("box");
      assertThat(event.text(Field.TEXT)).isEqualTo(inside);
    }
    assertThat(parser.parse("Sep 12 10:15:30 box a-demo[9]: Sep text").text(Field.TEXT))
        .isEqualTo("Sep text");
    assertThat(parser.parse("Sep 12 10:15:30 box a-demo[9]: Sep text").kind())
        .isEqualTo(EventKind.FOREIGN);
  }

  @Test
  void lineInJsonIsDecodedAndKept() {
    String json =
        "{\"log\":\"Sep 12 10:15:30 mx1 demo[7]: A1: to=\\u003cb@example.net\\u003e\\n\"}";
    MailEvent event = parser.parse(json);
    assertThat(event.text(Field.TO)).isEqualTo("b@example.net");
    assertThat(event.raw(new ByteSlice())).hasToString(json);
    assertThat(event.line(new ByteSlice())).hasToString(LINE);
    event = parser.parse(LINE);
    assertThat(event.raw(new ByteSlice())).hasToString(LINE);
  }

  @Test
  void eventIsReused() {
    MailEvent first = parser.parse(LINE);
    MailEventRecord kept = first.toRecord();
    assertThat(parser.parse("no header")).isSameAs(first);
    assertThat(first.kind()).isEqualTo(EventKind.MALFORMED);
    assertThat(kept.kind()).isEqualTo(EventKind.DELIVERY);
    assertThat(kept.has(Field.TO)).isTrue();
    assertThat(kept.has(Field.FROM)).isFalse();
    assertThat(kept.has(Field.ATTRIBUTES)).isFalse();
    assertThat(kept.number(Field.PID)).isEqualTo(7);
    assertThat(kept.number(Field.SIZE)).isEqualTo(MailEvent.ABSENT);
  }

  @Test
  void lineOfNoInputHasNoNumber() {
    MailEvent event = parser.parse(LINE);
    assertThat(event.lineNumber()).isZero();
    assertThat(event.has(Field.N)).isFalse();
    assertThat(event.text(Field.N)).isNull();
    assertThat(event.number(Field.N)).isEqualTo(MailEvent.ABSENT);
    assertThat(event.toRecord().has(Field.N)).isFalse();
  }

  @Test
  void wordsAreComparedAsTheirText() {
    MailEvent event = parser.parse(LINE);
    assertThat(event.is(Field.KIND, "delivery")).isTrue();
    assertThat(event.is(Field.KIND, "DELIVERY")).isFalse();
    assertThat(event.is(Field.DIALECT, "demo")).isTrue();
    assertThat(event.is(Field.SEVERITY, "info")).isFalse();
    assertThat(event.is(Field.TO, "b@example.net")).isTrue();
    assertThat(event.is(Field.FROM, "")).isFalse();
  }

  @Test
  void rangeMustBeInsideTheArray() {
    byte[] bytes = LINE.getBytes(US_ASCII);
    assertThat(parser.parse(bytes, 0, bytes.length).kind()).isEqualTo(EventKind.DELIVERY);
    assertThatThrownBy(() -> parser.parse(bytes, 0, bytes.length + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> parser.parse(bytes, -1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> parser.parse(bytes, 4, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void missingDialectIsSaid() {
    assertThatThrownBy(MailLogParser::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no dialect in class loader ")
        .hasMessageContaining("add the jar");
    assertThat(new MailLogParser(Dialects.of()).parse(LINE).kind()).isEqualTo(EventKind.FOREIGN);
  }
}
