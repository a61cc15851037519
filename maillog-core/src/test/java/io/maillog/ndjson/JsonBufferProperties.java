package io.maillog.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonBufferProperties {
  private static final ObjectMapper PARSER = new ObjectMapper();

  @Property
  void anyBytesAreReadBackAsJavaDecodesThem(@ForAll("logBytes") byte[] bytes) throws IOException {
    JsonBuffer json = new JsonBuffer();
    json.value(bytes, 0, bytes.length);

    assertThat(PARSER.readValue(json.array(), 0, json.length(), String.class))
        .isEqualTo(new String(bytes, UTF_8));
    OneLine.check(json);
  }

  @Property
  void anyTextIsReadBack(@ForAll String text) throws IOException {
    JsonBuffer json = new JsonBuffer();
    json.value(text);

    byte[] encoded = text.getBytes(UTF_8);
    assertThat(PARSER.readValue(json.array(), 0, json.length(), String.class))
        .isEqualTo(new String(encoded, UTF_8));
    OneLine.check(json);
  }

  @Property
  void anyBytesAsNumbersAreValidJson(@ForAll("numberBytes") byte[] bytes) throws IOException {
    JsonBuffer json = new JsonBuffer();
    json.beginArray();
    json.number(bytes, 0, bytes.length).decimal(bytes, 0, bytes.length);
    json.endArray();

    assertThat(PARSER.readTree(json.array(), 0, json.length())).hasSize(2);
    OneLine.check(json);
  }

  /** Bytes of which many are the beginning or the middle of a character, or special. */
  @Provide
  Arbitrary<byte[]> logBytes() {
    Arbitrary<Byte> some =
        Arbitraries.oneOf(
            Arbitraries.bytes(),
            Arbitraries.bytes().between((byte) 'a', (byte) 'z'),
            Arbitraries.of(
                (byte) 0xc2,
                (byte) 0x85,
                (byte) 0xe2,
                (byte) 0x80,
                (byte) 0xa8,
                (byte) 0xed,
                (byte) 0xa0,
                (byte) 0xf0,
                (byte) 0x90,
                (byte) 0xf4,
                (byte) 0x8f,
                (byte) 0xbf,
                (byte) '"',
                (byte) '\\',
                (byte) 0,
                (byte) '\n',
                (byte) 0x1b,
                (byte) 0x7f));
    return some.array(byte[].class).ofMaxSize(80);
  }

  @Provide
  Arbitrary<byte[]> numberBytes() {
    return Arbitraries.of((byte) '0', (byte) '7', (byte) '.', (byte) '-', (byte) 'e', (byte) 0xff)
        .array(byte[].class)
        .ofMaxSize(48);
  }
}
