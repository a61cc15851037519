package io.maillog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.IntPredicate;

/** A run of the command in this process: its exit code, and what it wrote. */
record CommandLineRun(int exitCode, String out, String err) {
  /** A machine without any logs of its own. */
  private static final Machine BARE =
      new Machine(Path.of("no such root"), Clock.systemUTC(), Files::isReadable);

  static CommandLineRun of(String... args) {
    return withInput("", args);
  }

  static CommandLineRun withInput(String input, String... args) {
    return run(input, stream -> false, args);
  }

  static CommandLineRun run(String input, IntPredicate terminals, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return run(input, out, out, terminals, args);
  }

  /** A run on a machine of the test's. */
  static CommandLineRun on(Machine machine, String input, IntPredicate terminals, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return run(machine, input, out, out, terminals, args);
  }

  /** A run that writes into {@code target}; what came to {@code seen} is its output. */
  static CommandLineRun run(
      String input,
      OutputStream target,
      ByteArrayOutputStream seen,
      IntPredicate terminals,
      String... args) {
    return run(BARE, input, target, seen, terminals, args);
  }

  private static CommandLineRun run(
      Machine machine,
      String input,
      OutputStream target,
      ByteArrayOutputStream seen,
      IntPredicate terminals,
      String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            target,
            new PrintStream(err, true, UTF_8),
            terminals);
    int exitCode = Main.run(streams, machine, args);
    return new CommandLineRun(exitCode, seen.toString(UTF_8), err.toString(UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
