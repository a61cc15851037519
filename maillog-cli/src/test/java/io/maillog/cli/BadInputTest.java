package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong use and each bad input: one sentence, the right exit code, and nothing lost. */
class BadInputTest {
  @TempDir Path dir;

  private static void one(CommandLineRun run, int exitCode, String part) {
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("maillog: ").contains(part);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content).toString();
  }

  // --- wrong options

  @ParameterizedTest
  @CsvSource({
    "events, --threads, 0, 1 to 256",
    "events, --threads, many, 1 to 256",
    "events, --year, 20, 1970 to 2169",
    "events, --zone, Berlin, Europe/Berlin",
    "events, --dialect, qmail, none of auto",
    "events, --source, mx1, LABEL=PATH",
    "events, --source, =mx1.log, LABEL=PATH",
    "events, --source, mx1=, LABEL=PATH",
    "events, --format, xml, xml",
    "trace, --format, json, json",
    "trace, --outcome, lost, sent",
    "trace, --since, last week, yesterday or 2h",
    "trace, --since, 2 h, 2026-09-12",
    "trace, --since, 2H, 2026-09-12",
    "trace, --since, -2h, -2h",
    "trace, --since, 9999999999w, 2026-09-12",
    "trace, --until, h, 2026-09-12",
    "trace, --until, 2026-13-01, 2026-09-12",
    "trace, --form, text, --format",
    "summary, --top, 0, 1 to 1000",
    "summary, --raw, x, --raw"
  })
  void wrongOptionsAreExitCodeTwo(String command, String option, String value, String part) {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.ALL, command, option, value);
    one(run, 2, part);
    assertThat(run.err()).contains("maillog " + command + " --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void wrongCombinationsAreExitCodeTwo() {
    one(CommandLineRun.of("events", "-", "-"), 2, "twice");
    one(CommandLineRun.of("events", ""), 2, "empty file name");
    one(CommandLineRun.of("events", "--zone"), 2, "--zone");
    one(CommandLineRun.of("evnts"), 2, "is events meant?");
    one(
        CommandLineRun.of("trace", "--since", "2026-09-13", "--until", "2026-09-12"),
        2,
        "--since is after --until");
  }

  @Test
  void noCommandIsExitCodeTwoAndShowsHowToStart() {
    CommandLineRun run = CommandLineRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("maillog trace --format text --to");
    assertThat(run.out()).isEmpty();
  }

  // --- out of memory

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noMemoryIsExitCodeFive(int threads) {
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    CommandLineRun run =
        CommandLineRun.run(
            DemoLogs.ALL,
            target,
            new ByteArrayOutputStream(),
            stream -> false,
            "events",
            "--threads",
            Integer.toString(threads));
    one(run, 5, "out of memory: give it more than the ");
  }

  // --- inputs that cannot be read

  @ParameterizedTest
  @ValueSource(strings = {"events", "trace", "summary"})
  void missingFileIsExitCodeThreeAndTheOthersAreRead(String command) throws IOException {
    String good = file("mail.log", DemoLogs.ALL);
    String missing = dir.resolve("missing.log").toString();
    CommandLineRun run = CommandLineRun.of(command, missing, good);
    one(run, 3, missing + ": no such file");
    assertThat(run.out()).contains("reject");
    assertThat(CommandLineRun.of(command, missing).exitCode()).isEqualTo(3);
  }

  @Test
  void unreadableFileIsExitCodeThree() throws IOException {
    Path secret = Files.writeString(dir.resolve("secret.log"), DemoLogs.ALL);
    assertThat(secret.toFile().setReadable(false)).isTrue();
    Path writeOnly = Path.of("/proc/sys/vm/compact_memory");
    Path forbidden = Files.isReadable(secret) ? writeOnly : secret;
    assumeTrue(Files.exists(forbidden), "root may read every file, but for some of Linux");
    one(CommandLineRun.of("events", forbidden.toString()), 3, "permission denied");
  }

  @Test
  void readErrorIsExitCodeThreeAndTheOthersAreRead() throws IOException {
    String unreadable = "/proc/self/mem";
    assumeTrue(
        Files.isReadable(Path.of(unreadable)), "a file of Linux that opens, but cannot be read");
    CommandLineRun run = CommandLineRun.of("events", unreadable, file("mail.log", DemoLogs.ALL));
    one(run, 3, unreadable + ": ");
    assertThat(run.lines()).hasSize(12);
  }

  @Test
  void exitCodeThreeGoesBeforeOne() {
    one(CommandLineRun.of("trace", "--to", "a@example.org", "missing.log"), 3, "no such file");
  }

  @Test
  void directoryWithoutLogsIsExitCodeThree() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    one(CommandLineRun.of("events", empty.toString()), 3, "no log in this directory");
    String good = file("mail.log", DemoLogs.ALL);
    CommandLineRun run = CommandLineRun.of("events", empty.toString(), good);
    one(run, 3, "no log in this directory");
    assertThat(run.lines()).hasSize(12);
  }

  @Test
  void directoriesInADirectoryAreNamed() throws IOException {
    Path outer = Files.createDirectory(dir.resolve("log"));
    Files.createDirectory(outer.resolve("exim4"));
    String said = "log: the directories in it are not read, give those that are wanted: exim4";
    Files.writeString(outer.resolve("mail.log"), DemoLogs.ALL);
    CommandLineRun run = CommandLineRun.of("events", outer.toString());
    one(run, 0, said);
    assertThat(run.lines()).hasSize(12);
    for (int i = 0; i < 9; i++) {
      Files.createDirectory(outer.resolve("d" + i));
    }
    one(CommandLineRun.of("events", outer.toString()), 0, ": d0, d1, d2, d3, d4, d5, d6, d7 and 2");
    Files.delete(outer.resolve("mail.log"));
    one(
        CommandLineRun.of("events", outer.toString()),
        3,
        "no log in this directory; the directories in it are not read");
  }

  @Test
  void emptyFileIsSaid() throws IOException {
    CommandLineRun run = CommandLineRun.of("events", file("empty.log", ""));
    one(run, 0, "the input is empty");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void binaryFileIsSaidAndGivesItsLines() throws IOException {
    byte[] bytes = new byte[5000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 7);
    }
    Path binary = Files.write(dir.resolve("binary"), bytes);
    CommandLineRun run = CommandLineRun.of("events", binary.toString());
    one(run, 0, "is it a log?");
    assertThat(run.lines()).isNotEmpty().allMatch(line -> line.contains("\"malformed\""));
  }

  @Test
  void logOfNoMailServerIsSaid() {
    CommandLineRun run =
        CommandLineRun.withInput("Sep 12 10:15:30 mx1 cron[1]: x\n", "events", "--year", "2026");
    one(run, 0, "no line of the input is of a mail server that is known");
    assertThat(run.lines()).hasSize(1);
  }

  @Test
  void cutGzipGivesWhatCouldBeReadAndIsExitCodeThree() throws IOException {
    byte[] whole = gzip(DemoLogs.ALL.repeat(50));
    Path cut = Files.write(dir.resolve("mail.log.1.gz"), Arrays.copyOf(whole, whole.length - 9));
    CommandLineRun run = CommandLineRun.of("events", cut.toString());
    one(run, 3, cut.toString());
    assertThat(run.lines()).hasSizeGreaterThan(500);

    Path good = Files.write(dir.resolve("good.gz"), whole);
    CommandLineRun both = CommandLineRun.of("events", cut.toString(), good.toString());
    one(both, 3, cut.toString());
    assertThat(both.lines()).hasSize(run.lines().size() + 600);
  }

  @Test
  void otherCompressionsAreExitCodeThree() throws IOException {
    Path xz =
        Files.write(dir.resolve("mail.log.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
    one(CommandLineRun.of("events", xz.toString()), 3, "xz");
  }

  @Test
  void fileNameIsAStrangersTextToo() {
    CommandLineRun run = CommandLineRun.of("events", "no\u001b[2Jfile");
    one(run, 3, "no\\x1b[2Jfile");
  }

  // --- outputs

  private static CommandLineRun into(String failure, String... args) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    return CommandLineRun.run(
        DemoLogs.ALL, broken, new ByteArrayOutputStream(), stream -> false, args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "trace", "summary"})
  void closedPipeEndsQuietly(String command) {
    CommandLineRun run = into("Broken pipe", command);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
