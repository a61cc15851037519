package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.input.LineInput;
import io.maillog.follow.input.LineWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An input whose bytes are waited for by threads of its own, which hand them over. They are
 * daemons, and end by {@link #close}.
 */
abstract class ThreadedInput implements LineInput {
  /** So long close() waits for a thread; what holds one longer is outside of this program. */
  private static final long JOIN_MILLIS = 5_000;

  private final String name;
  private final @Nullable String label;
  private final LineWindow window = new LineWindow();
  private final List<Thread> threads = new ArrayList<>();

  /** Where the threads put bytes. */
  final HandOver handOver;

  /** What the threads have to say. */
  final Notices notices;

  ThreadedInput(
      String name,
      @Nullable String label,
      Runnable wake,
      Consumer<? super FollowNotice> notices,
      int capacity) {
    this.name = name;
    this.label = label;
    this.handOver = new HandOver(capacity, wake);
    this.notices = new Notices(name, notices);
  }

  /** Starts one of the threads; of a subclass's constructor the last thing. */
  final void start(String threadName, Runnable work) {
    Thread thread = new Thread(() -> run(work), threadName);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) { // as of the wake, which is somebody else's
      notices.add(FollowNotice.Kind.UNREADABLE, "is not read any more: " + e);
      handOver.end();
      throw e;
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final @Nullable String label() {
    return label;
  }

  @Override
  public final LineWindow window() {
    return window;
  }

  @Override
  public boolean look() {
    notices.give();
    while (!window.hasLines()) {
      int room = window.room();
      int n = handOver.take(window.bytes(), window.end(), room);
      if (n == 0) {
        break;
      }
      window.filled(n);
    }
    if (!window.hasLines() && handOver.exhausted()) {
      window.endLine();
      notices.give(); // what was said of the end was said before it
    }
    return window.hasLines();
  }

  @Override
  public void taken(int to) {
    window.take(to);
  }

  @Override
  public boolean ended() {
    return handOver.exhausted() && window.from() == window.end();
  }

  @Override
  public long behind() {
    return (long) window.end() - window.from() + handOver.size();
  }

  /** Nothing but the version of the form: what was not given can be had nowhere else. */
  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(1);
  }

  /**
   * Reads what {@link #save} of an input wrote that has nothing to save.
   *
   * @throws IOException if it is of another version
   */
  static void skipSaved(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw new IOException("a saved input of version " + version + ", where 1 is known");
    }
  }

  /** Makes the threads return from what they wait for, other than the hand-over. */
  abstract void release();

  @Override
  public final void close() {
    handOver.close();
    release();
    window.clear();
    boolean interrupted = false;
    for (Thread thread : threads) {
      if (thread == Thread.currentThread()) {
        continue; // as when the wake closes it
      }
      try {
        thread.join(joinMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long {@link #close} waits for each thread, in milliseconds. */
  long joinMillis() {
    return JOIN_MILLIS;
  }
}
