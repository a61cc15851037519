package io.maillog;

import io.maillog.bytes.ByteSlice;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where every line comes: it is given on, correlated and counted. Used by one thread. */
final class EventDelivery {
  private static final EventKind[] KINDS = EventKind.values();

  private final Outlet outlet;
  private final @Nullable MessageCorrelator correlator;
  private final @Nullable LineChoice choice;
  private final FoundInputs found;
  private final ByteSlice slice = new ByteSlice();

  private int inputs;
  private long lines;
  private long bytes;
  private long consumed;
  private long cutLines;
  private long copies;
  private final long[] kinds = new long[KINDS.length];
  private final List<InputError> errors = new ArrayList<>();

  /**
   * A delivery to an outlet, through a correlator if traces are asked for.
   *
   * @param choice which events are given; {@code null} if all
   * @param found what is read
   */
  EventDelivery(
      Outlet outlet,
      @Nullable MessageCorrelator correlator,
      @Nullable LineChoice choice,
      FoundInputs found) {
    this.outlet = outlet;
    this.correlator = correlator;
    this.choice = choice;
    this.found = found;
  }

  /** Says which inputs cannot be read at all. */
  void begin() {
    found.errors().forEach(this::error);
  }

  /** An input cannot be read, or not to its end. */
  void error(InputError error) {
    errors.add(error);
    outlet.error(error);
  }

  /** An input begins. */
  void started(boolean opened) {
    inputs += opened ? 1 : 0;
  }

  /** Gives the line at which a log stands. */
  void give(LogCursor log) {
    lines++;
    EventWriter writer = log.event();
    MailEvent event = writer.event();
    if (choice == null || choice.wants(event, slice, log.second(), log.nano())) {
      kinds[event.kind().ordinal()]++;
      copies += event.copy() ? 1 : 0;
      outlet.event(writer);
    }
    if (correlator != null) {
      correlator.onEvent(event);
    }
    outlet.lineEnded(writer);
  }

  /**
   * All lines of a block were given.
   *
   * @param size how many bytes of the input it took, as they are stored
   */
  void ended(BlockSource source, LogBlock block, long size) {
    bytes += block.lines.consumed();
    cutLines += block.lines.cutLines();
    consumed += size;
    InputError error = block.error;
    if (error != null) {
      error(error);
    }
    outlet.blockEnded(source, block, consumed);
  }

  /** All was read. */
  void finish() {
    if (correlator != null) {
      correlator.finish();
    }
  }

  /** What was read so far. */
  ReadSummary summary(boolean stopped) {
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
        errors,
        found.skipped(),
        found.skippedCount(),
        stopped);
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
