package io.maillog.follow.input;

import java.io.Closeable;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One log that is followed, whatever it comes from: a file and what it was rotated into, a pipe,
 * the journal, a socket.
 *
 * <p>All methods are called by the follower's thread alone, so one owner decides what was read and
 * how far. None of them waits: what has to wait for bytes does so on a thread of its own, and hands
 * them over in a bounded buffer.
 */
public interface LineInput extends Closeable {
  /** What a checkpoint, events and notices call it; the same after a restart. */
  String name();

  /** The label that its events and traces have; {@code null} if none was given. */
  @Nullable String label();

  /**
   * Fetches what there is, if the window has no whole line to give.
   *
   * @return whether the window has a whole line now
   */
  boolean look();

  /** The bytes that were fetched and not yet given. Always the same object. */
  LineWindow window();

  /**
   * The window's lines up to here were handed over: {@link #save} is behind them from now on.
   *
   * @param to in the window's bytes, behind a line feed
   */
  void taken(int to);

  /** What is known of the time of its first line. Asked once it has one, before that is given. */
  default Beginning beginning() {
    return Beginning.NOW;
  }

  /** Whether nothing can come any more, ever, and all was given. */
  boolean ended();

  /** How many bytes are known to be there that were not given; -1 if that cannot be known. */
  long behind();

  /** Writes where it stands: behind the last line that was {@linkplain #taken taken}. */
  void save(DataOutput out) throws IOException;

  /** Ends it, with its threads and processes; what it has fetched and not given is dropped. */
  @Override
  void close();
}
