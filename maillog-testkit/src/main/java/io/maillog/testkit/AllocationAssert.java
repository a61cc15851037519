package io.maillog.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asserts that code allocates nothing once it is warm: exactly 0 bytes, as the JVM counts them for
 * the calling thread.
 *
 * <p>The code is run in rounds until {@value #QUIET_ROUNDS} rounds in a row allocated nothing; it
 * fails if that does not happen within {@value #MAX_ROUNDS} rounds. The first rounds are allowed to
 * allocate, because a JVM does so when it links classes, and buffers may grow to their size. There
 * is no time limit and no tolerance.
 */
public final class AllocationAssert {
  static final int QUIET_ROUNDS = 3;
  static final int MAX_ROUNDS = 60;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // What is stored here cannot be optimised away.
  private static volatile @Nullable Object sink;

  private AllocationAssert() {}

  /**
   * Asserts that {@code action} allocates nothing on the calling thread once warm.
   *
   * @param action what a round runs; it should repeat the code that is asked about, some hundred
   *     times at least
   * @throws AssertionError if it allocates, with the bytes of a round
   * @throws IllegalStateException if this JVM does not count allocated bytes
   */
  public static void assertAllocatesNothing(Runnable action) {
    long bytes = bytesOnceWarm(action);
    if (bytes > 0) {
      throw new AssertionError(
          "allocates: at least " + bytes + " bytes in each of the last warm rounds");
    }
  }

  /**
   * How much {@code action} allocates on the calling thread once warm: 0 if {@value #QUIET_ROUNDS}
   * rounds in a row allocated nothing, else the most that one of the last {@value #QUIET_ROUNDS}
   * rounds did.
   *
   * @throws IllegalStateException if this JVM does not count allocated bytes
   */
  public static long bytesOnceWarm(Runnable action) {
    requireCounting();
    int quiet = 0;
    long most = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      action.run();
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      quiet = bytes == 0 ? quiet + 1 : 0;
      if (quiet == QUIET_ROUNDS) {
        return 0;
      }
      most = round < MAX_ROUNDS - QUIET_ROUNDS ? 0 : Math.max(most, bytes);
    }
    return most;
  }

  /** A JVM that counts nothing would make every assertion pass. */
  private static void requireCounting() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    sink = new byte[1024];
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (before < 0 || bytes < 1024 || sink == null) {
      throw new IllegalStateException("this JVM does not count the bytes that a thread allocates");
    }
  }
}
