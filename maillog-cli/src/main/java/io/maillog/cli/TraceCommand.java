package io.maillog.cli;

import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import io.maillog.trace.MessageTrace;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maillog trace}: what happened to each message. */
@Command(
    name = "trace",
    versionProvider = Version.class,
    sortOptions = false,
    header = "What happened to each message: one trace a message.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description =
        "All lines of a message become one trace: who sent it, every recipient with every delivery"
            + " attempt, how it ended, and which other messages belong to it. A refusal at SMTP"
            + " time is a trace too, so that a search for an address finds refused mail as well."
            + " Options that choose traces must all hold.",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  maillog trace --format text --to bob@example.org /var/log/mail.log",
      "  maillog trace --from '*@example.org' --outcome bounced,expired /var/log/",
      "  maillog trace --client 192.0.2.10 --since '2026-09-12 08:00' mail.log",
      "  maillog trace --since 2h --format text --outcome deferred /var/log/mail.log",
      "  maillog trace --queue-id 4Xk1Zp2Wvzz9 --format text mail.log.1 mail.log",
      "  maillog trace mail.log | jq -r 'select(.outcome == \"deferred\") | .queue_id'",
      "",
      "Without FILE on a terminal, the usual places of logs are read that exist ('maillog where')"
          + " with their rotated files; - is standard input.",
      "",
      "The exit code is 1 if traces were asked for and none is there. A trace says by its"
          + " completeness whether the log tells the whole story: complete, no-start (the log"
          + " begins later), open (still queued at the end of the log), partial, evicted. The text"
          + " format is for people and may change; in it a stranger's control characters, bytes"
          + " that are not UTF-8, and marks of writing direction are shown as \\xNN, a backslash as"
          + " \\\\."
    })
final class TraceCommand implements Callable<Integer> {
  /** How traces are written. */
  enum Format {
    NDJSON,
    TEXT
  }

  private final Streams streams;
  private final Machine machine;
  private long matched;

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = -10,
      description = "ndjson (default) or text.")
  Format format = Format.NDJSON;

  @ArgGroup(exclusive = false, heading = "%nWhich traces:%n")
  FilterOptions filters = new FilterOptions();

  TraceCommand(Streams streams, Machine machine) {
    this.streams = streams;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    TraceFilter filter = filters.filter(common, machine.clock());
    Output output = new Output(streams.out());
    Reading reading = new Reading(common, streams, output, true).orUsualLogs(machine);
    Consumer<? super MessageTrace> writer = format == Format.NDJSON ? json(output) : text(output);
    reading.run(log -> log.traces(trace -> choose(trace, filter, writer)));
    output.flush();
    if (reading.failed()) {
      return ExitCode.INPUT_FAILED;
    }
    return filter.asks() && matched == 0 ? ExitCode.NOTHING_MATCHED : ExitCode.DONE;
  }

  private void choose(
      MessageTrace trace, TraceFilter filter, Consumer<? super MessageTrace> writer) {
    if (filter.matches(trace)) {
      matched++;
      writer.accept(trace);
    }
  }

  private static Consumer<? super MessageTrace> json(Output output) {
    TraceJson writer = new TraceJson();
    JsonBuffer json = new JsonBuffer();
    return trace -> {
      writer.write(trace, json);
      output.write(json);
    };
  }

  private static Consumer<? super MessageTrace> text(Output output) {
    SafeText text = new SafeText();
    return trace -> {
      TraceText.write(trace, text);
      text.writeTo(output);
    };
  }
}
