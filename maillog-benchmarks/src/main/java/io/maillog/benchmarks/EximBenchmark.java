package io.maillog.benchmarks;

/** Eight MiB of an Exim main log: the yardstick, and maillog. */
public class EximBenchmark extends LogBenchmark {

  /** With the recorded log, or a generated one. */
  public EximBenchmark() {
    super(MailServer.EXIM);
  }
}
