package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.trace.MessageTrace;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a {@link MailLog}, one at a time when they are asked for: what {@link
 * MailLog#traces} gives to a handler, in the same order.
 *
 * <pre>{@code
 * try (TraceReader traces = log.readTraces()) {
 *   while (traces.hasNext()) {
 *     MessageTrace trace = traces.next();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>Nothing is opened before the first trace is asked for. With {@link MailLog.Builder#threads one
 * thread} it has none of its own, and reads only as far as the next trace; several read ahead, in
 * bounded memory, and end when it is closed. So it is to be closed, unless all is read.
 *
 * <p>What cannot be read is told to {@link MailLog.Builder#onInputError}, on this thread, by {@link
 * #hasNext} or {@link #next}. What they throw, or what that handler does, closes the reader: there
 * is no next then, and the {@link #summary} is of a reading that was {@linkplain
 * ReadSummary#stopped() stopped}.
 *
 * <p>Not thread-safe. To end it from another thread, interrupt the one that reads.
 */
public final class TraceReader extends PulledReading<MessageTrace> {
  private final Messages messages;

  private TraceReader(Messages messages, OngoingReading reading) {
    super(reading);
    this.messages = messages;
  }

  static TraceReader of(MailLog log, LogReading reading) {
    Messages messages = new Messages(log, reading.totalBytes());
    return new TraceReader(messages, reading.begin(messages, true));
  }

  @Override
  void leave() {
    // a trace is for keeps
  }

  @Override
  @Nullable MessageTrace take() {
    MessageTrace trace = null;
    while (trace == null && !messages.waiting.isEmpty()) {
      trace = messages.trace(messages.waiting.remove());
    }
    return trace;
  }

  @Override
  void drop() {
    messages.waiting.clear();
  }

  /**
   * The traces that were not taken yet, as a stream. To close the stream closes this reader. Made
   * parallel, it still reads on one thread at a time.
   */
  public Stream<MessageTrace> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false)
        .onClose(this::close);
  }

  /** Keeps what one step brought, until it is taken: no more than the correlator held before. */
  private static final class Messages extends CallerOutlet {
    final Queue<Supplier<MessageTrace>> waiting = new ArrayDeque<>();

    Messages(MailLog log, long bytesTotal) {
      super(log, bytesTotal);
    }

    @Override
    boolean takesEvents() {
      return false;
    }

    @Override
    public void event(EventWriter writer) {
      // a trace is told of it
    }

    @Override
    public void lineEnded(EventWriter writer) {
      // nobody has got it
    }

    @Override
    public void message(Supplier<MessageTrace> message, long weight) {
      waiting.add(message);
    }
  }
}
