package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.trace.MessageTrace;
import java.util.function.Supplier;

/**
 * Takes what a reading gives, in its order: for the user's handlers, at once or on another thread.
 * Used by one thread.
 */
interface Outlet {
  /** An event. It is in use until {@link #lineEnded}, by which time its line's messages came. */
  void event(EventWriter writer);

  /** Nothing but the event's handler needs it any more; it may have none. */
  void lineEnded(EventWriter writer);

  /**
   * A message whose trace is to be given.
   *
   * @param weight about how many bytes of the heap it holds until its trace is made
   */
  void message(Supplier<MessageTrace> message, long weight);

  /** An input cannot be read, or not to its end. */
  void error(InputError error);

  /**
   * All lines of a block have ended.
   *
   * @param consumed how many bytes of all inputs were read, as they are stored
   */
  void blockEnded(BlockSource source, LogBlock block, long consumed);
}
