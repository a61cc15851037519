package io.maillog;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.MailEvent;
import io.maillog.framing.FramingLimits;
import io.maillog.framing.LogInput;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.TimePolicy;
import io.maillog.trace.MessageTrace;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs: files, directories, rotated sets and streams, compressed or not, to events or to
 * traces.
 *
 * <pre>{@code
 * ReadSummary summary =
 *     MailLog.of(Path.of("/var/log/mail.log"))
 *         .traces(trace -> System.out.println(trace.queueId() + " " + trace.outcome()));
 * }</pre>
 *
 * <p>Several inputs are read one after the other, in the order given; the files of one rotated log
 * oldest first. A directory stands for all logs in it. What cannot be read is said to {@link
 * Builder#onInputError} and in the {@link ReadSummary}, and the other inputs are still read.
 *
 * <p>Which server a message is in is told by the host that its lines name. Where they name none, as
 * in the logs that Exim writes itself, the inputs tell: by their {@linkplain Builder#files(String,
 * Path...) labels}, else by their directories, if the reading has logs of several. So the files of
 * one directory are of one server, whatever path leads there, and the same queue id in {@code
 * a/mainlog} and in {@code b/mainlog} is two messages; give the files of one server that lie in
 * several directories a label. A label never parts what lines of one host say.
 *
 * <p>A handler is called on the thread that asks for the reading, line by line, whatever the number
 * of threads. What it throws ends the reading and passes out unchanged; files are closed. If the
 * thread is interrupted, the reading ends with a {@link
 * java.util.concurrent.CancellationException}, and the thread stays interrupted. A program that
 * wants to go at its own pace asks a {@linkplain #readTraces reader} for one after the other.
 *
 * <p>Options cannot be changed. Files can be read again, and by several threads at once; a stream
 * only once.
 */
public final class MailLog {
  private static final boolean CHECKED = Boolean.getBoolean("io.maillog.checked");

  /** Each log that is read beside others has its blocks. */
  static final int MAX_SIDE_BY_SIDE = 64;

  private final List<Given> given;
  final Dialects dialects;
  final ZoneId zone;
  final OptionalInt firstYear;
  final @Nullable Instant reference;
  final InstantSource clock;
  final int threads;
  final BlockSizes blocks;
  final @Nullable LineChoice choice;
  final CorrelationLimits limits;
  final Consumer<? super InputError> onInputError;
  final ProgressHandler progress;
  private final boolean rotated;
  private final boolean recursive;
  final boolean checked;

  private MailLog(Builder b) {
    this.given = List.copyOf(b.given);
    this.dialects = b.dialects == null ? Dialects.load() : b.dialects;
    this.zone = b.zone == null ? ZoneId.systemDefault() : b.zone;
    this.firstYear = b.firstYear;
    this.reference = b.reference;
    this.clock = b.clock;
    this.threads = b.threads;
    this.limits = b.limits;
    this.onInputError = b.onInputError;
    this.progress = b.progress;
    this.rotated = b.rotated;
    this.recursive = b.recursive;
    this.checked = b.checked;
    this.choice = LineChoice.of(b.kinds, b.host, b.since, b.until);
    this.blocks = new BlockSizes(b.maxLineLength, b.blockBytes, b.blockLines, threads > 1);
  }

  /** This library's version, such as {@code 1.2.0}. */
  public static String version() {
    return LibraryVersion.text();
  }

  /** The log in these files or directories, with every option at its default. */
  public static MailLog of(Path... paths) {
    return builder().files(paths).build();
  }

  /**
   * The log that a stream gives, with every option at its default. The stream is not closed.
   *
   * @param name what errors call it
   */
  public static MailLog of(InputStream stream, String name) {
    return builder().stream(stream, name).build();
  }

  /** Options, at their defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads every line to an event, one log after the other. Allocates nothing a line, once warm. A
   * line that syslog brings twice says so ({@link MailEvent#copy()}); one that several logs have
   * alike does only by {@link #eventsAndTraces}.
   *
   * @param handler gets the events, in the order of the lines
   * @throws IllegalStateException if a stream was read before
   */
  public ReadSummary events(Consumer<? super MailEvent> handler) {
    return read(always(handler, "handler"), null);
  }

  /**
   * Reads as {@link #events}, until the handler wants no more.
   *
   * @param handler gets the events, and says whether it wants the next
   * @return what was read; {@link ReadSummary#stopped()} says whether the handler ended it
   * @throws IllegalStateException if a stream was read before
   */
  public ReadSummary eventsWhile(Predicate<? super MailEvent> handler) {
    return read(Objects.requireNonNull(handler, "handler"), null);
  }

  /**
   * The events that {@link #events} gives, to be asked for one by one. The reader is to be closed.
   *
   * @throws IllegalStateException if a stream was read before
   */
  public EventReader readEvents() {
    return EventReader.of(this, reading());
  }

  /**
   * Reads everything, and gathers the lines of each message into a trace. A line that several logs
   * of a directory, or of a label, have alike counts once, and so does one that syslog brings twice
   * from one process, of what a server writes to two of its logs. Several logs are read side by
   * side, in the order of time, so that a message is followed from one server to the next; more
   * than {@value #MAX_SIDE_BY_SIDE}, one after the other.
   *
   * @param handler gets the traces, each when its story has ended, or at the end of the last input
   * @throws IllegalStateException if a stream was read before
   */
  public ReadSummary traces(Consumer<? super MessageTrace> handler) {
    return read(null, always(handler, "handler"));
  }

  /**
   * Reads as {@link #traces}, until the handler wants no more. Messages that are open then have no
   * trace.
   *
   * @param handler gets the traces, and says whether it wants the next
   * @return what was read; {@link ReadSummary#stopped()} says whether the handler ended it
   * @throws IllegalStateException if a stream was read before
   */
  public ReadSummary tracesWhile(Predicate<? super MessageTrace> handler) {
    return read(null, Objects.requireNonNull(handler, "handler"));
  }

  /**
   * The traces that {@link #traces} gives, to be asked for one by one. The reader is to be closed.
   *
   * @throws IllegalStateException if a stream was read before
   */
  public TraceReader readTraces() {
    return TraceReader.of(this, reading());
  }

  /**
   * Reads every line to an event, and gathers traces at the same time. Several logs are read side
   * by side, as for {@link #traces}; the lines of each are in their order, and one that counts
   * nowhere since it was given before says so ({@link MailEvent#copy()}).
   *
   * @param events gets each event before the traces that it ends are given
   * @param traces gets the traces
   * @throws IllegalStateException if a stream was read before
   */
  public ReadSummary eventsAndTraces(
      Consumer<? super MailEvent> events, Consumer<? super MessageTrace> traces) {
    return read(always(events, "events"), always(traces, "traces"));
  }

  private static <T> Predicate<T> always(Consumer<? super T> handler, String name) {
    Objects.requireNonNull(handler, name);
    return given -> {
      handler.accept(given);
      return true;
    };
  }

  private ReadSummary read(
      @Nullable Predicate<? super MailEvent> events,
      @Nullable Predicate<? super MessageTrace> traces) {
    return reading().read(events, traces);
  }

  private LogReading reading() {
    FoundInputs found = new FoundInputs(rotated, recursive);
    for (Given one : given) {
      Path path = one.path();
      LogInput stream = one.stream();
      if (path != null) {
        found.add(path, one.label());
      } else if (stream != null) {
        found.add(stream, one.label());
      }
    }
    found.endOfPaths();
    return new LogReading(this, found);
  }

  /** An input as it was given: a path or a stream. */
  private record Given(@Nullable String label, @Nullable Path path, @Nullable LogInput stream) {}

  /** Is told how far the reading of a log has come, about once for every block of lines. */
  @FunctionalInterface
  public interface ProgressHandler {
    /**
     * Takes the state, on the thread that reads the log.
     *
     * @param bytesRead bytes of the inputs that were read, before decoding
     * @param bytesTotal bytes of all inputs; -1 if that is not known, as with streams
     */
    void onProgress(long bytesRead, long bytesTotal);
  }

  /** The options of a {@link MailLog}. Each method says what the default is. Not thread-safe. */
  public static final class Builder {
    private final List<Given> given = new ArrayList<>();
    private @Nullable Dialects dialects;
    private @Nullable ZoneId zone;
    private OptionalInt firstYear = OptionalInt.empty();
    private @Nullable Instant reference;
    private InstantSource clock = Clock.systemUTC();
    private int threads = 1;
    private int maxLineLength = FramingLimits.DEFAULT_MAX_LINE_LENGTH;
    private CorrelationLimits limits = CorrelationLimits.DEFAULT;
    private Consumer<? super InputError> onInputError = InputErrors.WARN;
    private ProgressHandler progress = (bytesRead, bytesTotal) -> {};
    private Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
    private @Nullable String host;
    private @Nullable Instant since;
    private @Nullable Instant until;
    private boolean rotated;
    private boolean recursive;
    private boolean checked = CHECKED;
    private int blockBytes;
    private int blockLines;

    private Builder() {}

    /**
     * Adds files or directories. A directory stands for all plain files in it, each log with its
     * rotated files. Directories in it are left out unless {@link #recursive} is set, and so are
     * hidden files, links that lead nowhere, pipes, and what the name tells to be no text ({@code
     * wtmp}, databases, archives); what is left out is in {@link ReadSummary#skipped()}. A pipe or
     * a device given by itself is read once, as a stream. A file that does not exist is an input
     * error, at the reading; one that is given twice is read twice.
     */
    public Builder files(Path... paths) {
      return files(List.of(paths));
    }

    /** Adds files or directories, as {@link #files(Path...)}. */
    public Builder files(Collection<Path> paths) {
      return add(null, paths);
    }

    /**
     * Adds files or directories, as {@link #files(Path...)}, and gives them a label: events have it
     * as {@link MailEvent#source()}, traces as {@link MessageTrace#source()}. All files of a label
     * are of one server; those of another label are of another one, as far as their lines do not
     * say so themselves: see {@link MailLog}.
     *
     * @throws IllegalArgumentException if the label is empty, longer than 255 bytes of UTF-8, or
     *     has control characters
     */
    public Builder files(String label, Path... paths) {
      return files(label, List.of(paths));
    }

    /** Adds files or directories with a label, as {@link #files(String, Path...)}. */
    public Builder files(String label, Collection<Path> paths) {
      return add(LogSource.labelled(label).label(), paths);
    }

    private Builder add(@Nullable String label, Collection<Path> paths) {
      for (Path path : paths) {
        given.add(new Given(label, Objects.requireNonNull(path, "path"), null));
      }
      return this;
    }

    /**
     * Adds a stream, which is read once, and is not closed. It may be compressed. Unless {@link
     * #firstYear} is given, its first 64 KiB are read ahead to find the year, so a live stream's
     * first events come late.
     *
     * @param name what events and errors call it; no label, so it tells no server from another
     */
    public Builder stream(InputStream stream, String name) {
      given.add(new Given(null, null, LogInput.of(stream, name)));
      return this;
    }

    /**
     * Adds a stream, as {@link #stream(InputStream, String)}, and gives it a label, as {@link
     * #files(String, Path...)} does.
     *
     * @param name what events and errors call it
     * @throws IllegalArgumentException if the label is empty, longer than 255 bytes of UTF-8, or
     *     has control characters
     */
    public Builder stream(String label, InputStream stream, String name) {
      LogInput input = LogInput.of(stream, name);
      given.add(new Given(LogSource.labelled(label).label(), null, input));
      return this;
    }

    /** The dialects to read with; default: all that {@link Dialects#load()} finds. */
    public Builder dialects(Dialects value) {
      dialects = Objects.requireNonNull(value, "dialects");
      return this;
    }

    /** The zone of stamps that state no offset; default: the system's. */
    public Builder zone(ZoneId value) {
      zone = Objects.requireNonNull(value, "zone");
      return this;
    }

    /**
     * The year of the first yearless stamp of each log; default: found out. A rotated set is one
     * log, and starts with its oldest file. With a year given, nothing is read ahead, so events of
     * a live stream come at once.
     *
     * @throws IllegalArgumentException if it is not 1970 to 2169
     */
    public Builder firstYear(int year) {
      if (year < TimePolicy.FIRST_YEAR || year > TimePolicy.LAST_YEAR) {
        throw new IllegalArgumentException(
            "the year must be "
                + TimePolicy.FIRST_YEAR
                + " to "
                + TimePolicy.LAST_YEAR
                + ": "
                + year);
      }
      firstYear = OptionalInt.of(year);
      return this;
    }

    /**
     * An instant after which no line of a stream was logged, as a file's is its last change; it
     * decides between years. Default: when the lines are read, so that a live stream may go on into
     * a new year.
     */
    public Builder reference(Instant value) {
      reference = Objects.requireNonNull(value, "reference");
      return this;
    }

    /**
     * The kinds of events that are given; default: all. A line's text tells its kind, so it is read
     * all the same. Traces are told of all lines.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Builder kinds(Set<EventKind> value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("no kind: no event would be given");
      }
      kinds = EnumSet.copyOf(value);
      return this;
    }

    /**
     * The host whose events and traces are given, exactly as lines name it; default: any. Lines of
     * other hosts, and those that name none, are read no farther than their header, unless traces
     * are asked for: those are told of all lines, since they are linked with other hosts' messages.
     * For one kind of server, choose {@link #dialects}: the lines of others are then {@link
     * EventKind#FOREIGN}.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Builder host(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("no host: no event would be given");
      }
      host = name;
      return this;
    }

    /**
     * The first instant of which events and traces are given; default: none. An event is of its
     * line's time; a line without one belongs to the line before it in its log that has a time. A
     * trace is given if something of its message was logged in the span, and tells what was logged
     * outside of it too.
     *
     * <p>Lines outside of the span are read no farther than their header where that alone shows it,
     * unless traces are asked for. A stamp without a year shows it where both ends are given, and
     * are less than a year apart. No line is left out because of its place in the log: a log may be
     * out of order.
     */
    public Builder since(Instant value) {
      since = Objects.requireNonNull(value, "since");
      return this;
    }

    /** The first instant of which events and traces are not given any more; see {@link #since}. */
    public Builder until(Instant value) {
      until = Objects.requireNonNull(value, "until");
      return this;
    }

    /**
     * How many threads work, 1 to 256; default: 1, the caller's own. Of more the caller's is one
     * too, which makes the traces and calls the handlers; where there are traces, a second one
     * finds out what happened to each message; the others parse, and so do these while they would
     * wait. One further thread reads. The result is the same.
     *
     * @throws IllegalArgumentException if it is not in the range
     */
    public Builder threads(int value) {
      if (value < 1 || value > 256) {
        throw new IllegalArgumentException("threads must be 1 to 256: " + value);
      }
      threads = value;
      return this;
    }

    /**
     * How many bytes of a line are read, 1 to 64 MiB; default: 64 KiB. The rest is skipped, and the
     * line counts as cut.
     *
     * @throws IllegalArgumentException if it is not in the range
     */
    public Builder maxLineLength(int bytes) {
      maxLineLength = new FramingLimits(bytes, 1, 1).maxLineLength();
      return this;
    }

    /** What the correlator may hold; default: {@link CorrelationLimits#DEFAULT}. */
    public Builder limits(CorrelationLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /**
     * Gets what cannot be read, in order, on the thread that asks for the reading; default: {@link
     * InputErrors#WARN}. What it throws ends the reading, as {@link InputErrors#THROW} does; else
     * the other inputs are read. All errors are in the {@link ReadSummary} too.
     */
    public Builder onInputError(Consumer<? super InputError> handler) {
      onInputError = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** Is told how far the reading has come; default: nobody. */
    public Builder onProgress(ProgressHandler handler) {
      progress = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** Whether a file stands for all files of its rotated log; default: no. */
    public Builder rotated(boolean value) {
      rotated = value;
      return this;
    }

    /**
     * Whether a directory stands for the logs of the directories in it too, to a depth of 16;
     * default: no. Links to directories are not followed, and hidden directories left out: that is
     * in {@link ReadSummary#skipped()}.
     */
    public Builder recursive(boolean value) {
      recursive = value;
      return this;
    }

    /** Tells when lines are read; default: the system's clock. */
    Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Whether an event that is used after its callback throws; default: a system property's. */
    Builder checked(boolean value) {
      checked = value;
      return this;
    }

    /** The size of blocks, which the result must not depend on. */
    Builder blocks(int bytes, int lines) {
      blockBytes = bytes;
      blockLines = lines;
      return this;
    }

    /**
     * The log.
     *
     * @throws IllegalArgumentException if no input was added, or {@link #since} is after {@link
     *     #until}
     */
    public MailLog build() {
      if (given.isEmpty()) {
        throw new IllegalArgumentException("no input: give a file, a directory or a stream");
      }
      if (since != null && until != null && since.isAfter(until)) {
        throw new IllegalArgumentException("since " + since + " is after until " + until);
      }
      return new MailLog(this);
    }
  }
}
