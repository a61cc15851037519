package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @Test
  void helpShowsHowToStart() {
    CommandLineRun run = CommandLineRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("maillog trace --format text --to bob@example.org /var/log/mail.log")
        .contains("events ", "trace ", "summary ", "where ")
        .contains("Exit codes: 0 done, 1 a query matched nothing, 2 wrong usage, 3 an input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "trace", "summary"})
  void eachCommandHasItsOptionsAndExamples(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Usage: maillog " + command)
        .contains(
            "--source", "--dialect", "--zone", "--year", "--threads", "--stats", "--no-progress")
        .contains("Examples:\n  maillog " + command);
    assertThat(run.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void whereHasItsExamplesAndTheOthersNameIt() {
    CommandLineRun run = CommandLineRun.of("where", "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Usage: maillog where", "--format", "Examples:\n  maillog where");
    assertThat(run.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    for (String command : new String[] {"trace", "summary"}) {
      assertThat(CommandLineRun.of(command, "--help").out().replaceAll("\\s+", " "))
          .contains("Without FILE on a terminal, the usual places of logs are read");
    }
  }

  @Test
  void traceSaysWhichTimesItTakes() {
    assertThat(CommandLineRun.of("trace", "--help").out().replaceAll("\\s+", " "))
        .contains(
            "today, yesterday, now, or how long ago, as 90s, 30m, 2h, 3d (of 24 hours) or 1w");
  }

  @Test
  void summarySaysHowExactItIs() {
    assertThat(CommandLineRun.of("summary", "--help").out()).contains("10000", "1.6 %");
  }

  @Test
  void versionIsOneLine() {
    CommandLineRun run = CommandLineRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("maillog \\S+\n");
  }
}
