package io.maillog.benchmarks.guard;

import io.maillog.benchmarks.guard.Figures.Figure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A short run of JMH: a fork a benchmark, three seconds in it, on the generated logs.
 *
 * <p>Operations are timed one by one, and the shortest counts: what else the machine does, and the
 * compiler before it is done, only adds.
 */
final class JmhMeasurement {
  private static final String PACKAGE = "io.maillog.benchmarks.";
  private static final TimeValue WARM_UP = TimeValue.milliseconds(1000);

  // One iteration, since each has objects of its own, which would count as an operation's.
  private static final TimeValue MEASURED = TimeValue.milliseconds(2000);

  // The same log everywhere, so that the same limits hold; and JMH uses Unsafe, of which later JDKs
  // warn in each fork.
  private static final String[] JVM_ARGUMENTS =
      Runtime.version().feature() < 24
          ? new String[] {"-Dmaillog.benchmark.log=generated"}
          : new String[] {
            "-Dmaillog.benchmark.log=generated", "--sun-misc-unsafe-memory-access=allow"
          };

  private JmhMeasurement() {}

  /** Measures benchmarks, which are named by class and method. */
  static Figures measure(Collection<String> benchmarks) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.SampleTime)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(WARM_UP)
            .measurementIterations(1)
            .measurementTime(MEASURED)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(JVM_ARGUMENTS)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (String benchmark : benchmarks) {
      options.include("^" + (PACKAGE + benchmark).replace(".", "\\.") + "$");
    }
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (RunResult result : run(options)) {
      String name = result.getParams().getBenchmark();
      figures.put(
          name.substring(PACKAGE.length()),
          new Figure(shortest(result.getPrimaryResult()), allocation(result).getScore()));
    }
    return new Figures(figures);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) {
    try {
      return List.copyOf(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IllegalStateException("the benchmarks do not run: " + e.getMessage(), e);
    }
  }

  private static Result<?> allocation(RunResult result) {
    return Objects.requireNonNull(
        result.getSecondaryResults().get("gc.alloc.rate.norm"), "JMH gives no allocation");
  }

  private static double shortest(Result<?> result) {
    return result.getStatistics().getMin();
  }
}
