package io.maillog.follow.stream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often something happened that strangers can bring about as often as they like: it is told at
 * most every ten seconds, with its number. Counted on any thread, told on one.
 */
final class Tally {
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final AtomicLong count = new AtomicLong();
  private boolean told;
  private long toldAt;

  void add() {
    count.incrementAndGet();
  }

  /** How often since it was last told; 0 if it is not time to tell. */
  long due() {
    if (count.get() == 0) {
      return 0;
    }
    long now = System.nanoTime();
    if (told && now - toldAt < EVERY_NANOS) {
      return 0;
    }
    told = true;
    toldAt = now;
    return count.getAndSet(0);
  }
}
