package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.input.LineWindow;
import io.maillog.follow.stream.JournalFilter.Verdict;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of systemd's journal, each a line in JSON as journalctl writes it ({@code -o json}):
 * those that are there, and those that come. It is read by a process, which is started again behind
 * the last entry if it ends, after a pause that grows from 100 ms to 10 s.
 *
 * <p>An entry is given once, as far as the journal can tell: entries are known again by their
 * cursors, and put in order by their sequence or their boot's clock, whatever the time of day does.
 * Where the entry is gone behind which to go on, and those that are there have neither in common
 * with it, those of its time and later are given: none is lost, but one may be given twice.
 *
 * <p>Entries longer than {@link LineWindow#MAX_LINE} are cut; where they stand is not lost.
 */
public final class JournalInput extends ThreadedInput {
  /** The match for what is logged by the facility mail, as mail servers do. */
  public static final String MAIL = "SYSLOG_FACILITY=2";

  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 10_000;
  private static final long HEALTHY_NANOS = 10_000_000_000L;

  /** The clock is set by so much now and then, as when a machine starts; and files overlap. */
  private static final long SEARCH_MICROS = 3_600_000_000L;

  private static final int CHUNK = 16 * 1024;

  private final JournalCommand command;
  private final InstantSource clock;
  private final AtomicBoolean troubled = new AtomicBoolean();
  private final JournalLines lines = new JournalLines(this::entry);
  private volatile @Nullable JournalProcess process;
  private volatile long followingSince; // nanoseconds; 0 if no process follows
  private volatile @Nullable JournalStart end; // where the journal ended when it was to be followed

  // On the reading thread.
  private JournalStart at; // behind what was handed over
  private boolean search; // the cursor is not to be trusted
  private boolean merge = true;
  private boolean handed; // by this run
  private boolean askingForLast;
  private boolean strayTold;
  private Verdict last = Verdict.GIVE;
  private JournalFilter filter = JournalFilter.all();

  // On the follower's thread.
  private final JournalKeys keys = new JournalKeys();
  private JournalStart saved;

  /**
   * Follows a journal.
   *
   * @param label the label of its events; {@code null} for none
   * @param start from where; for a restart, what {@link JournalStart#restore} gives
   * @param directory the folder of its files; {@code null} for this machine's
   * @param matches what entries must match, as journalctl takes it; if none, {@value #MAIL}
   * @param wake is run on another thread when there is something to {@link #look} for
   * @param notices takes what is to be told, in {@link #look}
   */
  public JournalInput(
      @Nullable String label,
      JournalStart start,
      @Nullable Path directory,
      List<String> matches,
      Runnable wake,
      Consumer<? super FollowNotice> notices) {
    this("journalctl", InstantSource.system(), label, start, directory, matches, wake, notices);
  }

  /** The same with another program, and another clock. */
  JournalInput(
      String program,
      InstantSource clock,
      @Nullable String label,
      JournalStart start,
      @Nullable Path directory,
      List<String> matches,
      Runnable wake,
      Consumer<? super FollowNotice> notices) {
    super(nameOf(directory, matches), label, wake, notices, HandOver.CAPACITY);
    this.command =
        new JournalCommand(program, directory, matches.isEmpty() ? List.of(MAIL) : matches);
    this.clock = clock;
    this.at = start;
    this.saved = start;
    start("maillog-journal", this::followAlways);
  }

  /** {@code journal}, or {@code journal:} with the directory and the matches. */
  public static String nameOf(@Nullable Path directory, List<String> matches) {
    String which = directory == null ? "" : directory.toString();
    String what = String.join(" ", matches);
    String both = which.isEmpty() || what.isEmpty() ? which + what : which + " " + what;
    return both.isEmpty() ? "journal" : "journal:" + both;
  }

  private void followAlways() {
    long pause = FIRST_PAUSE;
    boolean more = true;
    while (more) {
      boolean healthy = readPresent() && follow();
      pause = healthy ? FIRST_PAUSE : pause;
      more = handOver.pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    handOver.end();
  }

  /** Reads what is there; says whether that went well. */
  private boolean readPresent() {
    if (at.from() == JournalStart.From.END) {
      return findEnd();
    }
    if (at.from() == JournalStart.From.POSITION && !search) {
      filter = JournalFilter.atCursor(at.position());
      boolean well = run(command.present(JournalCommand.at(at.position())));
      if (last == Verdict.DROP || handed) {
        return well;
      }
      // Nothing came, or something else than the cursor's: it is gone, or ahead of all.
      search = true;
      if (!well) {
        return false; // or the journal cannot be read; if so, searching fails as well
      }
    }
    filter = searchFilter();
    boolean well = run(command.present(searchPlace()));
    if (!well && !handed && at.from() == JournalStart.From.POSITION) {
      search = false; // by turns
    }
    return well;
  }

  private boolean findEnd() {
    askingForLast = true;
    boolean well = run(command.last());
    askingForLast = false;
    if (well && at.from() == JournalStart.From.END) {
      at = JournalStart.beginning(); // which is now: there is none
    }
    if (well) {
      end = at;
    }
    return well;
  }

  /** Follows until the process ends; says whether all was well before. */
  private boolean follow() {
    boolean merged = merge && command.ofDirectory();
    String place;
    if (at.from() == JournalStart.From.POSITION && !search) {
      filter = JournalFilter.nearCursor(at.position());
      place = JournalCommand.at(at.position());
    } else {
      filter = searchFilter();
      place = searchPlace();
    }
    long started = System.nanoTime();
    followingSince = started == 0 ? 1 : started;
    run(command.follow(place, merged));
    followingSince = 0;
    boolean healthy = handed || System.nanoTime() - started > HEALTHY_NANOS;
    if (!healthy && last != Verdict.SEARCH) {
      merge = !merge;
    }
    return healthy;
  }

  private JournalFilter searchFilter() {
    return switch (at.from()) {
      case POSITION -> JournalFilter.searching(at.position(), !ahead(at.position()));
      case INSTANT -> JournalFilter.since(at.since());
      default -> JournalFilter.all();
    };
  }

  private @Nullable String searchPlace() {
    return switch (at.from()) {
      case POSITION ->
          ahead(at.position())
              ? null
              : JournalCommand.since(Math.max(0, at.position().realtime() - SEARCH_MICROS));
      case INSTANT -> JournalCommand.since(at.since());
      default -> null;
    };
  }

  /** Whether an entry is of the future: then the clock was set back, and times tell nothing. */
  private boolean ahead(JournalPosition position) {
    return position.realtime() / 1_000 > clock.millis();
  }

  /** Runs the command to its end; says whether it ended well. */
  private boolean run(List<String> arguments) {
    lines.reset();
    handed = false;
    last = Verdict.GIVE;
    JournalProcess running;
    try {
      running = JournalProcess.start(arguments);
    } catch (IOException e) {
      tell(Kind.WAITING, "cannot be run: " + e.getMessage());
      return false;
    }
    process = running;
    boolean stopped = handOver.closed() || !readAll(running);
    if (stopped) {
      running.kill();
    }
    int code = running.end();
    process = null;
    if (last == Verdict.SEARCH) {
      return true; // we ended it
    }
    if (followingSince != 0 || code != 0) {
      String why = running.lastError();
      tell(
          Kind.UNREADABLE,
          command.program()
              + " ended with "
              + code
              + (why.isEmpty() ? "" : ": " + why)
              + "; it is started again");
    }
    return code == 0 && !stopped;
  }

  /** Reads the output to its end; false if it is not wanted any more. */
  private boolean readAll(JournalProcess running) {
    byte[] chunk = new byte[CHUNK];
    try {
      int n = running.read(chunk);
      while (n >= 0) {
        if (!lines.accept(chunk, 0, n)) {
          return false;
        }
        n = running.read(chunk);
      }
    } catch (IOException e) {
      // As when it was killed; what its output lacks is read by the next.
      return false;
    }
    return true;
  }

  private boolean entry(byte[] b, int from, int to, @Nullable JournalPosition position) {
    if (b[from] != '{') {
      if (!strayTold) {
        strayTold = true;
        notices.add(Kind.SKIPPED, command.program() + " wrote a line that is no entry");
      }
      return true;
    }
    if (askingForLast) {
      if (position != null) {
        at = JournalStart.behind(position);
      }
      return true;
    }
    last = filter.judge(position);
    if (last == Verdict.SEARCH) {
      return false;
    }
    if (last == Verdict.DROP) {
      search &= !filter.found();
      return true;
    }
    if (!handOver.putWhole(b, from, to)) {
      return false;
    }
    handed = true;
    if (position != null) {
      at = JournalStart.behind(position);
      search = false; // this cursor is there
    }
    if (followingSince != 0) {
      recovered();
    }
    return true;
  }

  private void tell(Kind kind, String sentence) {
    if (!handOver.closed() && troubled.compareAndSet(false, true)) {
      notices.add(kind, sentence);
    }
  }

  private void recovered() {
    if (troubled.compareAndSet(true, false)) {
      notices.add(Kind.RECOVERED, "is followed again");
    }
  }

  @Override
  public boolean look() {
    long since = followingSince;
    if (since != 0 && System.nanoTime() - since > HEALTHY_NANOS) {
      recovered();
    }
    return super.look();
  }

  @Override
  public void taken(int to) {
    byte[] b = window().bytes();
    int end = to;
    while (end > window().from()) {
      int start = lineStart(b, window().from(), end - 1);
      keys.reset();
      keys.accept(b, start, end - 1);
      JournalPosition position = keys.position();
      if (position != null) {
        saved = JournalStart.behind(position);
        break;
      }
      end = start;
    }
    super.taken(to);
  }

  private static int lineStart(byte[] b, int from, int to) {
    int at = to;
    while (at > from && b[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /**
   * Writes where it stands, for {@link JournalStart#restore}: behind the last entry that was taken;
   * before the first, where it began.
   */
  @Override
  public void save(DataOutput out) throws IOException {
    JournalStart found = end;
    if (found != null && saved.from() == JournalStart.From.END) {
      saved = found;
    }
    saved.save(out);
  }

  @Override
  void release() {
    JournalProcess running = process;
    if (running != null) {
      running.kill();
    }
  }
}
