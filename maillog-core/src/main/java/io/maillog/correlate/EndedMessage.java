package io.maillog.correlate;

import io.maillog.trace.MessageTrace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message that the correlator has let go, before its trace is made: so that another thread may
 * make it, which takes about as long as a third of the correlator's own work. Nothing of it changes
 * any more.
 *
 * @see MessageCorrelator#handingOver
 */
final class EndedMessage implements Supplier<MessageTrace> {
  private final Story story;
  private final TraceMaker maker;
  private @Nullable MessageTrace made;

  EndedMessage(Story story, TraceMaker maker) {
    this.story = story;
    this.maker = maker;
  }

  /** About how many bytes of the heap it takes: what waits to be made can be bounded by that. */
  long weight() {
    return story.weight();
  }

  /**
   * Makes the trace, once. The messages of one correlator share what it is made with: all of them
   * are for one thread, which need not be the correlator's.
   */
  @Override
  public MessageTrace get() {
    MessageTrace trace = made;
    if (trace == null) {
      trace = maker.trace(story);
      made = trace;
      story.forgetContent(); // others may hold it yet, by its name alone
    }
    return trace;
  }
}
