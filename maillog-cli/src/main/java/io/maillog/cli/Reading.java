package io.maillog.cli;

import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventKind;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One reading of a command's inputs: what goes wrong is said, and how far it is shown. */
final class Reading {
  private static final long BAR_FROM_BYTES = 32L << 20;
  private static final long TWO_THREADS_FROM_BYTES = 256L << 20;

  private final CommonOptions options;
  private final Streams streams;
  private final Output output;
  private final boolean writesMeanwhile;
  private final List<String> dialects;
  private long bytes;
  private boolean live;
  private boolean failed;
  private boolean barDecided;
  private @Nullable Machine machine;
  private @Nullable ProgressBar bar;

  /**
   * A reading.
   *
   * @param writesMeanwhile whether output comes while it reads, not at its end alone
   */
  Reading(CommonOptions options, Streams streams, Output output, boolean writesMeanwhile) {
    this.options = options;
    this.streams = streams;
    this.output = output;
    this.writesMeanwhile = writesMeanwhile;
    this.dialects = options.dialects().all().stream().map(Dialect::name).toList();
  }

  /** Takes the usual logs of a machine where nothing is given, and somebody sits at a terminal. */
  Reading orUsualLogs(Machine there) {
    machine = there;
    return this;
  }

  /** Reads all inputs; {@code how} says into what. */
  void run(Function<MailLog, ReadSummary> how) {
    long started = System.nanoTime();
    MailLog.Builder builder =
        MailLog.builder()
            .dialects(options.dialects())
            .zone(options.zone())
            .onInputError(error -> failed(error.toString()))
            .onProgress(this::progress);
    Integer year = options.year;
    if (year != null) {
      builder.firstYear(year);
    }
    boolean any = add(options.inputs(), builder);
    for (LabelledPath source : options.sources) {
      any |= addPath(source.path(), source.label(), builder);
    }
    if (!any) {
      return;
    }
    Integer threads = options.threads;
    builder.threads(
        threads == null ? threads(bytes, Runtime.getRuntime().availableProcessors()) : threads);
    ReadSummary summary = how.apply(builder.build());
    clearBar();
    remark(summary);
    if (options.stats) {
      stats(summary, (System.nanoTime() - started) / 1e9);
    }
  }

  /** In a short time a second thread brings nothing: the JVM compiles on it. */
  static int threads(long bytes, int processors) {
    return bytes >= TWO_THREADS_FROM_BYTES && processors > 1 ? 2 : 1;
  }

  private boolean add(List<String> inputs, MailLog.Builder builder) {
    boolean any = false;
    for (String input : inputs) {
      if (input.equals(CommonOptions.STANDARD_INPUT)) {
        if (options.files.isEmpty() && streams.isTerminal(Streams.IN)) {
          Machine there = machine;
          UsualLogs usual = there == null ? null : UsualLogs.of(there);
          if (usual != null && !usual.none()) {
            any |= add(usual, builder);
            continue;
          }
          streams.say(
              "reading from the terminal; end with Ctrl-D, or see --help"
                  + (usual == null ? "" : "; no log is at the usual places, see maillog where"));
        }
        live = true;
        builder.stream(streams.in(), input);
        any = true;
      } else {
        any |= addPath(input, null, builder);
      }
    }
    return any;
  }

  private boolean add(UsualLogs usual, MailLog.Builder builder) {
    if (!usual.denied().isEmpty()) {
      failed(usual.deniedSentence());
    }
    boolean any = false;
    if (!usual.taken().isEmpty()) {
      streams.say(usual.sentence());
      for (Path path : usual.paths()) {
        any |= addPath(path.toString(), null, builder);
      }
    }
    return any;
  }

  private boolean addPath(String input, @Nullable String label, MailLog.Builder builder) {
    try {
      Path path = Path.of(input);
      DirectoryNotes notes = new DirectoryNotes();
      List<LogSet> found = LogSets.find(List.of(path), false, false, notes);
      if (found.isEmpty() && !notes.failed()) {
        failed(input + ": no log in this directory" + notes.directories("; "));
        return false;
      }
      if (notes.anyDirectory()) {
        streams.say(input + notes.directories(": "));
      }
      found.forEach(log -> log.inputs().forEach(file -> bytes += Math.max(0, file.size())));
      if (label == null) {
        builder.files(path);
      } else {
        builder.files(label, path);
      }
      return true;
    } catch (InvalidPathException e) {
      failed(input + ": no file name on this system: " + e.getReason());
      return false;
    }
  }

  private void failed(String sentence) {
    failed = true;
    clearBar();
    streams.say(sentence);
  }

  /** Whether an input could not be read, or not to its end. */
  boolean failed() {
    return failed;
  }

  // --- while it reads

  private void progress(long read, long total) {
    if (live) {
      output.flush();
    }
    if (!barDecided) {
      barDecided = true;
      boolean wanted =
          total > BAR_FROM_BYTES
              && !options.noProgress
              && streams.isTerminal(Streams.ERR)
              && !(writesMeanwhile && streams.isTerminal(Streams.OUT));
      bar = wanted ? new ProgressBar(streams.err(), System.nanoTime()) : null;
    }
    ProgressBar shown = bar;
    if (shown != null) {
      shown.draw(read, total, System.nanoTime());
    }
  }

  private void clearBar() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.clear();
    }
  }

  // --- afterwards

  /** Says what a person who gave the wrong file wants to know. */
  private void remark(ReadSummary summary) {
    long lines = summary.lines();
    if (lines == 0) {
      if (!failed) {
        streams.say("the input is empty");
      }
    } else if (summary.count(EventKind.MALFORMED) == lines) {
      streams.say(
          "no line of the input begins as a log line does (" + lines + " lines): is it a log?");
    } else if (summary.count(EventKind.FOREIGN) + summary.count(EventKind.MALFORMED) == lines) {
      streams.say(
          "no line of the input is of a mail server that is known ("
              + String.join(", ", dialects)
              + "; "
              + lines
              + " lines)");
    }
  }

  private void stats(ReadSummary s, double seconds) {
    streams
        .err()
        .printf(
            Locale.ROOT,
            "inputs %d, lines %d, cut lines %d, bytes %d, unreadable inputs %d, left out %d%n",
            s.inputs(),
            s.lines(),
            s.cutLines(),
            s.bytes(),
            s.errors().size(),
            s.skippedCount());
    streams
        .err()
        .println(
            s.kinds().entrySet().stream()
                .map(kind -> kind.getKey().key() + " " + kind.getValue())
                .collect(Collectors.joining(", ", "kinds: ", "")));
    MessageCorrelator.Counters c = s.correlation();
    if (c != null) {
      streams
          .err()
          .printf(
              Locale.ROOT,
              "traces %d, evicted messages %d, cut recipients %d, cut attempts %d, cut notes %d,"
                  + " cut sessions %d, address probes %d%n",
              c.traces(),
              c.evicted(),
              c.recipientsCut(),
              c.attemptsCut(),
              c.notesCut(),
              c.sessionsCut(),
              c.probes());
    }
    streams
        .err()
        .printf(
            Locale.ROOT,
            "%.2f s, %.0f lines/s, %.1f MB/s%n",
            seconds,
            s.lines() / seconds,
            s.bytes() / 1e6 / seconds);
  }
}
