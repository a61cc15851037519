package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What the benchmark guard has to refuse: Postfix's log parsed in a way that is slow and allocates.
 * No figure of maillog; see {@link io.maillog.benchmarks.guard.BenchmarkGuard}.
 */
public class WastefulBenchmark extends MeasuredInMillis {
  private final BenchmarkLog log = BenchmarkLog.of(MailServer.POSTFIX);
  private final MailLogParser parser = new MailLogParser(Dialects.load());

  /** With the recorded log, or a generated one. */
  public WastefulBenchmark() {}

  /** Every line to a String, to an event, and to a copy for keeps. */
  @Benchmark
  public long parse() {
    long fields = 0;
    String text = new String(log.bytes(), 0, log.length(), StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      MailEvent event = parser.parse(line);
      fields += event.toRecord().fields().size();
    }
    return fields;
  }
}
