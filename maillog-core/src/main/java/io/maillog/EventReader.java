package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of a {@link MailLog}, one at a time when they are asked for: what {@link
 * MailLog#events} gives to a handler, in the same order.
 *
 * <pre>{@code
 * try (EventReader events = log.readEvents()) {
 *   while (events.hasNext()) {
 *     MailEvent event = events.next();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>The event is reused: it is valid until {@link #hasNext} or {@link #next} is called again, or
 * the reader is closed. {@link MailEvent#toRecord()} makes a copy for keeps, and {@link #stream()}
 * is one of such copies. Allocates nothing a line, once warm.
 *
 * <p>Nothing is opened before the first event is asked for. With {@link MailLog.Builder#threads one
 * thread} it has none of its own, and reads only as far as the next event; several read ahead, in
 * bounded memory, and end when it is closed. So it is to be closed, unless all is read.
 *
 * <p>What cannot be read is told to {@link MailLog.Builder#onInputError}, on this thread, by {@link
 * #hasNext} or {@link #next}. What they throw, or what that handler does, closes the reader: there
 * is no next then, and the {@link #summary} is of a reading that was {@linkplain
 * ReadSummary#stopped() stopped}.
 *
 * <p>Not thread-safe. To end it from another thread, interrupt the one that reads.
 */
public final class EventReader extends PulledReading<MailEvent> {
  private final Line line;

  private EventReader(Line line, OngoingReading reading) {
    super(reading);
    this.line = line;
  }

  static EventReader of(MailLog log, LogReading reading) {
    Line line = new Line(log, reading.totalBytes());
    return new EventReader(line, reading.begin(line, false));
  }

  @Override
  void leave() {
    EventWriter given = line.given;
    if (given != null && line.checked) {
      given.invalidate();
    }
    line.given = null;
  }

  @Override
  @Nullable MailEvent take() {
    EventWriter writer = line.writer;
    line.writer = null;
    line.given = writer;
    return writer == null ? null : writer.event();
  }

  @Override
  void drop() {
    line.writer = null;
  }

  /**
   * The events that were not taken yet, as a stream of records, which may be kept. To close the
   * stream closes this reader. Made parallel, it still reads on one thread at a time.
   */
  public Stream<MailEventRecord> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records(), traits), false)
        .onClose(this::close);
  }

  /** Records already here: a parallel stream asks for some before it uses them. */
  private Iterator<MailEventRecord> records() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return EventReader.this.hasNext();
      }

      @Override
      public MailEventRecord next() {
        return EventReader.this.next().toRecord();
      }
    };
  }

  /** Keeps the event of the line that a step brought. */
  private static final class Line extends CallerOutlet {
    @Nullable EventWriter writer;

    /** The one that the user has. */
    @Nullable EventWriter given;

    Line(MailLog log, long bytesTotal) {
      super(log, bytesTotal);
    }

    @Override
    boolean takesEvents() {
      return true;
    }

    @Override
    public void event(EventWriter event) {
      writer = event;
    }

    @Override
    public void lineEnded(EventWriter event) {
      // it is taken now
    }

    @Override
    public void message(Supplier<MessageTrace> message, long weight) {
      // none are asked for
    }
  }
}
