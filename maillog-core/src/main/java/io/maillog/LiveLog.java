package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.FileReplacement;
import io.maillog.framing.FramingLimits;
import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.header.parse.LogSource;
import io.maillog.trace.MessageTrace;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A log whose lines somebody else brings, as they are written: from a socket, a queue, the journal.
 * Each line becomes an event, and events become traces, as by {@link MailLog}.
 *
 * <pre>{@code
 * LiveLog log = LiveLog.builder().onTrace(trace -> System.out.println(trace.outcome())).build();
 * log.read(socket.getInputStream()); // or log.line(…), for lines that come in another way
 * }</pre>
 *
 * <p>One such object is for the lines of any number of servers, in the order in which they come. A
 * line ends at a line feed, and nowhere else: what strangers write into lines may hold other
 * characters at which some readers end one, such as {@link java.util.Scanner} at U+2028, and what
 * stood behind it would be taken for a line of the server.
 *
 * <p>Lines that come from several places are brought by a {@link Source} each: what is carried from
 * one line to the next, as the year, is that of the source; events and traces have its label; and
 * where lines name no host, the label tells servers apart. {@link Builder#reorder} puts the lines
 * of all sources in the order of their stamps, for those that come late.
 *
 * <pre>{@code
 * LiveLog log = LiveLog.builder().reorder(Duration.ofSeconds(5)).onTrace(this::take).build();
 * for (Message m : queue) {
 *   log.source(m.key()).line(m.value());
 * }
 * }</pre>
 *
 * <p>A trace is given some seconds after its message has ended (minutes, where the server does not
 * log that a message left its queue), by the time of the lines; while no line comes, by {@link
 * #tick()}.
 *
 * <p>A program that may be stopped at any time saves the state now and then. After a restart, the
 * lines that came after the restored {@link #lines()} are to be brought once more; traces that they
 * end are given once more.
 *
 * <p>The first stamp without a year is of the year that brings it closest to now; from there the
 * year is carried on, over New Year too, by the rules of this {@linkplain io.maillog package}.
 *
 * <p>Thread-safe: of the calls of several threads each waits until those before it are done, so
 * that handlers are never called by two threads at once, and the lines that one thread brings stay
 * in their order. A handler must not call the log: that throws an {@link IllegalStateException} and
 * changes nothing; only {@link #lines()}, {@link #counters()} and the like may be asked. Nor may it
 * wait for a thread that calls the log.
 *
 * <p>What a handler throws passes out of the method that was called; the line, or the trace, counts
 * as given. Allocates nothing a line, once warm, where there is no trace handler and lines do not
 * wait for others.
 */
public final class LiveLog {
  private static final byte LF = '\n';

  /**
   * How many sources with a label a log knows. Beyond, the one that was silent longest is
   * forgotten: its open messages stay, and its next line is taken as the first of another one.
   */
  public static final int MAX_SOURCES = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ZoneId zone;
  private final InstantSource clock;
  private final Consumer<? super MailEvent> events;
  private final @Nullable MessageCorrelator correlator;
  private final MailLogParser parser;
  private final LiveSources sources;
  private final @Nullable LateLines late;
  private final EventWriter writer = new EventWriter(new MailEvent());
  private long lines;
  private long lastLineAt; // milliseconds of the clock: when the line came that was given last

  private LiveLog(
      Builder b, ZoneId zone, LiveSources sources, @Nullable MessageCorrelator correlator) {
    this.zone = zone;
    this.clock = b.clock;
    this.events = b.events;
    this.correlator = correlator;
    this.parser = new MailLogParser(b.dialects());
    this.sources = sources;
    this.late = sources.late();
    this.lastLineAt = clock.millis();
  }

  /** A method begins its work, when others have done theirs. */
  private void begin() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "this log is busy with the call that the handler is of: a handler must not call it");
    }
    lock.lock();
  }

  private void end() {
    lock.unlock();
  }

  /** Options, at their defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The lines that come from one place. To ask for it costs nothing that is held: the log knows a
   * source from its first line on, and up to {@value #MAX_SOURCES} of them. Two of one label are
   * one source.
   *
   * @param label what events and traces call it, such as the server's or the shipper's name
   * @throws IllegalArgumentException if the label is empty, longer than 255 bytes of UTF-8, or has
   *     control characters
   */
  public Source source(String label) {
    return new Source(this, new LiveSources.Key(LogSource.labelled(label), null));
  }

  /**
   * The lines of a log file that the caller reads, as it grows, and of the files that it was
   * rotated into. Events call it by its path ({@link MailEvent#file()}) and number its lines; where
   * lines name no host, its directory tells servers apart, as for {@link MailLog}. A line that
   * several files of one directory have alike is a {@linkplain MailEvent#copy() copy} in all but
   * the first, as those of Exim's main log and rejectlog, if the lines are brought in the order of
   * time, and all files were asked for before. A log knows up to {@value #MAX_SOURCES} sources and
   * files.
   */
  public Source file(Path path) {
    return file(new LiveSources.Key(LogSources.directoryOf(path), path.toString()));
  }

  /**
   * The lines of a log file, as {@link #file(Path)}, with a label, which tells servers apart in the
   * place of the directory.
   *
   * @throws IllegalArgumentException if the label is empty, longer than 255 bytes of UTF-8, or has
   *     control characters
   */
  public Source file(String label, Path path) {
    return file(new LiveSources.Key(LogSource.labelled(label), path.toString()));
  }

  private Source file(LiveSources.Key key) {
    begin();
    try {
      sources.of(key); // before the others' lines, which may be the same
    } finally {
      end();
    }
    return new Source(this, key);
  }

  /**
   * Takes the next line, {@code bytes[from, to)}, with its line end or without, of the source that
   * has no label.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   * @throws IllegalStateException if a handler calls it
   */
  public void line(byte[] bytes, int from, int to) {
    begin();
    try {
      take(sources.unnamed(), bytes, from, to, clock.millis());
    } finally {
      end();
    }
  }

  /**
   * Takes the next lines of the source that has no label, {@code bytes[from, to)}, each with its
   * line feed; the last may lack it. The same as {@link #line(byte[], int, int)} for each, but
   * faster. Of a line longer than 64 KiB the rest is skipped.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   * @throws IllegalStateException if a handler calls it
   */
  public void lines(byte[] bytes, int from, int to) {
    begin();
    try {
      takeLines(sources.unnamed(), bytes, from, to);
    } finally {
      end();
    }
  }

  private void takeLines(LiveSource source, byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    long now = clock.millis();
    int start = from;
    while (start < to) {
      int lf = ByteScan.indexOfFar(bytes, start, to, LF);
      int end = lf < 0 ? to : lf + 1;
      int text = WholeLines.behindZeros(bytes, start, lf < 0 ? to : lf);
      take(source, bytes, text, WholeLines.endOfKept(text, end), now);
      start = end;
    }
  }

  private void take(LiveSource source, byte[] bytes, int from, int lineTo, long now) {
    // A header is read a quarter faster of a line without its end: see PlainHeader.
    int to = lineTo > from && bytes[lineTo - 1] == LF ? lineTo - 1 : lineTo;
    parser.parseUntimed(bytes, from, to, writer);
    source.count(++lines);
    if (late == null) {
      source.read(writer, now);
      sources.markCopy(source, writer);
      give(now);
    } else {
      takeLate(late, source, Arrays.copyOfRange(bytes, from, to), now);
    }
  }

  private void takeLate(LateLines late, LiveSource source, byte[] line, long now) {
    boolean stamped = source.arrives(writer, now);
    LateLines.Line tooLate = late.take(source, writer, stamped, line, lines, now);
    if (tooLate != null) {
      give(tooLate);
    }
    giveDue(late, now);
  }

  private void giveDue(LateLines late, long now) {
    for (LateLines.Line line = late.due(now); line != null; line = late.due(now)) {
      give(line);
    }
  }

  private void give(LateLines.Line line) {
    parser.parseUntimed(line.bytes(), 0, line.bytes().length, writer);
    line.source().read(writer, line);
    sources.markCopy(line.source(), writer);
    give(line.arrived());
  }

  private void give(long arrived) {
    lastLineAt = arrived;
    MailEvent event = writer.event();
    try {
      events.accept(event);
    } catch (RuntimeException | Error failure) {
      correlateAfter(failure, event);
      throw failure;
    }
    if (correlator != null) {
      correlator.onEvent(event);
    }
  }

  /** A handler that throws takes no line from the traces. */
  private void correlateAfter(Throwable failure, MailEvent event) {
    try {
      if (correlator != null) {
        correlator.onEvent(event);
      }
    } catch (RuntimeException | Error other) {
      if (other != failure) {
        failure.addSuppressed(other);
      }
    }
  }

  /** Takes the next line, as {@link #line(byte[], int, int)}. Allocates. */
  public void line(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    line(bytes, 0, bytes.length);
  }

  /**
   * Takes the lines of a stream until it ends, each when it has come: of a socket, a pipe, or a
   * file that is read on from where it was left. A last line without its line feed is not taken:
   * half of one says something else. Of a line longer than 64 KiB the rest is skipped. The stream
   * is not closed. While it waits for more, other threads may call the log, {@link #tick()} above
   * all.
   *
   * <pre>{@code
   * try (InputStream in = Files.newInputStream(file)) { // again and again, while the file grows
   *   in.skipNBytes(position);
   *   position += log.read(in);
   * }
   * log.tick();
   * }</pre>
   *
   * <p>What a handler throws ends it in the middle: of what was read from the stream up to 128 KiB
   * may not have been taken, and are lost if the stream cannot give them again.
   *
   * @return how many bytes were taken, with line feeds
   * @throws IOException if the stream fails; its lines were taken, so go on from a {@linkplain
   *     #save saved} state
   * @throws IllegalStateException if a handler calls it
   */
  public long read(InputStream stream) throws IOException {
    return WholeLines.give(stream, this::line);
  }

  /**
   * Gives the traces whose messages have waited long enough by now, though no line comes that says
   * so; and the lines that have waited long enough for others ({@link Builder#reorder}). To be
   * called every few seconds while the log is quiet, by any thread.
   *
   * @throws IllegalStateException if a handler calls it
   */
  public void tick() {
    begin();
    try {
      long now = clock.millis();
      lastLineAt = Math.min(lastLineAt, now); // the clock was set back: what it said tells nothing
      long silence = now - lastLineAt;
      if (late != null) {
        giveDue(late, now);
        silence = now - lastLineAt - late.millis(); // what came since may wait yet
      }
      if (correlator != null) {
        correlator.quietFor(Duration.ofMillis(Math.max(0, silence)));
      }
    } finally {
      end();
    }
  }

  /** How many lines have come, those before a {@link #save} and those that wait too. */
  public long lines() {
    lock.lock();
    try {
      return lines;
    } finally {
      end();
    }
  }

  /** How many lines wait for others that come late; 0 without {@link Builder#reorder}. */
  public int waitingLines() {
    lock.lock();
    try {
      return late == null ? 0 : late.waiting();
    } finally {
      end();
    }
  }

  /**
   * How many lines came too late: when one of a later stamp had been given already. They were given
   * at once, out of order. 0 without {@link Builder#reorder}.
   */
  public long lateLines() {
    lock.lock();
    try {
      return late == null ? 0 : late.late();
    } finally {
      end();
    }
  }

  /** What the correlator has done; {@code null} if there is no trace handler. */
  public MessageCorrelator.@Nullable Counters counters() {
    lock.lock();
    try {
      return correlator == null ? null : correlator.counters();
    } finally {
      end();
    }
  }

  /**
   * How many messages are open: of which no line says that they are over; 0 if there is no trace
   * handler.
   *
   * @throws IllegalStateException if a handler calls it
   */
  public int openCount() {
    begin();
    try {
      return correlator == null ? 0 : correlator.openCount();
    } finally {
      end();
    }
  }

  /**
   * The traces so far of the open messages, as the server's queue has them; none is ended by that.
   * Lines that still wait ({@link #waitingLines()}) are not in them. See {@link
   * MessageCorrelator#open}.
   *
   * @param wanted which of them to give, as {@code t -> t.outcome() == Outcome.DEFERRED}
   * @return empty if there is no trace handler
   * @throws IllegalStateException if a handler calls it
   */
  public List<MessageTrace> open(Predicate<? super MessageTrace> wanted) {
    begin();
    try {
      return correlator == null ? List.of() : correlator.open(wanted);
    } finally {
      end();
    }
  }

  /**
   * The traces so far of what has this queue id and was not given yet, as {@link #open} has them.
   * See {@link MessageCorrelator#find}.
   *
   * @return empty if there is none, or no trace handler
   * @throws IllegalStateException if a handler calls it
   */
  public List<MessageTrace> find(String queueId) {
    begin();
    try {
      return correlator == null ? List.of() : correlator.find(queueId);
    } finally {
      end();
    }
  }

  /**
   * The log has ended: gives the lines that wait, and the traces of all messages that are still
   * open.
   *
   * @throws IllegalStateException if a handler calls it
   */
  public void finish() {
    begin();
    try {
      LateLines.Line line = late == null ? null : late.next();
      while (late != null && line != null) {
        give(line);
        line = late.next();
      }
      if (correlator != null) {
        correlator.finish();
      }
    } finally {
      end();
    }
  }

  /**
   * Writes all that is carried from line to line, open messages and waiting lines too, so that
   * {@link Builder#restore} goes on as if nothing had happened. The form is versioned and has
   * checksums. The stream is not closed. To stop for now, save instead of {@link #finish()}.
   *
   * <p>A state is for a restart, and no archive: another version of this library may refuse it, and
   * says so. Before an update, either finish the log, or be ready to read it again.
   *
   * @throws IOException if the stream fails
   * @throws IllegalStateException if a handler calls it
   */
  public void save(OutputStream target) throws IOException {
    begin();
    try {
      write(target);
    } finally {
      end();
    }
  }

  /**
   * Saves to a file, as {@link #save(OutputStream)}: whole or not at all, so that a program that is
   * killed while it saves has the state before. It is written beside the file first, with {@code
   * .new} behind its name. A symbolic link is replaced, not followed.
   *
   * @throws IOException if it cannot be written
   * @throws IllegalStateException if a handler calls it
   */
  public void save(Path file) throws IOException {
    begin();
    try {
      FileReplacement.replace(file, this::write);
    } finally {
      end();
    }
  }

  private void write(OutputStream target) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF(zone.getId());
    out.writeLong(lines);
    sources.save(out);
    out.writeBoolean(correlator != null);
    LiveState.write(body.toByteArray(), target);
    if (correlator != null) {
      correlator.save(target);
    }
  }

  /**
   * The lines that come from one place: {@link LiveLog#source}, {@link LiveLog#file}. Thread-safe,
   * as its log is; whoever brings its lines sees to their order.
   */
  public static final class Source {
    private final LiveLog log;
    private final LiveSources.Key key;
    private @Nullable LiveSource known;

    private Source(LiveLog log, LiveSources.Key key) {
      this.log = log;
      this.key = key;
    }

    /** What events and traces call it; {@code null} of a file without a label. */
    public @Nullable String label() {
      return key.from().label();
    }

    /** Takes its next line, as {@link LiveLog#line(byte[], int, int)}. */
    public void line(byte[] bytes, int from, int to) {
      log.begin();
      try {
        Objects.checkFromToIndex(from, to, bytes.length);
        log.take(source(), bytes, from, to, log.clock.millis());
      } finally {
        log.end();
      }
    }

    /** Takes its next line, with its line end or without. Allocates. */
    public void line(String line) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      line(bytes, 0, bytes.length);
    }

    /**
     * Takes its next lines, {@code bytes[from, to)}, each with its line feed; the last may lack it.
     * The same as {@link #line(byte[], int, int)} for each, but faster. Of a line longer than 64
     * KiB the rest is skipped.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public void lines(byte[] bytes, int from, int to) {
      log.begin();
      try {
        log.takeLines(source(), bytes, from, to);
      } finally {
        log.end();
      }
    }

    private LiveSource source() {
      LiveSource source = known;
      if (source == null || source.forgotten) {
        source = log.sources.of(key);
        known = source;
      }
      return source;
    }

    /** Takes the lines of a stream until it ends, as {@link LiveLog#read}. */
    public long read(InputStream stream) throws IOException {
      return WholeLines.give(stream, this::line);
    }

    /**
     * Its next line is the first of this file: in which year that begins is found out as by {@link
     * MailLog}, from what the file says and its last change, for which it is read ahead. Without
     * effect once the year of its lines is known, and where the file cannot be read.
     */
    public void beginsWith(Path file) {
      log.begin();
      try {
        LogSet set = new LogSet(List.of(LogInput.of(file)));
        YearPlanner planner =
            new YearPlanner(
                OptionalInt.empty(),
                log.clock.instant(),
                log.parser,
                new FramingLimits(FramingLimits.DEFAULT_MAX_LINE_LENGTH, 1, 1));
        source().beginsWith(planner.plan(set).get(0));
      } finally {
        log.end();
      }
    }

    /**
     * Its next line was logged about then, to half a year; default: now. Without effect once the
     * year of its lines is known.
     */
    public void beginsAbout(Instant time) {
      log.begin();
      try {
        source().beginsAbout(time.getEpochSecond());
      } finally {
        log.end();
      }
    }

    /**
     * How many lines have come from it, those before a {@link LiveLog#save} too; 0 before its first
     * line, and when the log has forgotten it.
     */
    public long lines() {
      log.lock.lock();
      try {
        LiveSource source = log.sources.find(key);
        return source == null ? 0 : source.lines();
      } finally {
        log.end();
      }
    }
  }

  /** The options of a {@link LiveLog}. Each method says what the default is. Not thread-safe. */
  public static final class Builder {
    private @Nullable Dialects dialects;
    private @Nullable ZoneId zone;
    private CorrelationLimits limits = CorrelationLimits.DEFAULT;
    private InstantSource clock = Clock.systemUTC();
    private Consumer<? super MailEvent> events = event -> {};
    private @Nullable Consumer<? super MessageTrace> traces;
    private @Nullable Duration reorder;

    private Builder() {}

    /** The dialects to read with; default: all that {@link Dialects#load()} finds. */
    public Builder dialects(Dialects value) {
      dialects = Objects.requireNonNull(value, "dialects");
      return this;
    }

    /** The zone of stamps that state no offset; default: the system's. */
    public Builder zone(ZoneId value) {
      zone = Objects.requireNonNull(value, "zone");
      return this;
    }

    /** What the correlator may hold; default: {@link CorrelationLimits#DEFAULT}. */
    public Builder limits(CorrelationLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /** Tells when lines come; default: the system's clock. */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Gets each line's event, before the traces that it ends; default: nobody. The event is valid
     * until the handler returns.
     */
    public Builder onEvent(Consumer<? super MailEvent> handler) {
      events = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** Gets the traces; default: none are gathered. */
    public Builder onTrace(Consumer<? super MessageTrace> handler) {
      traces = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /**
     * Has lines wait for older ones that come later, as those of a queue or of several shippers:
     * each waits until the stamps of the lines have gone on for so long, or it has waited so long
     * by the clock ({@link LiveLog#tick()} sees to that while nothing comes). Lines are given in
     * the order of their stamps, those of one stamp as they came; one without a stamp follows the
     * one before it in its source. A stamp that is ahead of the clock is taken for the clock's
     * time.
     *
     * <p>What comes later still is given at once, and counted ({@link LiveLog#lateLines()}). No
     * more than 16 MiB of lines wait; beyond, the oldest are given early. Each line is read twice
     * then. Default: lines are given as they come.
     *
     * @param wait up to an hour
     * @throws IllegalArgumentException if it is negative or longer
     */
    public Builder reorder(Duration wait) {
      if (wait.isNegative() || wait.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("lines wait for 0 seconds to an hour: " + wait);
      }
      reorder = wait;
      return this;
    }

    private RecordLines sharing() {
      return new RecordLines(dialects());
    }

    private Dialects dialects() {
      if (dialects == null) {
        dialects = Dialects.load();
      }
      return dialects;
    }

    /**
     * The log, before its first line.
     *
     * @throws IllegalStateException if no dialect is given and none is found
     */
    public LiveLog build() {
      ZoneId used = zone == null ? ZoneId.systemDefault() : zone;
      LateLines late = reorder == null ? null : new LateLines(reorder);
      return new LiveLog(this, used, new LiveSources(used, sharing(), late), gathering());
    }

    /**
     * The log that goes on where {@link LiveLog#save} was called, in the zone that it had then,
     * whatever is given here. Where traces were gathered then, and are not now, the open messages
     * are dropped. The stream is not closed; more of it may be read than the state.
     *
     * @throws StateFormatException if the state is cut, damaged or of another version
     * @throws IOException if the stream fails
     * @throws IllegalStateException if no dialect is given and none is found
     */
    public LiveLog restore(InputStream source) throws IOException {
      byte[] body = LiveState.read(source);
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
        ZoneId saved = ZoneId.of(in.readUTF());
        long lines = LiveState.positive(in.readLong());
        LiveSources sources = LiveSources.restore(in, saved, sharing(), reorder);
        MessageCorrelator traced = in.readBoolean() ? restored(source) : gathering();
        LiveLog log = new LiveLog(this, saved, sources, traced);
        log.lines = lines;
        return log;
      } catch (EOFException
          | UTFDataFormatException
          | DateTimeException
          | IndexOutOfBoundsException
          | IllegalArgumentException e) {
        throw new StateFormatException("the saved state is damaged", e);
      }
    }

    /**
     * The log that goes on where {@link LiveLog#save(Path)} was called, as {@link
     * #restore(InputStream)}; if there is no such file yet, the log before its first line.
     *
     * @throws StateFormatException if the state is cut, damaged or of another version
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if no dialect is given and none is found
     */
    public LiveLog restore(Path file) throws IOException {
      InputStream source;
      try {
        source = Files.newInputStream(file);
      } catch (NoSuchFileException e) {
        return build();
      }
      try (InputStream in = new BufferedInputStream(source)) {
        return restore(in);
      } catch (StateFormatException e) {
        throw new StateFormatException(file + ": " + e.getMessage(), e);
      }
    }

    private @Nullable MessageCorrelator restored(InputStream source) throws IOException {
      Consumer<? super MessageTrace> handler = traces;
      return handler == null
          ? null
          : MessageCorrelator.restore(source, dialects(), limits, handler);
    }

    private @Nullable MessageCorrelator gathering() {
      Consumer<? super MessageTrace> handler = traces;
      return handler == null ? null : new MessageCorrelator(dialects(), limits, handler);
    }
  }
}
