package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import io.maillog.header.parse.TimePolicyState;
import io.maillog.header.parse.YearHint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One source of a live log: all that is carried from one of its lines to the next. */
final class LiveSource {
  final LogSource from;

  /** The file that its lines are of; {@code null} if they are of none that was named. */
  final @Nullable String file;

  /** Tells it from the others of its log. */
  final int order;

  /** Whether another file of its source may have the same lines. */
  boolean shares;

  private TimePolicy times;

  /** Reads the records of lines as they are given. */
  private final RecordLines records;

  /** Reads them as they come; the same, where none waits for others before it is given. */
  private final RecordLines arriving;

  private final SyslogCopies copies = new SyslogCopies();

  /** How many lines came from it. */
  private long lines;

  /** The time of its last line that has one, in seconds since 1970. */
  private long second = Long.MIN_VALUE;

  /** About when its first line was logged, in seconds since 1970; 0: now. */
  private long about;

  /** The number of its last line among all of the log. */
  long lastLine;

  /** Where its last line has its place among those that wait: see {@link LateLines}. */
  long place = LateLines.NOWHERE;

  /** How many of its lines wait. */
  int waiting;

  /** The log has no room for it any more: its next line begins another one of its label. */
  boolean forgotten;

  /**
   * A source before its first line.
   *
   * @param sharing what reads records, to share what any number of sources can have in common
   * @param waits whether its lines may wait for others
   */
  LiveSource(LiveSources.Key key, int order, ZoneId zone, RecordLines sharing, boolean waits) {
    this.from = key.from();
    this.file = key.file();
    this.order = order;
    this.times = TimePolicy.inZone(zone);
    this.records = new RecordLines(sharing);
    this.arriving = waits ? new RecordLines(sharing) : records;
  }

  /** How many lines came from it. */
  long lines() {
    return lines;
  }

  /** The time of its last line that has one, in seconds since 1970. */
  long second() {
    return second;
  }

  /** What tells it from the others. */
  LiveSources.Key key() {
    return new LiveSources.Key(from, file);
  }

  /** Its next line is the first of a file; without effect once a year is known. */
  void beginsWith(YearHint hint) {
    if (!times.anchored()) {
      times.startInput(hint);
    }
  }

  /** Its next line was logged about then; without effect once a year is known. */
  void beginsAbout(long epochSecond) {
    about = epochSecond;
  }

  /** A line has come. */
  void count(long number) {
    lines++;
    lastLine = number;
  }

  /** Completes an event that is given as it comes. */
  void read(EventWriter event, long now) {
    records.read(event);
    time(event, now);
    copies.read(event);
    place(event, lines);
  }

  private void place(EventWriter event, long number) {
    event.place(number, file);
    ParsedHeader header = ParsedHeader.of(event.header());
    header.from(from);
    if (header.timed()) {
      second = header.epochSecond();
    }
  }

  /**
   * Completes the time of an event that may wait.
   *
   * @return whether its line states for itself when it was logged: else it is of the one before
   */
  boolean arrives(EventWriter event, long now) {
    ParsedHeader header = ParsedHeader.of(event.header());
    boolean stamped = header.stamped();
    arriving.read(event);
    time(event, now);
    return stamped && header.timed();
  }

  private void time(EventWriter event, long now) {
    ParsedHeader header = ParsedHeader.of(event.header());
    if (!times.anchored()) {
      times.anchorNear(header, about == 0 ? now / 1000 : about);
    }
    times.noneAfter(now / 1000);
    times.complete(header);
  }

  /** Completes an event that has waited. */
  void read(EventWriter event, LateLines.Line line) {
    records.read(event);
    ParsedHeader header = ParsedHeader.of(event.header());
    if (line.timed()) {
      header.setTime(line.second(), line.offset());
    }
    copies.read(event);
    place(event, line.number());
  }

  // --- saving and restoring

  void save(DataOutput out) throws IOException {
    key().save(out);
    out.writeInt(order);
    out.writeLong(lines);
    out.writeLong(second);
    out.writeLong(about);
    out.writeLong(lastLine);
    out.writeLong(place);
    out.writeBoolean(forgotten);
    times.save().write(out);
    records.save(out);
    arriving.save(out);
    copies.save(out);
  }

  static LiveSource restore(DataInput in, ZoneId zone, RecordLines sharing, boolean waits)
      throws IOException {
    LiveSources.Key key = LiveSources.Key.restore(in);
    int order = (int) LiveState.positive(in.readInt());
    LiveSource source = new LiveSource(key, order, zone, sharing, waits);
    source.lines = LiveState.positive(in.readLong());
    source.second = in.readLong();
    source.about = in.readLong();
    source.lastLine = LiveState.positive(in.readLong());
    source.place = in.readLong();
    source.forgotten = in.readBoolean();
    source.times = TimePolicy.restore(zone, TimePolicyState.read(in));
    source.records.restore(in);
    RecordLines arriving = waits ? source.arriving : new RecordLines(sharing); // else alike
    arriving.restore(in);
    source.copies.restore(in);
    return source;
  }
}
