package io.maillog.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** What is measured of every server's log: the yardsticks, and maillog. */
public abstract class LogBenchmark extends MeasuredInMillis {
  final BenchmarkLog log;
  final LogScan scan = new LogScan();
  private final FieldScan fields = new FieldScan();
  private final JsonScan json = new JsonScan();
  private final BinaryScan binary = new BinaryScan();

  LogBenchmark(MailServer server) {
    this.log = BenchmarkLog.of(server);
  }

  /** The bare newline scan, eight bytes a step: what reading costs at least. */
  @Benchmark
  public long newlines() {
    return LogScan.newlines(log.bytes(), log.length());
  }

  /** Every line to a String, and no more: what any reader of text pays first. */
  @Benchmark
  public Object readLine() {
    return ReadLineRival.read(log.bytes(), log.length());
  }

  /** Every line to an event. */
  @Benchmark
  public Object parse() {
    return scan.parse(log.bytes(), log.length());
  }

  /** Every line to an event, and everything that the event says read: numbers, words, slices. */
  @Benchmark
  public long fields() {
    return fields.read(log.bytes(), log.length());
  }

  /** Every line to an event, and the events to traces. */
  @Benchmark
  public long correlate() {
    return scan.correlate(log.bytes(), log.length());
  }

  /** Every line to an event, and the events to NDJSON, whose bytes are counted. */
  @Benchmark
  public long json() {
    CountingOutput output = new CountingOutput();
    json.write(log.bytes(), log.length(), output);
    return output.count();
  }

  /** Every line to an event, and the events to their binary form, whose bytes are counted. */
  @Benchmark
  public long binary() {
    CountingOutput output = new CountingOutput();
    binary.write(log.bytes(), log.length(), output);
    return output.count();
  }
}
