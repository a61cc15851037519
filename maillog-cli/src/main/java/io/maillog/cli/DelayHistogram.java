package io.maillog.cli;

/**
 * Percentiles of delays in fixed memory: 64 buckets for each power of two, so that a value is at
 * most 1.6 % too high, never too low.
 */
final class DelayHistogram {
  private static final int BITS = 6;
  private static final int PER_POWER = 1 << BITS;

  private final long[] buckets = new long[(Long.SIZE - BITS) * PER_POWER];
  private long count;
  private long max;

  /** Takes a delay in microseconds; a negative one, of a clock that was set back, counts as 0. */
  void add(long micros) {
    long value = Math.max(0, micros);
    buckets[bucket(value)]++;
    count++;
    max = Math.max(max, value);
  }

  private static int bucket(long value) {
    if (value < PER_POWER) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
    return (shift + 1) * PER_POWER + ((int) (value >>> shift) - PER_POWER);
  }

  private static long highest(int bucket) {
    if (bucket < PER_POWER) {
      return bucket;
    }
    int shift = bucket / PER_POWER - 1;
    return ((long) (PER_POWER + bucket % PER_POWER + 1) << shift) - 1;
  }

  /** How many delays were taken. */
  long count() {
    return count;
  }

  /** The longest delay, exactly. */
  long max() {
    return max;
  }

  /** The delay that this share of all (0 to 100 %) does not exceed; 0 if there is none. */
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count));
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
      if (seen >= rank && count > 0) {
        return Math.min(max, highest(i));
      }
    }
    return max;
  }
}
