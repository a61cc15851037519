package io.maillog.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
public final class Main {
  private Main() {}

  /** Runs the command, and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(Streams.ofProcess(), args));
  }

  /** Runs the command on these streams, and gives its exit code. */
  static int run(Streams streams, String... args) {
    return run(streams, Machine.ofProcess(), args);
  }

  /** Runs the command on these streams and this machine, and gives its exit code. */
  static int run(Streams streams, Machine machine, String... args) {
    CommandLine line = new CommandLine(new MaillogCommand(streams));
    line.addSubcommand(new EventsCommand(streams));
    line.addSubcommand(new TraceCommand(streams, machine));
    line.addSubcommand(new SummaryCommand(streams, machine));
    line.addSubcommand(new FollowCommand(streams, machine));
    line.addSubcommand(new WhereCommand(streams, machine));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, given) -> wrongUsage(e, streams));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, streams));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      streams.say(
          "out of memory: give it more than the "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB that it may take, as by java -Xmx1g");
      return ExitCode.OUT_OF_MEMORY;
    }
  }

  private static int wrongUsage(ParameterException e, Streams streams) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    StringBuilder sentence = new StringBuilder(String.valueOf(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      sentence.append("; is ").append(unmatched.getSuggestions().get(0)).append(" meant?");
    }
    streams.say(sentence + " (see " + command + " --help)");
    return ExitCode.WRONG_USAGE;
  }

  private static int failed(Exception e, Streams streams) {
    if (e instanceof OutputException output) {
      if (output.readerHasGone()) {
        return ExitCode.DONE;
      }
      streams.say("the output cannot be written: " + output.getMessage());
      return ExitCode.FAILED;
    }
    streams.say("this is a bug in maillog, please report it: " + e);
    e.printStackTrace(streams.err());
    return ExitCode.FAILED;
  }
}
