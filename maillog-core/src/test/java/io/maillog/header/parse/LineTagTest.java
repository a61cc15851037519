package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of hosts and tags, by plain patterns, over all that is nearly one. */
class LineTagTest {
  private static final int AT = Variants.AT;
  private static final String NAME = "[A-Za-z0-9._/\\\\@-]";
  private static final String HOST_BYTES = "[A-Za-z0-9._/@:\u0080-\u00ff-]*";

  private static final String[] HOSTS = {
    "mx1", "src@mx1/mx2", "2001:db8::25", "192.0.2.1", "fe80::1%eth0", "a%b", "a:b%c", "0x1f3b",
    "0x", "abc:defg", "a-b_c", "-", "\u00e4", "g:1", "::%x", "%x"
  };

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static boolean isHost(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (!address.matches(HOST_BYTES)) {
      return false;
    }
    boolean named = address.matches(".*[A-Za-z0-9\u0080-\u00ff].*");
    boolean digits = address.matches("[0-9A-Fa-f:.]*");
    if (zone >= 0) {
      return named && digits && text.substring(zone + 1).matches(NAME + "*");
    }
    return named && (digits || !text.contains(":")) && !text.matches("0x.+");
  }

  @Test
  void hostIsANameOrAnAddress() {
    for (String text : Variants.of(HOSTS)) {
      for (byte[] array : Variants.arrays(text)) {
        assertThat(LineTag.isHost(array, AT, AT + text.length())).as(text).isEqualTo(isHost(text));
      }
    }
  }

  @Test
  void tagEndsWithAColonOrAPid() {
    Pattern form = pattern(".+:|.+\\[\\d+\\]");
    Pattern named = pattern(NAME + "+\\[\\d+\\]:");
    for (String text : Variants.of("a:", "a[1]", "a[12]:", "ab[]", "ab[]:", "[1]", "a[1][2]")) {
      for (byte[] array : Variants.arrays(text)) {
        int to = AT + text.length();
        assertThat(LineTag.isTag(array, AT, to)).as(text).isEqualTo(form.matcher(text).matches());
        assertThat(LineTag.isNameWithPid(array, AT, to))
            .as(text)
            .isEqualTo(named.matcher(text).matches());
      }
    }
  }

  @Test
  void nameHasLettersDigitsAndAFewMarks() {
    for (int c = 0; c < 256; c++) {
      byte[] array = {'x', (byte) c, ' '};
      int end = pattern(NAME).matcher(String.valueOf((char) c)).matches() ? 2 : 1;
      assertThat(LineTag.endOfName(array, 1, 2)).isEqualTo(end);
    }
  }

  @Test
  void hostAndPidFollow() {
    Pattern form = pattern("([^ ]*) *" + NAME + "+\\[\\d+\\]:(?: .*)?");
    for (String text :
        Variants.of(
            "mx1 a[1]:",
            "mx1  a[12]: x",
            "a[1]: b[2]: x",
            "H=a (b[1]: c)",
            "mx1 a[]: x",
            " a[1]:")) {
      Matcher m = form.matcher(text);
      boolean expected = m.matches() && isHost(m.group(1)) && text.startsWith(" ", m.end(1));
      for (byte[] array : Variants.arrays(text)) {
        assertThat(LineTag.hasHostAndPid(array, AT, AT + text.length()))
            .as(text)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void lastPartInBracketsNamesTheProgram() {
    Pattern form = pattern("\\[(?:[^\\]]*:)?([A-Za-z]" + NAME + "*)(?::(\\d+))?\\]:?(?= |\\z)");
    for (String text :
        Variants.of(
            "[exim] x",
            "[1:mail1:a/b]: x",
            "[a:12] x",
            "[a:b:12]:",
            "[a]",
            "[:1] x",
            "[a:]",
            "[z]:")) {
      if (!text.startsWith("[")) {
        continue;
      }
      Matcher m = form.matcher(text);
      boolean expected = m.lookingAt();
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = new ParsedHeader();
        h.reset(AT, AT + text.length());
        int end = LineTag.bracketed(array, AT, AT + text.length(), h);
        assertThat(end - AT).as(text).isEqualTo(expected ? m.end() : 0);
        assertThat(h.tagged).isEqualTo(expected);
        assertThat(h.programFrom - AT).as(text).isEqualTo(expected ? m.start(1) : 0);
        assertThat(h.programTo - AT).isEqualTo(expected ? m.end(1) : 0);
        boolean pid = expected && m.group(2) != null;
        assertThat(h.pidFrom - AT).as(text).isEqualTo(pid ? m.start(2) : 0);
        assertThat(h.pidTo - AT).isEqualTo(pid ? m.end(2) : 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"61, true", "62, true", "63, false"})
  void bracketsAreBounded(int length, boolean read) {
    String text = "[" + "x".repeat(length) + "] x";
    for (byte[] array : Variants.arrays(text)) {
      int end = LineTag.bracketed(array, AT, AT + text.length(), new ParsedHeader());
      assertThat(end > AT).isEqualTo(read);
    }
  }
}
