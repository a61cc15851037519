package io.maillog;

import io.maillog.framing.FramingLimits;

/** How much of a log is held at once. */
final class BlockSizes {
  // Smaller than what one thread alone reads, so that a block and its events stay in a core's
  // cache.
  private static final int PARALLEL_BYTES = 64 * 1024;
  private static final int PARALLEL_LINES = 512;

  /** More logs side by side share memory in smaller blocks. */
  private static final int MAX_IN_LARGE_BLOCKS = 8;

  private final FramingLimits one;

  /**
   * The sizes.
   *
   * @param bytes of a block; 0 if nothing is asked
   * @param lines of a block; 0 if nothing is asked
   */
  BlockSizes(int maxLineLength, int bytes, int lines, boolean parallel) {
    FramingLimits d = FramingLimits.DEFAULT;
    this.one =
        new FramingLimits(
            maxLineLength,
            bytes > 0 ? bytes : parallel ? PARALLEL_BYTES : d.blockBytes(),
            lines > 0 ? lines : parallel ? PARALLEL_LINES : d.blockLines());
  }

  /** How much is held at once of each of so many logs that are read side by side. */
  FramingLimits of(int logs) {
    return logs <= MAX_IN_LARGE_BLOCKS
        ? one
        : new FramingLimits(
            one.maxLineLength(),
            Math.min(one.blockBytes(), PARALLEL_BYTES),
            Math.min(one.blockLines(), PARALLEL_LINES));
  }
}
