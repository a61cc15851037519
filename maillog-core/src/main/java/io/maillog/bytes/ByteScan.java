package io.maillog.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

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

  /** Where {@code wanted} first stands in the range, or -1. */
  public static int indexOf(byte[] b, int from, int to, byte wanted) {
    int i = from;
    long pattern = (wanted & 0xffL) * LOW_BITS;
    for (int last = to - 8; i <= last; i += 8) {
      long x = (long) WORD.get(b, i) ^ pattern;
      long match = (x - LOW_BITS) & ~x & HIGH_BITS;
      if (match != 0) {
        // Above the first match this mask can be wrong (borrow); its lowest bit never is.
        return i + (Long.numberOfTrailingZeros(match) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (b[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Where {@code wanted} last stands in the range, or -1. */
  public static int lastIndexOf(byte[] b, int from, int to, byte wanted) {
    for (int i = to - 1; i >= from; i--) {
      if (b[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The first place from {@code from} on that holds no space (0x20), or {@code to}. */
  public static int skipSpaces(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Whether two ranges hold the same bytes. */
  public static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
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
