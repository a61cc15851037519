package io.maillog.follow.input;

import io.maillog.bytes.ByteScan;
import java.util.Arrays;

/**
 * The part of an input that is at hand: whole lines to give, and the beginning of one that is not
 * whole yet. Its size is fixed, however long a line is: of a line without an end the first {@value
 * #MAX_LINE} bytes are held, and its last ones.
 */
public final class LineWindow {
  /** How many bytes of a line are given. */
  public static final int MAX_LINE = 64 * 1024;

  /**
   * So many bytes before a place where a line ends are always those that the input has there, of a
   * line too of which the middle was dropped.
   */
  public static final int LAST_BYTES = 256;

  /** Lines are as long as that at most, so that there is always room for more. */
  private static final int CAPACITY = 4 * MAX_LINE;

  /** Where nothing waits, little is held: there may be a thousand inputs. */
  private static final int LEAST_CAPACITY = 8 * 1024;

  private static final byte LF = '\n';

  private byte[] bytes = new byte[LEAST_CAPACITY];
  private int from;
  private int whole;
  private int end;
  private boolean wasFull;
  private long dropped;
  private long zeros;

  /**
   * The bytes; of them {@code [from, whole)} are lines to give, {@code [whole, end)} half a one.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the first line starts that was not given. */
  public int from() {
    return from;
  }

  /** Behind the line feed of the last whole line. */
  public int whole() {
    return whole;
  }

  /** Where further bytes go. */
  public int end() {
    return end;
  }

  /** Whether there is a whole line. */
  public boolean hasLines() {
    return whole > from;
  }

  /** How many bytes of a line are held that is not whole; more of them may have been dropped. */
  public int half() {
    return end - whole;
  }

  /** How many NUL were left out, which a file has where it was emptied under its writer. */
  public long zeros() {
    return zeros;
  }

  /**
   * Makes room, and says how many bytes can be put at {@link #end()}: at least one where no whole
   * line waits. {@link #bytes()} may be another array then.
   */
  public int room() {
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, end - from);
      end -= from;
      whole -= from;
      from = 0;
    }
    if (wasFull || end == bytes.length) {
      wasFull = false;
      bytes = Arrays.copyOf(bytes, Math.min(CAPACITY, 4 * bytes.length));
    }
    return bytes.length - end;
  }

  /** Nothing more comes for now: what is not needed is let go. */
  public void rest() {
    if (from == end && bytes.length > LEAST_CAPACITY) {
      clear();
      bytes = new byte[LEAST_CAPACITY];
    }
  }

  /** So many bytes were put at {@link #end()}. */
  public void filled(int count) {
    int before = end;
    end += count;
    wasFull = end == bytes.length && end < CAPACITY;
    int last = lastLineFeed(before, end);
    if (last >= 0) {
      whole = last + 1;
    }
    limitFirst();
    int most = from + MAX_LINE + LAST_BYTES;
    if (whole == from && end > most) {
      System.arraycopy(bytes, end - LAST_BYTES, bytes, from + MAX_LINE, LAST_BYTES);
      dropped += end - most;
      end = most;
    }
  }

  private int lastLineFeed(int start, int to) {
    int at = to - 1;
    while (at >= start && bytes[at] != LF) {
      at--;
    }
    return at >= start ? at : -1;
  }

  /** NUL before the first line, if they make it too long, are no part of it. */
  private void limitFirst() {
    if (from == end || bytes[from] != 0) {
      return;
    }
    int to = whole > from ? ByteScan.indexOfFar(bytes, from, whole, LF) : end;
    int start = from;
    while (to - start > MAX_LINE && bytes[start] == 0) {
      start++;
    }
    zeros += start - from;
    dropped += start - from;
    from = start;
    whole = Math.max(whole, from);
  }

  /** Adds the line feed that a last line lacks which nothing will follow. */
  public void endLine() {
    if (half() > 0) {
      room();
      bytes[end++] = LF;
      whole = end;
    }
  }

  /**
   * The lines up to here were given.
   *
   * @return how many bytes of the input they were, with those that were dropped
   */
  public long take(int to) {
    long taken = to - from + dropped;
    dropped = 0;
    from = to;
    return taken;
  }

  /** Forgets all that was not given. */
  public void clear() {
    wasFull = false;
    from = 0;
    whole = 0;
    end = 0;
    dropped = 0;
  }
}
