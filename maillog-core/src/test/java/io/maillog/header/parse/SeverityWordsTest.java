package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Severities and facilities as headers state them, by plain patterns over all that is nearly one.
 */
class SeverityWordsTest {
  private static final int AT = Variants.AT;

  private static final Set<String> FACILITIES =
      Set.of(
          ("kern user mail daemon auth security syslog lpr news uucp cron authpriv ftp ntp console"
                  + " local0 local1 local2 local3 local4 local5 local6 local7")
              .split(" ", -1));

  private static final List<Set<String>> SEVERITIES =
      List.of(
          Set.of("emerg", "panic"),
          Set.of("alert"),
          Set.of("crit", "critical", "fatal"),
          Set.of("err", "error", "erro"),
          Set.of("warning", "warn"),
          Set.of("notice"),
          Set.of("info"),
          Set.of("debug", "debg"));

  private static boolean isFacility(String text) {
    return text.matches("\\d{1,2}") || FACILITIES.contains(lower(text));
  }

  private static int severity(String text) {
    if (text.matches("[0-7]")) {
      return text.charAt(0) - '0';
    }
    for (int code = 0; code < 8; code++) {
      if (SEVERITIES.get(code).contains(lower(text))) {
        return code;
      }
    }
    return -1;
  }

  /** As the names are compared: in small letters, and a NUL behind them is nothing. */
  private static String lower(String text) {
    String name = text.length() > Long.BYTES ? text : text.replaceFirst("\0\\z", "");
    return name.matches("\\p{ASCII}*") ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static int facilityAndSeverity(String text) {
    Matcher m = Pattern.compile("([^.:]*)[.:](.*)", Pattern.DOTALL).matcher(text);
    return m.matches() && isFacility(m.group(1)) ? severity(m.group(2)) : -1;
  }

  @Test
  void namesAreThoseOfSyslog() {
    String[] names = {
      "kern",
      "MAIL",
      "authpriv",
      "local7",
      "security",
      "emerg",
      "PANIC",
      "critical",
      "warning",
      "erro",
      "debg",
      "0",
      "12",
      "123",
      "7",
      "8",
      "9"
    };
    for (String text : Variants.of(names)) {
      for (byte[] array : Variants.arrays(text)) {
        int to = AT + text.length();
        assertThat(SyslogNames.isFacility(array, AT, to)).as(text).isEqualTo(isFacility(text));
        assertThat(SyslogNames.severity(array, AT, to)).as(text).isEqualTo(severity(text));
      }
    }
    for (String facility : FACILITIES) {
      byte[] bytes = facility.getBytes(ISO_8859_1);
      assertThat(SyslogNames.isFacility(bytes, 0, bytes.length)).isTrue();
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      boolean may = "EPACFWNID".indexOf(c) >= 0;
      assertThat(SyslogNames.mayBeSeverity((byte) c)).isEqualTo(may);
      assertThat(SyslogNames.mayBeSeverity((byte) (c | 0x20))).isEqualTo(may);
    }
  }

  @Test
  void everySeverityHasItsCode() {
    for (int code = 0; code < 8; code++) {
      for (String name : SEVERITIES.get(code)) {
        byte[] bytes = name.toUpperCase(Locale.ROOT).getBytes(ISO_8859_1);
        assertThat(SyslogNames.severity(bytes, 0, bytes.length)).as(name).isEqualTo(code);
      }
    }
  }

  @Test
  void priorityIsANumberInAngles() {
    Pattern form = Pattern.compile("<(\\d{1,3})>");
    for (String text : Variants.of("<22>x", "<0>", "<191>x", "<192>", "<007>", "<1234>", "<>")) {
      if (!text.startsWith("<")) {
        continue;
      }
      Matcher m = form.matcher(text);
      boolean expected = m.lookingAt() && Integer.parseInt(m.group(1)) <= 191;
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = new ParsedHeader();
        int end = StatedSeverity.priority(array, AT, AT + text.length(), h);
        assertThat(end - AT).as(text).isEqualTo(expected ? m.end() : 0);
        assertThat(h.severityCode).isEqualTo(expected ? Integer.parseInt(m.group(1)) % 8 : -1);
      }
    }
  }

