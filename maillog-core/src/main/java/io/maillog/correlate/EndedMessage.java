package io.maillog.correlate;

import io.maillog.trace.MessageTrace;

/**
 * A message that the correlator has let go, before its trace is made: so that another thread may
 * make it, which takes about as long as a third of the correlator's own work. Nothing of it changes
 * any more.
 *
 * @see MessageCorrelator#handingOver
 */
public final class EndedMessage {
  private final Story story;
  private final TraceMaker maker;

  EndedMessage(Story story, TraceMaker maker) {
    this.story = story;
    this.maker = maker;
  }

  /**
   * Makes the trace. The messages of one correlator share what it is made with: all of them are for
   * one thread, which need not be the correlator's.
   */
  public MessageTrace trace() {
    return maker.trace(story);
  }
}
