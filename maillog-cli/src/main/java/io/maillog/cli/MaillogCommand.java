package io.maillog.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maillog} without a command: shows how to start. */
@Command(
    name = "maillog",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    headerHeading = "maillog reads the logs of mail servers (Postfix, Exim, Sendmail).%n%n",
    descriptionHeading = "%nWhat happened to a message?%n",
    description = {
      "  maillog trace --format text --to bob@example.org /var/log/mail.log",
      "And what happens to mail from now on?",
      "  maillog follow --to bob@example.org",
      "What was delivered, deferred, bounced and refused, by whom and why?",
      "  maillog summary /var/log/mail.log",
      "Where are the logs of this machine?",
      "  maillog where",
      "What does each line say, as data?",
      "  maillog events /var/log/mail.log | jq -c 'select(.kind == \"reject\")'"
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%n",
    footer = {
      "The commands read files (.gz, .xz, .bz2 and .zst as they are), a directory (all logs in it,"
          + " rotated ones oldest first), or standard input if no FILE or - is given; on a"
          + " terminal, trace, follow and summary without FILE read what 'maillog where' finds. The"
          + " mail server is found out line by line.",
      "'maillog COMMAND --help' shows a command's options, with examples.",
      "",
      "Exit codes: 0 done, 1 a query matched nothing, 2 wrong usage, 3 an input could not be read"
          + " (the other inputs are read all the same), 4 the output could not be written, 5 out of"
          + " memory."
    })
final class MaillogCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  MaillogCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
    return ExitCode.WRONG_USAGE;
  }
}
