package io.maillog.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Every line to an event, each given to a handler of one, two or four classes. */
public class HandlersBenchmark extends MeasuredInMillis {
  /** Whose log. */
  @Param public MailServer server = MailServer.POSTFIX;

  /** Of how many classes the handlers are that the call site meets. */
  @Param({"1", "2", "4"})
  public int handlers = 1;

  private BenchmarkLog log = BenchmarkLog.of(new byte[0], "none");
  private HandlerScan scan = new HandlerScan(1);

  /** Reads the log. */
  @Setup
  public void load() {
    log = BenchmarkLog.of(server);
    scan = new HandlerScan(handlers);
  }

  /** Every line to an event, and the event to a handler. */
  @Benchmark
  public Object parse() {
    return scan.parse(log.bytes(), log.length());
  }
}
