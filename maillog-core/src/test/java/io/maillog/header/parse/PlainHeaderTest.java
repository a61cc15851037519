package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut for what was met before says what the long way says. */
class PlainHeaderTest {
  private static final int SLACK = 256;
  private static final byte[] REPLACEMENTS =
      " []:<-.,019mAzTZ\t\r\n\0\u00e9".getBytes(StandardCharsets.ISO_8859_1);

  private static byte[] padded(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(bytes, bytes.length + SLACK);
  }

  /** Every field of the header. */
  private static String read(HeaderParser parser, byte[] array, int to) {
    ParsedHeader h = new ParsedHeader();
    h.severityCode = 7; // what was there before must not stay
    h.repeat = 9;
    h.nano = 5;
    h.continued = true;
    h.indented = true;
    h.selfStamped = true;
    h.wrapping = LineWrapping.FILE;
    h.timed = true;
    parser.parse(array, 0, to, h);
    return String.join(
        " ",
        h.lineFrom + "-" + h.lineTo,
        h.hostFrom + "-" + h.hostTo,
        h.programFrom + "-" + h.programTo,
        h.pidFrom + "-" + h.pidTo,
        h.messageFrom + "-" + h.messageTo,
        h.recognised
            + "/"
            + h.tagged
            + "/"
            + h.selfStamped
            + "/"
            + h.continued
            + h.isWrapped()
            + h.indented,
        h.severityCode + "/" + h.repeat + "/" + h.stamped + "/" + h.timed,
        h.stamped ? h.year + "-" + h.month + "-" + h.day + " " + h.secondOfDay : "",
        h.nano + "/" + h.fractionDigits + "/" + h.statedOffset);
  }

