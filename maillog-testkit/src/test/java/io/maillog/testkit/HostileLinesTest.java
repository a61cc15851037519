package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileLinesTest {

  @Test
  void someTextsAreCutInACharacter() {
    assertThat(HostileLines.INSERTIONS)
        .anySatisfy(text -> assertThat(text).containsExactly(0xe2, 0x82))
        .filteredOn(text -> !isUtf8(text))
        .hasSizeGreaterThan(3);
    assertThat(HostileLines.INSERTIONS)
        .as("what has no byte in ISO 8859-1 would become a question mark")
        .noneSatisfy(text -> assertThat(text).contains('?'));
  }

  @Test
  void sameSamplesGiveTheSameLines() {
    List<byte[]> samples =
        List.of("Sep 12 10:15:30 mx1 demo[1]: A".getBytes(StandardCharsets.US_ASCII));
    assertThat(new HostileLines(samples).all(3))
        .usingRecursiveComparison()
        .isEqualTo(new HostileLines(samples).all(3));
  }

  private static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
