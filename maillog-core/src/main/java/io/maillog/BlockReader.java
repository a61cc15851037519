package io.maillog;

import io.maillog.framing.FramingLimits;
import io.maillog.framing.LineFramer;
import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogStream;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.YearHint;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads logs, one input after the other, as blocks of lines. Used by one thread. */
final class BlockReader implements Closeable {
  private final Iterator<LogSet> sets;
  private final YearPlanner years;
  private final LineFramer framer;
  private final @Nullable InstantSource clock;
  private final LogSources sources;
  private LogSource source = LogSource.NONE;
  private Iterator<LogInput> inputs = List.<LogInput>of().iterator();
  private Iterator<YearHint> hints = List.<YearHint>of().iterator();
  private @Nullable LogInput input;
  private @Nullable LogStream stream;
  private long consumedBefore;
  // Read by the thread that ends the reading.
  private volatile boolean inFile;

  /**
   * A reader.
   *
   * @param sources where the logs come from
   * @param clock tells when lines of a stream came; {@code null} if that says nothing of their age
   */
  BlockReader(
      List<LogSet> sets,
      LogSources sources,
      YearPlanner years,
      FramingLimits limits,
      @Nullable InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
    this.sets = sets.iterator();
    this.years = years;
    this.framer = new LineFramer(limits);
  }

  /** Whether a file is being read, so that a read does not wait for long. */
  boolean inFile() {
    return inFile;
  }

  /**
   * Fills a block: with lines, with the end of an input, or with why it cannot be opened.
   *
   * @return false if all was read
   */
  boolean next(LogBlock block) {
    block.clear();
    LogStream open = stream;
    if (open == null) {
      if (!startInput(block)) {
        return false;
      }
      open = stream;
      if (open == null) {
        return true; // it cannot be opened
      }
    }
    LogInput current = input;
    block.input = current == null ? "" : current.name();
    if (!framer.next(block.lines)) {
      block.endsInput = true;
      IOException failure = framer.failure();
      if (failure == null && current != null) {
        failure = current.lost(open.consumed());
      }
      if (failure != null) {
        block.error = InputError.of(block.input, current == null ? null : current.path(), failure);
      }
      end(open);
    }
    block.consumed = consumedBefore + (stream == null ? 0 : open.consumed());
    if (clock != null && current != null && !current.isFile()) {
      block.readAt = clock.millis() / 1000;
    }
    return true;
  }

  private boolean startInput(LogBlock block) {
    while (!inputs.hasNext()) {
      if (!sets.hasNext()) {
        return false;
      }
      LogSet set = sets.next();
      hints = years.plan(set).iterator();
      inputs = set.inputs().iterator();
      block.startsSet = true;
      source = sources.server(set);
    }
    LogInput next = inputs.next();
    input = next;
    block.input = next.name();
    block.hint = hints.next();
    block.startsInput = true;
    block.source = source;
    try {
      LogStream open = next.open();
      stream = open;
      inFile = next.isFile();
      framer.start(open);
      block.opened = true;
    } catch (IOException e) {
      block.error = InputError.of(block.input, next.path(), e);
      block.endsInput = true;
      block.consumed = consumedBefore;
    }
    return true;
  }

  private void end(LogStream open) {
    consumedBefore += open.consumed();
    close();
  }

  @Override
  public void close() {
    LogStream open = stream;
    stream = null;
    inFile = false;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It was read, and nothing was written: closing has nothing to tell.
        return;
      }
    }
  }
}
