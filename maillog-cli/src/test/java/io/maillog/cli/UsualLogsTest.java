package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands read if they are given no FILE, and somebody sits at a terminal. */
class UsualLogsTest {
  private static final String NO_LOG =
      "maillog: reading from the terminal; end with Ctrl-D, or see --help; no log is at the usual"
          + " places, see maillog where";

  @TempDir Path dir;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(dir);
  }

  @Test
  void traceReadsThePlacesThatExistAndSaysSo() throws IOException {
    machine.file("/var/log/mail.log", DemoLogs.REFUSED);
    machine.file("/var/log/mail.log.1", DemoLogs.BOUNCED);
    machine.file("/var/log/exim4/mainlog", DemoLogs.SENT);
    machine.file("/var/log/syslog", DemoLogs.ALL);
    CommandLineRun run = machine.atTerminal("", "trace");
    assertThat(run.exitCode()).isZero();
    assertThat(TraceCommandTest.found(run)).containsExactly("A1", "B2", "none");
    assertThat(run.errLines())
        .containsExactly(
            "maillog: no FILE was given: reading "
                + dir
                + "/var/log/mail.log and 1 rotated file, "
                + dir
                + "/var/log/exim4/; give - to read standard input");
  }

  @Test
  void summaryReadsThemToo() throws IOException {
    machine.file("/var/log/maillog", DemoLogs.ALL);
    CommandLineRun run = machine.atTerminal("", "summary");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Lines: 12");
    assertThat(run.errLines()).hasSize(1);
  }

  @Test
  void sharedLogIsReadIfThereIsNoneOfMailAlone() throws IOException {
    machine.file("/var/log/messages", DemoLogs.SENT);
    assertThat(TraceCommandTest.found(machine.atTerminal("", "trace"))).containsExactly("A1");
    machine.file("/var/log/mail.log", DemoLogs.BOUNCED);
    assertThat(TraceCommandTest.found(machine.atTerminal("", "trace"))).containsExactly("B2");
  }

  @Test
  void sameFileIsReadOnce() throws IOException {
    machine.file("/var/log/maillog", DemoLogs.ALL);
    machine.link("/var/log/mail.log", "maillog");
    assertThat(machine.atTerminal("", "summary").out()).contains("Lines: 12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "summary"})
  void standardInputIsReadIfItIsAskedForOrNoTerminal(String command) throws IOException {
    machine.file("/var/log/mail.log", "no log\n");
    assertThat(machine.atTerminal(DemoLogs.ALL, command, "-").out()).contains("mx.example.net");
    CommandLineRun piped =
        CommandLineRun.on(machine.machine(), DemoLogs.ALL, stream -> false, command);
    assertThat(piped.out()).contains("mx.example.net");
    assertThat(piped.err()).isEmpty();
  }

  @Test
  void givenSourceIsEnough() throws IOException {
    machine.file("/var/log/mail.log", DemoLogs.ALL);
    Path other = machine.file("/home/other.log", DemoLogs.SENT);
    CommandLineRun run = machine.atTerminal("", "trace", "--source", "mx1=" + other);
    assertThat(run.err()).isEmpty();
    assertThat(TraceCommandTest.found(run)).containsExactly("A1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "summary"})
  void withoutAnyTheTerminalIsReadAndWhereIsNamed(String command) {
    CommandLineRun run = machine.atTerminal(DemoLogs.ALL, command);
    assertThat(run.exitCode()).isZero();
    assertThat(run.errLines()).containsExactly(NO_LOG);
    assertThat(run.out()).contains("mx.example.net");
  }

  @Test
  void eventsReadTheTerminalAsEver() throws IOException {
    machine.file("/var/log/mail.log", DemoLogs.ALL);
    CommandLineRun run = machine.atTerminal(DemoLogs.SENT, "events");
    assertThat(run.lines()).hasSize(6);
    assertThat(run.errLines())
        .containsExactly("maillog: reading from the terminal; end with Ctrl-D, or see --help");
  }

  @Test
  void whatMayNotBeReadIsExitCodeThreeWithWhatToDo() throws IOException {
    Path log = machine.file("/var/log/mail.log", DemoLogs.ALL);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r-----"));
    String group = Files.readAttributes(log, PosixFileAttributes.class).group().getName();
    machine.forbid("/var/log/mail.log");
    machine.file("/var/log/syslog", DemoLogs.ALL);
    CommandLineRun run = machine.atTerminal(DemoLogs.ALL, "trace", "--to", "bob@example.net");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .containsExactly(
            "maillog: "
                + log
                + ": permission denied; run maillog with sudo, or as a member of the group "
                + group);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
    assertThat(machine.atTerminal("", "trace").err()).endsWith("; run maillog with sudo\n");
  }

  @Test
  void theOthersAreReadAllTheSame() throws IOException {
    machine.file("/var/log/mail.log", DemoLogs.ALL);
    machine.file("/var/log/exim4/mainlog", DemoLogs.SENT);
    machine.forbid("/var/log/mail.log");
    CommandLineRun run = machine.atTerminal("", "trace");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(TraceCommandTest.found(run)).containsExactly("A1");
    assertThat(run.errLines()).hasSize(2);
  }

  @Test
  void emptyLogIsSaid() throws IOException {
    machine.file("/var/log/mail.log", "");
    CommandLineRun run = machine.atTerminal("", "trace", "--to", "bob@example.net");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the input is empty");
  }
}
