package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The jar that users run, as a process of its own. Runs after the packaging. */
class BuiltJarTest {
  private static final Path JAR = Path.of("target/maillog.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String LINE =
      "2026-09-12T10:15:30+02:00 mx1 postfix/smtpd[1]: connect from"
          + " client.example.org[192.0.2.1]\n";

  @TempDir Path dir;

  @BeforeEach
  void jarIsBuilt() {
    assumeTrue(Files.exists(JAR), "no jar yet");
  }

  private CommandLineRun run(Path output, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
    command.addAll(List.of(args));
    return run(output, command);
  }

  private CommandLineRun run(Path output, List<String> command) throws Exception {
    Path err = dir.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Files.createFile(dir.resolve("in" + System.nanoTime())).toFile())
            .redirectOutput(output.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String out = Files.isRegularFile(output) ? Files.readString(output) : "";
    return new CommandLineRun(process.exitValue(), out, Files.readString(err));
  }

  private Path log(int lines) throws IOException {
    return Files.writeString(dir.resolve("mail.log"), LINE.repeat(lines), StandardCharsets.UTF_8);
  }

  @Test
  void versionIsThatOfTheBuild() throws Exception {
    CommandLineRun run = run(dir.resolve("out"), "--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("maillog \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void eventsComeOut() throws Exception {
    CommandLineRun run = run(dir.resolve("out"), "events", log(1000).toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(1000);
  }

  @Test
  void exampleNeedsNoMoreThanTheJar() throws Exception {
    Path example = ExampleRun.EXAMPLES.resolve("FromFileToTraces.java");
    Path sample = ExampleRun.EXAMPLES.resolve("postfix.log");
    List<String> command =
        List.of(JAVA.toString(), "-cp", JAR.toString(), example.toString(), sample.toString());
    CommandLineRun run = run(dir.resolve("out"), command);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).hasSizeGreaterThan(10).anyMatch(line -> line.endsWith(": SENT"));
  }

  private interface Compressing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private Path compressed(String name, Compressing compressing) throws IOException {
    Path path = dir.resolve(name);
    try (OutputStream out = compressing.over(Files.newOutputStream(path))) {
      out.write(LINE.repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  @Test
  void compressedLogsAreRead() throws Exception {
    for (Path path :
        List.of(
            compressed("mail.log.1.zst", ZstdOutputStream::new),
            compressed("mail.log.2.xz", out -> new XZOutputStream(out, new LZMA2Options())),
            compressed("mail.log.3.bz2", BZip2CompressorOutputStream::new))) {
      CommandLineRun run = run(dir.resolve("out"), "events", path.toString());
      assertThat(run.err()).as("no warning of native code either").isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.lines()).hasSize(1000);
    }
    CommandLineRun all = run(dir.resolve("out"), "summary", dir.toString());
    assertThat(all.out()).contains("3000");
  }

  @Test
  void exitCodesComeOut() throws Exception {
    assertThat(run(dir.resolve("out"), "events", "--bogus").exitCode()).isEqualTo(2);
    assertThat(run(dir.resolve("out"), "events", "missing.log").exitCode()).isEqualTo(3);
    assertThat(run(dir.resolve("out"), "trace", "--to", "a@example.org").exitCode()).isEqualTo(1);
  }

  @Test
  void closedPipeEndsQuietly() throws Exception {
    Path shell = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(shell), "no shell");
    String script =
        "{ '"
            + JAVA
            + "' -jar '"
            + JAR
            + "' events '"
            + log(20_000)
            + "'; echo \"exit $?\" >&2; } | head -n 1";
    CommandLineRun run = run(dir.resolve("out"), List.of(shell.toString(), "-c", script));
    assertThat(run.lines()).hasSize(1);
    assertThat(run.errLines()).last().isEqualTo("exit 0");
  }

  @Test
  void fullDiskIsSaid() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full");
    CommandLineRun run = run(full, "events", log(10).toString());
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.errLines()).last().asString().contains("the output cannot be written");
  }

  @Test
  void dialectsAreFoundOnTheModulePath() throws Exception {
    List<String> modules =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.matches(".*(maillog-(core|postfix)|slf4j-api)-[^/\\\\]*\\.jar"))
            .toList();
    assumeTrue(modules.size() == 3, "no jars yet: " + modules);
    CommandLineRun run =
        run(
            dir.resolve("out"),
            List.of(
                JAVA.toString(),
                "--module-path",
                String.join(File.pathSeparator, modules),
                "--add-modules",
                "ALL-MODULE-PATH",
                "../examples/FromFileToTraces.java",
                "../examples/postfix.log"));
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).anyMatch(line -> line.endsWith(": SENT"));
  }
}
