package io.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What works eight bytes a step gives what one byte a step gives. */
class ByteScanProperties {

  @Property
  void indexOfIsTheFirstPlace(
      @ForAll @Size(max = 40) byte[] b,
      @ForAll byte wanted,
      @ForAll @IntRange(max = 40) int from,
      @ForAll @IntRange(max = 40) int to) {
    int end = Math.min(to, b.length);
    int start = Math.min(from, end);
    int naive = -1;
    for (int i = end - 1; i >= start; i--) {
      naive = b[i] == wanted ? i : naive;
    }
    assertThat(ByteScan.indexOf(b, start, end, wanted)).isEqualTo(naive);
  }

  @Property
  void neighboursInValueAreToldApart(
      @ForAll @Size(max = 24) @IntRange(min = 60, max = 62) int[] values) {
    // '<', '=' and '>' differ in one bit or two: where a careless mask finds matches that are none.
    byte[] b = new byte[values.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = (byte) values[i];
    }
    String text = new String(b, StandardCharsets.US_ASCII);
    assertThat(ByteScan.indexOf(b, 0, b.length, (byte) '=')).isEqualTo(text.indexOf('='));
    assertThat(ByteScan.lastIndexOf(b, 0, b.length, (byte) '=')).isEqualTo(text.lastIndexOf('='));
  }

  @Property
  void hashAndEqualityDependOnTheBytesAlone(
      @ForAll @Size(max = 30) byte[] b, @ForAll @IntRange(max = 9) int shift, @ForAll byte around) {
    byte[] moved = new byte[b.length + shift + 9];
    Arrays.fill(moved, around);
    System.arraycopy(b, 0, moved, shift, b.length);
    assertThat(ByteScan.hash(moved, shift, shift + b.length))
        .isEqualTo(ByteScan.hash(b, 0, b.length));
    assertThat(ByteScan.equal(moved, shift, shift + b.length, b, 0, b.length)).isTrue();
    for (int length = 0; length <= Math.min(8, b.length); length++) {
      assertThat(ByteScan.word(moved, shift, length)).isEqualTo(ByteScan.word(b, 0, length));
    }
  }

  @Property
  void literalIsFoundWhereStringFindsIt(
      @ForAll @StringLength(max = 30) @CharRange(from = 'a', to = 'c') String text,
      @ForAll @StringLength(min = 1, max = 12) @CharRange(from = 'a', to = 'c') String part) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    Literal literal = Literal.of(part);
    assertThat(literal.indexIn(b, 0, b.length)).isEqualTo(text.indexOf(part));
    assertThat(literal.lastIndexIn(b, 0, b.length)).isEqualTo(text.lastIndexOf(part));
    assertThat(literal.startsAt(b, 0, b.length)).isEqualTo(text.startsWith(part));
    assertThat(literal.endsAt(b, 0, b.length)).isEqualTo(text.endsWith(part));
    assertThat(literal.equalsAt(b, 0, b.length)).isEqualTo(text.equals(part));
  }

  @Property
  void keyIsThatOfTheKeyword(
      @ForAll @StringLength(min = 1, max = 8) @CharRange(from = '!', to = '~') String word) {
    byte[] b = word.getBytes(StandardCharsets.US_ASCII);
    assertThat(PackedKey.at(b, 0, b.length)).isEqualTo(PackedKey.of(word));
    assertThat(PackedKey.lowerAt(b, 0, b.length))
        .isEqualTo(PackedKey.of(word.toLowerCase(Locale.ROOT)));
  }

  @Property
  void keysOfOtherBytesDiffer(
      @ForAll @StringLength(min = 1, max = 8) @CharRange(from = '!', to = '~') String one,
      @ForAll @StringLength(min = 1, max = 8) @CharRange(from = '!', to = '~') String other) {
    assertThat(PackedKey.of(one) == PackedKey.of(other)).isEqualTo(one.equals(other));
  }

  @Property
  void alphanumericsAreCountedFromTheFirst(@ForAll @Size(8) byte[] b) {
    assertThat(ByteScan.alphanumerics(ByteScan.word(b, 0))).isEqualTo(leadingAlphanumerics(b));
  }

  @Property
  void neighboursOfLettersAndDigitsAreNone(
      @ForAll @Size(8) @CharRange(from = '-', to = '~') char[] text) {
    byte[] b = new String(text).getBytes(StandardCharsets.US_ASCII);
    assertThat(ByteScan.alphanumerics(ByteScan.word(b, 0))).isEqualTo(leadingAlphanumerics(b));
  }

  private static int leadingAlphanumerics(byte[] b) {
    int count = 0;
    while (count < b.length && b[count] > 0 && Character.isLetterOrDigit(b[count])) {
      count++;
    }
    return count;
  }
}
