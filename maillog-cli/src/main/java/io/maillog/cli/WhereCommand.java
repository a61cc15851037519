package io.maillog.cli;

import io.maillog.cli.FoundPlace.State;
import io.maillog.ndjson.JsonBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maillog where}: the usual places of logs, and which exist. */
@Command(
    name = "where",
    versionProvider = Version.class,
    sortOptions = false,
    header = "Where logs usually are, and which are there.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description =
        "The places where the systems and servers put the logs of Postfix, Exim, Sendmail and"
            + " OpenSMTPD: which exist on this machine, with their size, their last change and how"
            + " many rotated files they have. What two names lead to is listed once.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  maillog where",
      "  maillog where --format ndjson | jq -r 'select(.state == \"exists\") | .path'",
      "",
      "The exit code is 1 if none exists. A journal does not count, since it may be without mail;"
          + " if there is one, its line says how to read it. trace and summary read the places that"
          + " exist if they are given no FILE on a terminal; a log that mail shares with other"
          + " programs only if there is none of mail alone. The text format is for people and may"
          + " change."
    })
final class WhereCommand implements Callable<Integer> {
  /** How the places are written. */
  enum Format {
    TEXT,
    NDJSON,
    JSON
  }

  private final Streams streams;
  private final Machine machine;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), ndjson (a place a line) or json (one object).")
  Format format = Format.TEXT;

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

  WhereCommand(Streams streams, Machine machine) {
    this.streams = streams;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    List<FoundPlace> places = PlaceSearch.on(machine);
    Path journal = Journal.in(machine.root());
    Output output = new Output(streams.out());
    if (format == Format.TEXT) {
      SafeText text = new SafeText();
      WhereText.write(places, journal, machine.clock().getZone(), text);
      text.writeTo(output);
    } else {
      output.write(json(places, journal));
    }
    output.flush();
    return places.stream().anyMatch(found -> found.is(State.EXISTS))
        ? ExitCode.DONE
        : ExitCode.NOTHING_MATCHED;
  }

  private JsonBuffer json(List<FoundPlace> places, @Nullable Path journal) {
    JsonBuffer json = new JsonBuffer();
    if (format == Format.JSON) {
      WhereJson.writeOne(places, journal, json);
    } else {
      WhereJson.writeLines(places, journal, json);
    }
    return json;
  }
}
