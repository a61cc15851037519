package io.maillog;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What {@link EventReader} and {@link TraceReader} are alike in. */
abstract class PulledReading<T> implements Iterator<T>, AutoCloseable {
  private final OngoingReading reading;
  private @Nullable T next;
  private boolean more = true; // steps
  private boolean stepping;
  private boolean ended;
  private boolean closed;

  PulledReading(OngoingReading reading) {
    this.reading = reading;
  }

  /** Nobody uses any more what {@link #take} gave before. */
  abstract void leave();

  /** What the last steps brought; {@code null} if that was taken. */
  abstract @Nullable T take();

  /** Nobody will take what the last steps brought. */
  abstract void drop();

  /**
   * Whether there is one more; reads on to find out. False once this reader is closed.
   *
   * @throws IllegalStateException if a handler of errors or of progress calls it: that is told
   *     while one more is looked for
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays so
   */
  @Override
  public boolean hasNext() {
    if (next == null && !closed) {
      next = find();
    }
    return next != null;
  }

  private @Nullable T find() {
    if (stepping) {
      throw new IllegalStateException(
          "this reader is busy: neither a handler nor another thread may ask it for more");
    }
    leave();
    stepping = true;
    try {
      T found = take();
      while (found == null && more && !closed) {
        more = reading.step();
        found = closed ? null : take();
      }
      ended = found == null && !more && !closed; // a handler may have closed it in the last step
      closed |= ended;
      return found;
    } catch (RuntimeException | Error e) {
      closed = true;
      throw e;
    } finally {
      stepping = false;
      if (closed) {
        end();
      }
    }
  }

  /**
   * The next one.
   *
   * @throws NoSuchElementException if all was read
   * @throws IllegalStateException if this reader was closed before that
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays so
   */
  @Override
  public T next() {
    if (!hasNext()) {
      throw ended
          ? new NoSuchElementException("all was read")
          : new IllegalStateException("the reader is closed");
    }
    T found = next;
    next = null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }

  /**
   * What was read, once that is all, or this reader is closed: {@link ReadSummary#stopped()} tells
   * which.
   *
   * @throws IllegalStateException if it is neither: figures would be of something in the middle
   */
  public ReadSummary summary() {
    if (!closed) {
      throw new IllegalStateException("not all is read: read on, or close the reader");
    }
    return reading.summary(!ended);
  }

  /**
   * Ends the reading, and closes its files; that is no error, wherever it stands. A stream that was
   * given is the giver's to close. Once all was read it is closed by itself. To close it again does
   * nothing.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      next = null;
      leave();
      if (!stepping) { // else it is called by a handler of errors, and the step sees to it
        end();
      }
    }
  }

  private void end() {
    reading.close();
    drop(); // who keeps the reader for its summary does not keep that
  }
}
