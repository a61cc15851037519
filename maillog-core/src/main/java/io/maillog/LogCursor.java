package io.maillog;

import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import java.io.Closeable;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One log, or several that are read one after the other, as events in the order of the lines: with
 * their times, numbers and files. Used by one thread.
 */
final class LogCursor implements Closeable, Comparable<LogCursor> {
  private final int order;
  private final BlockSource source;
  private final ZoneId zone;
  private final boolean namesFiles;
  private final @Nullable LineChoice choice;
  private final EventDelivery delivery;
  private final Dialects dialects;
  private final RecordLines records;
  private final SyslogCopies copies = new SyslogCopies();

  private TimePolicy times;
  private @Nullable String file;
  private LogSource from = LogSource.NONE;
  private long lineNumber;
  private @Nullable LogBlock block;
  private int line;
  private EventWriter event = new EventWriter(new MailEvent()); // no line's yet
  private long consumed;
  private long second = Long.MIN_VALUE;
  private int nano;
  private @Nullable MailLogParser whole; // reads what the choice rules out, where that is asked

  /**
   * A cursor before the first line.
   *
   * @param order which of several logs it is
   * @param namesFiles whether events say which input they are of
   * @param choice by which the source's parser leaves the text of lines unread; {@code null} if by
   *     none
   * @param delivery is told of every block that is read, and of inputs that cannot be
   */
  LogCursor(
      int order,
      BlockSource source,
      Dialects dialects,
      ZoneId zone,
      boolean namesFiles,
      @Nullable LineChoice choice,
      EventDelivery delivery) {
    this.order = order;
    this.source = source;
    this.zone = zone;
    this.namesFiles = namesFiles;
    this.choice = choice;
    this.delivery = delivery;
    this.dialects = dialects;
    this.records = new RecordLines(dialects);
    this.times = TimePolicy.inZone(zone);
  }

  /** Goes on to the next line; false if all was read. */
  boolean next() {
    LogBlock current = block;
    while (current == null || line == current.lines.lines()) {
      if (current != null) {
        end(current);
      }
      current = source.next();
      block = current;
      if (current == null) {
        return false;
      }
      start(current);
    }
    event = source.event(current, line);
    if (choice != null && records.asksKinds()) {
      readWhole(current, line, choice);
    }
    line++;
    records.read(event);
    ParsedHeader header = ParsedHeader.of(event.header());
    times.complete(header);
    copies.read(event);
    event.place(++lineNumber, file);
    header.from(from);
    if (header.timed()) {
      second = header.epochSecond();
      nano = header.nano();
    }
    return true;
  }

  /** Reads the text of a line that was left unread, but not in vain. */
  private void readWhole(LogBlock current, int at, LineChoice ruling) {
    byte[] bytes = current.lines.bytes();
    ParsedHeader header = ParsedHeader.of(event.header());
    if (ruling.rulesOut(header.bytes(bytes), header)) {
      MailLogParser parser = whole;
      if (parser == null) {
        parser = new MailLogParser(dialects);
        whole = parser;
      }
      parser.parseUntimed(bytes, current.lines.from(at), current.lines.to(at), event);
    }
  }

  /** The line's event, valid until the next line. */
  EventWriter event() {
    return event;
  }

  /** Which of several logs it is. */
  int order() {
    return order;
  }

  /** The time of the line, or of the one before it that has a time, in seconds since 1970. */
  long second() {
    return second;
  }

  /** The nanoseconds within that second. */
  int nano() {
    return nano;
  }

  /** By the time of the line, or of the one before it that has a time. */
  @Override
  public int compareTo(LogCursor other) {
    int bySecond = Long.compare(second, other.second);
    return bySecond != 0 ? bySecond : Integer.compare(order, other.order);
  }

  private void start(LogBlock started) {
    line = 0;
    if (started.startsSet) {
      second = Long.MIN_VALUE;
      times = TimePolicy.inZone(zone);
      copies.start();
    }
    if (started.startsInput) {
      times.startInput(started.hint);
      lineNumber = 0;
      records.start();
      file = namesFiles ? started.input : null;
      from = started.source;
      delivery.started(started.opened);
    }
    if (started.readAt != LogBlock.UNKNOWN) {
      times.noneAfter(started.readAt);
    }
  }

  private void end(LogBlock ended) {
    long size = ended.consumed - consumed;
    consumed = ended.consumed;
    delivery.ended(source, ended, size);
  }

  @Override
  public void close() {
    source.close();
  }
}
