package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: nothing is thrown, nothing outside is touched, nothing is remembered. */
class HeaderParserProperties {
  private static final HeaderParser USED = new HeaderParser();

  /** Pieces of headers, in any order, with any bytes between. */
  @Provide
  Arbitrary<byte[]> lines() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "<22>",
            "<1",
            ">",
            "1 ",
            " ",
            "  ",
            "-",
            "Sep 12 10:15:30",
            "Sep  2 ",
            "2026 ",
            "10:15:30",
            "2026-09-12",
            "T",
            "2026-09-12T10:15:30.123+02:00",
            "2026-09-12 10:15:30",
            " +0200",
            "Z",
            "Sat ",
            " CEST ",
            " -03 ",
            "1789208130.5",
            ".123456",
            "mx1 ",
            "Sep 12 10:15:30 mx1 ",
            "Sep 12 10:15:31 mx1 postfix/smtpd[12]: ",
            "mx1 docker[9]: ",
            "stdout ",
            "Sep ",
            "mail.info ",
            "<mail.info> ",
            "postfix/smtpd",
            "docker",
            "[12]",
            "[",
            "]",
            ":",
            ": ",
            "[ID 7 mail.info] ",
            "message repeated 3 times: [ ",
            "last message repeated 3 times",
            "stdout F ",
            "stderr P ",
            "mail-1  | ",
            "[pod/mail-0/postfix] ",
            "mail-0 postfix ",
            "mail.log:",
            "INFO ",
            "févr. 3 10:15:30",
            "Mai 04 10:15:30",
            "imap: Info: ",
            "[1:mx1:postfix/qmgr]",
            "[a@1 x=\"",
            "\\\"",
            "\"]",
            "\0",
            "\r",
            "\u00ef\u00bb\u00bf",
            "text");
    Arbitrary<String> any = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(3);
    Arbitrary<String> part = Arbitraries.oneOf(piece, piece, piece, piece, piece, any);
    return part.list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Provide
  Arbitrary<List<byte[]>> surroundings() {
    Arbitrary<byte[]> around =
        Arbitraries.of(
                "",
                "<22>",
                "0000000000",
                "2026-09-12T10:15:30Z ",
                "]: x",
                " ".repeat(200),
                "]: ".repeat(70),
                ":00Z",
                "\0")
            .map(s -> s.getBytes(StandardCharsets.ISO_8859_1));
    return Combinators.combine(around, around).as(List::of);
  }

  private static String read(HeaderParser parser, byte[] array, int from, int to) {
    ParsedHeader h = new ParsedHeader();
    parser.parse(array, from, to, h);
    int[] offsets = {
      h.hostFrom(),
      h.hostTo(),
      h.programFrom(),
      h.programTo(),
      h.pidFrom(),
      h.pidTo(),
      h.messageFrom(),
      h.messageTo()
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < offsets.length; i += 2) {
      assertThat(offsets[i]).isBetween(from, to);
      assertThat(offsets[i + 1]).isBetween(offsets[i], to);
      text.append(offsets[i] - from).append('-').append(offsets[i + 1] - from).append(' ');
    }
    assertThat(h.lineFrom()).isEqualTo(from);
    assertThat(h.lineTo()).isEqualTo(to);
    assertThat(h.repeat()).isPositive();
    assertThat(h.severityCode()).isBetween(-1, 7);
    assertThat(h.tagged() && h.selfStamped()).isFalse();
    if (h.stamped()) {
      assertThat(CivilDate.isDay(h.month, h.day)).isTrue();
      assertThat(h.secondOfDay).isBetween(0, 86_400);
    }
    if (h.hasOffset()) {
      assertThat(h.statedOffset).isBetween(-64_800, 64_800); // as java.time wants it
    }
    return text.append(h.recognised())
        .append(h.tagged())
        .append(h.selfStamped())
        .append(h.continued())
        .append(h.stamped())
        .append(' ')
        // Without a stamp, date and time say nothing.
        .append(h.stamped() ? h.year + "-" + h.month + "-" + h.day + " " + h.secondOfDay : "")
        .append(' ')
        .append(h.nano())
        .append(' ')
        .append(h.fractionDigits())
        .append(' ')
        .append(h.statedOffset)
        .append(' ')
        .append(h.severityCode())
        .append(' ')
        .append(h.repeat())
        .toString();
  }

  @Property(tries = 5000)
  void headerDependsOnTheLineAlone(
      @ForAll("lines") byte[] line, @ForAll("surroundings") List<byte[]> around) {
    byte[] before = around.get(0);
    byte[] after = around.get(1);
    byte[] array = new byte[before.length + line.length + after.length];
    System.arraycopy(before, 0, array, 0, before.length);
    System.arraycopy(line, 0, array, before.length, line.length);
    System.arraycopy(after, 0, array, before.length + line.length, after.length);
    String alone = read(new HeaderParser(), line, 0, line.length);
    assertThat(read(USED, array, before.length, before.length + line.length)).isEqualTo(alone);
  }

  @Property
  void anyBytesAreTaken(@ForAll @Size(max = 200) byte[] line) {
    assertThat(read(USED, line, 0, line.length))
        .isEqualTo(read(new HeaderParser(), line, 0, line.length));
  }

  @Property(tries = 300)
  void lineThatIsCutIsNotReadOn(@ForAll("lines") byte[] line) {
    for (int to = 0; to <= line.length; to++) {
      byte[] cut = Arrays.copyOf(line, to);
      assertThat(read(USED, line, 0, to)).isEqualTo(read(new HeaderParser(), cut, 0, to));
    }
  }
}
