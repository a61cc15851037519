package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the user's handlers. Used by the thread that asked for the reading. */
final class HandlerOutlet implements Outlet {
  /** Whether an event is invalid after its callback. */
  final boolean checked;

  final @Nullable Consumer<? super MailEvent> events;
  private final @Nullable Consumer<? super MessageTrace> traces;
  private final Consumer<InputError> onError;
  private final MailLog.ProgressHandler progress;
  private final long bytesTotal;

  /**
   * The handlers.
   *
   * @param bytesTotal the size of all inputs; -1 if it is not known
   */
  HandlerOutlet(
      MailLog log,
      @Nullable Consumer<? super MailEvent> events,
      @Nullable Consumer<? super MessageTrace> traces,
      long bytesTotal) {
    this.checked = log.checked;
    this.events = events;
    this.traces = traces;
    this.onError = log.onInputError;
    this.progress = log.progress;
    this.bytesTotal = bytesTotal;
  }

  @Override
  public void event(EventWriter writer) {
    if (events != null) {
      events.accept(writer.event());
    }
  }

  @Override
  public void lineEnded(EventWriter writer) {
    if (checked) {
      writer.invalidate();
    }
  }

  @Override
  public void message(Supplier<MessageTrace> message, long weight) {
    if (traces != null) {
      traces.accept(message.get());
    }
  }

  @Override
  public void error(InputError error) {
    onError.accept(error);
  }

  @Override
  public void blockEnded(BlockSource source, LogBlock block, long consumed) {
    String input = block.input;
    source.release(block);
    progressed(input, consumed);
  }

  /** So much was read and handled, the last of it of this input. */
  void progressed(String input, long consumed) {
    progress.onProgress(consumed, bytesTotal);
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while reading " + input);
    }
  }
}
