package io.maillog;

import io.maillog.event.EventWriter;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** A log's blocks in their order, with the events of their lines. Used by one thread. */
interface BlockSource extends Closeable {
  /** The next block; the one before must no longer be used. {@code null} if all was read. */
  @Nullable LogBlock next();

  /**
   * The event of a line of the last block. It is valid until the next call of any method.
   *
   * @param line from 0, one after the other
   */
  EventWriter event(LogBlock block, int line);

  /** Ends the reading. */
  @Override
  void close();
}
