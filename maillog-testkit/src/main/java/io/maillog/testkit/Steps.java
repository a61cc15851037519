package io.maillog.testkit;

/**
 * Counts steps. {@link CountingLoader} loads a copy of its own, made public, which the classes that
 * it instruments call.
 */
final class Steps {
  private static long count;
  private static long limit = Long.MAX_VALUE;

  private Steps() {}

  /** A step; ends work that takes more than the limit. */
  static void step() {
    if (++count > limit) {
      throw new IllegalStateException("more than " + limit + " steps");
    }
  }

  /** Starts to count anew. */
  static void start(long newLimit) {
    count = 0;
    limit = newLimit;
  }

  /** The steps since the start. */
  static long count() {
    return count;
  }
}
