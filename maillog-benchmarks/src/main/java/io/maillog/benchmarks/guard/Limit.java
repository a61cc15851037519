package io.maillog.benchmarks.guard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark may take at most.
 *
 * @param benchmark what is limited
 * @param yardstick the benchmark whose time it is compared with; {@code null} if not its time is
 *     limited but what it allocates
 * @param most the largest allowed multiple of the yardstick's time, or number of bytes an operation
 */
record Limit(String benchmark, @Nullable String yardstick, double most) {

  /** What was found, and whether that is over the limit. */
  record Verdict(Limit limit, double found, boolean broken) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-6s %s: %.4g, of at most %.4g",
          broken ? "OVER" : "ok",
          limit.subject(),
          found,
          limit.most);
    }
  }

  private String subject() {
    return yardstick == null
        ? "bytes allocated by " + benchmark
        : "time of " + benchmark + " over " + yardstick;
  }

  Verdict judge(Figures figures) {
    double found =
        yardstick == null
            ? figures.get(benchmark).bytes()
            : figures.get(benchmark).millis() / figures.get(yardstick).millis();
    return new Verdict(this, found, !(found <= most)); // what is no number is over it
  }
}
