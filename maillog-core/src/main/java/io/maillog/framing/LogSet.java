package io.maillog.framing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log: the files that it was rotated into, the oldest first; or a single file or stream.
 * Immutable.
 *
 * @param inputs at least one
 * @param label the label that was given to them; {@code null} if none was
 */
public record LogSet(List<LogInput> inputs, @Nullable String label) {
  /** Copies the list. */
  public LogSet {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a log has at least one input");
    }
  }

  /** A log without a label. */
  public LogSet(List<LogInput> inputs) {
    this(inputs, null);
  }

  /** The same log with a label, or without one. */
  public LogSet labelled(@Nullable String given) {
    return new LogSet(inputs, given);
  }
}
