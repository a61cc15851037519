package io.maillog;

import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.EventHandler;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.InputError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where every line ends up: calls the handlers, and counts. Used by the thread that asked for the
 * reading.
 */
final class EventDelivery {
  private static final EventKind[] KINDS = EventKind.values();

  private final boolean checked;
  private final @Nullable EventHandler events;
  private final @Nullable MessageCorrelator correlator;
  private final Consumer<InputError> onError;
  private final ProgressHandler progress;
  private final long bytesTotal;

  private int inputs;
  private long lines;
  private long bytes;
  private long consumed;
  private long cutLines;
  private long copies;
  private final long[] kinds = new long[KINDS.length];
  private final List<InputError> errors = new ArrayList<>();

  /**
   * A delivery to handlers.
   *
   * @param checked whether an event is invalid after its callback
   */
  EventDelivery(
      MailLog log,
      boolean checked,
      @Nullable EventHandler events,
      @Nullable MessageCorrelator correlator,
      long bytesTotal) {
    this.checked = checked;
    this.events = events;
    this.correlator = correlator;
    this.onError = log.onInputError;
    this.progress = log.progress;
    this.bytesTotal = bytesTotal;
  }

  /** An input cannot be read, or not to its end. */
  void error(InputError error) {
    errors.add(error);
    onError.accept(error);
  }

  /** An input begins. */
  void started(boolean opened) {
    inputs += opened ? 1 : 0;
  }

  /** Gives a line. */
  void give(EventWriter writer) {
    lines++;
    MailEvent event = writer.event();
    kinds[event.kind().ordinal()]++;
    if (events != null) {
      events.onEvent(event);
    }
    if (correlator != null) {
      correlator.onEvent(event);
    }
    if (checked) {
      writer.invalidate();
    }
  }

  /** Counts a line that another log has given. */
  void copy(EventWriter writer) {
    lines++;
    copies++;
    kinds[writer.event().kind().ordinal()]++;
    if (correlator != null) {
      correlator.onCopy(writer.event());
    }
    if (checked) {
      writer.invalidate();
    }
  }

  /**
   * All lines of a block were given.
   *
   * @param size how many bytes of the input it took, as they are stored
   */
  void ended(LogBlock block, long size) {
    bytes += block.lines.consumed();
    cutLines += block.lines.cutLines();
    consumed += size;
    String message = block.error;
    if (message != null) {
      error(new InputError(block.input, message));
    }
    progress.onProgress(consumed, bytesTotal);
  }

  /** All was read. */
  ReadSummary finish() {
    if (correlator != null) {
      correlator.finish();
    }
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    for (EventKind kind : KINDS) {
      if (kinds[kind.ordinal()] > 0) {
        counts.put(kind, kinds[kind.ordinal()]);
      }
    }
    return new ReadSummary(
        inputs,
        lines,
        bytes,
        cutLines,
        copies,
        counts,
        correlator == null ? null : correlator.counters(),
        errors);
  }

  static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("reading failed", failure);
  }
}
