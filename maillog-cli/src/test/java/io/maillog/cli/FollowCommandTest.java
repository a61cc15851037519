package io.maillog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code maillog follow}: in this process where the input ends, else as one that is ended. */
class FollowCommandTest {
  private static final long MOST_MILLIS = 60_000;

  @TempDir Path dir;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void killAll() {
    processes.forEach(Process::destroyForcibly);
  }

  /** The lines of a message: taken in, and after so many seconds delivered. */
  private static String message(int minute, String id, String to, String status) {
    String at = "2026-11-30T10:%02d:".formatted(minute);
    String head = "+00:00 mx1 postfix/";
    return at
        + "00"
        + head
        + "smtpd[7]: "
        + id
        + ": client=c.example.net[192.0.2.7]\n"
        + at
        + "01"
        + head
        + "qmgr[2]: "
        + id
        + ": from=<a@example.net>, size=900, nrcpt=1 (queue active)\n"
        + at
        + "02"
        + head
        + "smtp[9]: "
        + id
        + ": to=<"
        + to
        + ">, relay=mx.example.com[192.0.2.25]:25,"
        + " delay=2, delays=1/0/0/1, dsn=2.0.0, status="
        + status
        + " (250 2.0.0 Ok)\n"
        + (status.equals("deferred") ? "" : at + "03" + head + "qmgr[2]: " + id + ": removed\n");
  }

  private static String silence(int minute) {
    return "2026-11-30T10:%02d:00+00:00 mx1 postfix/anvil[1]: statistics: max cache size 1\n"
        .formatted(minute);
  }

  private final String log =
      message(1, "4F1", "bob@example.org", "sent")
          + message(2, "4F2", "eve@example.org", "bounced")
          + silence(20);

  // --- where the input ends

  @Test
  void standardInputIsFollowedToItsEnd() {
    CommandLineRun run = CommandLineRun.withInput(log, "follow");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(2);
    assertThat(run.out())
        .contains("\"n\":1,")
        .contains("\"n\":5,")
        .contains("\"outcome\":\"sent\"");
  }

  @Test
  void filtersChooseTraces() {
    CommandLineRun run = CommandLineRun.withInput(log, "follow", "--to", "bob@example.org", "-");
    assertThat(run.lines()).hasSize(1).first().asString().contains("4F1");
    assertThat(CommandLineRun.withInput(log, "follow", "--from", "a@example.net").lines())
        .hasSize(2);
    assertThat(CommandLineRun.withInput(log, "follow", "--from", "start", "--from", "b@x").lines())
        .isEmpty();
  }

  @Test
  void eventsAreOneALine() {
    CommandLineRun run = CommandLineRun.withInput(log, "follow", "--events");
    assertThat(run.lines()).hasSize(9).first().asString().startsWith("{\"n\":1,");
    assertThat(CommandLineRun.withInput(log, "follow", "--events", "--format", "text").lines())
        .hasSize(9);
  }

  @Test
  void storyIsPrintedAsItGrows() {
    String grows = message(1, "4F1", "bob@example.org", "deferred") + silence(2);
    CommandLineRun run =
        CommandLineRun.withInput(
            grows, "follow", "--to", "bob@example.org", "--format", "text", "--stats");
    assertThat(run.out())
        .startsWith("4F1  deferred")
        .containsOnlyOnce("status=deferred".substring(7) + " by mx.example.com[192.0.2.25]:25")
        .containsOnlyOnce("from       <a@example.net>");
    assertThat(run.err()).contains("-: 4 lines");
    String onTerminal =
        CommandLineRun.run(
                grows, stream -> stream == Streams.OUT, "follow", "--to", "bob@example.org")
            .out();
    assertThat(onTerminal).isEqualTo(run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--events --to a@b | --events gives every line",
        "--checkpoint x --output x | are the same file",
        "--from start --from end | only once",
        "--from a@b --from c@d | only once",
        "--syslog-udp 99999 | is no port",
        "--syslog-tcp nonsense | is no port",
        "--events --traces | mutually exclusive",
        "--since never | no time",
        "--from start --since 2h | both say where to begin",
        "--output target --checkpoint x/y target/pom.xml target | is no plain file",
        "--output pom.xml pom.xml | cannot be followed and written",
        "--checkpoint pom.xml ./pom.xml | cannot be followed and written",
        "--checkpoint src/state src | whose logs are followed"
      })
  void wrongUsageIsSaid(String options, String sentence) {
    List<String> args = new ArrayList<>(List.of("follow"));
    args.addAll(List.of(options.split(" ")));
    CommandLineRun run = CommandLineRun.withInput("", args.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.errLines()).hasSize(1).first().asString().contains(sentence);
  }

