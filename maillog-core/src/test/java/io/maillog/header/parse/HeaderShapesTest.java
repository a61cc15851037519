package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is read of headers of all forms, each cut at every byte, without its first bytes, and with
 * each byte replaced by others: as it was recorded. A change here is meant, or a fault: a header
 * that is cut or torn states no more than is left of it.
 *
 * <p>The record has for each header the results that differ, each with a sign, and a row for each
 * way to change it, with the sign of the result at each byte; a line is shortened in front by whole
 * words. To record anew: {@code -Dio.maillog.golden.update=true}; then read what changed.
 */
class HeaderShapesTest {
  static final String SHAPES = "/shapes/headers.txt";
  private static final String RECORD = "/golden/headers.txt";
  private static final boolean UPDATE = Boolean.getBoolean("io.maillog.golden.update");

  private static final String SIGNS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final char FURTHER_SIGNS = 0x400;
  private static final byte[] REPLACEMENTS = " :[]-9zT".getBytes(StandardCharsets.US_ASCII);

  /** What stands before and behind the line, which must not be read. */
  private static final int SLACK = 16;

  private static final byte NEIGHBOUR = '7';

  private final Map<String, Character> results = new LinkedHashMap<>();

  @Test
  void isReadAsRecorded() throws IOException {
    List<String> record = new ArrayList<>();
    List<String> recorded = UPDATE ? List.of() : lines(RECORD);
    for (String shape : lines(SHAPES)) {
      if (shape.startsWith("# ")) {
        continue;
      }
      List<String> rows = recordOf(shape);
      int at = record.size();
      record.addAll(rows);
      if (!UPDATE) {
        int to = Math.min(recorded.size(), record.size());
        assertThat(rows)
            .as("from line %d of the record", at + 1)
            .isEqualTo(recorded.subList(at, to));
      }
    }
    if (UPDATE) {
      Files.write(Path.of("src/test/resources" + RECORD), record);
    } else {
      assertThat(record).hasSameSizeAs(recorded);
    }
  }

