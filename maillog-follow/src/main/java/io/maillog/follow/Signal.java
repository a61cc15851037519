package io.maillog.follow;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the thread that follows, which else sleeps until its next look. Thread-safe. */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean pending;

  /** There may be something to look at. */
  void wake() {
    lock.lock();
    try {
      pending = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps for a time, or until it is woken; not at all if it was since the last call. */
  void await(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!pending && left > 0) {
        left = woken.awaitNanos(left);
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }
}
