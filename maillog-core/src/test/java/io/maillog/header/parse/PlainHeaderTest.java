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
}
