package io.maillog.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AngleBracketsTest {
  @ParameterizedTest
  @CsvSource({
    "<a@example.org>, a@example.org",
    "<>, ''",
    "a@example.org, a@example.org",
    "<a@exam, a@exam",
    "<, ''",
    ">, >",
    "'', ''",
    "a@example.org>, a@example.org>",
    "<a> <b>, a> <b",
    "<a> (added by b), <a> (added by b)",
    "<a>>, a>",
    "<<a>, <a"
  })
  void areNotOfTheValue(String text, String value) {
    byte[] b = ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
    int to = b.length - 1;
    int start = AngleBrackets.after(b, 1, to);
    String found =
        new String(b, start, AngleBrackets.before(b, 1, to) - start, StandardCharsets.US_ASCII);
    assertThat(found).isEqualTo(value);
  }
}
