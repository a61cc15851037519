package io.maillog.benchmarks.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a run has measured.
 *
 * @param of the figure of each benchmark, by its class and method: {@code PostfixBenchmark.parse}
 */
record Figures(Map<String, Figure> of) {

  /** Copies the map. */
  Figures {
    of = Map.copyOf(of);
  }

  /**
   * The figure of a benchmark.
   *
   * @param millis milliseconds of the shortest operation
   * @param bytes bytes allocated an operation
   */
  record Figure(double millis, double bytes) {}

  /** The figure of a benchmark. */
  Figure get(String benchmark) {
    return Objects.requireNonNull(of.get(benchmark), () -> benchmark + " was not measured");
  }

  /** These figures, with one benchmark's in place of another's. */
  Figures with(String replaced, String benchmark) {
    Map<String, Figure> figures = new LinkedHashMap<>(of);
    figures.put(replaced, get(benchmark));
    return new Figures(figures);
  }
}
