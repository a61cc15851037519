package io.maillog;

import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.EventHandler;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.InputError;
import io.maillog.framing.LineBlock;
import io.maillog.header.TimePolicy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done in the order of the lines: completes times, numbers lines, calls the handlers
 * and counts. Used by the thread that asked for the reading.
 */
final class EventDelivery {
  private static final EventKind[] KINDS = EventKind.values();

  private final ZoneId zone;
  private final boolean namesFiles;
  private final boolean checked;
  private final @Nullable EventHandler events;
  private final @Nullable MessageCorrelator correlator;
  private final Consumer<InputError> onError;
  private final ProgressHandler progress;
  private final long bytesTotal;

  private TimePolicy times;
  private @Nullable String file;
  private long lineNumber;
  private int inputs;
  private long lines;
  private long bytes;
  private long cutLines;
  private final long[] kinds = new long[KINDS.length];
  private final List<InputError> errors = new ArrayList<>();

  /**
   * A delivery to handlers.
   *
   * @param namesFiles whether events say which input they are of
   * @param checked whether an event is invalid after its callback
   */
  EventDelivery(
      MailLog log,
      boolean namesFiles,
      boolean checked,
      @Nullable EventHandler events,
      @Nullable MessageCorrelator correlator,
      long bytesTotal) {
    this.zone = log.zone;
    this.namesFiles = namesFiles;
    this.checked = checked;
    this.events = events;
    this.correlator = correlator;
    this.onError = log.onInputError;
    this.progress = log.progress;
    this.bytesTotal = bytesTotal;
    this.times = TimePolicy.inZone(zone);
  }

  /** An input cannot be read, or not to its end. */
  void error(InputError error) {
    errors.add(error);
    onError.accept(error);
  }

  /** Gives the lines of a block, which are parsed one by one. */
  void deliver(LogBlock block, MailLogParser parser, EventWriter event) {
    start(block);
    LineBlock part = block.lines;
    for (int i = 0; i < part.lines(); i++) {
      parser.parse(part.bytes(), part.from(i), part.to(i), event);
      give(event);
    }
    end(block);
  }

  /** Gives the lines of a block that was parsed before. */
  void deliver(LogBlock block) {
    start(block);
    for (int i = 0; i < block.parsed(); i++) {
      give(block.event(i));
    }
    Throwable failure = block.failure();
    if (failure != null) {
      throw unchecked(failure);
    }
    end(block);
  }

  private void start(LogBlock block) {
    if (block.startsSet) {
      times = TimePolicy.inZone(zone);
    }
    if (block.startsInput) {
      times.startInput(block.hint);
      lineNumber = 0;
      file = namesFiles ? block.input : null;
      inputs += block.opened ? 1 : 0;
    }
  }

  private void give(EventWriter writer) {
    times.complete(writer.header());
    writer.place(++lineNumber, file);
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

  private void end(LogBlock block) {
    bytes += block.lines.consumed();
    cutLines += block.lines.cutLines();
    String message = block.error;
    if (message != null) {
      error(new InputError(block.input, message));
    }
    progress.onProgress(block.consumed, bytesTotal);
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while reading " + block.input);
    }
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
