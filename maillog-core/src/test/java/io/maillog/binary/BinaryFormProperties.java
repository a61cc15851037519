package io.maillog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is written is read as it was; what anybody else has written is read, or refused. */
class BinaryFormProperties {
  private final BinaryWriter writer = new BinaryWriter();

  @Property
  void eventThatWasCopiedComesBack(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.9) double present)
      throws IOException {
    MailEventRecord event = new Samples(seed, present).event();
    writer.clear();
    writer.event(event);
    assertThat(BinaryReader.event(writer.array(), 0, writer.length())).isEqualTo(event);
  }

  @Property
  void traceComesBack(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.9) double present)
      throws IOException {
    MessageTrace trace = new Samples(seed, present).trace();
    writer.clear();
    writer.trace(trace);
    assertThat(BinaryReader.trace(writer.array(), 0, writer.length())).isEqualTo(trace);
  }

  @Property
  void eventOfAnyLineComesBackAsItsRecord(@ForAll @Size(max = 120) byte[] bytes)
      throws IOException {
    EventWriter event = new EventWriter(new MailEvent());
    new HeaderParser().parse(bytes, 0, bytes.length, ParsedHeader.of(event.header()));
    event.begin(bytes);
    int third = bytes.length / 3;
    for (Field field : Field.values()) {
      if (field.type() != Field.Type.WORD && field.type() != Field.Type.MAP) {
        event.span(field, third, 2 * third);
      }
    }
    event.recipient(0, third);
    event.recipient(third, bytes.length);
    event.attribute(0, third, third, bytes.length);
    event.attribute(third, 2 * third, 0, third);

    writer.clear();
    writer.event(event.event());
    assertThat(BinaryReader.event(writer.array(), 0, writer.length()))
        .isEqualTo(event.event().toRecord());
  }

  @Property
  void severalStandOneBehindTheOther(@ForAll long seed) throws IOException {
    Samples samples = new Samples(seed, 0.5);
    MailEventRecord event = samples.event();
    MessageTrace trace = samples.trace();
    writer.clear();
    writer.trace(trace);
    writer.event(event);
    int end = BinaryReader.end(writer.array(), 0, writer.length());
    assertThat(BinaryReader.isEvent(writer.array(), 0, writer.length())).isFalse();
    assertThat(BinaryReader.isEvent(writer.array(), end, writer.length())).isTrue();
    assertThat(BinaryReader.trace(writer.array(), 0, end)).isEqualTo(trace);
    assertThat(BinaryReader.event(writer.array(), end, writer.length())).isEqualTo(event);
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
    readOrRefuse(bytes);
    byte[] event = headed(Form.EVENT, bytes);
    readOrRefuse(event);
    event[0] = Form.TRACE;
    readOrRefuse(event);
  }

  @Property
  void damagedBytesAreReadOrRefused(
      @ForAll long seed,
      @ForAll boolean trace,
      @ForAll @IntRange(min = 0) int at,
      @ForAll byte value) {
    byte[] bytes = written(seed, trace);
    bytes[at % bytes.length] = value;
    readOrRefuse(bytes);
    readOrRefuse(headed(bytes[0], Arrays.copyOfRange(bytes, Form.HEAD, bytes.length)));
  }

  @Property
  void cutBytesAreRefused(@ForAll long seed, @ForAll boolean trace, @ForAll int length) {
    byte[] bytes = written(seed, trace);
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(length, bytes.length));
    assertThat(refuses(() -> BinaryReader.event(cut, 0, cut.length))).isTrue();
    assertThat(refuses(() -> BinaryReader.trace(cut, 0, cut.length))).isTrue();
  }

  private byte[] written(long seed, boolean trace) {
    Samples samples = new Samples(seed, 0.5);
    writer.clear();
    if (trace) {
      writer.trace(samples.trace());
    } else {
      writer.event(samples.event());
    }
    return writer.toBytes();
  }

  static byte[] headed(byte what, byte[] parts) {
    byte[] bytes = new byte[Form.HEAD + parts.length];
    bytes[0] = what;
    bytes[1] = Form.MAJOR;
    bytes[2] = Form.MINOR;
    bytes[3] = (byte) parts.length;
    bytes[4] = (byte) (parts.length >> 8);
    bytes[5] = (byte) (parts.length >> 16);
    System.arraycopy(parts, 0, bytes, Form.HEAD, parts.length);
    return bytes;
  }

  private static void readOrRefuse(byte[] bytes) {
    refuses(() -> BinaryReader.event(bytes, 0, bytes.length));
    refuses(() -> BinaryReader.trace(bytes, 0, bytes.length));
  }

  private interface Reading {
    Object read() throws BinaryReader.FormatException;
  }

  /** Whether it is refused, as it may be; anything else that is thrown fails the test. */
  private static boolean refuses(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
      return false;
    } catch (BinaryReader.FormatException e) {
      return true;
    }
  }
}
