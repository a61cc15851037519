package io.maillog.ndjson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.LogTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBufferTest {
  private final JsonBuffer json = new JsonBuffer();

  private String text(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);
    json.clear();
    return json.value(bytes, 0, bytes.length).toString();
  }

  @Test
  void commasStandBetweenMembersAndElementsOnly() {
    json.beginObject().name("a").value(1).name("b").beginArray().value("x").value("y").endArray();
    json.name("c").beginObject().endObject().name("d").beginArray().beginObject().endObject();
    json.beginObject().endObject().endArray().endObject().endLine().beginObject().endObject();

    assertThat(json).hasToString("{\"a\":1,\"b\":[\"x\",\"y\"],\"c\":{},\"d\":[{},{}]}\n{}");
  }

  @Test
  void memberWithoutAValueIsNone() {
    byte[] bytes = "x\"yz".getBytes(UTF_8);
    ByteSlice slice = new ByteSlice().wrap(bytes, 1, 3);
    json.beginObject().member("a", (ByteSlice) null).member("b", slice).member("c", (String) null);
    json.member("d", "x").name("e").value(slice).endObject();
    assertThat(json).hasToString("{\"b\":\"\\\"y\",\"d\":\"x\",\"e\":\"\\\"y\"}");
  }

  @Test
  void whatJsonWantsEscapedIsEscaped() {
    assertThat(text("a\"b\\c\td\re\nf\0g\u001bh\u007fi"))
        .isEqualTo("\"a\\\"b\\\\c\\td\\re\\nf\\u0000g\\u001bh\\u007fi\"");
  }

  @Test
  void specialBytesAreFoundAtEveryPlaceOfAWord() {
    for (int at = 0; at < 24; at++) {
      for (char special : new char[] {'"', '\\', 0, 0x1f, 0x7f}) {
        String plain = "abcdefghijklmnopqrstuvwx";
        String given = plain.substring(0, at) + special + plain.substring(at);
        String escape =
            special == '"' ? "\\\"" : special == '\\' ? "\\\\" : String.format("\\u%04x", +special);
        assertThat(text(given))
            .isEqualTo('"' + plain.substring(0, at) + escape + plain.substring(at) + '"');
      }
    }
  }

  @Test
  void utf8StaysAsItIsAndTheRestIsReplaced() {
    byte[] bytes = "Grüße, 日本 \uD83D\uDCEC".getBytes(UTF_8);
    assertThat(json.value(bytes, 0, bytes.length)).hasToString("\"Grüße, 日本 \uD83D\uDCEC\"");
    assertThat(text("caf\u00e9 ok")).isEqualTo("\"caf\uFFFD ok\"");
    assertThat(text("cut \u00e2\u0082")).isEqualTo("\"cut \uFFFD\"");
  }

  @Test
  void noOtherLineEndIsLeftForAReaderToFind() {
    byte[] bytes = "a\u0085b\u2028c\u2029d\u009be".getBytes(UTF_8);
    assertThat(json.value(bytes, 0, bytes.length))
        .hasToString("\"a\\u0085b\\u2028c\\u2029d\\u009be\"");
    json.clear();
    assertThat(json.value("a\u0085b\u2028c")).hasToString("\"a\\u0085b\\u2028c\"");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x61c, 0x200e, 0x200f, 0x202a, 0x202d, 0x202e, 0x2066, 0x2067, 0x2069, 0xfeff})
  void marksOfWritingDirectionAreEscaped(int mark) {
    String escaped = String.format("\\u%04x", mark);
    byte[] bytes = ("a" + Character.toString(mark) + "b").getBytes(UTF_8);
    assertThat(json.value(bytes, 0, bytes.length)).hasToString("\"a" + escaped + "b\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xa0, 0x61b, 0x61d, 0x200d, 0x2010, 0x2027, 0x202f, 0x2065, 0x206a, 0xfefe})
  void theirNeighboursAreNot(int character) {
    String text = "a" + Character.toString(character) + "b";
    assertThat(json.value(text)).hasToString("\"" + text + "\"");
  }

  @Test
  void loneSurrogateOfAStringIsNoCharacter() {
    assertThat(json.value("a\ud800b").toString()).isEqualTo("\"a?b\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, -1, -10, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
  void wholeNumbers(long number) {
    assertThat(json.value(number)).hasToString(Long.toString(number));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0.000001", "-1,-0.000001", "420000,0.42", "1000000,1", "-1500000,-1.5"})
  void microsAreSeconds(long micros, String seconds) {
    assertThat(json.seconds(micros)).hasToString(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "0.42,0.42",
    "12,12",
    "1.50,1.50",
    "007.5,7.5",
    ".5,0.5",
    "-.5,-0.5",
    "-0,-0",
    "00,0",
    "5.,\"5.\"",
    "1e5,\"1e5\"",
    "0x1,\"0x1\"",
    "-,\"-\"",
    "1.1.1,\"1.1.1\""
  })
  void decimalsStayAsLoggedWhereTheyAreNumbers(String logged, String expected) {
    byte[] bytes = logged.getBytes(UTF_8);
    assertThat(json.decimal(bytes, 0, bytes.length)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "25,25",
    "007,7",
    "-1,-1",
    "+1,\"+1\"",
    "1234567890123456789,\"1234567890123456789\""
  })
  void numbersAreNumbersWhereTheyFit(String logged, String expected) {
    byte[] bytes = logged.getBytes(UTF_8);
    assertThat(json.number(bytes, 0, bytes.length)).hasToString(expected);
  }

  @Test
  void emptyNumberIsText() {
    assertThat(json.beginArray().number(new byte[0], 0, 0).decimal(new byte[0], 0, 0).endArray())
        .hasToString("[\"\",\"\"]");
  }

  @Test
  void timeHasTheLoggedPrecision() {
    json.beginArray().time(new LogTime(1_789_200_930, 123_000_000, 7200, 3));
    json.time(new LogTime(1_789_200_930, 0, 0, 0));
    json.time(new LogTime(1_789_200_930, 5, -12_600, 9)).endArray();
    assertThat(json)
        .hasToString(
            "[\"2026-09-12T10:15:30.123+02:00\",\"2026-09-12T08:15:30Z\","
                + "\"2026-09-12T04:45:30.000000005-03:30\"]");
  }
}
