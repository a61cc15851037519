package io.maillog.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Counts values in bounded memory: exactly up to {@value #CAPACITY} different ones, of {@value
 * #MAX_CHARS} characters together. When these are too many, the rarest are forgotten, a quarter or
 * more at once; a value that comes new, or again, may have been counted as often as the most
 * frequent that was forgotten, and begins with that. So a count is never too low, and too high by
 * {@link #error()} at most.
 */
final class TopCounts {
  static final int CAPACITY = 10_000;
  static final int MAX_CHARS = 1_000_000;
  private static final int MAX_LENGTH = 200;

  /** A value, and how often it was counted. */
  record Count(String value, long count) {}

  private static final class Counter {
    final String value;
    long count;

    Counter(String value, long count) {
      this.value = value;
      this.count = count;
    }
  }

  private final Map<String, Counter> counters = new HashMap<>();
  private int chars;
  private long error;

  /** Counts a value once. A value that is very long is cut. */
  void add(String given) {
    add(given, 1);
  }

  /** Counts a value {@code times}. */
  void add(String given, long times) {
    String value =
        given.length() > MAX_LENGTH
            ? given.substring(0, wholeEnd(given, MAX_LENGTH)) + "..."
            : given;
    Counter counter = counters.get(value);
    if (counter == null) {
      if (counters.size() == CAPACITY || chars + value.length() > MAX_CHARS) {
        forget();
      }
      chars += value.length();
      counter = new Counter(value, error);
      counters.put(value, counter);
    }
    counter.count += times;
  }

  /** The end that cuts no character of two halves in two. */
  static int wholeEnd(String text, int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** Forgets the rarest, and all that are no more frequent than the first beyond the limit. */
  private void forget() {
    long[] counts = counters.values().stream().mapToLong(counter -> counter.count).toArray();
    Arrays.sort(counts);
    error = counts[(counts.length - 1) / 4];
    counters.values().removeIf(counter -> counter.count <= error);
    chars = counters.keySet().stream().mapToInt(String::length).sum();
  }

  /** How much too high a count may be; 0 as long as all are exact. */
  long error() {
    return error;
  }

  /** The most frequent values, of equal ones the first by name. */
  List<Count> top(int most) {
    // The least of the best is at hand: sorting them all takes a tenth of reading a small log.
    PriorityQueue<Counter> best = new PriorityQueue<>(TopCounts::inverse);
    for (Counter counter : counters.values()) {
      if (best.size() < most) {
        best.add(counter);
      } else if (most > 0 && inverse(counter, best.element()) > 0) {
        best.remove();
        best.add(counter);
      }
    }
    Count[] top = new Count[best.size()];
    for (int i = top.length - 1; i >= 0; i--) {
      Counter least = best.remove();
      top[i] = new Count(least.value, least.count);
    }
    return List.of(top);
  }

  private static int inverse(Counter one, Counter other) {
    int byCount = Long.compare(one.count, other.count);
    return byCount != 0 ? byCount : other.value.compareTo(one.value);
  }
}
