package io.maillog.bytes;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A literal as the compiled code has it. A record for one reason: HotSpot trusts that a record's
 * components never change (of ordinary classes it does not), so those of a constant are constants,
 * and a comparison takes no look into memory.
 *
 * @param head the first eight bytes, or all, as a word
 * @param headLength how many bytes {@code head} has
 */
@SuppressWarnings("ArrayRecordComponent") // nobody outside sees it
record LiteralWords(String text, byte[] bytes, int length, long head, int headLength)
    implements Literal {

  static LiteralWords of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        throw new IllegalArgumentException("not ASCII: " + text);
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int headLength = Math.min(Long.BYTES, bytes.length);
    long head = ByteScan.word(bytes, 0, headLength);
    return new LiteralWords(text, bytes, bytes.length, head, headLength);
  }

  @Override
  public boolean startsAt(byte[] b, int from, int to) {
    if (to - from < length || ByteScan.word(b, from, headLength) != head) {
      return false;
    }
    return length <= Long.BYTES || tail(b, from);
  }

  /** Whether what follows the first eight bytes is right; the last words overlap. */
  private boolean tail(byte[] b, int from) {
    for (int i = Long.BYTES; i < length; i += Long.BYTES) {
      int at = Math.min(i, length - Long.BYTES);
      if (ByteScan.word(b, from + at) != ByteScan.word(bytes, at)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean endsAt(byte[] b, int from, int to) {
    return to - from >= length && startsAt(b, to - length, to);
  }

  @Override
  public boolean equalsAt(byte[] b, int from, int to) {
    return to - from == length && startsAt(b, from, to);
  }

  @Override
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

  @Override
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

  @Override
  public ByteSlice slice(ByteSlice slice) {
    return slice.wrap(bytes, 0, length);
  }

  /** Literals are told apart as objects, as constants are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return text;
  }
}
