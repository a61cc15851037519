package io.maillog.framing;

/**
 * A part of a log: whole lines, without their line ends, as {@code [from, to)} in one array.
 *
 * <p>Reused: {@link LineFramer#next} fills it again. At least {@value #SLACK} bytes of the array
 * follow the last line, so that eight bytes may be read at once from any byte of a line. Not
 * thread-safe.
 */
public final class LineBlock {
  /** How many bytes of the array follow the last line at least. */
  public static final int SLACK = 8;

  final byte[] bytes;
  final int[] from;
  final int[] to;
  final int capacity;
  int lines;
  int cutLines;
  long consumed;
  boolean lastIsOpen;

  /** An empty block. */
  public LineBlock(FramingLimits limits) {
    this.capacity = limits.capacity();
    this.bytes = new byte[capacity + SLACK];
    // A line has at least its line end; the last one of an input, which may lack it, a byte.
    int most = Math.min(limits.blockLines(), capacity);
    this.from = new int[most];
    this.to = new int[most];
  }

  /** The array that the lines stand in. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many lines the block holds. */
  public int lines() {
    return lines;
  }

  /** How many lines a block like this holds at most. */
  public int maxLines() {
    return from.length;
  }

  /** Where a line starts; lines count from 0. */
  public int from(int line) {
    return from[line];
  }

  /** Where a line ends, exclusive. */
  public int to(int line) {
    return to[line];
  }

  /** How many of the lines were longer than {@link FramingLimits#maxLineLength}. */
  public int cutLines() {
    return cutLines;
  }

  /**
   * How many bytes of the input were used up for the block, line ends and skipped ones included.
   */
  public long consumed() {
    return consumed;
  }

  /** Whether the last line is the end of its input, and has no line end. */
  public boolean lastIsOpen() {
    return lastIsOpen;
  }

  /** Makes the block empty. */
  public void clear() {
    lines = 0;
    cutLines = 0;
    consumed = 0;
    lastIsOpen = false;
  }

  boolean isFull() {
    return lines == from.length;
  }

  /**
   * After a run of NUL, which a crash leaves before the next line: of any length, so that a line
   * would be too long by it alone.
   */
  static int afterNul(byte[] b, int from, int to) {
    int p = from;
    while (p < to && b[p] == 0) {
      p++;
    }
    return p;
  }

  void add(int lineFrom, int lineTo, int maxLength) {
    int start = lineTo - lineFrom > maxLength ? afterNul(bytes, lineFrom, lineTo) : lineFrom;
    int end = lineTo;
    if (end - start > maxLength) {
      end = start + maxLength;
      cutLines++;
    }
    from[lines] = start;
    to[lines] = end;
    lines++;
  }
}
