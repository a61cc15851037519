package io.maillog.framing;

import java.util.List;

/**
 * One log: the files that it was rotated into, the oldest first; or a single file or stream.
 * Immutable.
 *
 * @param inputs at least one
 */
public record LogSet(List<LogInput> inputs) {
  /** Copies the list. */
  public LogSet {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a log has at least one input");
    }
  }
}
