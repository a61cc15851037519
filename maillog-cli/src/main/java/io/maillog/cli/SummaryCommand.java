package io.maillog.cli;

import io.maillog.ndjson.JsonBuffer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maillog summary}: a log in figures. */
@Command(
    name = "summary",
    versionProvider = Version.class,
    sortOptions = false,
    header = "A log in figures.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description =
        "Lines by kind and program; messages and recipients by outcome; the most frequent senders,"
            + " recipients, domains, clients, relays, and reasons for refusals, bounces and"
            + " deferrals; percentiles of the delay from arrival to delivery.",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  maillog summary /var/log/mail.log",
      "  maillog summary --top 30 /var/log/exim4/",
      "  maillog summary --format json mail.log | jq '.recipients.by_outcome'",
      "",
      "Without FILE on a terminal, the usual places of logs are read that exist ('maillog where')"
          + " with their rotated files; - is standard input.",
      "",
      "Memory does not grow with the log. Each list is exact up to 10000 different values, or a"
          + " million characters of them; beyond, a count may be too high, and the list says by how"
          + " much at most. A percentile is at most 1.6 %% too high; the maximum is exact. Of"
          + " reasons, what stands in <> and [] is left out, so that equal ones are counted as one."
          + " Senders, recipients and domains are those of mail that was not refused.",
      "",
      "A message is what a user sent, counted once, with the outcome of its last pass. Second"
          + " passes through a content filter, submissions that a submission queue hands on,"
          + " notifications, forwards and clones are counted beside."
    })
final class SummaryCommand implements Callable<Integer> {
  /** How the summary is written. */
  enum Format {
    TEXT,
    JSON
  }

  private final Streams streams;
  private final Machine machine;

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = -20,
      description = "text (default) or json.")
  Format format = Format.TEXT;

  @Option(
      names = "--top",
      paramLabel = "N",
      order = -10,
      converter = CommonOptions.TopConverter.class,
      description = "How long the lists are, 1 to 1000 (default: 10).")
  int top = 10;

  SummaryCommand(Streams streams, Machine machine) {
    this.streams = streams;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Output output = new Output(streams.out());
    LogSummary summary = new LogSummary();
    Reading reading = new Reading(common, streams, output, false).orUsualLogs(machine);
    reading.run(log -> log.eventsAndTraces(summary::add, summary::add));
    if (format == Format.TEXT) {
      SafeText text = new SafeText();
      SummaryText.write(summary, top, text);
      text.writeTo(output);
    } else {
      JsonBuffer json = new JsonBuffer();
      SummaryJson.write(summary, top, json);
      output.write(json);
    }
    output.flush();
    return reading.failed() ? ExitCode.INPUT_FAILED : ExitCode.DONE;
  }
}
