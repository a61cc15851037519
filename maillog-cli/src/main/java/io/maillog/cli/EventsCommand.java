package io.maillog.cli;

import io.maillog.event.MailEvent;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maillog events}: one event for each line. */
@Command(
    name = "events",
    versionProvider = Version.class,
    sortOptions = false,
    header = "What each line says: one event a line, in order.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description =
        "Every line of input gives exactly one event: its kind (delivery, reject, received, ...)"
            + " and the fields that the line states, and no others. Lines that are not understood"
            + " are there as well: other (of a mail server, not in its grammar), foreign (of"
            + " another program), malformed (no log line).",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  maillog events /var/log/mail.log | head -n 3 | jq",
      "  maillog events mail.log.*.gz mail.log | jq -c 'select(.kind == \"reject\")'",
      "  journalctl -f -u postfix | maillog events --year 2026 --format text",
      "  maillog events --format text --raw /var/log/exim4/",
      "",
      "NDJSON has one object a line. n is the line's number in its input, file its name where"
          + " several inputs are read; copy is true where the line repeats one before it, since a"
          + " server wrote it to two logs and syslog took both. The text format is for people and"
          + " may change: time, host, program, kind, field=value; in it a stranger's control"
          + " characters, bytes that are not UTF-8, and marks of writing direction are shown as"
          + " \\xNN, a backslash as \\\\."
    })
final class EventsCommand implements Callable<Integer> {
  /** How events are written. */
  enum Format {
    NDJSON,
    TEXT
  }

  private final Streams streams;

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = -20,
      description = "ndjson (default) or text.")
  Format format = Format.NDJSON;

  @Option(names = "--raw", order = -10, description = "Add the whole line, as raw.")
  boolean raw;

  EventsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Output output = new Output(streams.out());
    Reading reading = new Reading(common, streams, output, true);
    Consumer<? super MailEvent> handler = format == Format.NDJSON ? json(output) : text(output);
    reading.run(log -> log.events(handler));
    output.flush();
    return reading.failed() ? ExitCode.INPUT_FAILED : ExitCode.DONE;
  }

  private Consumer<? super MailEvent> json(Output output) {
    EventJson writer = new EventJson(raw);
    JsonBuffer json = new JsonBuffer();
    return event -> {
      writer.write(event, json);
      output.write(json);
    };
  }

  private Consumer<? super MailEvent> text(Output output) {
    EventText writer = new EventText(raw);
    SafeText text = new SafeText();
    return event -> {
      writer.write(event, text);
      text.writeTo(output);
    };
  }
}
