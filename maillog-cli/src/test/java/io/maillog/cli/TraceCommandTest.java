package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCommandTest {
  private static CommandLineRun trace(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "trace";
    System.arraycopy(options, 0, args, 1, options.length);
    return CommandLineRun.withInput(DemoLogs.ALL, args);
  }

  /** The queue ids of the traces that are found; the refusal has none. */
  static List<String> found(CommandLineRun run) {
    return run.lines().stream()
        .map(line -> line.replaceFirst(".*?\"queue_id\":\"(\\w+)\".*", "$1"))
        .map(id -> id.startsWith("{") ? "none" : id)
        .sorted()
        .toList();
  }

  @Test
  void everyMessageIsATrace() {
    assertThat(trace().exitCode()).isZero();
    assertThat(found(trace())).containsExactly("A1", "B2", "none");
  }

  @ParameterizedTest
  @CsvSource({
    "--to, bob@example.net, A1",
    "--to, bob@EXAMPLE.net, A1",
    "--to, info@example.net, A1",
    "--to, <bob@example.net>, A1",
    "--to, *@example.com, B2",
    "--to, dave@example.org, none",
    "--from, alice@example.org, A1",
    "--from, <>, B2",
    "--from, *@example.com, none",
    "--message-id, <m2@example.org>, B2",
    "--message-id, m2@example.org, B2",
    "--queue-id, A1, A1",
    "--client, 192.0.2.1, A1",
    "--client, Client.Example.org, A1",
    "--client, 2001:DB8:0:0::1, B2",
    "--outcome, sent, A1",
    "--outcome, bounced, B2",
    "--outcome, Rejected, none",
    "--since, 2026-09-14, none",
    "--until, 2026-09-12, A1",
    "--until, 2026-09-12 10:15, A1",
    "--until, 2026-09-12T10:15:30+02:00, A1",
    "--since, 2026-09-14T07:00:00Z, none"
  })
  void filtersFind(String option, String value, String expected) {
    CommandLineRun run = trace("--zone", "Europe/Berlin", option, value);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(found(run)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--to, Bob@example.net",
    "--to, example.net",
    "--to, *@net",
    "--from, bob@example.net",
    "--queue-id, a1",
    "--message-id, m2",
    "--client, 192.0.2",
    "--outcome, held",
    "--since, 2026-09-14 09:01",
    "--until, 2026-09-11",
    "--until, 2026-09-12 10:14"
  })
  void whatDoesNotMatchIsExitCodeOne(String option, String value) {
    CommandLineRun run = trace("--zone", "Europe/Berlin", option, value);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void filtersMustAllHold() {
    assertThat(trace("--to", "bob@example.net", "--outcome", "bounced,rejected").exitCode())
        .isEqualTo(1);
    assertThat(found(trace("--outcome", "bounced,rejected"))).containsExactly("B2", "none");
    assertThat(found(trace("--since", "2026-09-13", "--until", "2026-09-13", "--zone", "UTC")))
        .containsExactly("B2");
  }

  @Test
  void messageWithoutAnyTimeIsNotFoundByTimeAndHelpSaysSo() {
    String message = "A1: from=<alice@example.org>, size=1234, nrcpt=1\n";
    String untimed = "<22>1 - mx1 demo 1 - - " + message;
    String timed =
        "2026-09-12T10:15:30+02:00 mx1 demo[1]: " + message; // the log begins after the message did
    assertThat(found(CommandLineRun.withInput(untimed, "trace"))).containsExactly("A1");
    for (String option : new String[] {"--since", "--until"}) {
      assertThat(CommandLineRun.withInput(untimed, "trace", option, "2026-09-12").exitCode())
          .isEqualTo(1);
      assertThat(found(CommandLineRun.withInput(timed, "trace", option, "2026-09-12")))
          .containsExactly("A1");
    }
    assertThat(CommandLineRun.of("trace", "--help").out().replaceAll("\\s+", " "))
        .contains("A message of which no time is known is not found by --since or --until.");
  }

  @Test
  void statsTellWhatLimitsCut() {
    assertThat(trace("--stats").err())
        .contains(
            "traces 3, evicted messages 0, cut recipients 0, cut attempts 0, cut notes 0,"
                + " cut sessions 0, address probes 0\n");
  }

  @Test
  void noTraceIsNoFailureWhereNoneWasAskedFor() {
    assertThat(CommandLineRun.withInput("", "trace").exitCode()).isZero();
    assertThat(CommandLineRun.withInput("", "trace", "--to", "a@b").exitCode()).isEqualTo(1);
  }

  @Test
  void textTellsTheStory() {
    CommandLineRun run = trace("--format", "text", "--queue-id", "A1");
    assertThat(run.out())
        .isEqualTo(
            """
            A1  sent  (demo on mx1)
              from       <alice@example.org>, 1234 bytes, 1 recipient
              message-id <m1@example.org>
              received   2026-09-12T10:15:30+02:00 from client.example.org[192.0.2.1]
              to         <bob@example.net> (first <info@example.net>)
                  2026-09-12T10:15:31+02:00 deferred by mx.example.net[192.0.2.25]:25 after 1.25 s: 451 4.3.0 try again
                  2026-09-12T10:30:31+02:00 sent by mx.example.net[192.0.2.25]:25 after 901 s: 250 2.0.0 Ok
              ended      2026-09-12T10:30:31+02:00

            """);
  }

  @Test
  void textShowsARefusalAndWhatIsMissing() {
    assertThat(trace("--format", "text", "--outcome", "rejected").out())
        .startsWith("(no queue id)  rejected  (demo on mx1)\n")
        .contains("  refused    2026-09-14T09:00:00+02:00 from bad.example.org[192.0.2.66]\n")
        .contains("Relay access denied");
    String open = DemoLogs.SENT.substring(0, DemoLogs.SENT.indexOf("2026-09-12T10:30:31"));
    assertThat(CommandLineRun.withInput(open, "trace", "--format", "text").out())
        .contains("deferred")
        .contains("remark     still queued");
  }

  @Test
  void textOfStrangersCannotOrderATerminalAbout() {
    String hostile = DemoLogs.SENT.replace("try again", "\u001b]0;x\u0007 \u202e\\");
    CommandLineRun run = CommandLineRun.withInput(hostile, "trace", "--format", "text");
    assertThat(run.out()).contains("\\x1b]0;x\\x07 \\xe2\\x80\\xae\\\\");
    assertThat(run.lines())
        .allSatisfy(line -> assertThat(line.codePoints()).noneMatch(Character::isISOControl));
  }
}
