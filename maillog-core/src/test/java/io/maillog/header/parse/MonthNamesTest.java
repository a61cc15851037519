package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a word ends that may be a month's name. */
class MonthNamesTest {
  @Test
  void wordHasLettersAndWhateverIsNotAscii() {
    for (int c = 0; c < 256; c++) {
      byte[] array = {'a', 'b', (byte) c, 'd', ' '};
      boolean letter = c >= 0x80 || Character.isLetter(c);
      assertThat(MonthNames.endOfWord(array, 1, 4)).as("%d", c).isEqualTo(letter ? 4 : 2);
    }
  }

  @Test
  void wordIsCutBehindItsLongest() {
    byte[] array = ("7" + "x".repeat(20)).getBytes(ISO_8859_1);
    for (int length = 0; length <= 20; length++) {
      assertThat(MonthNames.endOfWord(array, 1, 1 + length))
          .isEqualTo(1 + Math.min(length, MonthNames.LONGEST + 1));
    }
    byte[] exact = "abc".getBytes(ISO_8859_1);
    assertThat(MonthNames.endOfWord(exact, 0, 3)).isEqualTo(3);
  }
}
