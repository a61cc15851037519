package io.maillog;

import java.io.Closeable;

/**
 * A reading that goes on a step at a time, when whoever asked for it wants the next: a loop that
 * calls handlers, or a reader that is pulled. Used by one thread.
 */
interface OngoingReading extends Closeable {
  /**
   * Has one thing more given to the outlet: a line and what came of it, or news of the inputs. The
   * last step gives what is left behind the last line.
   *
   * @return false if that was the last step
   */
  boolean step();

  /**
   * What was read. To be asked once it is over or closed.
   *
   * @param stopped whether whoever asked wanted no more
   */
  ReadSummary summary(boolean stopped);

  /** Ends it, and closes what is open. Does nothing if it is over. */
  @Override
  void close();
}
