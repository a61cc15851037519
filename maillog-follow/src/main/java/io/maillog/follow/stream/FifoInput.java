package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a named pipe. It has no end: when all writers have gone, the next is waited for. The
 * half line of one that goes in mid-line is a line, so that it is not the beginning of the next
 * writer's first.
 *
 * <p>If there is no pipe at the path, or something else, that is told, and tried again.
 */
public final class FifoInput extends ThreadedInput {
  private static final int CHUNK = 16 * 1024;
  private static final long RETRY_MILLIS = 1_000;
  private static final long LOOK_NANOS = 2_000_000_000L;
  private static final byte[] LINE_FEED = {'\n'};

  private final Path path;
  private final Object guard = new Object();
  private @Nullable FileChannel reader;
  private @Nullable Object opened; // the key of the pipe that is open
  private boolean idle; // no writer has written since it was opened
  private boolean troubled; // on the reading thread only: it was told
  private volatile boolean opening; // where that waits for a writer
  private long lastLook = System.nanoTime();

  /**
   * Reads a named pipe.
   *
   * @param path where it is, which is its name too
   * @param label the label of its events; {@code null} for none
   * @param wake is run on another thread when there is something to {@link #look} for
   * @param notices takes what is to be told, in {@link #look}
   */
  public FifoInput(
      Path path, @Nullable String label, Runnable wake, Consumer<? super FollowNotice> notices) {
    super(path.toString(), label, wake, notices, HandOver.CAPACITY);
    this.path = path;
    start("maillog-fifo " + path, this::readAlways);
  }

  /**
   * Takes from a checkpoint what a pipe saved, which says nothing of where to go on.
   *
   * @throws IOException if it is nothing that this version writes
   */
  public static void restore(DataInput saved) throws IOException {
    skipSaved(saved);
  }

  private void readAlways() {
    while (!handOver.closed()) {
      try {
        readPipe();
      } catch (IOException | RuntimeException e) {
        if (!handOver.closed() && !replaced()) {
          tell(e);
          if (!handOver.pause(RETRY_MILLIS)) {
            return;
          }
        }
      } finally {
        closeReader();
      }
    }
  }

  /*
   * While a pipe has no writer, read() would return at once, again and again, and opening it for
   * reading would wait in a call that nothing in Java can end. So we are a writer ourselves (the
   * keeper) until the first bytes come: opening for both never waits (fifo(7), Linux), and read()
   * waits. Then the keeper is let go, so that the end of the last writer is seen. The reader stays
   * open until there is a new keeper: a pipe that nobody has open forgets its bytes, and a writer
   * may come between an end and the next opening.
   */
  private void readPipe() throws IOException {
    while (true) {
      if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
        throw new IOException("is no named pipe");
      }
      FileChannel keeper = null;
      try {
        keeper = openKeeper();
        opening = keeper == null;
        FileChannel in = openReader();
        opening = false;
        if (troubled) {
          troubled = false;
          notices.add(FollowNotice.Kind.RECOVERED, "is read");
        }
        readUntilWritersGo(in, keeper);
      } finally {
        if (keeper != null) {
          keeper.close();
        }
      }
    }
  }

  /** {@code null} if we may not write: then opening waits for a writer. */
  private @Nullable FileChannel openKeeper() throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      return null;
    }
  }

  private FileChannel openReader() throws IOException {
    FileChannel next = FileChannel.open(path, StandardOpenOption.READ);
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    FileChannel before;
    synchronized (guard) {
      before = reader;
      reader = next;
      opened = key;
      idle = true;
    }
    if (before != null) {
      before.close();
    }
    if (handOver.closed()) { // and nobody may have seen the new one
      next.close();
    }
    return next;
  }

  private void readUntilWritersGo(FileChannel in, @Nullable FileChannel keeper) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    boolean half = false;
    try {
      while (in.read(chunk) > 0) {
        synchronized (guard) {
          idle = false;
        }
        if (keeper != null) {
          keeper.close();
        }
        half = chunk.get(chunk.position() - 1) != '\n';
        if (!handOver.put(chunk.array(), 0, chunk.position())) {
          throw new IOException("closed");
        }
        chunk.clear();
      }
    } finally {
      if (half) {
        handOver.put(LINE_FEED, 0, 1);
      }
    }
  }

  private void tell(Exception e) {
    if (!troubled) {
      troubled = true;
      if (e instanceof NoSuchFileException) {
        notices.add(FollowNotice.Kind.WAITING, "there is no such pipe yet");
      } else {
        notices.add(FollowNotice.Kind.UNREADABLE, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Notices a pipe that was made anew at the path while nobody writes into ours. */
  @Override
  public boolean look() {
    if (System.nanoTime() - lastLook > LOOK_NANOS) {
      lastLook = System.nanoTime();
      if (replaced()) {
        closeReader();
      }
    }
    return super.look();
  }

  private boolean replaced() {
    synchronized (guard) {
      if (!idle || reader == null) {
        return false;
      }
      try {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return now.isOther() && !Objects.equals(now.fileKey(), opened);
      } catch (IOException e) {
        return false; // there is none yet; it is looked for again
      }
    }
  }

  private void closeReader() {
    FileChannel in;
    synchronized (guard) {
      in = reader;
    }
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        notices.add(FollowNotice.Kind.UNREADABLE, "cannot be closed: " + e.getMessage());
      }
    }
  }

  /** A channel that is closed lets go whoever reads it. */
  @Override
  void release() {
    closeReader();
  }

  /**
   * Who waits in the opening of a pipe that we may not write is let go by its next writer alone.
   */
  @Override
  long joinMillis() {
    return opening ? 1 : super.joinMillis();
  }
}
