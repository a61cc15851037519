package io.maillog.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What a program holds of the heap while it works: after a while it has to be no more. */
final class HeapPlateau {
  private static final long SLACK = 8 << 20;
  private static final double MORE = 1.05;

  private final List<Long> samples = new ArrayList<>();

  /** Looks how much is held now. */
  void sample() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    samples.add(runtime.totalMemory() - runtime.freeMemory());
  }

  /**
   * Compares the second half of the samples with the quarter before it; the first is for what is
   * loaded, and filled up to its limits.
   */
  void check() {
    int half = samples.size() / 2;
    long before = most(samples.subList(half / 2, half));
    long after = most(samples.subList(half, samples.size()));
    if (after > before * MORE + SLACK) {
      throw new AssertionError("the heap grows from " + before + " to " + after + ": " + samples);
    }
  }

  /** The most that was held, in bytes. */
  long most() {
    return most(samples);
  }

  private static long most(List<Long> some) {
    return some.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
