package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the members of an object say, and how its texts are decoded. */
class JsonLineTest {
  private static final int AT = 500; // where the line is in its array, beyond the decoded text

  private static ParsedHeader parse(String line) {
    ParsedHeader h = new ParsedHeader();
    parse(line, h);
    return h;
  }

  private static byte[] parse(String line, ParsedHeader h) {
    byte[] array = ("x".repeat(AT) + line).getBytes(US_ASCII);
    new HeaderParser().parse(array, AT, array.length, h);
    return array;
  }

  private static byte[] message(String log) {
    ParsedHeader h = parse("{\"log\":\"a[1]: " + log + ".\"}");
    assertThat(h.recognised).isTrue();
    return Arrays.copyOfRange(h.decoded, h.messageFrom, h.messageTo - 1);
  }

  private static String escaped(char unit) {
    return "\\u%04x".formatted((int) unit);
  }

  @Test
  void everyCharacterIsUtf8() {
    StringBuilder escapes = new StringBuilder();
    StringBuilder text = new StringBuilder("|");
    for (int code = 0; code <= Character.MAX_CODE_POINT; code += code < 0x900 ? 1 : 251) {
      append(code, escapes, text);
    }
    for (int code : new int[] {0xd7ff, 0xe000, 0xfffe, 0xffff, 0x10000, 0x103ff, 0x10400}) {
      append(code, escapes, text);
    }
    append(Character.MAX_CODE_POINT, escapes, text);
    assertThat(message("|" + escapes)).isEqualTo(text.toString().getBytes(UTF_8));
  }

  private static void append(int code, StringBuilder escapes, StringBuilder text) {
    if (code >= 0xd800 && code < 0xe000) {
      return;
    }
    text.appendCodePoint(code);
    for (char unit : Character.toChars(code)) {
      escapes.append(escaped(unit));
    }
  }

  /** Half a pair is kept, as three bytes; so is each of two that make none. */
  @Test
  void halfOfAPairStandsForItself() {
    char[] units = {0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff};
    for (char one : units) {
      for (char other : units) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        if (Character.isSurrogatePair(one, other)) {
          expected.writeBytes(String.valueOf(new char[] {one, other}).getBytes(UTF_8));
        } else {
          three(one, expected);
          three(other, expected);
        }
        assertThat(message("|" + escaped(one) + escaped(other)))
            .isEqualTo(("|" + expected.toString(ISO_8859_1)).getBytes(ISO_8859_1));
      }
    }
  }

  private static void three(char unit, ByteArrayOutputStream out) {
    out.write(0xe0 | unit >> 12);
    out.write(0x80 | (unit >> 6 & 0x3f));
    out.write(0x80 | (unit & 0x3f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          {"a" # 0
          ^{"a" # 1
          ^ # -1
          data: {"a" # 6
          data: # -1
          data:{"a" # -1
          ^^{"a" # -1
          x{"a" # -1
          { # 0
          """)
  void objectStartsBehindWhatSeparatesThem(String text, int start) {
    String line = text.replace('^', '\u001e');
    byte[] array = ("{" + line + "{").getBytes(US_ASCII);
    int found = JsonLine.start(array, 1, 1 + line.length());
    assertThat(found < 0 ? -1 : found - 1).isEqualTo(start);
  }

  @Test
  void textIsDecodedIntoAnArrayOfItsOwnSize() {
    ParsedHeader h = new ParsedHeader();
    String line = "{\"log\":\"a[1]: some text\"}";
    parse(line, h);
    byte[] decoded = h.decoded;
    assertThat(decoded).hasSize(line.length() + 64);
    parse(line, h);
    assertThat(h.decoded).isSameAs(decoded);
    parse("{\"log\":\"a[1]: text\"}", h);
    assertThat(h.decoded).isSameAs(decoded);
    parse("{\"log\":\"a[1]: some text.\"}", h);
    assertThat(h.decoded).hasSize(line.length() + 65);
  }

  @ParameterizedTest
  @CsvSource({"16383, false", "16384, true"})
  void dockerCutsTheTextAlone(int length, boolean surely) {
    ParsedHeader h =
        parse(
            "{\"stream\":\"stdout\",\"time\":\"2026-09-12T10:15:31.5Z\",\"log\":\""
                + "x".repeat(length)
                + "\"}");
    assertThat(h.isCut()).isTrue();
    assertThat(h.isSurelyCut()).isEqualTo(surely);
    assertThat(h.textTo() - h.textFrom()).isEqualTo(length);
  }

  @Test
  void priorityIsASeverity() {
    for (char c = ' '; c <= '~'; c++) {
      int expected = c >= '0' && c <= '7' ? c - '0' : -1;
      String entry = "{\"MESSAGE\":\"x\",\"_HOSTNAME\":\"a\",\"PRIORITY\":";
      assertThat(parse(entry + "\"" + c + "\"}").severityCode()).isEqualTo(expected);
    }
    for (int number = 0; number <= 9; number++) {
      ParsedHeader h = parse("{\"PRIORITY\":" + number + ",\"MESSAGE\":\"x\",\"_HOSTNAME\":\"a\"}");
      assertThat(h.severityCode()).isEqualTo(number <= 7 ? number : -1);
    }
  }

  /** A member without a value is none, also where it stands before another of its name. */
  @Test
  void memberWithoutAValueIsNotThere() {
    for (String none : new String[] {"", " ", "\t "}) {
      ParsedHeader h =
          parse(
              "{\"SYSLOG_IDENTIFIER\":"
                  + none
                  + ",\"_COMM\":\"demo\",\"_HOSTNAME\":"
                  + none
                  + ",\"_HOSTNAME\":\"mx1\",\"MESSAGE\":\"text\"}");
      assertThat(new String(h.decoded, h.programFrom, 4, US_ASCII)).isEqualTo("demo");
      assertThat(new String(h.decoded, h.hostFrom, h.hostTo - h.hostFrom, US_ASCII))
          .isEqualTo("mx1");
    }
  }

  @Test
  void textWithoutAHeaderNamesNobody() {
    ParsedHeader h = parse("{\"log\":\"text\\n\",\"stream\":\"stderr\"}");
    assertThat(h.recognised).isFalse();
    assertThat(h.isText()).isTrue();
    assertThat(new int[] {h.hostFrom, h.hostTo, h.programFrom, h.programTo, h.pidFrom, h.pidTo})
        .containsOnly(0);
    assertThat(new String(h.decoded, h.messageFrom, h.messageTo - h.messageFrom, US_ASCII))
        .isEqualTo("text");
  }
}
