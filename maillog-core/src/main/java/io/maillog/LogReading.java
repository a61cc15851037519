package io.maillog;

import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.MailEvent;
import io.maillog.framing.FramingLimits;
import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.trace.MessageTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One reading of a {@link MailLog}: who does what, on one thread or on several. */
final class LogReading {
  /** Each log has its threads. */
  private static final int MAX_ON_THREADS = 16;

  private final MailLog log;
  private final List<LogSet> sets;
  private final FoundInputs found;
  private final LogSources from;

  LogReading(MailLog log, FoundInputs found) {
    this.log = log;
    this.sets = found.sets();
    this.from = new LogSources(sets);
    this.found = found;
  }

  /** Reads everything, and calls the handlers on this thread, until one wants no more. */
  ReadSummary read(
      @Nullable Predicate<? super MailEvent> events,
      @Nullable Predicate<? super MessageTrace> traces) {
    HandlerOutlet handlers = new HandlerOutlet(log, events, traces, totalBytes());
    OngoingReading reading = begin(handlers, traces != null);
    try (reading) {
      while (!handlers.stopped() && reading.step()) {
        // the step has called the handlers
      }
    }
    return reading.summary(handlers.stopped());
  }

  /** Makes the reading ready: its steps are taken by the thread that calls them. */
  OngoingReading begin(CallerOutlet outlet, boolean toTraces) {
    // Stories need the order of time; events alone come one log after the other, as they are given.
    boolean sideBySide = toTraces && sets.size() <= MailLog.MAX_SIDE_BY_SIDE;
    List<List<LogSet>> logs = sideBySide ? sets.stream().map(List::of).toList() : List.of(sets);
    int threads = log.threads;
    if (threads == 1 || logs.isEmpty() || logs.size() > MAX_ON_THREADS) {
      return lines(
          logs,
          outlet,
          toTraces,
          (one, size) -> new LineByLineSource(one, toTraces ? parser() : choosingParser(), size));
    }
    if (!toTraces) {
      return lines(
          logs,
          outlet,
          false,
          (one, size) ->
              new ParallelReader(one, threads - 1, this::choosingParser, size, reader -> {}));
    }
    int parsing = Math.max(0, threads / logs.size() - 2); // beside the two that do the rest
    return new HandlerQueue(
        outlet,
        parser(),
        queue ->
            lines(
                logs,
                queue,
                true,
                (one, size) ->
                    new ParallelReader(one, parsing, this::parser, size, queue::toParse)));
  }

  /** The lines of the logs, which go to an outlet. */
  private OngoingReading lines(
      List<List<LogSet>> logs,
      Outlet outlet,
      boolean toTraces,
      BiFunction<BlockReader, FramingLimits, BlockSource> sources) {
    MessageCorrelator correlator =
        toTraces ? MessageCorrelator.handingOver(log.dialects, log.limits, outlet::message) : null;
    EventDelivery delivery = new EventDelivery(outlet, correlator, log.choice, found);
    boolean namesFiles = sets.stream().mapToInt(set -> set.inputs().size()).sum() > 1;
    List<LogCursor> cursors = new ArrayList<>();
    FramingLimits size = log.blocks.of(logs.size());
    for (List<LogSet> one : logs) {
      BlockSource source = sources.apply(reader(one, size), size);
      cursors.add(
          new LogCursor(
              cursors.size(),
              source,
              log.dialects,
              log.zone,
              namesFiles,
              toTraces ? null : log.choice,
              delivery));
    }
    boolean sideBySide = logs.size() == sets.size();
    int[] shared = sideBySide ? from.shared(sets) : new int[] {MergedLogs.ALONE};
    return new LineReading(cursors, new MergedLogs(cursors, shared), delivery);
  }

  private BlockReader reader(List<LogSet> one, FramingLimits size) {
    Instant now = log.reference == null ? log.clock.instant() : log.reference;
    YearPlanner years = new YearPlanner(log.firstYear, now, parser(), size);
    return new BlockReader(one, from, years, size, log.reference == null ? log.clock : null);
  }

  private MailLogParser parser() {
    return new MailLogParser(log.dialects);
  }

  /** A parser of lines of which nothing but events is asked: traces are told of all lines. */
  private MailLogParser choosingParser() {
    return new MailLogParser(log.dialects, log.choice);
  }

  /** The size of all inputs; -1 if it is not known. */
  long totalBytes() {
    long total = 0;
    for (LogSet set : sets) {
      for (LogInput input : set.inputs()) {
        if (input.size() < 0) {
          return -1;
        }
        total += input.size();
      }
    }
    return total;
  }
}
