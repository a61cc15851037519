package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Where a stamp ends, wherever in an array it stands, cut anywhere, and with any day before it. */
class StampEndsTest {
  /** Stamps, with what each states: year, month, day, second of the day, nanoseconds, offset. */
  static final List<String> STAMPS =
      List.of(
          "Sep 12 10:15:30 # - 9 12 36930 0/0 -",
          "Sep 12 10:15:30.5 # - 9 12 36930 500000000/1 -",
          "Sep 12 10:15:30,123456 # - 9 12 36930 123456000/6 -",
          "Sep  2 00:00:00 # - 9 2 0 0/0 -",
          "Sep 2 23:59:60 # - 9 2 86400 0/0 -",
          "Dec 31 23:59:59 # - 12 31 86399 0/0 -",
          "Sep 12 2026 10:15:30 # 2026 9 12 36930 0/0 -",
          "Okt 12 10:15:30 # - 10 12 36930 0/0 -",
          "f\u00c3\u00a9vr. 12 10:15:30 # - 2 12 36930 0/0 -",
          "Z\u00c3\u00a1\u00c5\u0099 12 00:00:00 # - 9 12 0 0/0 -",
          "2026 Sep 12 00:00:00.5 # 2026 9 12 0 500000000/1 -",
          "2026-09-12T00:00:00Z # 2026 9 12 0 0/0 0",
          "mars 3 10:15:30 # - 3 3 36930 0/0 -",
          "Sat Sep 12 10:15:30 2026 # 2026 9 12 36930 0/0 -",
          "Sat Sep 12 10:15:30 # - 9 12 36930 0/0 -",
          "Mon Sep  7 10:15:30 2026 # 2026 9 7 36930 0/0 -",
          "Sat 2026-09-12 10:15:30 # 2026 9 12 36930 0/0 -",
          "2026-09-12T10:15:30Z # 2026 9 12 36930 0/0 0",
          "2026-09-12T10:15:30+02:00 # 2026 9 12 36930 0/0 7200",
          "2026-09-12T10:15:30.123456789-0330 # 2026 9 12 36930 123456789/9 -12600",
          "2026-09-12T10:15:30.1234567891Z # 2026 9 12 36930 123456789/9 0",
          "2026-09-12 10:15:30 # 2026 9 12 36930 0/0 -",
          "2026-09-12 10:15:30.123 +0200 # 2026 9 12 36930 123000000/3 7200",
          "2026-09-12T10:15:30+18:00 # 2026 9 12 36930 0/0 64800",
          "0000-02-29T00:00:00-00:01 # 0 2 29 0 0/0 -60",
          "2026 Sep 12 10:15:30.123 # 2026 9 12 36930 123000000/3 -",
          "2026 Sep  2 10:15:30 # 2026 9 2 36930 0/0 -",
          "1757671000.25 # 2025 9 12 35800 250000000/2 0",
          "999999999.5 # 2001 9 9 6399 500000000/1 0");

  private static String facts(ParsedHeader h) {
    return (h.hasYear() ? h.year : "-")
        + " "
        + h.month
        + " "
        + h.day
        + " "
        + h.secondOfDay
        + " "
        + h.nano
        + "/"
        + h.fractionDigits
        + " "
        + (h.statedOffset == ParsedHeader.NO_OFFSET ? "-" : h.statedOffset);
  }

  private static ParsedHeader header() {
    ParsedHeader h = new ParsedHeader();
    h.noStamp();
    return h;
  }

