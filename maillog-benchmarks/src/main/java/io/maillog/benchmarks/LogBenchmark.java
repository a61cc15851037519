package io.maillog.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is measured of every server's log: the yardstick, and maillog. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class LogBenchmark {
  final BenchmarkLog log;
  final LogScan scan = new LogScan();

  LogBenchmark(BenchmarkLog log) {
    this.log = log;
  }

  /** The bare newline scan, eight bytes a step: what reading costs at least. */
  @Benchmark
  public long newlines() {
    return LogScan.newlines(log.bytes(), log.length());
  }

  /** Every line to an event. */
  @Benchmark
  public Object parse() {
    return scan.parse(log.bytes(), log.length());
  }

  /** Every line to an event, and the events to traces. */
  @Benchmark
  public long correlate() {
    return scan.correlate(log.bytes(), log.length());
  }
}
