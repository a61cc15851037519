package io.maillog.benchmarks;

import io.maillog.dialect.Dialects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Every line to an event, with the log's own dialect alone, and with all three. */
public class DialectsBenchmark extends MeasuredInMillis {
  /** Whose log. */
  @Param public MailServer server = MailServer.POSTFIX;

  /** How many dialects are loaded: 1, which is the log's own, or 3. */
  @Param({"1", "3"})
  public int dialects = 1;

  private BenchmarkLog log = BenchmarkLog.of(new byte[0], "none");
  private LogScan scan = new LogScan();

  /** Reads the log. */
  @Setup
  public void load() {
    log = BenchmarkLog.of(server);
    scan = new LogScan(choose(server, dialects));
  }

  static Dialects choose(MailServer server, int count) {
    Dialects all = Dialects.load();
    return count == 1 ? all.only(server.dialect()) : all;
  }

  /** Every line to an event. */
  @Benchmark
  public Object parse() {
    return scan.parse(log.bytes(), log.length());
  }
}
