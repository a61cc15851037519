package io.maillog.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails if parsing takes too long, beside yardsticks of the same run, or allocates; CONTRIBUTING.md
 * says what to do then.
 *
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.guard.BenchmarkGuard guard.properties}
 *
 * <p>With the system property {@value #POINT_AT_CONTROL} set to {@code true} a benchmark that is
 * slow and allocates on purpose stands in for the parsing of Postfix's log, and the guard has to
 * fail.
 */
public final class BenchmarkGuard {
  private static final String POINT_AT_CONTROL = "maillog.guard.control";
  private static final String CONTROL = "WastefulBenchmark.parse";
  private static final String GUARDED = "PostfixBenchmark.parse";

  private BenchmarkGuard() {}

  /** Exits with 1 if a limit is broken. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("BenchmarkGuard guard.properties");
      System.exit(2);
    }
    int jdk = Runtime.version().feature();
    long start = System.nanoTime();
    Limits limits = Limits.read(Path.of(args[0]), jdk);
    Guard guard = new Guard(limits, () -> measure(limits), System.out::println);
    boolean passes = guard.passes(GUARDED, CONTROL);
    System.out.printf(
        Locale.ROOT,
        "benchmark guard on JDK %d: %s (%.0f s)%n",
        jdk,
        passes ? "passed" : "FAILED; see CONTRIBUTING.md",
        (System.nanoTime() - start) / 1e9);
    System.exit(passes ? 0 : 1);
  }

  private static Figures measure(Limits limits) {
    Set<String> benchmarks = new TreeSet<>(limits.benchmarks());
    benchmarks.add(CONTROL);
    Figures figures = JmhMeasurement.measure(benchmarks);
    figures.of().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            figure ->
                System.out.printf(
                    Locale.ROOT,
                    "       %-26s %8.2f ms %12.0f B%n",
                    figure.getKey(),
                    figure.getValue().millis(),
                    figure.getValue().bytes()));
    return Boolean.getBoolean(POINT_AT_CONTROL) ? figures.with(GUARDED, CONTROL) : figures;
  }
}