  @Test
  void damagedCheckpointIsRefusedAndPutAside() throws IOException {
    Path checkpoint = dir.resolve("state");
    String[] args = {"follow", "--checkpoint", checkpoint.toString()};
    assertThat(CommandLineRun.withInput(log, args).exitCode()).isZero();
    byte[] damaged = Files.readAllBytes(checkpoint);
    damaged[damaged.length / 2] ^= 1;
    Files.write(checkpoint, damaged);
    CommandLineRun run = CommandLineRun.withInput(log, args);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT_FAILED);
    assertThat(run.errLines()).hasSize(1).first().asString().contains("damaged", "begins anew");
    assertThat(dir.resolve("state.damaged")).exists();
    CommandLineRun anew = CommandLineRun.withInput(log, args);
    assertThat(anew.exitCode()).isZero();
    assertThat(anew.err()).contains("begins anew");
    assertThat(checkpoint).exists();
  }

  @Test
  void fileThatIsNoCheckpointStaysWhereItIs() throws IOException {
    Path precious = Files.writeString(dir.resolve("passwd"), "x".repeat(100));
    CommandLineRun run = CommandLineRun.withInput(log, "follow", "--checkpoint", "" + precious);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT_FAILED);
    assertThat(run.err()).contains("passwd is no checkpoint of a follower");
    assertThat(precious).hasContent("x".repeat(100));
    run = CommandLineRun.withInput(log, "follow", "--checkpoint", dir + "/none/state");
    assertThat(run.err()).contains("none/state: there is no such folder");
  }

  @Test
  void outputThatIsNotTheOneThatWasWrittenIsRefused() throws IOException {
    Path output = dir.resolve("out");
    String[] args = {
      "follow", "--checkpoint", dir.resolve("state").toString(), "--output", output.toString()
    };
    assertThat(CommandLineRun.withInput(log, args).exitCode()).isZero();
    assertThat(output).content().hasLineCount(2);
    Files.writeString(output, "");
    CommandLineRun run = CommandLineRun.withInput(log, args);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("it is not the file that was written");
  }

  // --- what is ended by a signal

  /** A running command. */
  private record Running(Process process, Path output, Path errors) {
    String out() {
      return read(output);
    }

    String err() {
      return read(errors);
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void waitFor(BooleanSupplier there) throws InterruptedException {
      long end = System.currentTimeMillis() + MOST_MILLIS;
      while (!there.getAsBoolean() && System.currentTimeMillis() < end) {
        assertThat(process.isAlive()).as(err()).isTrue();
        Thread.sleep(20);
      }
      assertThat(there.getAsBoolean()).as(out() + err()).isTrue();
    }

    /** Asks it to end, by SIGTERM, and gives its exit code. */
    int end() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      return process.exitValue();
    }
  }

  private Running start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.maillog.cli.Main"));
    command.addAll(List.of(args));
    Path output = Files.createTempFile(dir, "out", "");
    Path errors = Files.createTempFile(dir, "err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    processes.add(process);
    return new Running(process, output, errors);
  }

  @Test
  void signalEndsItWithItsStateSavedAndWhatWasOpenStaysOpen() throws Exception {
    Path file =
        Files.writeString(dir.resolve("mail.log"), message(1, "4F1", "b@example.org", "sent"));
    Path output = dir.resolve("traces.ndjson");
    String[] args = {
      "follow",
      "--from",
      "start",
      "--checkpoint",
      dir.resolve("state").toString(),
      "--output",
      output.toString(),
      file.toString()
    };
    Running first = start(args);
    first.waitFor(() -> Files.exists(output));
    Files.writeString(file, message(2, "4F2", "c@example.org", "sent"), StandardOpenOption.APPEND);
    first.waitFor(() -> Running.read(output).contains("4F1"));
    assertThat(first.end()).as(first.err()).isZero();
    assertThat(Running.read(output)).doesNotContain("4F2");

    Files.move(file, dir.resolve("mail.log.1"));
    Files.writeString(file, message(3, "4F3", "d@example.org", "sent") + silence(20));
    Files.writeString(
        output, "a trace that the checkpoint does not know", StandardOpenOption.APPEND);
    Running second = start(args);
    second.waitFor(() -> Running.read(output).contains("4F3"));
    assertThat(second.end()).as(second.err()).isZero();
    assertThat(
            Running.read(output)
                .lines()
                .map(line -> line.replaceAll(".*queue_id\":\"(...).*", "$1")))
        .containsExactly("4F1", "4F2", "4F3");
    assertThat(first.err() + second.err()).isEmpty();
  }

  @Test
  void syslogIsReceived() throws Exception {
    int port = freePort();
    Running run =
        start("follow", "--syslog-tcp", "" + port, "--syslog-udp", "127.0.0.1:" + port, "--events");
    byte[] line = "<22>1 2026-11-30T10:00:00Z mx1 postfix/qmgr 2 - - 4F1: removed".getBytes(UTF_8);
    run.waitFor(() -> sends(port, line));
    run.waitFor(() -> run.out().contains("\"kind\":\"removed\""));
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(line, line.length, InetAddress.getLoopbackAddress(), port));
    }
    run.waitFor(() -> run.out().lines().count() >= 2);
    assertThat(run.end()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean sends(int port, byte[] line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(line);
      socket.getOutputStream().write('\n');
      return true;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }
}
