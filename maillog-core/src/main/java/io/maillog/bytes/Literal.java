package io.maillog.bytes;

import java.nio.charset.StandardCharsets;

/**
 * A constant ASCII text, in the form in which it is compared with a line: words of eight bytes.
 *
 * <p>Immutable and thread-safe.
 */
public final class Literal {
  private final String text;
  private final byte[] bytes;
  private final int length;
  private final long head;
  private final int headLength;

  private Literal(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    this.length = bytes.length;
    this.headLength = Math.min(8, length);
    this.head = ByteScan.word(bytes, 0, headLength);
  }

  /**
   * The literal of a text.
   *
   * @param text ASCII
   * @throws IllegalArgumentException if it holds anything else
   */
  public static Literal of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        throw new IllegalArgumentException("not ASCII: " + text);
      }
    }
    return new Literal(text);
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** Whether {@code b[from, to)} starts with this text. */
  public boolean startsAt(byte[] b, int from, int to) {
    if (to - from < length || ByteScan.word(b, from, headLength) != head) {
      return false;
    }
    return length <= 8 || tail(b, from);
  }

  /** Whether what follows the first eight bytes is right; the last words overlap. */
  private boolean tail(byte[] b, int from) {
    for (int i = 8; i < length; i += 8) {
      int at = Math.min(i, length - 8);
      if (ByteScan.word(b, from + at) != ByteScan.word(bytes, at)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code b[from, to)} ends with this text. */
  public boolean endsAt(byte[] b, int from, int to) {
    return to - from >= length && startsAt(b, to - length, to);
  }

  /** Whether {@code b[from, to)} is this text. */
  public boolean equalsAt(byte[] b, int from, int to) {
    return to - from == length && startsAt(b, from, to);
  }

  /** Where this text first stands in {@code b[from, to)}, or -1. The text must not be empty. */
  public int indexIn(byte[] b, int from, int to) {
    byte first = bytes[0];
    int last = to - length;
    int i = from;
    while (i <= last) {
      i = ByteScan.indexOf(b, i, last + 1, first);
      if (i < 0) {
        return -1;
      }
      if (startsAt(b, i, to)) {
        return i;
      }
      i++;
    }
    return -1;
  }

  /** Where this text last stands in {@code b[from, to)}, or -1. The text must not be empty. */
  public int lastIndexIn(byte[] b, int from, int to) {
    int end = to - length + 1;
    while (end > from) {
      int i = ByteScan.lastIndexOf(b, from, end, bytes[0]);
      if (i < 0 || startsAt(b, i, to)) {
        return i;
      }
      end = i;
    }
    return -1;
  }

  /** Points {@code slice} at the bytes of this text; they must not be written to. */
  public ByteSlice slice(ByteSlice slice) {
    return slice.wrap(bytes, 0, length);
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
