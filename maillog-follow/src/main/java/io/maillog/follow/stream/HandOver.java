package io.maillog.follow.stream;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes on their way from threads that wait for them to the follower's, which never waits: a ring
 * of a fixed size. Who puts bytes waits while there is no room, or has them refused.
 *
 * <p>Thread-safe; what one call puts whole stays together. The wake runs on the thread that put
 * bytes, whenever there were none before, and without the lock: who is woken finds them.
 */
final class HandOver {
  /** Room for the longest message several times over, and for what comes while the taker works. */
  static final int CAPACITY = 256 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final byte[] ring;
  private final Runnable wake;
  private int start;
  private int size;
  private boolean ended;
  private boolean closed;

  HandOver(int capacity, Runnable wake) {
    this.ring = new byte[capacity];
    this.wake = wake;
  }

  /**
   * Puts bytes, in as many pieces as there is room for; waits for it.
   *
   * @return false if nobody takes them any more: the rest is dropped
   */
  boolean put(byte[] b, int from, int to) {
    int at = from;
    while (at < to) {
      boolean first;
      lock.lock();
      try {
        if (!awaitRoom(1)) {
          return false;
        }
        first = size == 0;
        int n = Math.min(to - at, ring.length - size);
        append(b, at, n);
        at += n;
      } finally {
        lock.unlock();
      }
      if (first) {
        wake.run();
      }
    }
    return true;
  }

  /**
   * Puts bytes all at once; waits until there is room for all.
   *
   * @return false if nobody takes them any more
   */
  boolean putWhole(byte[] b, int from, int to) {
    return whole(b, from, to, true);
  }

  /** Puts bytes all at once if there is room for all now; says whether it did. */
  boolean offerWhole(byte[] b, int from, int to) {
    return whole(b, from, to, false);
  }

  private boolean whole(byte[] b, int from, int to, boolean wait) {
    int length = to - from;
    if (length > ring.length) {
      throw new IllegalArgumentException(length + " bytes of " + ring.length);
    }
    boolean first;
    lock.lock();
    try {
      if (wait ? !awaitRoom(length) : closed || ring.length - size < length) {
        return false;
      }
      first = size == 0;
      append(b, from, length);
    } finally {
      lock.unlock();
    }
    if (first) {
      wake.run();
    }
    return true;
  }

  private boolean awaitRoom(int length) {
    while (!closed && ring.length - size < length) {
      room.awaitUninterruptibly();
    }
    return !closed;
  }

  private void append(byte[] b, int from, int length) {
    int at = (start + size) % ring.length;
    int head = Math.min(length, ring.length - at);
    System.arraycopy(b, from, ring, at, head);
    System.arraycopy(b, from + head, ring, 0, length - head);
    size += length;
  }

  /** Nothing more will be put. */
  void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** Moves what is there, up to a limit; never waits for bytes. */
  int take(byte[] to, int at, int limit) {
    lock.lock();
    try {
      int n = Math.min(limit, size);
      int head = Math.min(n, ring.length - start);
      System.arraycopy(ring, start, to, at, head);
      System.arraycopy(ring, 0, to, at + head, n - head);
      start = (start + n) % ring.length;
      size -= n;
      if (n > 0) {
        room.signalAll();
      }
      return n;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes wait. */
  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Whether all was taken and nothing more will be put. */
  boolean exhausted() {
    lock.lock();
    try {
      return ended && size == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody takes anything any more. */
  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A pause of the thread that puts, which {@link #close} ends.
   *
   * @return false if nobody takes anything any more
   */
  boolean pause(long millis) {
    long left = millis * 1_000_000;
    lock.lock();
    try {
      while (!closed && left > 0) {
        left = room.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody takes anything any more: who waits for room goes on, and what waits is dropped. */
  void close() {
    lock.lock();
    try {
      closed = true;
      size = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
