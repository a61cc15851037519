package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.FramingLimits;
import io.maillog.framing.LineBlock;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.YearHint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of lines on its way from the reader to the handlers: what the reader says of it, and
 * where lines are parsed on other threads, their events.
 *
 * <p>Reused. Handed from thread to thread; only one has it at a time.
 */
final class LogBlock {
  /** The lines may have been written at any time. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Longer lines get their events from a pool of their own. */
  private static final int LONG_LINE = 1024;

  final LineBlock lines;

  // What the reader says.
  String input = "";
  LogSource source = LogSource.NONE;
  boolean startsSet;
  boolean startsInput;
  boolean opened;
  boolean endsInput;
  YearHint hint = YearHint.NONE;
  long consumed;
  @Nullable InputError error;

  /** When the lines were read, in seconds since 1970, where they are read as they are written. */
  long readAt = UNKNOWN;

  // What a parsing thread adds. An event keeps arrays of the size of the largest line that it ever
  // held. A block has few long lines, so these share few events, and memory stays bounded.
  private final EventWriter[] events;
  private EventWriter[] shortLines = new EventWriter[0];
  private EventWriter[] longLines = new EventWriter[0];
  private int parsed;
  private @Nullable Throwable failure;
  private boolean done;

  /**
   * An empty block.
   *
   * @param holdsEvents whether {@link #parse} will be called
   */
  LogBlock(FramingLimits limits, boolean holdsEvents) {
    this.lines = new LineBlock(limits);
    this.events = new EventWriter[holdsEvents ? lines.maxLines() : 0];
  }

  void clear() {
    lines.clear();
    startsSet = false;
    startsInput = false;
    opened = false;
    endsInput = false;
    hint = YearHint.NONE;
    error = null;
    readAt = UNKNOWN;
    parsed = 0;
    failure = null;
    done = false;
  }

  // --- on a parsing thread

  /** Parses all lines. What is thrown is kept for {@link #failure}. */
  void parse(MailLogParser parser) {
    int shorts = 0;
    int longs = 0;
    try {
      byte[] bytes = lines.bytes();
      for (int i = 0; i < lines.lines(); i++) {
        EventWriter event;
        if (lines.to(i) - lines.from(i) <= LONG_LINE) {
          shortLines = atLeast(shortLines, shorts + 1);
          event = shortLines[shorts++];
        } else {
          longLines = atLeast(longLines, longs + 1);
          event = longLines[longs++];
        }
        events[i] = event;
        parser.parseUntimed(bytes, lines.from(i), lines.to(i), event);
        parsed = i + 1;
      }
    } catch (Throwable e) {
      failure = e; // it is thrown where the line's event would have been given
    }
  }

  private EventWriter[] atLeast(EventWriter[] pool, int count) {
    if (count <= pool.length) {
      return pool;
    }
    int length = Math.min(events.length, Math.max(16, 2 * pool.length));
    EventWriter[] larger = Arrays.copyOf(pool, length);
    for (int i = pool.length; i < length; i++) {
      larger[i] = new EventWriter(new MailEvent());
    }
    return larger;
  }

  synchronized void finish() {
    done = true;
    notifyAll();
  }

  // --- on the thread that calls the handlers

  synchronized boolean isDone() {
    return done;
  }

  synchronized void await() throws InterruptedException {
    while (!done) {
      wait();
    }
  }

  /** How many lines have an event. */
  int parsed() {
    return parsed;
  }

  EventWriter event(int line) {
    return events[line];
  }

  /** What the line after the last parsed one made the parser throw. */
  @Nullable Throwable failure() {
    return failure;
  }
}
