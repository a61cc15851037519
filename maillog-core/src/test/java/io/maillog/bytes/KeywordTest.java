package io.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@link Literal} and {@link PackedKey} take, and what they tell apart. */
class KeywordTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void literalIsAscii() {
    assertThatThrownBy(() -> Literal.of("\u00e4")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Literal.of("status=")).hasToString("status=");
    assertThat(Literal.of("status=").slice(new ByteSlice())).hasToString("status=");
  }

  @Test
  void literalLongerThanAWordIsComparedToItsEnd() {
    byte[] line = bytes("message repeated 2");
    assertThat(Literal.of("message repeated ").startsAt(line, 0, line.length)).isTrue();
    assertThat(Literal.of("message repeatex ").startsAt(line, 0, line.length)).isFalse();
    assertThat(Literal.of("message repeated ").startsAt(line, 0, 16)).isFalse();
    assertThat(Literal.of("").startsAt(line, 3, 3)).isTrue();
  }

  @Test
  void literalDoesNotSeeBehindTheRange() {
    byte[] line = bytes("sent");
    assertThat(Literal.of("sent").startsAt(line, 0, 3)).isFalse();
    assertThat(Literal.of("nt").indexIn(line, 0, 3)).isEqualTo(-1);
    assertThat(Literal.of("nt").lastIndexIn(line, 0, 3)).isEqualTo(-1);
    assertThat(Literal.of("se").lastIndexIn(line, 1, 4)).isEqualTo(-1);
  }

  @Test
  void keyIsOneToEightAsciiCharacters() {
    for (String bad : new String[] {"", "ninechars", "\u00e4", "a\0"}) {
      assertThatThrownBy(() -> PackedKey.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void textOfOtherLengthsHasNoKey() {
    byte[] line = bytes("abcdefghi");
    assertThat(PackedKey.at(line, 0, 9)).isZero();
    assertThat(PackedKey.at(line, 4, 4)).isZero();
    assertThat(PackedKey.at(line, 0, 8)).isEqualTo(PackedKey.of("abcdefgh"));
  }

  @Test
  void onlyLettersAreFolded() {
    for (int c = 0; c < 256; c++) {
      byte[] one = {(byte) c, 'X'};
      long lower = c >= 'A' && c <= 'Z' ? c + 0x20 : c;
      assertThat(PackedKey.lowerAt(one, 0, 2)).as("byte %d", c).isEqualTo('x' << 8 | lower);
    }
  }
}
