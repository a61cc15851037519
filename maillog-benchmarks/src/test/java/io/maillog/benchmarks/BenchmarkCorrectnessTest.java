package io.maillog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.benchmarks.LogScan.Sums;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is measured must be right: a benchmark of a wrong answer says nothing. */
class BenchmarkCorrectnessTest {
  private final BenchmarkLog log = BenchmarkLog.of(GeneratedLog.postfix(1 << 20), "generated");

  @Test
  void parserAndRivalsFindTheSame() {
    Counts ours = new LogScan().parse(log.bytes(), log.length());
    Counts theirs = new RegexRival().parse(log.bytes(), log.length());
    assertThat(ours).isEqualTo(theirs);
    assertThat(ours).isEqualTo(new GrokRival().parse(log.bytes(), log.length()));
    assertThat(ours.lines()).isEqualTo(lines());
    assertThat(ours.received()).isPositive();
    assertThat(ours.sent()).isEqualTo(occurrences("status=sent (250 ", "status=sent (delivered"));
    assertThat(ours.removed()).isEqualTo(occurrences(": removed\n", "\u0000"));
  }

  @Test
  void parserAndRivalReadTheSameValues() {
    Sums ours = new LogScan().values(log.bytes(), log.length());
    Sums theirs = new RegexRival().values(log.bytes(), log.length());
    assertThat(ours).isEqualTo(theirs);
    assertThat(ours.counts()).isEqualTo(new LogScan().parse(log.bytes(), log.length()));
    assertThat(ours.seconds()).isPositive();
    assertThat(ours.pids()).isPositive();
    assertThat(ours.sizes()).isPositive();
    assertThat(ours.delayMicros()).isPositive();
    assertThat(ours.codes()).isPositive();
  }

  @Test
  void yardstickCountsTheLines() {
    assertThat(LogScan.newlines(log.bytes(), log.length())).isEqualTo(lines());
  }

  @Test
  void everyMessageAndEveryRefusalGivesATrace() {
    long traces = new LogScan().correlate(log.bytes(), log.length());
    long messages = occurrences(": client=", "NOQUEUE: reject:");
    assertThat(traces).isEqualTo(messages);
  }

  @Test
  void eximsLinesAreRead() {
    BenchmarkLog exim = BenchmarkLog.of(GeneratedEximLog.mainlog(1 << 20), "generated");
    String text = new String(exim.bytes(), 0, exim.length(), StandardCharsets.US_ASCII);
    Counts counts = new LogScan().parse(exim.bytes(), exim.length());
    assertThat(counts.lines()).isEqualTo(text.lines().count());
    assertThat(counts.received()).isEqualTo(count(text, " <= ")).isPositive();
    assertThat(counts.sent()).isEqualTo(count(text, " => ")).isPositive();
    assertThat(counts.removed()).isEqualTo(count(text, " Completed\n")).isPositive();
    assertThat(new LogScan().correlate(exim.bytes(), exim.length()))
        .isEqualTo(count(text, " <= ") + count(text, " rejected RCPT "));
  }

  @Test
  void sendmailsLinesAreRead() {
    BenchmarkLog sendmail = BenchmarkLog.of(GeneratedSendmailLog.maillog(1 << 20), "generated");
    String text = new String(sendmail.bytes(), 0, sendmail.length(), StandardCharsets.US_ASCII);
    Counts counts = new LogScan().parse(sendmail.bytes(), sendmail.length());
    assertThat(counts.lines()).isEqualTo(text.lines().count());
    assertThat(counts.received()).isEqualTo(count(text, ": from=")).isPositive();
    assertThat(counts.sent()).isEqualTo(count(text, "stat=Sent ")).isPositive();
    assertThat(counts.removed()).isEqualTo(count(text, ": done; ")).isPositive();
    assertThat(new LogScan().correlate(sendmail.bytes(), sendmail.length()))
        .isEqualTo(count(text, ": from="));
  }

  @Test
  void generatedLogIsTheSameEachTime() {
    assertThat(GeneratedLog.postfix(100_000)).isEqualTo(GeneratedLog.postfix(100_000));
    assertThat(GeneratedEximLog.mainlog(100_000)).isEqualTo(GeneratedEximLog.mainlog(100_000));
    assertThat(GeneratedSendmailLog.maillog(100_000))
        .isEqualTo(GeneratedSendmailLog.maillog(100_000));
  }

  private long lines() {
    return text().chars().filter(c -> c == '\n').count();
  }

  private long occurrences(String a, String b) {
    return count(a) + count(b);
  }

  private long count(String part) {
    return count(text().substring(0, log.length()), part);
  }

  private static long count(String text, String part) {
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  private String text() {
    return new String(log.bytes(), StandardCharsets.US_ASCII);
  }
}
