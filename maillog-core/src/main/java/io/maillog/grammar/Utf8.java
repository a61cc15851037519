package io.maillog.grammar;

/** The well-formed byte sequences of UTF-8 (The Unicode Standard, table 3-7). */
public final class Utf8 {
  private Utf8() {}

  /**
   * How many bytes the character has whose first byte, 0x80 or more, stands at {@code at}.
   *
   * @return 2 to 4; or, negative, how many bytes make one malformed part, as Java's decoder takes
   *     them
   */
  public static int length(byte[] b, int at, int to) {
    int first = b[at] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return -1;
    }
    if (first < 0xe0) {
      return isTail(b, at + 1, to) ? 2 : -1;
    }
    int second = at + 1 < to ? b[at + 1] & 0xff : 0;
    if (first < 0xf0) {
      if (second < (first == 0xe0 ? 0xa0 : 0x80) || second > 0xbf) {
        return -1;
      }
      if (!isTail(b, at + 2, to)) {
        return -2;
      }
      return first == 0xed && second > 0x9f ? -3 : 3; // a surrogate is no character
    }
    if (second < (first == 0xf0 ? 0x90 : 0x80) || second > (first == 0xf4 ? 0x8f : 0xbf)) {
      return -1;
    }
    if (!isTail(b, at + 2, to)) {
      return -2;
    }
    return isTail(b, at + 3, to) ? 4 : -3;
  }

  /**
   * The code point of a well-formed character of at least two bytes, if it is none to be shown as
   * it is: it could order a terminal about, end a line, or make text look like another. These are
   * the controls of C1, the line and paragraph separators, the marks of writing direction (Unicode
   * Standard Annex 9, section 2), and the byte order mark.
   *
   * @param size what {@link #length} says of the character
   * @return the code point, below 0x10000; or 0 where the character may be shown
   */
  public static int unsafe(byte[] b, int at, int size) {
    int c =
        switch (size) {
          case 2 -> (b[at] & 0x1f) << 6 | (b[at + 1] & 0x3f);
          case 3 -> (b[at] & 0xf) << 12 | (b[at + 1] & 0x3f) << 6 | (b[at + 2] & 0x3f);
          default -> 0;
        };
    boolean unsafe =
        c <= 0x9f
            || c == 0x61c
            || c == 0x200e
            || c == 0x200f
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0xfeff;
    return unsafe ? c : 0;
  }

  private static boolean isTail(byte[] b, int at, int to) {
    return at < to && (b[at] & 0xc0) == 0x80;
  }
}