  /** A parser that has read the line itself. */
  private static HeaderParser used(byte[] array, int to) {
    HeaderParser parser = new HeaderParser();
    read(parser, array, to);
    return parser;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sep 12 10:15:30 mx1 postfix/smtpd[12]: connect from unknown[192.0.2.1]",
        "Sep 12 10:15:30 mx1 postfix/smtpd[1234567]: message-id=<a@example.org> and more",
        "Sep  2 00:00:00 mail-out-01.europe.example.com exim[4711]: 1oXYZ0-0000Ab-1a Completed",
        "Sep 12 10:15:30 a.host.with.a.name.of.more.than.twenty-four.bytes sendmail[9]: text",
        "2026-09-12T10:15:30.123456+02:00 mx1 postfix/submission/smtpd[12]: 4XYZ: removed",
        "2026-09-12T10:15:30Z mx1 postfix/qmgr[12]: 4XYZabc: removed, and what not more",
        "2026-09-12 10:15:30 mx1 postfix/qmgr[12]: 4XYZabc: removed, and what not more",
        "2026-09-12 10:15:30 1oXYZ0-0000Ab-1a <= a@example.org H=b [192.0.2.1] P=esmtp S=9",
        "2026-09-12 10:15:30 1oXYZ0-0000Ab-1a Completed QT=1s",
        "2026-09-12 10:15:30 1oXYZ0-0000Ab-1a 10 exim[12]: and what a name may be",
        "2026-09-12 10:15:30 mx1 exim[12]: 2026-09-12 10:15:31 1oXYZ0-0000Ab-1a Completed",
        "2026-09-12 10:15:30 2026-09-12 10:15:31 1oXYZ0-0000Ab-1a Completed"
      })
  void oneByteChanged(String line) {
    byte[] array = padded(line);
    int to = line.length();
    HeaderParser used = used(array, to);
    assertThat(read(used, array, to)).isEqualTo(read(new HeaderParser(), array, to));
    for (int i = 0; i < to; i++) {
      byte was = array[i];
      for (byte other : REPLACEMENTS) {
        array[i] = other;
        assertThat(read(used, array, to))
            .as("%d: %s", i, new String(array, 0, to, StandardCharsets.ISO_8859_1))
            .isEqualTo(read(new HeaderParser(), array, to));
        array[i] = was;
        read(used, array, to); // so that it is remembered again
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sep 12 10:15:30 mx1 postfix/smtpd[12]: connect from unknown[192.0.2.1]",
        "2026-09-12T10:15:30.123456+02:00 mx1 postfix/submission/smtpd[12]: 4XYZ: removed",
        "2026-09-12 10:15:30 1oXYZ0-0000Ab-1a <= a@example.org H=b [192.0.2.1] P=esmtp S=9",
      })
  void cutAnywhere(String line) {
    byte[] array = padded(line);
    HeaderParser used = used(array, line.length());
    for (int to = 0; to <= line.length(); to++) {
      // The array goes on with the rest of the line, which is another's.
      assertThat(read(used, array, to)).isEqualTo(read(new HeaderParser(), array, to));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "containerd", "podman", "conmon", "docker/x"})
  void lineInsideACollectorsLineIsReadEveryTime(String collector) {
    String line =
        "Sep 12 10:15:30 mx1 " + collector + "[9]: Sep 12 10:15:31 mx2 postfix/smtpd[12]: text ok";
    byte[] array = padded(line);
    HeaderParser used = used(array, line.length());
    ParsedHeader h = new ParsedHeader();
    used.parse(array, 0, line.length(), h);
    assertThat(new String(array, h.hostFrom, h.hostTo - h.hostFrom, StandardCharsets.US_ASCII))
        .isEqualTo("mx2");
    assertThat(read(used, array, line.length()))
        .isEqualTo(read(new HeaderParser(), array, line.length()));
  }

  /** What was met before could make something else of the last line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sep 12 10:15:30 h p[1]: some text of a program!"
            + "Sep 12 10:15:30 h [2]: 4Xk1Zp2Wvzz9: removed, or what not",
        "Sep 12 10:15:30 <mail.info> <mail.info> postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed!"
            + "Sep 12 10:15:30 <mail.info> postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed",
        "Sep 12 10:15:30 mail.info mail.info postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed!"
            + "Sep 12 10:15:30 mail.info postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed",
        "Sep 12 10:15:30 other 10:15:30[12]: foo and more of it!"
            + "Sep 12 10:15:30 abcd-ef-gh postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed!"
            + "Sep 12 10:15:30 abcd-ef-gh 10:15:30[12]: foo and more of it",
        "mail-1  | Sep 12 10:15:30 mail-01-02T10:15:30 postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed!"
            + "Sep 12 10:15:30 mail-01-02T10:15:30 postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed",
        // An entry of the journal can have a program's name with blanks.
        "{\"_HOSTNAME\":\"h\",\"SYSLOG_IDENTIFIER\":\"F a\",\"MESSAGE\":\"x\"}!"
            + "Sep 12 10:15:30 stdout a[1]: some text of a program!"
            + "Sep 12 10:15:30 stderr a[1]: some text of a program!"
            + "Sep 12 10:15:30 stdout F a[1]: some text of a program!"
            + "Sep 12 10:15:30 stderr F a[1]: some text of a program",
        "{\"_HOSTNAME\":\"h\",\"SYSLOG_IDENTIFIER\":\"12 10:15:30 m a\",\"MESSAGE\":\"x\"}!"
            + "Sep 12 10:15:30 Sep a[1]: some text of a program!"
            + "Sep 12 10:15:30 Sep 12 10:15:30 m a[1]: some text of a program",
        "{\"_HOSTNAME\":\"h\",\"SYSLOG_IDENTIFIER\":\" m a\",\"MESSAGE\":\"x\"}!"
            + "Sep 12 10:15:30 a[1]: some text of a program!"
            + "Sep 12 10:15:30 m a[1]: some text of a program",
        "Sep 12 10:15:30 mx1 a[]: some text of a program",
        "Sep 12 10:15:30 mx1 a[1]: some text of a program!"
            + "Sep 12 10:15:30 mx1 a[]: some text of a program",
        "Sep 12 10:15:30 WARNING!Sep 12 10:15:30 WARNING postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed",
        "Sep 12 10:15:30 Sep postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed, or what not!"
            + "Sep 12 10:15:30 Sep 12 10:15:30 mx1 postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed",
      })
  void nothingIsMadeOfWhatWasMetBefore(String log) {
    HeaderParser used = new HeaderParser();
    for (int round = 0; round < 2; round++) {
      for (String line : log.split("!", -1)) {
        byte[] array = padded(line);
        assertThat(read(used, array, line.length()))
            .as(line)
            .isEqualTo(read(new HeaderParser(), array, line.length()));
      }
    }
  }

  @Test
  void hostLikeTheStartOfADateIsRememberedToo() {
    ProgramMemory programs = new ProgramMemory();
    HeaderParser used = new HeaderParser(programs);
    String line = "Sep 12 10:15:30 mail-01.example.org postfix/qmgr[1]: 4Xk1Zp2Wvzz9: removed";
    byte[] array = padded(line);
    used.parse(array, 0, line.length(), new ParsedHeader());
    ParsedHeader h = new ParsedHeader();
    PlainHeader plain = used.plain();
    assertThat(plain.parse(array, 0, line.length(), h)).isTrue();
    assertThat(h.programPlace()).isNotEqualTo(ProgramMemory.NONE);
    assertThat(programs.number(h.programPlace())).isEqualTo(ProgramMemory.UNASKED);
  }

  private static boolean taken(HeaderParser used, String line, int slack) {
    byte[] array = Arrays.copyOf(line.getBytes(StandardCharsets.US_ASCII), line.length() + slack);
    return used.plain().parse(array, 0, line.length(), new ParsedHeader());
  }

  private static HeaderParser used(String line) {
    return used(padded(line), line.length());
  }

  private static String text(String host, String program, String pid) {
    return "Sep 12 10:15:30 %s %s[%s]: some text".formatted(host, program, pid);
  }

  @Test
  void hostsOfEachLengthAreComparedWhole() {
    String name = "s-host.with.a.name.that.is.long.as.hardly.any.other.one.example";
    HeaderParser kept = new HeaderParser();
    for (int length = 1; length <= 63; length++) {
      String host = name.substring(0, length);
      HeaderParser used = used(text(host, "a", "1"));
      boolean remembered = length <= 62;
      assertThat(taken(used, text(host, "a", "7"), SLACK)).as(host).isEqualTo(remembered);
      for (int at : new int[] {0, length / 2, length - 1}) {
        String other = host.substring(0, at) + "0" + host.substring(at + 1);
        assertThat(taken(used, text(other, "a", "7"), SLACK)).as(other).isFalse();
      }
      assertThat(taken(used, text(host + "x", "a", "7"), SLACK)).isFalse();
      // A shorter host after a longer one, and a longer one after a shorter one.
      for (String next : new String[] {host, name.substring(0, 64 - Math.max(2, length))}) {
        read(kept, padded(text(next, "a", "1")), text(next, "a", "1").length());
        assertThat(taken(kept, text(next, "a", "1"), SLACK)).as(next).isEqualTo(next.length() < 63);
      }
    }
    for (String host : new String[] {"sx1234", "xt1234", "stout1x", "st123", "mail-1", "mx-01.b"}) {
      assertThat(taken(used(text(host, "a", "1")), text(host, "a", "2"), SLACK)).as(host).isTrue();
    }
  }

  @Test
  void programsOfEachLengthAreComparedWhole() {
    String name = "postfix-out/submission/s";
    for (int length = 1; length <= 24; length++) {
      String program = name.substring(0, length);
      HeaderParser used = used(text("mx1", program, "1"));
      assertThat(taken(used, text("mx1", program, "7"), SLACK)).as(program).isEqualTo(length <= 23);
      assertThat(taken(used, text("mx1", program + "0", "7"), SLACK)).isFalse();
      ParsedHeader h = new ParsedHeader();
      byte[] array = padded(text("mx1", program, "71"));
      if (used.plain().parse(array, 0, array.length - SLACK, h)) {
        assertThat(h.programTo - h.programFrom).isEqualTo(length);
        assertThat(h.pidTo - h.pidFrom).isEqualTo(2);
      }
    }
  }

  @Test
  void processIdsOfUpToSevenDigitsAreTaken() {
    HeaderParser used = used(text("mx1", "a", "1"));
    for (int digits = 0; digits <= 9; digits++) {
      assertThat(taken(used, text("mx1", "a", "1".repeat(digits)), SLACK))
          .isEqualTo(digits >= 1 && digits <= 7);
    }
  }

  /** The words that are compared lie in the array: a line near its end goes the long way. */
  @Test
  void lineNearTheEndOfTheArrayIsNotTaken() {
    for (String host : new String[] {"mx1", "mail-out-01.europe.example.com"}) {
      String line = text(host, "a", "1");
      HeaderParser used = used(line);
      int most = StampParser.LONGEST_PLAIN + 64 + host.length() + 2 - line.length();
      assertThat(taken(used, line, most)).isTrue();
      for (int slack = 0; slack < most; slack++) {
        assertThat(taken(used, line, slack)).isFalse();
      }
    }
  }

  @Test
  void ownHeaderIsTakenWithEightBytesOfText() {
    StampParser stamps = new StampParser();
    byte[] before = "2026-09-12 10:15:30 x".getBytes(StandardCharsets.US_ASCII);
    stamps.parse(before, 0, before.length, new ParsedHeader());
    PlainOwnHeader plain = new PlainOwnHeader(stamps);
    String line = "2026-09-12 00:00:00 1oXYZ0-0000Ab-1a Completed";
    for (int to = 0; to <= line.length(); to++) {
      byte[] array = line.substring(0, to).getBytes(StandardCharsets.US_ASCII);
      ParsedHeader h = new ParsedHeader();
      boolean taken = to >= 28 && line.charAt(to - 1) != ' ';
      assertThat(plain.parse(array, 0, to, h)).as(line.substring(0, to)).isEqualTo(taken);
      assertThat(h.selfStamped && h.recognised).isEqualTo(taken);
    }
  }
}
