package io.maillog.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searching and comparing in byte arrays, eight bytes a step where that pays.
 *
 * <p>All ranges are {@code [from, to)}; {@code -1} means not found.
 */
public final class ByteScan {
  // Little endian whatever the machine: the index of a match is read off the low end of the word.
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int NEAR = 2 * Long.BYTES;
  private static final int STRIDE = 8 * Long.BYTES;

  private ByteScan() {}

  /** The eight bytes from {@code at} on, the first in the low byte. They must be in the array. */
  public static long word(byte[] b, int at) {
    return (long) WORD.get(b, at);
  }

  /**
   * Up to eight bytes from {@code at} on, the first in the low byte, zeros above: never reads
   * beyond the array.
   */
  public static long word(byte[] b, int at, int length) {
    if (length >= 8) {
      return (long) WORD.get(b, at);
    }
    if (length <= 0) {
      return 0;
    }
    if (at + 8 <= b.length) {
      return (long) WORD.get(b, at) & (-1L >>> (64 - (length << 3)));
    }
    return wordAtEnd(b, at, length);
  }

  private static long wordAtEnd(byte[] b, int at, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (b[at + i] & 0xffL) << (i << 3);
    }
    return word;
  }

  // What a line is searched for is mostly near: the first words are looked at without a loop, whose
  // setting up costs a compiler's code more than they do. What is farther is a method of its own,
  // with eight words a step: so long (over 325 bytes of bytecode, HotSpot's FreqInlineSize) that it
  // is not taken into each place that searches.

  /** Where {@code wanted} first stands in the range, or -1. */
  public static int indexOf(byte[] b, int from, int to, byte wanted) {
    int i = from;
    if (i <= b.length - NEAR) {
      long pattern = (wanted & 0xffL) * LOW_BITS;
      long match = zeroBytes((long) WORD.get(b, i) ^ pattern);
      if (match != 0) {
        return inside(i, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + Long.BYTES, match, to);
      }
      i += NEAR;
    }
    return i < to ? indexOfFar(b, i, to, wanted) : -1;
  }

  /** {@link #indexOf} for what is mostly far, such as the end of a line. */
  public static int indexOfFar(byte[] b, int from, int to, byte wanted) {
    int i = from;
    long pattern = (wanted & 0xffL) * LOW_BITS;
    for (int last = b.length - STRIDE; last - i >= 0 && to - i > 0; i += STRIDE) {
      long match = zeroBytes((long) WORD.get(b, i) ^ pattern);
      if (match != 0) {
        return inside(i, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 1 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 1 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 2 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 2 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 3 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 3 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 4 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 4 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 5 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 5 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 6 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 6 * Long.BYTES, match, to);
      }
      match = zeroBytes((long) WORD.get(b, i + 7 * Long.BYTES) ^ pattern);
      if (match != 0) {
        return inside(i + 7 * Long.BYTES, match, to);
      }
    }
    for (int last = b.length - Long.BYTES; last - i >= 0 && to - i > 0; i += Long.BYTES) {
      long match = zeroBytes((long) WORD.get(b, i) ^ pattern);
      if (match != 0) {
        return inside(i, match, to);
      }
    }
    for (; i < to; i++) { // the last bytes of the array
      if (b[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The place of the lowest mark in the word at {@code at}; -1 if that is not before {@code to}.
   */
  private static int inside(int at, long marks, int to) {
    int place = at + (Long.numberOfTrailingZeros(marks) >>> 3);
    return place < to ? place : -1;
  }

  /** Where the first of either byte stands in the range, or -1. */
  public static int indexOfEither(byte[] b, int from, int to, byte one, byte other) {
    return firstOf(b, from, to, one, other, other);
  }

  /** Where the first of three bytes stands in the range, or -1. */
  public static int firstOf(byte[] b, int from, int to, byte one, byte two, byte three) {
    long ones = (one & 0xffL) * LOW_BITS;
    long twos = (two & 0xffL) * LOW_BITS;
    long threes = (three & 0xffL) * LOW_BITS;
    int i = from;
    if (i <= b.length - NEAR) {
      long match = anyOf((long) WORD.get(b, i), ones, twos, threes);
      if (match != 0) {
        return inside(i, match, to);
      }
      match = anyOf((long) WORD.get(b, i + Long.BYTES), ones, twos, threes);
      if (match != 0) {
        return inside(i + Long.BYTES, match, to);
      }
      i += NEAR;
    }
    return i < to ? firstOfFar(b, i, to, one, two, three) : -1;
  }

  private static int firstOfFar(byte[] b, int from, int to, byte one, byte two, byte three) {
    int i = from;
    long ones = (one & 0xffL) * LOW_BITS;
    long twos = (two & 0xffL) * LOW_BITS;
    long threes = (three & 0xffL) * LOW_BITS;
    for (int last = Math.min(to, b.length - 7); i < last; i += Long.BYTES) {
      long match = anyOf((long) WORD.get(b, i), ones, twos, threes);
      if (match != 0) {
        return inside(i, match, to);
      }
    }
    for (; i < to; i++) {
      if (b[i] == one || b[i] == two || b[i] == three) {
        return i;
      }
    }
    return -1;
  }

  private static long anyOf(long word, long ones, long twos, long threes) {
    return zeroBytes(word ^ ones) | zeroBytes(word ^ twos) | zeroBytes(word ^ threes);
  }

  /**
   * The place, 0 to 7 from the low end, where {@code wanted} first stands in the word; 8 if it does
   * not.
   */
  public static int indexIn(long word, byte wanted) {
    return Long.numberOfTrailingZeros(zeroBytes(word ^ ((wanted & 0xffL) * LOW_BITS))) >>> 3;
  }

  /** How many digits the word starts with, from its low end: 0 to 8. */
  public static int digits(long word) {
    long highNibbles = (word ^ 0x3030303030303030L) & 0xf0f0f0f0f0f0f0f0L;
    long overNine = ((word & 0x0f0f0f0f0f0f0f0fL) + 0x0606060606060606L) & 0xf0f0f0f0f0f0f0f0L;
    return Long.numberOfTrailingZeros(highNibbles | overNine) >>> 3;
  }

  /** How many ASCII letters and digits the word starts with, from its low end: 0 to 8. */
  public static int alphanumerics(long word) {
    long low = word & ~HIGH_BITS;
    long small = low | 0x20 * LOW_BITS;
    // Adding makes the high bit of each byte say: not less than this one.
    long digit = (low + (0x80 - '0') * LOW_BITS) & ~(low + (0x80 - '9' - 1) * LOW_BITS);
    long letter = (small + (0x80 - 'a') * LOW_BITS) & ~(small + (0x80 - 'z' - 1) * LOW_BITS);
    long others = (~(digit | letter) | word) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /** Where the first space stands in the range, or its end: the end of a word. */
  public static int endOfWord(byte[] b, int from, int to) {
    int space = indexOf(b, from, to, (byte) ' ');
    return space < 0 ? to : space;
  }

  /**
   * The high bit of each byte that is zero. Above the first one others can be marked too (by a
   * borrow); the lowest mark is right.
   */
  private static long zeroBytes(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }

  /** Where {@code wanted} last stands in the range, or -1. */
  public static int lastIndexOf(byte[] b, int from, int to, byte wanted) {
    int i = to;
    long pattern = (wanted & 0xffL) * LOW_BITS;
    for (; i - 8 >= from; i -= 8) {
      long x = (long) WORD.get(b, i - 8) ^ pattern;
      // Without a borrow, so that the highest mark is right too.
      long match = ~(((x & ~HIGH_BITS) + ~HIGH_BITS) | x | ~HIGH_BITS);
      if (match != 0) {
        return i - 1 - (Long.numberOfLeadingZeros(match) >>> 3);
      }
    }
    while (--i >= from) {
      if (b[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The first place from {@code from} on that holds no space (0x20), or {@code to}. */
  public static int skipSpaces(byte[] b, int from, int to) {
    if (from >= to || b[from] != ' ') {
      return from;
    }
    int i = from + 1;
    while (i < to && b[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Whether two ranges hold the same bytes. */
  public static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int length = aTo - aFrom;
    if (length != bTo - bFrom) {
      return false;
    }
    int i = 0;
    for (; i <= length - 8; i += 8) {
      if ((long) WORD.get(a, aFrom + i) != (long) WORD.get(b, bFrom + i)) {
        return false;
      }
    }
    return i == length || word(a, aFrom + i, length - i) == word(b, bFrom + i, length - i);
  }

  /** A well mixed hash of the range, the same for the same bytes wherever they stand. */
  public static int hash(byte[] b, int from, int to) {
    long h = (to - from) * 0x9E3779B97F4A7C15L;
    int i = from;
    for (int last = to - 8; i <= last; i += 8) {
      h = mix(h ^ (long) WORD.get(b, i));
    }
    if (i < to) {
      h = mix(h ^ word(b, i, to - i));
    }
    return (int) (h ^ (h >>> 32));
  }

  private static long mix(long h) {
    long x = h * 0xC2B2AE3D27D4EB4FL;
    return x ^ (x >>> 29);
  }
}
