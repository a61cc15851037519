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

/** Eight MiB of a Postfix log: the yardstick, maillog, and the rival. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PostfixBenchmark {
  private final BenchmarkLog log = BenchmarkLog.postfix();
  private final LogScan scan = new LogScan();
  private final RegexRival rival = new RegexRival();

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

  /** Every line to an event, with its time and its numbers as values. */
  @Benchmark
  public Object values() {
    return scan.values(log.bytes(), log.length());
  }

  /** Every line to an event, and the events to traces. */
  @Benchmark
  public long correlate() {
    return scan.correlate(log.bytes(), log.length());
  }

  /** The usual way to what {@link #values} gives: java.util.regex, java.time, a map of texts. */
  @Benchmark
  public Object regex() {
    return rival.values(log.bytes(), log.length());
  }

  /** The same without time and numbers: texts only. */
  @Benchmark
  public Object regexTexts() {
    return rival.parse(log.bytes(), log.length());
  }
}
