package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.header.parse.CivilDate;
import io.maillog.header.parse.ParsedHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a live log that wait for others which are older and come later. Lines are given in
 * the order of their stamps, those of one stamp as they came; one without a stamp has the place of
 * the one before it in its source, and follows it.
 *
 * <p>A line waits until the stamps of others have gone on for the time given, or it has waited so
 * long by the clock, or all take more than {@value #MAX_BYTES} bytes. A stamp that is ahead of the
 * clock counts as the clock's time, and one that is ahead of the log by more than an hour does not
 * move the log on before {@value #CONFIRMED_BY} such lines have come: a wrong clock leaves the
 * others their order.
 */
final class LateLines {
  /** What the lines may take of the heap, about. */
  static final int MAX_BYTES = 16 << 20;

  /** What a line takes beside its bytes. */
  static final int LINE = 128;

  /** What a source takes that the log has no room for, and that lives as long as its lines wait. */
  static final int FORGOTTEN_SOURCE = 1 << 14;

  /** Before any line. */
  static final long NOWHERE = Long.MIN_VALUE / 2;

  private static final long MICROS = 1_000_000;
  private static final long HOUR = 3600 * MICROS;
  private static final int CONFIRMED_BY = 8;

  /**
   * A line that waits.
   *
   * @param place its stamp, or that of the line before it, in microseconds since 1970
   * @param order the number of the line among all of the log
   * @param number the number of the line in its source
   * @param arrived when it came, in milliseconds by the clock
   * @param timed whether its point in time is known
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two
  record Line(
      LiveSource source,
      byte[] bytes,
      long place,
      long order,
      long number,
      long arrived,
      boolean timed,
      long second,
      int offset) {}

  private static final Comparator<Line> ORDER =
      Comparator.comparingLong(Line::place).thenComparingLong(Line::order);

  private final PriorityQueue<Line> lines = new PriorityQueue<>(ORDER);
  private final long millis;
  private final long micros;
  private long bytes;

  /** The latest place of the lines that came. */
  private long latest = NOWHERE;

  private int ahead;

  /** The latest place of the lines that were given. */
  private long given = NOWHERE;

  private long late;

  /** Lines wait for so long. */
  LateLines(Duration wait) {
    this.millis = wait.toMillis();
    this.micros = Math.multiplyExact(millis, 1000L);
  }

  long millis() {
    return millis;
  }

  int waiting() {
    return lines.size();
  }

  /** How many lines came when one of a later stamp had been given. */
  long late() {
    return late;
  }

  /**
   * Takes a line.
   *
   * @param stamped whether the event's line states its time for itself
   * @return the line if it is to be given at once: it has come too late; else {@code null}
   */
  @Nullable Line take(
      LiveSource source, EventWriter event, boolean stamped, byte[] bytes, long order, long now) {
    ParsedHeader header = ParsedHeader.of(event.header());
    if (stamped) {
      long stamp = header.epochSecond() * MICROS + header.nano() / 1000;
      source.place = Math.min(stamp, now * 1000);
      moveOn(source.place);
    } else if (source.place == NOWHERE) {
      source.place = latest;
    }
    Line line =
        new Line(
            source,
            bytes,
            source.place,
            order,
            source.lines(),
            now,
            header.timed(),
            header.epochSecond(),
            header.offsetSeconds());
    if (line.place < given) {
      late++;
      return line;
    }
    add(line);
    return null;
  }

  private void moveOn(long place) {
    if (latest == NOWHERE || place <= latest + HOUR) {
      latest = Math.max(latest, place);
      ahead = 0;
    } else if (++ahead == CONFIRMED_BY) {
      latest = place;
      ahead = 0;
    }
  }

  private void add(Line line) {
    lines.add(line);
    line.source.waiting++;
    bytes += LINE + line.bytes.length;
  }

  /** The next line that has waited long enough, which is no longer here; {@code null} if none. */
  @Nullable Line due(long now) {
    Line first = lines.peek();
    boolean due =
        first != null
            && (first.place <= latest - micros
                || Math.abs(now - first.arrived) >= millis // if it is negative, it was set back
                || bytes > MAX_BYTES);
    return due ? next() : null;
  }

  /** The next line, however long it has waited; {@code null} if there is none. */
  @Nullable Line next() {
    Line first = lines.poll();
    if (first != null) {
      LiveSource source = first.source;
      bytes -= LINE + first.bytes.length;
      source.waiting--;
      bytes -= source.forgotten && source.waiting == 0 ? FORGOTTEN_SOURCE : 0;
      given = Math.max(given, Math.min(first.place, latest));
    }
    return first;
  }

  /** The log has no room for a source any more. */
  void forgotten(LiveSource source) {
    bytes += source.waiting > 0 ? FORGOTTEN_SOURCE : 0;
  }

  // --- saving and restoring

  /** The sources of the lines that wait. */
  List<LiveSource> sources() {
    return lines.stream().map(Line::source).distinct().toList();
  }

  /** Writes the lines, with their sources as places in a list that has all of them. */
  void save(List<LiveSource> sources, DataOutput out) throws IOException {
    out.writeLong(latest);
    out.writeInt(ahead);
    out.writeLong(given);
    out.writeLong(late);
    out.writeInt(lines.size());
    IdentityHashMap<LiveSource, Integer> places = new IdentityHashMap<>();
    sources.forEach(source -> places.put(source, places.size()));
    for (Line line : lines.stream().sorted(ORDER).toList()) {
      out.writeInt(places.getOrDefault(line.source, -1));
      out.writeInt(line.bytes.length);
      out.write(line.bytes);
      out.writeLong(line.place);
      out.writeLong(line.order);
      out.writeLong(line.number);
      out.writeLong(line.arrived);
      out.writeBoolean(line.timed);
      out.writeLong(line.second);
      out.writeInt(line.offset);
    }
  }

  /**
   * Takes what {@link #save} wrote.
   *
   * @throws IndexOutOfBoundsException if a line is of no source
   */
  void restore(List<LiveSource> sources, DataInput in) throws IOException {
    latest = in.readLong();
    ahead = in.readInt();
    given = in.readLong();
    late = LiveState.positive(in.readLong());
    for (int i = in.readInt(); i > 0; i--) {
      LiveSource source = sources.get(in.readInt());
      int length = in.readInt();
      if (length < 0 || length > MAX_BYTES) {
        throw new IllegalArgumentException("a line of " + length + " bytes");
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      Line line =
          new Line(
              source,
              bytes,
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean(),
              in.readLong(),
              in.readInt());
      if (line.timed && !CivilDate.isStampable(line.second, line.offset)) {
        throw new IllegalArgumentException("a line of no point in time: " + line.second);
      }
      add(line);
    }
    sources.stream().filter(source -> source.forgotten).forEach(this::forgotten);
  }
}
