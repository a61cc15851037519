package io.maillog.framing;

/**
 * How much of a log is held at once.
 *
 * @param maxLineLength bytes of a line that are kept, without its line end; the rest is skipped and
 *     the line is counted as cut
 * @param blockBytes how many bytes a block holds at least
 * @param blockLines how many lines a block holds at most
 */
public record FramingLimits(int maxLineLength, int blockBytes, int blockLines) {
  /** The default of {@link #maxLineLength}: 64 KiB. */
  public static final int DEFAULT_MAX_LINE_LENGTH = 64 * 1024;

  /** The highest {@link #maxLineLength}: 64 MiB. */
  public static final int MAX_MAX_LINE_LENGTH = 64 * 1024 * 1024;

  /** Lines of 64 KiB, blocks of 256 KiB or 8192 lines. */
  public static final FramingLimits DEFAULT =
      new FramingLimits(DEFAULT_MAX_LINE_LENGTH, 256 * 1024, 8192);

  /** Checks the ranges. */
  public FramingLimits {
    if (maxLineLength < 1 || maxLineLength > MAX_MAX_LINE_LENGTH) {
      throw new IllegalArgumentException(
          "maxLineLength must be 1 to " + MAX_MAX_LINE_LENGTH + " bytes: " + maxLineLength);
    }
    if (blockBytes < 1 || blockLines < 1) {
      throw new IllegalArgumentException(
          "a block needs at least 1 byte and 1 line: " + blockBytes + ", " + blockLines);
    }
  }

  /** The size of a block: the longest line and its line end fit in it. */
  int capacity() {
    return Math.max(blockBytes, maxLineLength + 2);
  }
}
