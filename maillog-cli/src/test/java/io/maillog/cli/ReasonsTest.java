package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
  private static final String BUSY = "450 4.1.1 <>: Recipient address rejected: busy";

  @Test
  void addressThatHasTheCodeInItMakesNoOtherReason() {
    assertThat(Reasons.of("450", "4.1.1", "<a450@example.org>: Recipient address rejected: busy"))
        .isEqualTo(BUSY);
    assertThat(Reasons.of("450", "4.1.1", "<b@example.org>: Recipient address rejected: busy"))
        .isEqualTo(BUSY);
  }

  @Test
  void codeIsNotFoundInBracketsOrInLongerNumbers() {
    assertThat(Reasons.of(null, "5.1.1", "host mx[85.1.1.20] said: no"))
        .isEqualTo("5.1.1 host mx[] said: no");
    assertThat(Reasons.of("550", null, "x550 1550 5500 550.1 1.550 550a"))
        .isEqualTo("550 x550 1550 5500 550.1 1.550 550a");
  }

  @ParameterizedTest
  @CsvSource({
    "host mx said: 550 5.1.1 no such user",
    "550-5.1.1 no such user",
    "no such user (550 5.1.1)",
    "5.1.1 no such user: 550."
  })
  void codesThatTheTextStatesAreNotRepeated(String text) {
    assertThat(Reasons.of("550", "5.1.1", text)).isEqualTo(text);
  }

  @Test
  void longReasonIsCutBetweenCharacters() {
    String text = "x".repeat(119) + "\ud83d\ude00 and more";
    assertThat(Reasons.of(null, null, text)).isEqualTo("x".repeat(119) + "...");
  }

  @Test
  void nothingIsSaidToBeNothing() {
    assertThat(Reasons.of(null, null, " ")).isEqualTo("(no reason logged)");
    assertThat(Reasons.of("550", null, null)).isEqualTo("550");
  }
}