  private static String read(StampParser parser, byte[] array, int from, int to) {
    ParsedHeader h = header();
    int end = parser.parse(array, from, to, h);
    return end < 0 ? "none" : end - from + ": " + facts(h);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @FieldSource("STAMPS")
  void stampEndsWhereItDoes(String row) {
    String stamp = row.substring(0, row.indexOf(" # "));
    String facts = stamp.length() + ": " + row.substring(row.indexOf(" # ") + 3);
    for (String behind : List.of(" mx1 postfix/smtpd[1]: x", " mx1")) {
      byte[] exact = bytes(stamp + behind);
      assertThat(read(new StampParser(), exact, 0, exact.length)).isEqualTo(facts);
      byte[] inside = bytes("9 Sep" + stamp + behind + "12:34:56.7");
      assertThat(read(new StampParser(), inside, 5, 5 + exact.length)).isEqualTo(facts);
    }
  }

  /** Cut anywhere: as the bytes alone, whatever stands behind them in the array. */
  @ParameterizedTest
  @FieldSource("STAMPS")
  void cutStampIsReadFromItsOwnBytes(String row) {
    String stamp = row.substring(0, row.indexOf(" # ")) + " mx1";
    for (int to = 0; to <= stamp.length(); to++) {
      byte[] exact = bytes(stamp.substring(0, to));
      String alone = read(new StampParser(), exact, 0, to);
      for (String behind :
          List.of(stamp.substring(to), "0", ":15:30", " 10:15:30", "+02:00", "Z")) {
        byte[] array = bytes(stamp.substring(0, to) + behind + "           ");
        assertThat(read(new StampParser(), array, 0, to)).as(stamp + " to " + to).isEqualTo(alone);
      }
    }
  }

  /** The shortest that is one, and what a byte less makes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          Sep 2 10:15:30#14: - 9 2 36930 0/0 -
          Sep 2 10:15:3#none
          Sep 12 10:15:30#15: - 9 12 36930 0/0 -
          Sep 12 10:15:3#none
          Sep 123 10:15:30#none
          Sep  10:15:30 mx1#none
          Sep x 10:15:30#none
          Sep 12x10:15:30#none
          Sep 31 10:15:30#none
          Sep 0 10:15:30#none
          Sep 12 24:00:00#none
          Sep 12 10:60:00#none
          Sep 12 10:00:61#none
          Sep 12 2026 10:15:3#none
          Sep 12 20261 10:15:30#none
          Sepx12 10:15:30#none
          Sat Sep 12 10:15:30 202#19: - 9 12 36930 0/0 -
          Sat Sep 12 10:15:30 20261#19: - 9 12 36930 0/0 -
          Sax Sep 12 10:15:30 2026#none
          SatxSep 12 10:15:30 2026#none
          Sat 2026-09-12 10:15:30 +19 x#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 +18 x#27: 2026 9 12 36930 0/0 64800
          Sat 2026-09-12 10:15:30 -18 x#27: 2026 9 12 36930 0/0 -64800
          Sat 2026-09-12 10:15:30 +03#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 *03 x#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 CEST x#28: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 CE x#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 CES#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 cest x#23: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:3#none
          2026-09-12x10:15:30#none
          2026x09-12T10:15:30#none
          2026-09x12T10:15:30#none
          2026-13-12T10:15:30#none
          2026-02-30T10:15:30#none
          2026-09-12T10:15:30.Z#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30.5#21: 2026 9 12 36930 500000000/1 -
          2026-09-12T10:15:30+18:01#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30+02:60#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30+02:59#25: 2026 9 12 36930 0/0 10740
          2026-09-12T10:15:30+02:5#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30+02#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30+x2:00#19: 2026 9 12 36930 0/0 -
          2026-09-12T10:15:30 -0200#25: 2026 9 12 36930 0/0 -7200
          2026-09-12T10:15:30 #19: 2026 9 12 36930 0/0 -
          2026 Sep 2 10:15:30 x#19: 2026 9 2 36930 0/0 -
          2026 Sep 2 10:15:30#19: 2026 9 2 36930 0/0 -
          2026 Sep 2 10:15:3#none
          Sep    12 2026#none
          Sep    12 2026 #none
          Sat          #none
          Sat        Sep#none
          Sat        202#none
          Sat 2026-09-12 10:15:30 AZOT x#28: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 ZAZA x#28: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 @ZAZ x#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 CES[ x#23: 2026 9 12 36930 0/0 -
          Sat 2026-09-12 10:15:30 +00 x#27: 2026 9 12 36930 0/0 0
          Sat 2026-09-12 10:15:30 UTC x#27: 2026 9 12 36930 0/0 0
          Sat 2026-09-12 10:15:30 UTCX x#28: 2026 9 12 36930 0/0 -
          2026 Sep 12 10:15:30#20: 2026 9 12 36930 0/0 -
          2026 Sep 12 10:15:3x#none
          2026 Sep 12x10:15:30#none
          2026 Sepx12 10:15:30#none
          2026 Sep 123 10:15:30#none
          2026 Sep 31 10:15:30#none
          2026 Xxx 12 10:15:30#none
          1757671000 mx1 x#10: 2025 9 12 35800 0/0 0
          999999999 mx1 xx#9: 2001 9 9 6399 0/0 0
          99999999 mx1 xxx#none
          17576710000 mx1 x#none
          1757671000xmx1 x#none
          ?ep 12 10:15:30#none
          [ep 12 10:15:30#none
          `ep 12 10:15:30#none
          {ep 12 10:15:30#none
          """)
  void edges(String stamp, String facts) {
    byte[] bytes = bytes(stamp);
    assertThat(read(new StampParser(), bytes, 0, bytes.length)).isEqualTo(facts);
  }

  @Test
  void whatWasReadBeforeChangesNothing() {
    for (String row : STAMPS) {
      byte[] before = bytes(row.substring(0, row.indexOf(" # ")) + " mx1 x");
      for (String other : STAMPS) {
        for (String change : List.of("10:15:30", "10:15:31", "99:99:99", "10-15-30", "10:15:3")) {
          byte[] line =
              bytes(
                  other.substring(0, other.indexOf(" # ")).replace("10:15:30", change) + " mx1 x");
          StampParser parser = new StampParser();
          read(parser, before, 0, before.length);
          assertThat(read(parser, line, 0, line.length))
              .isEqualTo(read(new StampParser(), line, 0, line.length));
        }
      }
    }
  }

  /** The fast look reads what the slow one does, or leaves it to that. */
  @Test
  void stampOfTheDateBeforeIsReadTheSame() {
    int read = 0;
    for (String row : STAMPS) {
      String stamp = row.substring(0, row.indexOf(" # "));
      byte[] before = bytes(stamp + " mx1 postfix/smtpd[1]: text that is long enough");
      for (String other : List.of(stamp, stamp.replace("10:15:30", "23:59:59.25"), stamp + "Z")) {
        byte[] line = bytes("x" + other + " mx1 postfix/smtpd[1]: text that is long enough");
        StampParser parser = new StampParser();
        read(parser, before, 0, before.length);
        ParsedHeader h = header();
        h.year = 1999;
        h.nano = 7;
        h.statedOffset = 42;
        int end = parser.ofDateBefore(line, 1, line.length, h);
        if (end >= 0) {
          read++;
          assertThat(h.stamped).isTrue();
          assertThat(end - 1 + ": " + facts(h))
              .isEqualTo(read(new StampParser(), line, 1, line.length));
        }
      }
    }
    assertThat(read).isGreaterThan(15);
  }

  /** Any time of the date before is taken at once, and no other date. */
  @ParameterizedTest
  @CsvSource({
    "00:00:00, 0",
    "00:00:01, 1",
    "10:15:30, 36930",
    "23:59:60, 86400",
    "24:00:00, -1",
    "1x:00:00, -1"
  })
  void timeOfTheDateBefore(String time, int second) {
    String rest = " mx1 postfix/smtpd[1]: text that is long enough";
    byte[] syslog = bytes("xSep 12 " + time + rest);
    ParsedHeader h = header();
    assertThat(having("Sep 12 10:15:31" + rest).ofDateBefore(syslog, 1, syslog.length, h))
        .isEqualTo(second < 0 ? -1 : 16);
    assertThat(h.secondOfDay).isEqualTo(second);
    byte[] iso = bytes("x2026-09-12T" + time + "Z" + rest);
    assertThat(having("2026-09-12T10:15:31Z" + rest).ofDateBefore(iso, 1, iso.length, header()))
        .isEqualTo(second < 0 ? -1 : 21);
    StampParser spaced = having("2026-09-12 10:15:31" + rest);
    h = header();
    assertThat(spaced.ofSpacedDateBefore(bytes("x2026-09-12 " + time + rest), 1, h))
        .isEqualTo(second >= 0);
    assertThat(h.secondOfDay).isEqualTo(second);
    for (String other : List.of("2026-09-13 ", "2027-09-12 ", "2026-09-12T")) {
      assertThat(spaced.ofSpacedDateBefore(bytes("x" + other + time + rest), 1, header()))
          .isFalse();
    }
  }

  private static StampParser having(String line) {
    StampParser parser = new StampParser();
    byte[] before = bytes(line);
    assertThat(parser.parse(before, 0, before.length, header())).isPositive();
    return parser;
  }

  /** A longer one is left to the slow look, since no more is sure to be in the array. */
  @ParameterizedTest
  @CsvSource({"17, 38", "18, 39", "19, -1"})
  void stampTakenAtOnceIsBounded(int decimals, int end) {
    byte[] line =
        bytes("2026-09-12T10:15:30." + "1".repeat(decimals) + "Z mx1 a[1]: " + "x".repeat(40));
    StampParser parser = new StampParser();
    assertThat(parser.parse(line, 0, line.length, header())).isEqualTo(21 + decimals);
    assertThat(parser.ofDateBefore(line, 0, line.length, header())).isEqualTo(end);
  }

  @Test
  void everyWeekdayAndMonthIsOne() {
    for (String day : "Mon Tue Wed Thu Fri Sat Sun".split(" ", -1)) {
      byte[] line = bytes(day + " Sep 12 10:15:30 2026");
      assertThat(read(new StampParser(), line, 0, line.length)).startsWith("24: 2026 9 12");
    }
    List<String> months =
        Arrays.asList("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ", -1));
    for (String month : months) {
      byte[] line = bytes(month + " 12 10:15:30 mx1");
      assertThat(read(new StampParser(), line, 0, line.length))
          .isEqualTo("15: - " + (months.indexOf(month) + 1) + " 12 36930 0/0 -");
    }
  }
}