  private static int ofWord(String word) {
    boolean closed = word.length() > 2 && word.matches("(?s)<.*>|\\[.*\\]");
    String inner = closed ? word.substring(1, word.length() - 1) : word;
    int code = facilityAndSeverity(inner);
    return code >= 0 || inner.length() < 3 ? code : severity(inner);
  }

  @Test
  void wordBeforeTheTagMayBeASeverity() {
    Pattern form = Pattern.compile("([^ ]{1,20}) +");
    Pattern near = Pattern.compile("[^ .:]{0,11}(?:[.:].*)?", Pattern.DOTALL);
    for (String text :
        Variants.of(
            "INFO x",
            "mail.info  mx1 a",
            "<mail.err> x",
            "[warn] ",
            "mail:3 x",
            "<2.3> a",
            "3 x",
            "<3> x",
            "err x",
            "[]x x",
            "<> x",
            "er x",
            "authpriv.critical x",
            "<authpriv.critical> x",
            "12.6 x",
            "local0.warning:x y")) {
      Matcher m = form.matcher(text);
      int code = m.lookingAt() && near.matcher(m.group(1)).matches() ? ofWord(m.group(1)) : -1;
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = new ParsedHeader();
        int next = StatedSeverity.tag(array, AT, AT + text.length(), h);
        assertThat(next - AT).as(text).isEqualTo(code < 0 ? 0 : m.end());
        assertThat(h.severityCode).as(text).isEqualTo(code);
      }
    }
  }

  /** The whole word counts, and nothing of what stands behind it. */
  @Test
  void wordIsASeverityWhateverIsBehindIt() {
    for (String text : Variants.of("INFO", "mail.info", "<err>", "[warn]", "<2.3>", "er")) {
      for (byte[] array : Variants.arrays(text)) {
        assertThat(StatedSeverity.isWord(array, AT, AT + text.length()))
            .as(text)
            .isEqualTo(ofWord(text) >= 0);
      }
    }
  }

  /** Nothing of severity that has this length is lost. */
  @ParameterizedTest
  @CsvSource({"2, false", "3, true", "20, true", "21, false"})
  void wordOfASeverityIsOfSuchALength(int length, boolean may) {
    assertThat(StatedSeverity.mayBe(7, 7 + length)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "'error while x: y', 0, 6",
    "'error a[1]: y', 6, 3",
    "'error a: y', 6, 3",
    "'error ', 6, 3",
    "'error', 0, 6",
    "'mail.error while', 11, 3",
    "'mail.error ', 11, 3",
    "'mail:error b c', 11, 3",
    "'other while', 0, 6",
  })
  void levelBehindAHostIsOneBeforeATagOnly(String text, int next, int code) {
    for (byte[] array : Variants.arrays(text)) {
      ParsedHeader h = new ParsedHeader();
      h.severityCode = 6;
      assertThat(StatedSeverity.tagBehindHost(array, AT, AT + text.length(), h) - AT)
          .isEqualTo(next);
      assertThat(h.severityCode).isEqualTo(code);
    }
  }

  @Test
  void facilityStandsBeforeADotOrAColon() {
    for (String text : Variants.of("mail.info", "info", "mail:3", "x.")) {
      for (byte[] array : Variants.arrays(text)) {
        assertThat(StatedSeverity.isWithFacility(array, AT, AT + text.length()))
            .as(text)
            .isEqualTo(text.contains(".") || text.contains(":"));
      }
    }
  }

  @Test
  void solarisHasAnIdBefore() {
    Pattern form = Pattern.compile("\\[ID \\d+ ([^\\]]{0,22})\\] *", Pattern.DOTALL);
    for (String text :
        Variants.of(
            "[ID 197553 mail.info] text",
            "[ID 1 mail.error]  x",
            "[ID 7 of] x",
            "[ID 1 2.3]",
            "[ID 1 authpriv.criticall] x",
            "[ID 1 " + "x".repeat(22) + "] x",
            "[ID  mail.info] x")) {
      Matcher m = form.matcher(text);
      int code = m.lookingAt() ? facilityAndSeverity(m.group(1)) : -1;
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = new ParsedHeader();
        h.reset(AT, AT + text.length());
        StatedSeverity.solarisId(array, AT, AT + text.length(), h);
        assertThat(h.severityCode).as(text).isEqualTo(code);
        assertThat(h.messageFrom - AT).as(text).isEqualTo(code < 0 ? 0 : m.end());
      }
    }
  }
}
