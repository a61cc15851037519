package io.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteSliceTest {
  private static final byte[] LINE =
      "to=<j\u00fcrgen@example.org>".getBytes(StandardCharsets.UTF_8);

  @Test
  void characterIsAByte() {
    ByteSlice slice = new ByteSlice().wrap(LINE, 4, LINE.length - 1);
    assertThat(slice.length()).isEqualTo(LINE.length - 5);
    assertThat(slice.charAt(0)).isEqualTo('j');
    assertThat(slice.charAt(1)).isEqualTo('\u00c3');
    assertThat(slice.subSequence(3, 7).toString()).isEqualTo("rgen");
  }

  @Test
  void textIsDecodedFromUtf8() {
    assertThat(new ByteSlice().wrap(LINE, 4, LINE.length - 1))
        .hasToString("j\u00fcrgen@example.org");
    assertThat(new ByteSlice().wrap(LINE, 4, 6)).hasToString("j\ufffd");
  }

  @Test
  void nothingOutsideIsReached() {
    ByteSlice slice = new ByteSlice().wrap(LINE, 4, 9);
    for (int index : new int[] {-1, 5}) {
      assertThatThrownBy(() -> slice.charAt(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> slice.subSequence(2, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.wrap(LINE, 3, LINE.length + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.wrap(LINE, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equalBytesAreEqualSlices() {
    ByteSlice one = new ByteSlice().wrap(LINE, 4, 9);
    ByteSlice other = new ByteSlice().wrap(LINE.clone(), 4, 9);
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(new ByteSlice().wrap(LINE, 4, 8));
    assertThat(one.contentEquals("j\u00c3\u00bcrg")).isTrue();
    assertThat(one.contentEquals("j\u00c3\u00bcrG")).isFalse();
    assertThat(one.contentEquals("j")).isFalse();
  }
}
