package io.maillog.benchmarks;

/** Eight MiB of a Sendmail log: the yardstick, and maillog. */
public class SendmailBenchmark extends LogBenchmark {

  /** With the recorded log, or a generated one. */
  public SendmailBenchmark() {
    super(MailServer.SENDMAIL);
  }
}
