package io.maillog;

import io.maillog.correlate.CorrelationCounters;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.correlate.StateFormatException;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import io.maillog.header.parse.TimePolicyState;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A log whose lines somebody else brings, as they are written: from a socket, a queue, the journal.
 * Each line becomes an event, and events become traces, as by {@link MailLog}.
 *
 * <pre>{@code
 * LiveLog log = LiveLog.builder().onTrace(trace -> System.out.println(trace.outcome())).build();
 * while ((line = socket.readLine()) != null) {
 *   log.line(line);
 * }
 * }</pre>
 *
 * <p>One such object is for one log, in the order of its lines; lines that several servers send to
 * one place are one log. A line ends at a line feed, and nowhere else: what strangers write into
 * lines may hold other characters at which some readers end one, such as {@link java.util.Scanner}
 * at U+2028, and what stood behind it would be taken for a line of the server.
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
 * <p>What a handler throws passes out of the method that was called; the line, or the trace, counts
 * as given. Not thread-safe: a method that is called while another one is at work, by a second
 * thread or by a handler, throws an {@link IllegalStateException} and changes nothing; {@link
 * #lines()} and {@link #counters()} alone may be asked by a handler. Allocates nothing a line, once
 * warm, where there is no trace handler.
 */
public final class LiveLog {
  private static final VarHandle BUSY = busyHandle();

  private final ZoneId zone;
  private final InstantSource clock;
  private final Consumer<? super MailEvent> events;
  private final @Nullable MessageCorrelator correlator;
  private final MailLogParser parser;
  private RecordLines records;
  private SyslogCopies copies = new SyslogCopies();
  private final EventWriter writer = new EventWriter(new MailEvent());
  private TimePolicy times;
  private long lines;
  private long lastLineAt; // milliseconds of the clock

  @SuppressWarnings("unused") // by its handle
  private volatile boolean busy;

  private LiveLog(Builder b, ZoneId zone, @Nullable MessageCorrelator correlator) {
    this.zone = zone;
    this.clock = b.clock;
    this.events = b.events;
    this.correlator = correlator;
    this.parser = new MailLogParser(b.dialects());
    this.records = new RecordLines(b.dialects());
    this.times = TimePolicy.inZone(zone);
    this.lastLineAt = clock.millis();
  }

  private static VarHandle busyHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(LiveLog.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A method begins its work; refuses one that comes in the midst of another's. */
  private void begin() {
    if (!BUSY.compareAndSet(this, false, true)) {
      throw new IllegalStateException(
          "this log is busy with another call: a handler must not call it,"
              + " nor two threads at once");
    }
  }

  private void end() {
    BUSY.setRelease(this, false);
  }

  /** Goes on from a saved state. */
  private void go(
      long linesBefore,
      TimePolicyState timesBefore,
      RecordLines recordsBefore,
      SyslogCopies copiesBefore) {
    lines = linesBefore;
    times = TimePolicy.restore(zone, timesBefore);
    records = recordsBefore;
    copies = copiesBefore;
  }

  /** Options, at their defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes the next line, {@code bytes[from, to)}, with its line end or without.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   * @throws IllegalStateException if another call is at work, on whatever thread
   */
  public void line(byte[] bytes, int from, int to) {
    begin();
    try {
      take(bytes, from, to);
    } finally {
      end();
    }
  }

  private void take(byte[] bytes, int from, int to) {
    parser.parseUntimed(bytes, from, to, writer);
    records.read(writer);
    lastLineAt = clock.millis();
    ParsedHeader header = ParsedHeader.of(writer.header());
    if (!times.anchored()) {
      times.anchorNear(header, lastLineAt / 1000);
    }
    times.noneAfter(lastLineAt / 1000);
    times.complete(header);
    copies.read(writer);
    writer.place(++lines, null);
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

  /** Takes the next line, with its line end or without. Allocates. */
  public void line(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    line(bytes, 0, bytes.length);
  }

  /**
   * Takes the lines of a stream until it ends, each when it has come: of a socket, a pipe, or a
   * file that is read on from where it was left. A last line without its line feed is not taken:
   * half of one says something else. Of a line longer than 64 KiB the rest is skipped. The stream
   * is not closed. While it waits for more, this log waits with it, and another thread may not call
   * {@link #tick()}: who needs both brings lines himself.
   *
   * <pre>{@code
   * try (InputStream in = Files.newInputStream(file)) { // again and again, while the file grows
   *   in.skipNBytes(position);
   *   position += log.read(in);
   * }
   * log.tick();
   * }</pre>
   *
   * @return how many bytes were taken, with line feeds
   * @throws IOException if the stream fails; its lines were taken, so go on from a {@linkplain
   *     #save saved} state
   * @throws IllegalStateException if another call is at work, on whatever thread
   */
  public long read(InputStream stream) throws IOException {
    return WholeLines.give(stream, this::line);
  }

  /**
   * Gives the traces whose messages have waited long enough by now, though no line comes that says
   * so. To be called every few seconds while the log is quiet: by the thread that brings the lines,
   * or, where that one waits for the next line, by another under a lock that both hold for each
   * call.
   *
   * @throws IllegalStateException if another call is at work, on whatever thread
   */
  public void tick() {
    begin();
    try {
      if (correlator != null) {
        correlator.quietFor(Duration.ofMillis(Math.max(0, clock.millis() - lastLineAt)));
      }
    } finally {
      end();
    }
  }

  /** How many lines have come, those before a {@link #save} too. */
  public long lines() {
    return lines;
  }

  /** What the correlator has done; {@code null} if there is no trace handler. */
  public @Nullable CorrelationCounters counters() {
    return correlator == null ? null : correlator.counters();
  }

  /**
   * How many messages are open: of which no line says that they are over; 0 if there is no trace
   * handler.
   *
   * @throws IllegalStateException if another call is at work, on whatever thread
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
   * See {@link MessageCorrelator#open}.
   *
   * @param wanted which of them to give, as {@code t -> t.outcome() == Outcome.DEFERRED}
   * @return empty if there is no trace handler
   * @throws IllegalStateException if another call is at work, on whatever thread
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
   * The traces so far of what has this queue id and was not given yet. See {@link
   * MessageCorrelator#find}.
   *
   * @return empty if there is none, or no trace handler
   * @throws IllegalStateException if another call is at work, on whatever thread
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
   * The log has ended: gives the traces of all messages that are still open.
   *
   * @throws IllegalStateException if another call is at work, on whatever thread
   */
  public void finish() {
    begin();
    try {
      if (correlator != null) {
        correlator.finish();
      }
    } finally {
      end();
    }
  }

  /**
   * Writes all that is carried from line to line, open messages too, so that {@link
   * Builder#restore} goes on as if nothing had happened. The form is versioned and has checksums.
   * The stream is not closed. To stop for now, save instead of {@link #finish()}.
   *
   * @throws IOException if the stream fails
   * @throws IllegalStateException if another call is at work, on whatever thread
   */
  public void save(OutputStream target) throws IOException {
    begin();
    try {
      write(target);
    } finally {
      end();
    }
  }

  private void write(OutputStream target) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF(zone.getId());
    out.writeLong(lines);
    times.save().write(out);
    records.save(out);
    copies.save(out);
    out.writeBoolean(correlator != null);
    LiveState.write(body.toByteArray(), target);
    if (correlator != null) {
      correlator.save(target);
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

    /** Gets each line's event, before the traces that it ends; default: nobody. */
    public Builder onEvent(Consumer<? super MailEvent> handler) {
      events = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** Gets the traces; default: none are gathered. */
    public Builder onTrace(Consumer<? super MessageTrace> handler) {
      traces = Objects.requireNonNull(handler, "handler");
      return this;
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
      return new LiveLog(this, zone == null ? ZoneId.systemDefault() : zone, gathering());
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
        long lines = in.readLong();
        TimePolicyState times = TimePolicyState.read(in);
        RecordLines records = new RecordLines(dialects());
        records.restore(in);
        if (lines < 0) {
          throw new StateFormatException("the saved state is damaged");
        }
        SyslogCopies copies = new SyslogCopies();
        copies.restore(in);
        LiveLog log = new LiveLog(this, saved, in.readBoolean() ? restored(source) : gathering());
        log.go(lines, times, records, copies);
        return log;
      } catch (EOFException
          | UTFDataFormatException
          | DateTimeException
          | IllegalArgumentException e) {
        throw new StateFormatException("the saved state is damaged", e);
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
