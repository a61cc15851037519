package io.maillog;

import io.maillog.event.EventWriter;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * A log's blocks in their order, with the events of their lines. Used by one thread, but for {@link
 * #release}.
 */
interface BlockSource extends Closeable {
  /** The next block; {@code null} if all was read. */
  @Nullable LogBlock next();

  /**
   * The event of a line of the last block. It is valid until the block is released, or where the
   * caller's thread alone reads, until the next call of any method.
   *
   * @param line from 0, one after the other
   */
  EventWriter event(LogBlock block, int line);

  /** Nobody uses a block or its events any more. Any thread may say so. */
  void release(LogBlock block);

  /** Ends the reading. */
  @Override
  void close();
}
