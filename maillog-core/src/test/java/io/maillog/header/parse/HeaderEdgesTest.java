package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A header is read from its own bytes: whatever stands before and behind the line in its array, be
 * it nothing, and whatever the parser and the header were used for before.
 */
class HeaderEdgesTest {
  private static final int AT = 24;

  /** Less than what may be read as a whole before it is asked where the line ends, and more. */
  private static final List<String> BEHIND =
      List.of(
          " ",
          "]: x",
          "[1]: x",
          ": x 10:15:30 ",
          "0:15:30Z F ",
          "x\":\"y\"}",
          "| '>)= ---" + " x".repeat(80),
          ".info] times" + "]: ".repeat(60));

  private static final List<String> BEFORE =
      List.of(" ", "[", "]", ":", "\\", "\"", "<", "-- ", "12", "\0", "z");

  private final HeaderParser used = new HeaderParser();
  private final ParsedHeader reused = new ParsedHeader();

  @Test
  void onlyTheLineIsRead() throws IOException {
    for (String shape : HeaderShapesTest.lines(HeaderShapesTest.SHAPES)) {
      if (!shape.startsWith("# ")) {
        assertOnlyTheLineIsRead(HeaderShapesTest.unescape(shape).getBytes(UTF_8));
      }
    }
  }

  private void assertOnlyTheLineIsRead(byte[] line) {
    byte[] whole = array("x", line, line.length, "Sep 12 10:15:30 ".repeat(16));
    for (int length = 0; length <= line.length; length++) {
      String before = BEFORE.get(length % BEFORE.size());
      int to = AT + length;
      byte[] alone = array(before, line, length, "");
      String facts = facts(new HeaderParser(), new ParsedHeader(), alone, to);
      assertThat(facts(used, reused, whole, to)).isEqualTo(facts);
      for (String behind : BEHIND) {
        byte[] array = array(before, line, length, behind);
        assertThat(facts(used, reused, array, to))
            .as("%s and behind it %s", new String(line, 0, length, UTF_8), behind)
            .isEqualTo(facts);
      }
    }
  }

  private static byte[] array(String before, byte[] line, int length, String behind) {
    byte[] tail = behind.getBytes(ISO_8859_1);
    byte[] array = new byte[AT + length + tail.length];
    byte[] head = before.getBytes(ISO_8859_1);
    Arrays.fill(array, 0, AT, head[0]);
    System.arraycopy(head, 0, array, AT - head.length, head.length);
    System.arraycopy(line, 0, array, AT, length);
    System.arraycopy(tail, 0, array, AT + length, tail.length);
    return array;
  }

  private static String facts(HeaderParser parser, ParsedHeader h, byte[] array, int to) {
    parser.parse(array, AT, to, h);
    assertThat(h.timed()).isFalse();
    assertThat(h.bytes(array) == array || h.isDecoded).isTrue();
    for (int at :
        new int[] {
          h.hostFrom,
          h.hostTo,
          h.programFrom,
          h.programTo,
          h.pidFrom,
          h.pidTo,
          h.messageFrom,
          h.messageTo
        }) {
      assertThat(at).isBetween(h.lineFrom, h.lineTo);
    }
    assertPlaceIsOfTheProgram(parser, h, h.bytes(array));
    return HeaderShapesTest.describe(h, array, AT, to)
        + HeaderShapesTest.further(parser, h, array, AT, to);
  }

  /** A tag that is no collector's has a place; also that of a line inside another one. */
  private static void assertPlaceIsOfTheProgram(HeaderParser parser, ParsedHeader h, byte[] b) {
    ParsedHeader inside = new ParsedHeader();
    inside.copyFrom(h);
    boolean taken = !h.isDecoded && parser.takeMessageAsLine(b, inside);
    for (ParsedHeader one : taken ? new ParsedHeader[] {h, inside} : new ParsedHeader[] {h}) {
      boolean named =
          one.tagged
              && one.programFrom < one.programTo
              && !new Collectors().has(b, one.programFrom, one.programTo);
      assertThat(one.programPlace() != ProgramMemory.NONE).isEqualTo(named);
    }
  }
}
