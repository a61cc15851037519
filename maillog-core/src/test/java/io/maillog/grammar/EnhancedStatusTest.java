package io.maillog.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusTest {
  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "4.7.1", "5.1.10", "5.123.999"})
  void codeIsRead(String text) {
    assertThat(EnhancedStatus.parse(text)).map(EnhancedStatus::toString).hasValue(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5.1",
        "5.1.",
        "5..1",
        "1.1.1",
        "3.1.1",
        "5.1234.1",
        "5.1.1234",
        "5.1.1.",
        "5.1.1.1",
        "5.1.1 ",
        " 5.1.1",
        "5,1,1",
        "5.1.x"
      })
  void textThatIsNoneIsNone(String text) {
    assertThat(EnhancedStatus.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'5.1.1 text', 5", "'5.1.10: text', 6", "'550 5.1.1', -1", "'5.1.1', 5"})
  void codeAtTheStartOfATextHasItsEnd(String text, int end) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(EnhancedStatus.endOf(b, 0, b.length)).isEqualTo(end);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new EnhancedStatus(3, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnhancedStatus(5, 1000, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnhancedStatus(5, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
