package io.maillog.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Counts values in bounded memory: exactly up to {@value #CAPACITY} different ones; beyond, by the
 * algorithm Space-Saving (Metwally, Agrawal, El Abbadi 2005), where the rarest value gives its
 * place and its count to a new one. So a count may be too high, by {@link #error()} at most.
 */
final class TopCounts {
  static final int CAPACITY = 10_000;
  private static final int MAX_LENGTH = 200;

  /** A value, and how often it was counted. */
  record Count(String value, long count) {}

  private static final class Counter {
    String value;
    long count;
    int place;

    Counter(String value) {
      this.value = value;
    }
  }

  private final Map<String, Counter> counters = new HashMap<>();
  // From when it is full on a heap, the rarest first; nobody needs that before.
  private final List<Counter> heap = new ArrayList<>();
  private boolean ordered;
  private long error;

  /** Counts a value once. A value that is very long is cut. */
  void add(String given) {
    add(given, 1);
  }

  /** Counts a value {@code times}. */
  void add(String given, long times) {
    String value = given.length() > MAX_LENGTH ? given.substring(0, MAX_LENGTH) + "..." : given;
    Counter counter = counters.get(value);
    if (counter == null) {
      counter = heap.size() < CAPACITY ? added(value) : replaced(value);
      counters.put(value, counter);
    }
    counter.count += times;
    if (ordered) {
      sink(counter);
    }
  }

  private Counter added(String value) {
    Counter counter = new Counter(value);
    heap.add(counter);
    return counter;
  }

  private void order() {
    heap.sort(Comparator.comparingLong(c -> c.count)); // what is sorted is a heap
    for (int place = 0; place < heap.size(); place++) {
      heap.get(place).place = place;
    }
    ordered = true;
  }

  private Counter replaced(String value) {
    if (!ordered) {
      order();
    }
    Counter rarest = heap.get(0);
    counters.remove(rarest.value);
    error = Math.max(error, rarest.count);
    rarest.value = value;
    return rarest;
  }

  private void sink(Counter counter) {
    int place = counter.place;
    while (true) {
      int child = 2 * place + 1;
      if (child >= heap.size()) {
        break;
      }
      if (child + 1 < heap.size() && heap.get(child + 1).count < heap.get(child).count) {
        child++;
      }
      Counter smaller = heap.get(child);
      if (smaller.count >= counter.count) {
        break;
      }
      put(smaller, place);
      place = child;
    }
    put(counter, place);
  }

  private void put(Counter counter, int place) {
    heap.set(place, counter);
    counter.place = place;
  }

  /** How much too high a count may be; 0 as long as all are exact. */
  long error() {
    return error;
  }

  /** The most frequent values, of equal ones the first by name. */
  List<Count> top(int most) {
    // The least of the best is at hand: sorting them all takes a tenth of reading a small log.
    PriorityQueue<Counter> best = new PriorityQueue<>(TopCounts::inverse);
    for (Counter counter : heap) {
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
