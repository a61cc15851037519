package io.maillog.bytes;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reusable window on a part of a byte array, seen as characters.
 *
 * <p>As a {@link CharSequence} each byte is one character (ISO 8859-1), so that indexes are byte
 * offsets and nothing is decoded. {@link #toString()} decodes UTF-8 (malformed parts become U+FFFD)
 * and allocates, and so does {@link #subSequence}.
 *
 * <p>A slice that a library object hands out is reused: it is valid until that object is asked for
 * the next slice, or moves on to the next line. Not thread-safe.
 */
public final class ByteSlice implements CharSequence {
  private static final byte[] EMPTY = new byte[0];

  private byte[] array = EMPTY;
  private int from;
  private int to;

  /** Creates an empty slice; see {@link #wrap}. */
  public ByteSlice() {}

  /**
   * Points this slice at {@code array[from, to)}. Nothing is copied.
   *
   * @return this slice
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public ByteSlice wrap(byte[] array, int from, int to) {
    if (from < 0 || to < from || to > array.length) {
      throw outOfRange(array, from, to);
    }
    if (this.array != array) {
      this.array = array; // not stored again: a reference costs a collector's barrier
    }
    this.from = from;
    this.to = to;
    return this;
  }

  private static IndexOutOfBoundsException outOfRange(byte[] array, int from, int to) {
    return new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + array.length);
  }

  /** The array behind this slice; not a copy. */
  public byte[] array() {
    return array;
  }

  /** Where the slice starts in {@link #array()}. */
  public int from() {
    return from;
  }

  /** Where the slice ends in {@link #array()}, exclusive. */
  public int to() {
    return to;
  }

  /**
   * The byte at {@code index}, from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such byte
   */
  public byte byteAt(int index) {
    if (index < 0 || index >= to - from) {
      throw new IndexOutOfBoundsException(index);
    }
    return array[from + index];
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) (byteAt(index) & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    if (start < 0 || end < start || end > length()) {
      throw new IndexOutOfBoundsException("[" + start + ", " + end + ") of " + length());
    }
    return new ByteSlice().wrap(array, from + start, from + end);
  }

  /** Whether the slice holds exactly these ASCII characters. Does not allocate. */
  public boolean contentEquals(CharSequence ascii) {
    int length = to - from;
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((array[from + i] & 0xff) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Two slices are equal if their bytes are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ByteSlice that
        && ByteScan.equal(array, from, to, that.array, that.from, that.to);
  }

  /** A hash of the bytes; it changes when the slice is pointed elsewhere. */
  @Override
  public int hashCode() {
    return ByteScan.hash(array, from, to);
  }

  /** The text, decoded from UTF-8; what is not UTF-8 becomes U+FFFD. Allocates. */
  @Override
  public String toString() {
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }
}
