package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.framing.FramingLimits;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream that may be read on later, as a file that grows, into whole lines. What is held of
 * it has a fixed size, however long a line is.
 */
final class WholeLines {
  private static final int MAX_LINE = FramingLimits.DEFAULT_MAX_LINE_LENGTH;
  private static final byte LF = '\n';

  private WholeLines() {}

  /** Takes a line, {@code bytes[from, to)}. */
  interface Taker {
    void line(byte[] bytes, int from, int to);
  }

  /**
   * Gives the lines of a stream until it ends; a last one without a line feed is not given.
   *
   * @return how many bytes were given, or belong to lines that were given cut
   */
  static long give(InputStream stream, Taker taker) throws IOException {
    byte[] block = new byte[2 * MAX_LINE];
    long given = 0;
    long dropped = 0; // of the line that is held
    int held = 0;
    for (int more; (more = stream.read(block, held, block.length - held)) >= 0; ) {
      int end = held + more;
      int from = 0;
      int lf = ByteScan.indexOfFar(block, held, end, LF);
      while (lf >= 0) {
        int start = behindZeros(block, from, lf);
        taker.line(block, start, endOfKept(start, lf + 1));
        given += dropped + lf + 1 - from;
        dropped = 0;
        from = lf + 1;
        lf = ByteScan.indexOfFar(block, from, end, LF);
      }
      int start = behindZeros(block, from, end);
      held = Math.min(end - start, MAX_LINE);
      dropped += end - from - held;
      System.arraycopy(block, start, block, 0, held);
    }
    return given;
  }

  /** Where what is kept of a line ends. */
  static int endOfKept(int start, int end) {
    return Math.min(end, start + MAX_LINE);
  }

  /**
   * Where a line starts behind zeros that make it too long: a file was emptied under its writer.
   */
  static int behindZeros(byte[] block, int from, int to) {
    int start = from;
    while (to - start > MAX_LINE && block[start] == 0) {
      start++;
    }
    return start;
  }
}
