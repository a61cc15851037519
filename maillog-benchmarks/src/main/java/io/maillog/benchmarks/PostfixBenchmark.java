package io.maillog.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** Eight MiB of a Postfix log: the yardsticks, maillog, and the rivals. */
public class PostfixBenchmark extends LogBenchmark {
  private final RegexRival rival = new RegexRival();
  private final GrokRival grok = new GrokRival();

  /** With the recorded log, or a generated one. */
  public PostfixBenchmark() {
    super(MailServer.POSTFIX);
  }

  /** Every line to an event, with its time and its numbers as values. */
  @Benchmark
  public Object values() {
    return scan.values(log.bytes(), log.length());
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

  /** The usual way of log shippers: Grok patterns, by java-grok; texts only. */
  @Benchmark
  public Object grok() {
    return grok.parse(log.bytes(), log.length());
  }
}
