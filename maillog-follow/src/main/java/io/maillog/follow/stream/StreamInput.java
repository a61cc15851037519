package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream that may block, such as standard input. A last line without a line feed is
 * given when the stream ends, also when it ends by what it throws; that is told by a notice.
 *
 * <p>A thread that is blocked in the stream can be released by nobody but the stream: if {@link
 * #close} closes it and that does not help, or if it is not to close it, the thread ends when the
 * stream gives something or ends. It holds up nobody: neither close() nor the end of the program.
 */
public final class StreamInput extends ThreadedInput {
  /** The name of standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int CHUNK = 16 * 1024;
  private static final long PATIENCE_MILLIS = 1_000;

  private final InputStream in;
  private final boolean owned;
  private volatile boolean done;

  /**
   * Reads a stream from where it stands.
   *
   * @param name its name, {@value #STANDARD_INPUT} for standard input
   * @param label the label of its events; {@code null} for none
   * @param in the stream, which nobody else may read
   * @param owned whether it is closed at its end, and by {@link #close}
   * @param wake is run on another thread when there is something to {@link #look} for
   * @param notices takes what is to be told, in {@link #look}
   */
  public StreamInput(
      String name,
      @Nullable String label,
      InputStream in,
      boolean owned,
      Runnable wake,
      Consumer<? super FollowNotice> notices) {
    super(name, label, wake, notices, HandOver.CAPACITY);
    this.in = in;
    this.owned = owned;
    start("maillog-stream " + name, this::readAll);
  }

  /**
   * Takes from a checkpoint what a stream saved, which says nothing of where to go on.
   *
   * @throws IOException if it is nothing that this version writes
   */
  public static void restore(DataInput saved) throws IOException {
    skipSaved(saved);
  }

  private void readAll() {
    byte[] chunk = new byte[CHUNK];
    try {
      boolean more = true;
      while (more) {
        int n = in.read(chunk, 0, chunk.length);
        if (n == 0) { // it ought to have waited, as it has to for a single byte
          int b = in.read();
          chunk[0] = (byte) b;
          n = b < 0 ? -1 : 1;
        }
        more = n > 0 && handOver.put(chunk, 0, n);
      }
    } catch (IOException | RuntimeException e) {
      if (!handOver.closed()) {
        notices.add(FollowNotice.Kind.UNREADABLE, "reading ended: " + e);
      }
    } finally {
      done = true;
      handOver.end();
      if (owned) {
        closeStream();
      }
    }
  }

  private void closeStream() {
    try {
      in.close();
    } catch (IOException | RuntimeException e) {
      notices.add(FollowNotice.Kind.UNREADABLE, "cannot be closed: " + e);
    }
  }

  @Override
  void release() {
    if (owned && !done) {
      // Not here: a stream may hold in close() a lock that its blocked read() has.
      start("maillog-close " + name(), this::closeStream);
    }
  }

  @Override
  long joinMillis() {
    return owned || done ? PATIENCE_MILLIS : 1;
  }
}
