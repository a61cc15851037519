package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import java.util.Arrays;

/**
 * The names of programs met before, each with a number that the owner gives it: which dialect reads
 * its lines. So a line's tag is told by two compares, and its dialect by one look.
 *
 * <p>A direct-mapped table of a fixed size: a name that is pushed out is asked for again, so that
 * nothing but speed depends on what is remembered. Not thread-safe.
 */
public final class ProgramMemory {
  /** The place of a name that is not remembered. */
  public static final int NONE = -1;

  /** The number of a name that was given none yet. */
  public static final int UNASKED = Integer.MIN_VALUE;

  private static final int MAX_NAME = 64;
  private static final int BITS = 8;
  private static final int PLACES = 1 << BITS;

  // A name's first and last eight bytes, which are the whole of most.
  private final long[] heads = new long[PLACES];
  private final long[] tails = new long[PLACES];
  private final int[] lengths = new int[PLACES];
  private final byte[][] names = new byte[PLACES][MAX_NAME];
  private final int[] numbers = new int[PLACES];

  /** A memory without a name. */
  public ProgramMemory() {
    Arrays.fill(numbers, UNASKED);
  }

  /** The place of the name {@code b[from, to)}; {@link #NONE} if it is not remembered. */
  int find(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return NONE; // as a place that is not taken yet looks
    }
    long head = ByteScan.word(b, from, length);
    long tail = tail(b, to, length, head);
    int place = place(head, tail);
    return heads[place] == head
            && tails[place] == tail
            && lengths[place] == length
            && (length <= 2 * Long.BYTES || ByteScan.equal(names[place], 0, length, b, from, to))
        ? place
        : NONE;
  }

  /**
   * Remembers a name, without a number; another one may be pushed out.
   *
   * @return its place; {@link #NONE} if it is too long
   */
  int remember(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > MAX_NAME) {
      return NONE;
    }
    long head = ByteScan.word(b, from, length);
    long tail = tail(b, to, length, head);
    int place = place(head, tail);
    heads[place] = head;
    tails[place] = tail;
    lengths[place] = length;
    System.arraycopy(b, from, names[place], 0, length);
    numbers[place] = UNASKED;
    return place;
  }

  /** The number of the name at a {@link ParsedHeader#programPlace place}. */
  public int number(int place) {
    return numbers[place];
  }

  /** Gives the name at a place its number. */
  public void number(int place, int number) {
    numbers[place] = number;
  }

  private static long tail(byte[] b, int to, int length, long head) {
    return length <= Long.BYTES ? head : ByteScan.word(b, to - Long.BYTES);
  }

  private static int place(long head, long tail) {
    return (int) (((head * 31 + tail) * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
  }
}
