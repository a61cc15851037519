package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a line came, by plain patterns over all that is nearly such a text. */
class RepetitionTest {
  private static final int AT = Variants.AT;

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static ParsedHeader header(String text) {
    ParsedHeader h = new ParsedHeader();
    h.reset(AT, AT + text.length());
    return h;
  }

  private static int times(Matcher m) {
    return Math.max(1, Integer.parseInt(m.group(1)));
  }

  @Test
  void foldedLineHasItsText() {
    Pattern form = pattern("message repeated (\\d{1,9}) times: \\[ *(.*?) *\\]");
    for (String text :
        Variants.of(
            "message repeated 3 times: [ text]",
            "message repeated 0 times: [  t [x]  ]",
            "message repeated 123456789 times: [x]",
            "message repeated 1234567890 times: [x]",
            "message repeated 12 times: []",
            "message repeated 12 times: [   ]")) {
      Matcher m = form.matcher(text);
      boolean expected = m.matches();
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = header(text);
        Repetition.folded(array, AT, AT + text.length(), h);
        assertThat(h.repeat).as(text).isEqualTo(expected ? times(m) : 1);
        assertThat(h.messageFrom - AT).as(text).isEqualTo(expected ? m.start(2) : 0);
        assertThat(h.messageTo - AT).as(text).isEqualTo(expected ? m.end(2) : text.length());
        assertThat(h.continued).isFalse();
      }
    }
  }

  @Test
  void lineBeforeIsRepeated() {
    Pattern form =
        pattern("(?:--- (?=.* ---\\z))?last message repeated (\\d{1,9}) times?(?: ---)?");
    for (String text :
        Variants.of(
            "last message repeated 3 times",
            "last message repeated 1 time",
            "last message repeated 0 times",
            "last message repeated 123456789 times",
            "last message repeated 1234567890 times",
            "--- last message repeated 3 times ---",
            "--- last message repeated 1 time ---",
            "---  ---")) {
      Matcher m = form.matcher(text);
      boolean expected = m.matches() && text.startsWith("---") == text.endsWith("---");
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = header(text);
        Repetition.ofLineBefore(array, AT, AT + text.length(), h);
        assertThat(h.continued).as(text).isEqualTo(expected);
        assertThat(h.repeat).as(text).isEqualTo(expected ? times(m) : 1);
      }
    }
  }

  @Test
  void lineBeforeIsSuppressed() {
    Pattern form =
        pattern("Last message '.*' repeated (\\d{1,9}) times, suppressed by syslog-ng on [^ ]+");
    for (String text :
        Variants.of(
            "Last message 'x' repeated 5 times, suppressed by syslog-ng on mx1",
            "Last message '' repeated 0 times, suppressed by syslog-ng on m",
            "Last message ' repeated 5 times, suppressed by syslog-ng on m",
            "Last message 'x' repeated 123456789 times, suppressed by syslog-ng on m",
            "Last message 'x' repeated 1234567890 times, suppressed by syslog-ng on m")) {
      Matcher m = form.matcher(text);
      boolean expected = m.matches();
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = header(text);
        Repetition.suppressed(array, AT, AT + text.length(), h);
        assertThat(h.continued).as(text).isEqualTo(expected);
        assertThat(h.repeat).as(text).isEqualTo(expected ? times(m) : 1);
      }
    }
  }
}
