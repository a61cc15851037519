package io.maillog.bytes;

/**
 * Keywords as longs: up to eight bytes packed into one word, so that a keyword is told with one
 * compare, or one switch.
 *
 * <p>The first byte is in the low end. Keys of different length differ because no keyword holds a
 * NUL.
 */
public final class PackedKey {
  private PackedKey() {}

  /**
   * The key of a keyword.
   *
   * @param keyword 1 to 8 ASCII characters, none of them NUL
   */
  public static long of(String keyword) {
    int length = keyword.length();
    if (length == 0 || length > 8) {
      throw new IllegalArgumentException("1 to 8 characters: " + keyword);
    }
    long key = 0;
    for (int i = 0; i < length; i++) {
      char c = keyword.charAt(i);
      if (c == 0 || c > 0x7f) {
        throw new IllegalArgumentException("not ASCII: " + keyword);
      }
      key |= (long) c << (i << 3);
    }
    return key;
  }

  /** Whether the word's low bytes, the first of the text, are the key. */
  public static boolean startsWith(long word, long key) {
    return (word ^ key) << (Long.numberOfLeadingZeros(key) & 56) == 0;
  }

  /** The key of {@code b[from, to)}, or 0 if that is empty or longer than eight bytes. */
  public static long at(byte[] b, int from, int to) {
    int length = to - from;
    return length > 8 ? 0 : ByteScan.word(b, from, length);
  }

  /** As {@link #at}, with the letters A to Z folded to lower case. */
  public static long lowerAt(byte[] b, int from, int to) {
    return lower(at(b, from, to));
  }

  private static long lower(long key) {
    // Bit 7 of each byte of `upper` says: this byte is 'A' to 'Z' (and below 0x80).
    long low7 = key & 0x7f7f7f7f7f7f7f7fL;
    long fromA = low7 + 0x3f3f3f3f3f3f3f3fL;
    long afterZ = low7 + 0x2525252525252525L;
    long upper = fromA & ~afterZ & ~key & 0x8080808080808080L;
    return key | (upper >>> 2);
  }
}
