package io.maillog.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.event.SmtpStage;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.trace.Attempt;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form byte by byte, and what other versions and strangers may have written. */
class BinaryFormTest {
  private static final LogTime TIME = new LogTime(1_789_200_930L, 0, 7200, 0);

  private final BinaryWriter writer = new BinaryWriter();
  private final PartOutput out = new PartOutput(100);

  private static MailEvent event() {
    byte[] line = "Sep 12 10:15:30 mx1 demo[42]: A1: to=<b@example.org>".getBytes(UTF_8);
    EventWriter event = new EventWriter(new MailEvent());
    new HeaderParser().parse(line, 0, line.length, ParsedHeader.of(event.header()));
    event.begin(line);
    event.place(300, "mail.log");
    event.dialect("demo");
    event.kind(EventKind.DELIVERY);
    event.status(DeliveryStatus.SENT);
    event.span(Field.QUEUE_ID, 30, 32);
    event.recipient(38, 51);
    return event.event();
  }

  private static MessageTrace trace() {
    Attempt attempt =
        new Attempt(TIME, DeliveryStatus.SENT, "mx", null, 25, null, null, null, 1_500_000L, null);
    return new MessageTrace(
        "demo",
        "mx1",
        null,
        null,
        "A1",
        null,
        "",
        1234L,
        null,
        null,
        TIME,
        null,
        null,
        null,
        List.of(new Recipient("b", null, Outcome.SENT, List.of(attempt), 0)),
        List.of(),
        List.of(),
        Outcome.SENT,
        Completeness.OPEN,
        0,
        0,
        TIME,
        TIME,
        null,
        0);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A text's bytes, between spaces, which are taken out. */
  private static String hex(String text) {
    return ' ' + hex(text.getBytes(UTF_8)) + ' ';
  }

  /** These bytes are in somebody's store: a change of them is another major version. */
  @Test
  void eventHasTheseBytes() {
    writer.event(event());
    assertThat(hex(writer.toBytes()))
        .isEqualTo(
            ("45 01 00 67000000 24"
                    + hex("mx1 demo[42]: A1: to=<b@example.org>")
                    + "0c 11"
                    + hex("delivery")
                    + "2e 09"
                    + hex("sent")
                    + "01 05 d804" // line 300, twice
                    + "0a 09"
                    + hex("demo")
                    + "02 11"
                    + hex("mail.log")
                    + "06 8600 8000" // three bytes, from 0 on
                    + "07 8800 8400"
                    + "08 8400 8900"
                    + "0d 8400 8e00"
                    + "3f ac00 8e00"
                    + "15 9a00 9600")
                .replace(" ", ""));
  }

  @Test
  void traceHasTheseBytes() {
    writer.trace(trace());
    String time = "00da968842a91a00 00000000"; // second, offset and decimals; nanoseconds
    assertThat(hex(writer.toBytes()))
        .isEqualTo(
            ("54 01 00 7f000000"
                    + "01 04"
                    + hex("demo")
                    + "02 03"
                    + hex("mx1")
                    + "05 02"
                    + hex("A1")
                    + "07 00"
                    + "08 02 a413"
                    + "0b 0c"
                    + time
                    + "0f af808000"
                    + "01 01"
                    + hex("b")
                    + "03 04"
                    + hex("sent")
                    + "04 a1808000"
                    + "01 0c"
                    + time
                    + "02 04"
                    + hex("sent")
                    + "03 02"
                    + hex("mx")
                    + "05 01 32"
                    + "09 04 c08db701"
                    + "12 04"
                    + hex("sent")
                    + "13 04"
                    + hex("open")
                    + "16 0c"
                    + time
                    + "17 0c"
                    + time)
                .replace(" ", ""));
  }

  @Test
  void lineStandsOnceAndFieldsPointIntoIt() throws IOException {
    writer.event(event());
    MailEventRecord read = BinaryReader.event(writer.array(), 0, writer.length());
    assertThat(read).isEqualTo(event().toRecord());
    assertThat(read.recipients()).containsExactly("b@example.org");
    writer.clear();
    writer.event(read); // has no line
    assertThat(BinaryReader.event(writer.array(), 0, writer.length())).isEqualTo(read);
  }

  @Test
  void firstAndLastTimeComeBack() throws IOException {
    LogTime last = new LogTime(253_402_300_799L + 64_800, 0, -64_800, 0);
    LogTime first = new LogTime(-62_167_219_200L - 64_800, 0, 64_800, 0);
    for (LogTime time : List.of(last, first)) {
      MailEventRecord event = event().toRecord();
      MailEventRecord then =
          new MailEventRecord(
              event.kind(),
              time,
              null,
              event.status(),
              null,
              Map.of(Field.KIND, "delivery", Field.STATUS, "sent", Field.TIME, time.toString()),
              List.of(),
              List.of(),
              Map.of());
      writer.clear();
      writer.event(then);
      assertThat(BinaryReader.event(writer.array(), 0, writer.length())).isEqualTo(then);
    }
  }

  /** As one whose text is longer than a field's two bytes can tell. */
  @Test
  void longTextOfALineStandsOnceToo() throws IOException {
    byte[] line = new byte[100_000];
    Arrays.fill(line, (byte) 'x');
    EventWriter event = new EventWriter(new MailEvent());
    new HeaderParser().parse(line, 0, line.length, ParsedHeader.of(event.header()));
    event.begin(line);
    event.kind(EventKind.OTHER);
    event.span(Field.REPLY, 10, 90_000);
    event.recipient(20, 90_000);
    for (int i = 1; i < MailEvent.MAX_RECIPIENTS; i++) {
      event.recipient(i, i + 1);
    }
    writer.event(event.event());
    assertThat(writer.length()).isLessThan(line.length + 6 * MailEvent.MAX_RECIPIENTS);
    assertThat(BinaryReader.event(writer.array(), 0, writer.length()))
        .isEqualTo(event.event().toRecord());
  }

  @Test
  void longLineOfMuchComesBackToo() throws IOException {
    byte[] line = new byte[100_000];
    Arrays.fill(line, (byte) 'x');
    EventWriter event = new EventWriter(new MailEvent());
    new HeaderParser().parse(line, 0, line.length, ParsedHeader.of(event.header()));
    event.begin(line);
    event.place(Long.MAX_VALUE, "log/".repeat(100));
    event.kind(EventKind.DELIVERY);
    event.span(Field.REPLY, 10, 20_000); // its length takes three bytes
    event.span(Field.HELO, 99_990, 100_000); // its place does
    for (int i = 0; i < MailEvent.MAX_RECIPIENTS; i++) {
      event.recipient(20 * i, 20 * i + 19);
    }
    for (int i = 0; i < MailEvent.MAX_ATTRIBUTES; i++) {
      event.attribute(i, i + 100 + i, 300, 300 + i);
    }
    BinaryWriter fresh = new BinaryWriter();
    fresh.event(event.event());
    assertThat(BinaryReader.event(fresh.array(), 0, fresh.length()))
        .isEqualTo(event.event().toRecord());
  }

  /** Where an attribute's places take a byte more, its key and value are told each. */
  @Test
  void attributeComesBackWhereverItStands() throws IOException {
    byte[] line = new byte[40_000];
    Arrays.fill(line, (byte) 'x');
    int[] shorts = {0, 1, 126, 127, 128, 129};
    int[] longs = {0, 1, 127, 128, 8_191, 8_192, 16_382, 16_383, 16_384};
    for (int key : shorts) {
      for (int gap : shorts) {
        for (int offset : longs) {
          for (int value : longs) {
            line[offset + key] = '=';
            EventWriter event = new EventWriter(new MailEvent());
            new HeaderParser().parse(line, 0, line.length, ParsedHeader.of(event.header()));
            event.begin(line);
            event.kind(EventKind.OTHER);
            event.attribute(offset, offset + key, offset + key + gap, offset + key + gap + value);
            BinaryWriter fresh = new BinaryWriter();
            fresh.event(event.event());
            assertThat(BinaryReader.event(fresh.array(), 0, fresh.length()))
                .isEqualTo(event.event().toRecord());
            line[offset + key] = 'x';
          }
        }
      }
    }
  }

  @Test
  void bufferIsWrittenToAStreamAndEmptied() throws IOException {
    writer.trace(trace());
    byte[] expected = writer.toBytes();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.writeTo(stream);
    assertThat(stream.toByteArray()).isEqualTo(expected);
    assertThat(writer.length()).isZero();
  }

  @Test
  void loneSurrogateIsReplacedAsInUtf8() throws IOException {
    String text = "a\ud83db\udca9c\ud83d";
    MailEventRecord event =
        new MailEventRecord(
            EventKind.OTHER,
            null,
            null,
            null,
            null,
            Map.of(Field.KIND, "other", Field.TEXT, text),
            List.of(),
            List.of(),
            Map.of());
    writer.event(event);
    assertThat(BinaryReader.event(writer.array(), 0, writer.length()).text(Field.TEXT))
        .isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
  }

  // --- other versions

  private static MailEventRecord readEvent(byte[] parts) throws IOException {
    byte[] bytes = BinaryFormProperties.headed(Form.EVENT, parts);
    bytes[2] = 9; // a later minor version
    return BinaryReader.event(bytes, 0, bytes.length);
  }

  private MessageTrace readTrace() throws IOException {
    byte[] bytes = BinaryFormProperties.headed(Form.TRACE, Arrays.copyOf(out.bytes, out.length));
    bytes[2] = 9;
    return BinaryReader.trace(bytes, 0, bytes.length);
  }

  @Test
  void whatALaterVersionAddsToAnEventIsPassedOver() throws IOException {
    String parts =
        "02 4142" // a line of two bytes
            + "0c 0b"
            + hex("taken") // a kind
            + "7f 02 01" // a field in the line
            + "ff 05 0102" // one with bytes of its own
            + "2e 0d"
            + hex("parked") // a status
            + "33 09"
            + hex("vrtx") // a stage
            + "0d 04 00";
    MailEventRecord read = readEvent(HexFormat.of().parseHex(parts.replace(" ", "")));
    assertThat(read.kind()).isEqualTo(EventKind.OTHER);
    assertThat(read.status()).isNull();
    assertThat(read.stage()).isEqualTo(SmtpStage.OTHER);
    assertThat(read.fields())
        .containsOnly(
            Map.entry(Field.KIND, "taken"),
            Map.entry(Field.QUEUE_ID, "AB"),
            Map.entry(Field.STATUS, "parked"),
            Map.entry(Field.STAGE, "vrtx"));
    writer.event(read); // sent on it is as it came
    assertThat(BinaryReader.event(writer.array(), 0, writer.length())).isEqualTo(read);
  }

  @Test
  void whatALaterVersionAddsToATraceIsPassedOverOrCountsAsCut() throws IOException {
    out.part(Form.DIALECT, "demo");
    int recipient = out.begin(Form.RECIPIENT);
    out.part(Form.TO, "b@example.org");
    out.part(Form.RECIPIENT_OUTCOME, "parked");
    int attempt = out.begin(Form.ATTEMPT);
    out.part(Form.STATUS, "parked");
    out.end(attempt);
    out.part(99, "more");
    out.end(recipient);
    int link = out.begin(Form.LINK);
    out.part(Form.LINK_TYPE, "twin-of");
    out.end(link);
    int note = out.begin(Form.NOTE);
    out.part(Form.NOTE_KIND, "taken");
    out.end(note);
    out.part(Form.OUTCOME, "parked");
    out.part(Form.COMPLETENESS, "torn");
    out.part(200, 5);

    MessageTrace read = readTrace();
    assertThat(read.recipients())
        .containsExactly(new Recipient("b@example.org", null, Outcome.UNKNOWN, List.of(), 1));
    assertThat(read.links()).isEmpty();
    assertThat(read.notesCut()).isEqualTo(1);
    assertThat(read.notes()).containsExactly(new Note(null, EventKind.OTHER, null, null));
    assertThat(read.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(read.completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void everyWordOfThisVersionIsKnown() {
    assertThat(Form.KINDS).hasSameSizeAs(EventKind.values());
    assertThat(Form.STATUSES).hasSameSizeAs(DeliveryStatus.values());
    assertThat(Form.LINK_TYPES).hasSameSizeAs(Link.Type.values());
  }

  @Test
  void laterMajorVersionIsRefused() {
    writer.trace(trace());
    byte[] bytes = writer.toBytes();
    bytes[1] = 2;
    assertThatThrownBy(() -> BinaryReader.trace(bytes, 0, bytes.length))
        .isInstanceOf(BinaryReader.FormatException.class)
        .hasMessage("the bytes are of version 2, not 1");
  }

  // --- strangers

  @Test
  void oneIsNotTakenForTheOther() {
    writer.trace(trace());
    assertThatThrownBy(() -> BinaryReader.event(writer.array(), 0, writer.length()))
        .isInstanceOf(BinaryReader.FormatException.class)
        .hasMessage("the bytes are a trace, and no event");
    assertThatThrownBy(() -> BinaryReader.trace(writer.array(), 0, writer.length() + 1))
        .isInstanceOf(BinaryReader.FormatException.class)
        .hasMessage("1 bytes follow that are none of it");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> BinaryReader.trace(writer.array(), 0, writer.array().length + 1));
  }

  @Test
  void lengthThatExceedsTheRestIsRefused() {
    String longPart = "01 ffffffff7f 41"; // 34 gigabytes, of which one byte is there
    String longest = "01 ffffffffffffffffff01";
    for (String parts : List.of(longPart, longest, "01 ffffffffffffffffffffff", "01")) {
      byte[] bytes =
          BinaryFormProperties.headed(Form.TRACE, HexFormat.of().parseHex(parts.replace(" ", "")));
      assertThatExceptionOfType(BinaryReader.FormatException.class)
          .isThrownBy(() -> BinaryReader.trace(bytes, 0, bytes.length));
    }
  }

  @Test
  void wholeLineAgainAndAgainIsRefused() {
    out.count(4000);
    out.length += 4000;
    for (int i = 0; i < 1000; i++) { // would be four megabytes, of ten kilobytes
      out.ensure(20);
      out.bytes[out.length++] = FieldNumbers.of(Field.TO);
      out.count(4000 << 1);
      out.count(0);
    }
    out.bytes[out.length++] = FieldNumbers.of(Field.KIND);
    out.count(1);
    byte[] bytes = BinaryFormProperties.headed(Form.EVENT, Arrays.copyOf(out.bytes, out.length));
    assertThatExceptionOfType(BinaryReader.FormatException.class)
        .isThrownBy(() -> BinaryReader.event(bytes, 0, bytes.length));
  }

  @Test
  void whatIsRequiredIsThere() {
    byte[] empty = BinaryFormProperties.headed(Form.TRACE, new byte[0]);
    assertThatExceptionOfType(BinaryReader.FormatException.class)
        .isThrownBy(() -> BinaryReader.trace(empty, 0, empty.length));
    byte[] noKind = BinaryFormProperties.headed(Form.EVENT, new byte[1]);
    assertThatExceptionOfType(BinaryReader.FormatException.class)
        .isThrownBy(() -> BinaryReader.event(noKind, 0, noKind.length));
  }

  @Test
  void staleEventLeavesNothingBehind() {
    EventWriter event = new EventWriter(new MailEvent());
    event.begin(new byte[8]);
    event.invalidate();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> writer.event(event.event()));
    assertThat(writer.length()).isZero();
  }
}
