package io.maillog.cli;

import io.maillog.event.MailEvent;
import io.maillog.follow.CheckpointException;
import io.maillog.follow.FollowNotice;
import io.maillog.follow.InputStatus;
import io.maillog.follow.LogFollower;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maillog follow}: reads on as a log is written. */
@Command(
    name = "follow",
    versionProvider = Version.class,
    sortOptions = false,
    header = "Reads on as a log is written and rotated, like tail -F: each trace when it is over.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description =
        "Follows files across every way of rotating them, directories with the logs that come into"
            + " them later, named pipes and standard input. A trace is written when its message is"
            + " over; as text, and with an option that chooses traces, its story is printed as it"
            + " grows. With --checkpoint it goes on where it stopped, however that was; what was"
            + " open stays open. --from start or end (default) says where to begin in the files as"
            + " they are now, beside --from ADDRESS; --since TIME begins with the first line of"
            + " that time, which is searched in rotated files too. Ctrl-C and SIGTERM end it: then"
            + " the state is saved, and the exit code is 0.",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  maillog follow --to bob@example.org",
      "  maillog follow --since 2h --outcome bounced,rejected /var/log/mail.log",
      "  maillog follow --checkpoint mail.state --output traces.ndjson /var/log/mail.log",
      "  maillog follow --events /var/log/exim4/ | jq -c 'select(.kind == \"reject\")'",
      "",
      "Each trace says where its first line stands: file and n. After a restart from a checkpoint,"
          + " a trace that comes once more to standard output has the same again. In a file of"
          + " --output each is exactly once: at a start it is cut back to what the checkpoint"
          + " knows."
    })
final class FollowCommand implements Callable<Integer> {
  /** How traces and events are written. */
  enum Format {
    NDJSON,
    TEXT
  }

  /** The words of {@code --from} that are no sender's. */
  private static final List<String> PLACES = List.of("start", "end");

  /** What is written. */
  static final class What {
    @Option(names = "--traces", description = "One trace a message (default).")
    boolean traces;

    @Option(names = "--events", description = "One event a line.")
    boolean events;
  }

  private final Streams streams;
  private final Machine machine;

  @Mixin CommonOptions common = new CommonOptions();