  /** From the class path, so that the test runs from whatever folder. */
  static List<String> lines(String resource) throws IOException {
    try (InputStream in = HeaderShapesTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private List<String> recordOf(String shape) {
    results.clear();
    byte[] line = unescape(shape).getBytes(StandardCharsets.UTF_8);
    byte[] array = new byte[line.length + 2 * SLACK];
    Arrays.fill(array, NEIGHBOUR);
    System.arraycopy(line, 0, array, SLACK, line.length);
    int to = SLACK + line.length;
    List<String> rows = new ArrayList<>();
    sign(read(array, SLACK, to));
    StringBuilder row = new StringBuilder("cut ");
    for (int end = SLACK; end <= to; end++) {
      row.append(sign(read(array, SLACK, end)));
    }
    rows.add(row.toString());
    row = new StringBuilder("end ");
    for (int from = SLACK + 1; from <= to; from++) {
      row.append(isInWord(array, from) ? '.' : sign(read(array, from, to)));
    }
    rows.add(row.toString());
    for (byte replacement : REPLACEMENTS) {
      row = new StringBuilder("'" + (char) replacement + "' ");
      for (int i = SLACK; i < to; i++) {
        byte was = array[i];
        array[i] = replacement;
        row.append(sign(read(array, SLACK, to)));
        array[i] = was;
      }
      rows.add(row.toString());
    }
    List<String> record = new ArrayList<>(List.of("= " + shape));
    results.forEach((text, sign) -> record.add(sign + " " + text));
    record.addAll(rows);
    return record;
  }

  private static boolean isInWord(byte[] b, int at) {
    return Character.isLetterOrDigit(b[at - 1]) && Character.isLetterOrDigit(b[at]);
  }

  private char sign(String result) {
    return results.computeIfAbsent(
        result,
        r ->
            results.size() < SIGNS.length()
                ? SIGNS.charAt(results.size())
                : (char) (FURTHER_SIGNS + results.size()));
  }

  /** All that the header says, by the offsets from its start. */
  private static String read(byte[] array, int from, int to) {
    ParsedHeader h = new ParsedHeader();
    HeaderParser parser = new HeaderParser();
    parser.parse(array, from, to, h);
    String first = describe(h, array, from, to) + further(parser, h, array, from, to);
    ParsedHeader again = new ParsedHeader();
    parser.parse(array, from, to, again);
    assertThat(describe(again, array, from, to) + further(parser, again, array, from, to))
        .as("read again")
        .isEqualTo(first);
    return first;
  }

  static String describe(ParsedHeader h, byte[] array, int from, int to) {
    if (!h.recognised && !h.isWrapped()) {
      return "none " + span(h.messageFrom, h.messageTo, from, to) + severity(h);
    }
    int base = h.isDecoded ? 0 : from;
    int end = h.isDecoded ? h.bytes(array).length : to;
    StringBuilder s = new StringBuilder();
    if (h.stamped) {
      s.append(h.hasYear() ? h.year + "-" : "").append(h.month).append('-').append(h.day);
      s.append('/').append(h.secondOfDay);
      s.append(h.fractionDigits > 0 ? "." + h.nano + ":" + h.fractionDigits : "");
      s.append(h.hasOffset() ? "+" + h.statedOffset : "").append(' ');
    }
    s.append(part('h', h.hostFrom, h.hostTo, base, end));
    s.append(part('p', h.programFrom, h.programTo, base, end));
    s.append(part('i', h.pidFrom, h.pidTo, base, end));
    s.append('m').append(span(h.messageFrom, h.messageTo, base, end));
    s.append(severity(h)).append(h.repeat > 1 ? " x" + h.repeat : "");
    s.append(h.tagged ? " tagged" : "").append(h.selfStamped ? " own" : "");
    s.append(h.continued ? " continued" : "").append(h.indented ? " indented" : "");
    if (h.isWrapped()) {
      s.append(" in").append(h.wrapping).append(part(' ', h.sourceFrom, h.sourceTo, base, end));
      s.append(span(h.innerFrom, h.innerTo, base, end)).append(h.bare ? " bare" : "");
      s.append(h.isCut() ? " cut" + h.cut : "").append(h.isBehindStamp() ? " stamp" : "");
    }
    return s.append(h.isDecoded ? " decoded" : "").append(h.recognised ? "" : " none").toString();
  }

  /** What is asked of a header afterwards, where it has an answer. */
  static String further(HeaderParser parser, ParsedHeader h, byte[] array, int from, int to) {
    byte[] bytes = h.bytes(array);
    int base = h.isDecoded ? 0 : from;
    StringBuilder s = new StringBuilder(" f" + (h.form(bytes) & 0xffff));
    s.append(h.isText() ? " text" : "").append(h.isCollected() ? " collected" : "");
    s.append(" t").append(span(h.textFrom(), h.textTo(), base, h.isDecoded ? bytes.length : to));
    int own = h.ownStampTo(bytes);
    s.append(own >= 0 ? " own" + (own - base) : "");
    ParsedHeader copy = new ParsedHeader();
    copy.copyFrom(h);
    parser.takeOwnYear(bytes, copy);
    s.append(copy.hasYear() != h.hasYear() ? " year" + copy.year : "");
    if (!h.isDecoded && parser.takeMessageAsLine(array, copy)) {
      s.append(" inside: ").append(describe(copy, array, from, to));
    }
    return s.toString();
  }

  private static String severity(ParsedHeader h) {
    return h.severityCode < 0 ? "" : " s" + h.severityCode;
  }

  private static String part(char name, int from, int to, int base, int end) {
    return from < to ? name + span(from, to, base, end) + " " : "";
  }

  private static String span(int from, int to, int base, int end) {
    return (from - base) + (to == end ? "-" : "-" + (to - base));
  }

  static String unescape(String shape) {
    return shape.replace("\\e", "\u001b").replace("\\0", "\0").replace("\\t", "\t");
  }
}
