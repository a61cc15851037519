package io.maillog;

import io.maillog.trace.MessageTrace;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outlet on the thread that asked for the reading: errors and progress are told there, whether
 * handlers are called or a reader is pulled.
 */
abstract class CallerOutlet implements Outlet {
  /** Whether an event is invalid after its callback. */
  final boolean checked;

  private final @Nullable LineChoice choice;
  private final Consumer<? super InputError> onError;
  private final MailLog.ProgressHandler progress;
  private final long bytesTotal;

  /**
   * An outlet of this log.
   *
   * @param bytesTotal the size of all inputs; -1 if it is not known
   */
  CallerOutlet(MailLog log, long bytesTotal) {
    this.checked = log.checked;
    this.choice = log.choice;
    this.onError = log.onInputError;
    this.progress = log.progress;
    this.bytesTotal = bytesTotal;
  }

  /** Whether it wants each event, so that one must stay valid until it was here. */
  abstract boolean takesEvents();

  /** The trace of a message; {@code null} if it is not wanted. */
  @Nullable MessageTrace trace(Supplier<MessageTrace> message) {
    MessageTrace trace = message.get();
    return choice == null || choice.wants(trace) ? trace : null;
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