  @ArgGroup(exclusive = true, order = -40)
  @Nullable What what;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = -30,
      description = "ndjson, or text, which is the default on a terminal.")
  @Nullable Format format;

  @Option(
      names = "--journal",
      paramLabel = "MATCH",
      arity = "0..1",
      fallbackValue = "",
      order = -24,
      description =
          "Follow systemd's journal: what mail servers log, or what matches, as"
              + " _SYSTEMD_UNIT=postfix@-.service.")
  List<String> journal = new ArrayList<>();

  @Option(
      names = "--syslog-udp",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.Converter.class,
      order = -23,
      description = "Receive syslog by UDP, on the loopback interface if no HOST is given.")
  List<ListenAddress> udp = new ArrayList<>();

  @Option(
      names = "--syslog-tcp",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.Converter.class,
      order = -22,
      description = "Receive syslog by TCP, likewise.")
  List<ListenAddress> tcp = new ArrayList<>();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      order = -20,
      description =
          "Where to keep how far it came, and what is open: goes on from there if it exists. Its"
              + " folder must exist.")
  @Nullable Path checkpoint;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      order = -15,
      description = "Append to a file, in the place of standard output.")
  @Nullable Path output;

  @ArgGroup(exclusive = false, heading = "%nWhich traces:%n")
  FilterOptions filters = new FilterOptions();

  FollowCommand(Streams streams, Machine machine) {
    this.streams = streams;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    boolean fromStart = fromStart();
    TraceFilter filter = filters.filter(common, machine.clock());
    boolean events = what != null && what.events;
    if (events && filters.chooseTraces()) {
      throw common.wrong("--events gives every line: options that choose traces do not go with it");
    }
    checkFiles();
    if (fromStart && filters.since != null) {
      throw common.wrong("--from start and --since TIME both say where to begin");
    }
    try (FollowOutput target = FollowOutput.open(output, streams)) {
      return follow(filter, events, fromStart, target);
    } catch (CheckpointException e) {
      streams.say(String.valueOf(e.getMessage()));
      return ExitCode.INPUT_FAILED;
    } catch (IOException e) {
      streams.say("following cannot begin: " + e.getMessage());
      return ExitCode.INPUT_FAILED;
    }
  }

  /** What is written is not read, and is a file. */
  private void checkFiles() {
    Path written = output;
    if (written != null && isSame(written, checkpoint)) {
      throw common.wrong("--output and --checkpoint are the same file");
    }
    if (written != null && Files.exists(written) && !Files.isRegularFile(written)) {
      throw common.wrong("--output " + written + " is no plain file: use standard output");
    }
    List<String> inputs = new ArrayList<>(common.files);
    common.sources.forEach(source -> inputs.add(source.path()));
    for (String input : inputs) {
      Path read = input.equals(CommonOptions.STANDARD_INPUT) ? null : path(input);
      if (isSame(read, written) || isSame(read, checkpoint)) {
        throw common.wrong(input + " cannot be followed and written at the same time");
      }
      if (isInside(written, read) || isInside(checkpoint, read)) {
        throw common.wrong(
            "--output and --checkpoint cannot be in " + input + ", whose logs are followed");
      }
    }
  }

  private static boolean isSame(@Nullable Path one, @Nullable Path other) {
    if (one == null || other == null) {
      return false;
    }
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  private static boolean isInside(@Nullable Path file, @Nullable Path directory) {
    return file != null
        && directory != null
        && Files.isDirectory(directory)
        && isSame(file.toAbsolutePath().getParent(), directory);
  }

  private boolean asText() {
    Format given = format;
    return given == null ? output == null && streams.isTerminal(Streams.OUT) : given == Format.TEXT;
  }

  /** Takes the place to begin at, {@code --from start} or {@code end}, from among the senders. */
  private boolean fromStart() {
    List<String> places =
        filters.from.stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(PLACES::contains)
            .toList();
    if (places.size() > 1) {
      throw common.wrong("--from start or --from end should be specified only once");
    }
    filters.from.removeIf(word -> PLACES.contains(word.toLowerCase(Locale.ROOT)));
    return places.contains(PLACES.get(0));
  }

  private int follow(TraceFilter filter, boolean events, boolean fromStart, FollowOutput target)
      throws IOException {
    LogFollower.Builder options = options(target);
    if (fromStart) {
      options.fromStart();
    }
    GrowingStories stories = null;
    if (events) {
      options.onEvent(events(target));
    } else if (asText() && filters.chooseTraces()) {
      stories = new GrowingStories(filter, target);
      options.onEvent(stories::event).onTrace(stories::trace);
    } else {
      Consumer<? super MessageTrace> writer = traces(target);
      options.onTrace(
          trace -> {
            if (filter.matches(trace)) {
              writer.accept(trace);
            }
          });
    }
    GrowingStories growing = stories;
    LogFollower[] made = new LogFollower[1];
    options.onQuiet(
        () -> {
          if (growing != null) {
            growing.tell(made[0].log());
          }
          target.flush();
        });
    try (LogFollower follower = options.build();
        EndBySignal end = new EndBySignal(follower::stop)) {
      made[0] = follower;
      target.stopWaitingWhen(end::asked);
      return end.exitsWith(run(follower, target));
    }
  }

  private int run(LogFollower follower, FollowOutput target) {
    try {
      follower.run();
      target.flush();
    } catch (UncheckedIOException e) {
      streams.say(e.getMessage() + ": " + String.valueOf(e.getCause()));
      return ExitCode.FAILED;
    }
    if (common.stats) {
      for (InputStatus input : follower.inputs()) {
        streams.say(
            input.name() + ": " + input.lines() + " lines, " + input.behind() + " bytes behind");
      }
    }
    return ExitCode.DONE;
  }

  private LogFollower.Builder options(FollowOutput target) {
    LogFollower.Builder options =
        LogFollower.builder()
            .dialects(common.dialects())
            .zone(common.zone())
            .onNotice(this::say)
            .payload(target);
    addInputs(options);
    for (LabelledPath source : common.sources) {
      options.files(source.label(), path(source.path()));
    }
    TimeBound since = filters.since(common, machine.clock());
    if (since != null) {
      options.since(since.first());
    }
    if (common.year != null) {
      options.firstYear(common.year);
    }
    if (checkpoint != null) {
      options.checkpoint(checkpoint);
    }
    return options;
  }

  private void addInputs(LogFollower.Builder options) {
    if (!journal.isEmpty()) {
      options.journal(journal.stream().filter(match -> !match.isEmpty()).toArray(String[]::new));
    }
    udp.forEach(address -> options.syslogUdp(address.socket()));
    tcp.forEach(address -> options.syslogTcp(address.socket()));
    boolean others = !journal.isEmpty() || !udp.isEmpty() || !tcp.isEmpty();
    if (common.files.isEmpty() && others) {
      return; // nobody has asked for standard input
    }
    for (String input : common.inputs()) {
      if (input.equals(CommonOptions.STANDARD_INPUT)) {
        addStandardInput(options);
      } else {
        options.files(path(input));
      }
    }
  }

  /** On a terminal, where nothing was given, the usual logs are meant. */
  private void addStandardInput(LogFollower.Builder options) {
    if (common.files.isEmpty() && streams.isTerminal(Streams.IN)) {
      UsualLogs usual = UsualLogs.of(machine);
      if (!usual.denied().isEmpty()) {
        streams.say(usual.deniedSentence());
      }
      if (!usual.taken().isEmpty()) {
        streams.say(usual.followedSentence());
        options.files(usual.followed());
        return;
      }
      streams.say("reading from the terminal; end with Ctrl-D, or see maillog where");
    }
    options.stream(streams.in(), CommonOptions.STANDARD_INPUT);
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw common.wrong(text + ": no file name on this system: " + e.getReason());
    }
  }

  private void say(FollowNotice notice) {
    streams.say(notice.toString());
  }

  private Consumer<? super MailEvent> events(FollowOutput target) {
    if (asText()) {
      EventText writer = new EventText(false);
      SafeText text = new SafeText();
      return event -> {
        writer.write(event, text);
        text.writeTo(target.lines());
      };
    }
    EventJson writer = new EventJson(false);
    JsonBuffer json = new JsonBuffer();
    return event -> {
      writer.write(event, json);
      target.lines().write(json);
    };
  }

  private Consumer<? super MessageTrace> traces(FollowOutput target) {
    if (asText()) {
      SafeText text = new SafeText();
      return trace -> {
        TraceText.write(trace, text);
        text.writeTo(target.lines());
      };
    }
    TraceJson writer = new TraceJson(true);
    JsonBuffer json = new JsonBuffer();
    return trace -> {
      writer.write(trace, json);
      target.lines().write(json);
    };
  }
}
