package io.maillog.bytes;

/**
 * A constant ASCII text, in the form in which it is compared with a line: words of eight bytes.
 *
 * <p>Immutable and thread-safe. Meant to be kept in a {@code static final} field: there its words
 * are constants of the compiled code.
 */
public sealed interface Literal permits LiteralWords {
  /**
   * The literal of a text.
   *
   * @param text ASCII
   * @throws IllegalArgumentException if it holds anything else
   */
  static Literal of(String text) {
    return LiteralWords.of(text);
  }

  /** The number of bytes. */
  int length();

  /** Whether {@code b[from, to)} starts with this text. */
  boolean startsAt(byte[] b, int from, int to);

  /** Whether {@code b[from, to)} ends with this text. */
  boolean endsAt(byte[] b, int from, int to);

  /** Whether {@code b[from, to)} is this text. */
  boolean equalsAt(byte[] b, int from, int to);

  /** Where this text first stands in {@code b[from, to)}, or -1. The text must not be empty. */
  int indexIn(byte[] b, int from, int to);

  /** Where this text last stands in {@code b[from, to)}, or -1. The text must not be empty. */
  int lastIndexIn(byte[] b, int from, int to);

  /** Points {@code slice} at the bytes of this text; they must not be written to. */
  ByteSlice slice(ByteSlice slice);

  /** The text. */
  @Override
  String toString();
}
