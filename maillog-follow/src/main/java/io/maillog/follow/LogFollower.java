package io.maillog.follow;

import io.maillog.LiveLog;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.dialect.Dialects;
import io.maillog.event.MailEvent;
import io.maillog.follow.checkpoint.CheckpointFile;
import io.maillog.follow.checkpoint.CheckpointFile.SavedInput;
import io.maillog.follow.file.DirectoryWatch;
import io.maillog.follow.input.LineInput;
import io.maillog.follow.input.Merge;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows logs as they are written, to events and traces: across every way of rotating, and with a
 * checkpoint across restarts and kills too.
 *
 * <pre>{@code
 * try (LogFollower follower =
 *     LogFollower.builder()
 *         .files(Path.of("/var/log/mail.log"))
 *         .checkpoint(Path.of("/var/lib/example/mail.checkpoint"))
 *         .onTrace(trace -> System.out.println(trace.queueId() + " " + trace.outcome()))
 *         .build()) {
 *   follower.run(); // until somebody calls stop()
 * }
 * }</pre>
 *
 * <p><b>What is guaranteed.</b> Each line of a followed file is given once and in order, as long as
 * anybody has it: while it is in the file, in what the file was renamed, copied or compressed to,
 * or in a deleted file that this follower holds open. With a checkpoint, after a restart or a kill
 * at any moment handlers get at least once what came since the checkpoint was written, and each
 * event and trace has the position that it had the first time ({@link MailEvent#source()}, {@link
 * MailEvent#file()} and {@link MailEvent#lineNumber()}; {@link MessageTrace#lineNumber()}), so that
 * a receiver can tell. What a {@linkplain Builder#payload payload} counts is counted exactly once.
 *
 * <p>Lines of pipes and sockets are not written anywhere, so they are given once at most.
 *
 * <p><b>Threads.</b> Handlers, the payload and notices are called by the thread that calls {@link
 * #run} or {@link #poll}, one after the other. {@link #stop}, {@link #close}, {@link #inputs} and
 * {@link #log} may be called by any. A handler may call {@link #stop}, and nothing else of this
 * class. What a handler throws passes out of {@link #run} or {@link #poll}; the follower is to be
 * closed then, and a new one goes on from the last checkpoint.
 */
public final class LogFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

  /** Saving takes no more of the time than this part. */
  private static final int SAVING_PART = 20;

  /** So often an interrupt may come while a checkpoint is written. */
  private static final int MOST_INTERRUPTS = 8;

  private static final long TICK = TimeUnit.SECONDS.toNanos(1);

  /** For how long lines are given before it is asked whether there is something else to do. */
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock working = new ReentrantLock();
  private final Signal signal;
  private final LiveLog log;
  private final InputSet inputs;
  private final Merge merge;
  private final DirectoryWatch watch;
  private final @Nullable CheckpointFile checkpoint;
  private final @Nullable CheckpointPayload payload;
  private final Consumer<? super FollowNotice> notices;
  private final Runnable quiet;
  private final long pollMillis;
  private final long every;
  private final @Nullable Instant firstYear;

  private volatile boolean stopping;
  private volatile List<InputStatus> statuses = List.of();
  private boolean failed;
  private boolean closed;
  private boolean changed;
  private boolean given;
  private boolean notSaved;
  private boolean finished;
  private long saveAfter;
  private long tickedAt;

  private LogFollower(
      Builder b, Signal signal, LiveLog log, InputSet inputs, @Nullable CheckpointFile checkpoint) {
    this.signal = signal;
    this.log = log;
    this.inputs = inputs;
    this.merge = new Merge(b.zone(), b.clock);
    this.watch = b.watched ? new DirectoryWatch(signal::wake) : DirectoryWatch.none();
    this.checkpoint = checkpoint;
    this.payload = b.payload;
    this.notices = b.notices;
    this.quiet = b.quiet;
    this.pollMillis = b.pollInterval.toMillis();
    this.every = b.checkpointEvery.toNanos();
    this.firstYear = b.firstYear;
    this.saveAfter = System.nanoTime();
    this.changed = true; // where it began is to be known after a kill too
    this.tickedAt = System.nanoTime();
  }

  /** Options, at their defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Follows until {@link #stop} is called, the thread is interrupted (it stays so), or all inputs
   * have ended, as a pipe does; then the traces of all open messages are given. At its end it
   * writes the checkpoint.
   *
   * @throws UncheckedIOException if the checkpoint cannot be written at the end
   * @throws IllegalStateException if it was closed, or failed before, or a handler calls it
   */
  public void run() {
    begin();
    try {
      boolean interrupted = false;
      while (!stopping && !interrupted && !finished) {
        boolean any = round();
        boolean ticked = upkeep();
        if ((!any && given) || ticked || finished) {
          tellQuiet();
        }
        interrupted = Thread.currentThread().isInterrupted();
        if (!any && !interrupted && !finished) {
          interrupted = !rest();
        }
      }
      interrupted |= Thread.interrupted(); // else the file could not be written
      try {
        saveAtEnd();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    } finally {
      end();
    }
  }

  /**
   * What was given is all there is for now; or lines come without a pause, and a second is over.
   */
  private void tellQuiet() {
    given = false;
    failed = true;
    quiet.run();
    failed = false;
  }

  /** Waits for the next look; false if the thread was interrupted. */
  private boolean rest() {
    try {
      signal.await(pollMillis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Looks at everything once, and gives the lines that are there; writes the checkpoint if it is
   * time for it. For a program that has a loop of its own, to be called a few times a second.
   *
   * @return whether there was anything
   * @throws IllegalStateException if it was closed, or failed before, or a handler calls it
   */
  public boolean poll() {
    begin();
    try {
      boolean any = false;
      while (!stopping && round()) {
        any = true;
        upkeep();
      }
      upkeep();
      tellQuiet();
      return any;
    } finally {
      end();
    }
  }

  private void begin() {
    if (working.isHeldByCurrentThread()) {
      throw new IllegalStateException("a handler must not call its follower but for stop()");
    }
    working.lock();
    if (closed || failed) {
      working.unlock();
      throw new IllegalStateException(
          closed
              ? "this follower is closed"
              : "this follower has failed: close it, and go on with a new one");
    }
  }

  private void end() {
    working.unlock();
  }

  /** Gives what the inputs have at hand, or a part of it; false if they have nothing. */
  private boolean round() {
    failed = true;
    if (inputs.discover()) {
      watch.watch(inputs.directories());
    }
    long started = System.nanoTime();
    List<LineInput> ready = inputs.look();
    boolean any = !ready.isEmpty();
    changed |= any;
    given |= any;
    while (!ready.isEmpty()) {
      Merge.Run run = merge.next(ready);
      inputs.of(run.input()).give(run.to(), firstYear);
      if (!run.input().window().hasLines()) {
        if (ready.size() == 1 || !run.input().look()) {
          ready.remove(run.input());
        }
      }
      if (stopping || System.nanoTime() - started > SLICE) {
        break; // the rest is in the windows
      }
    }
    if (!any && !finished && inputs.ended()) {
      log.finish();
      finished = true;
      changed = true;
    }
    if (any) {
      statuses = inputs.statuses();
    }
    failed = false;
    return any;
  }

  /** Does what has its time; whether a second is over. */
  private boolean upkeep() {
    long now = System.nanoTime();
    boolean ticks = now - tickedAt >= TICK;
    if (ticks) {
      tickedAt = now;
      statuses = inputs.statuses();
      tick();
    }
    if (checkpoint != null && changed && now - saveAfter >= 0) {
      try {
        save();
      } catch (IOException e) {
        notSaved(e);
      }
    }
    return ticks;
  }

  private void tick() {
    MessageCorrelator.Counters before = log.counters();
    int waiting = log.waitingLines();
    failed = true;
    log.tick();
    failed = false;
    changed |= waiting != log.waitingLines() || !Objects.equals(before, log.counters());
  }

  private void saveAtEnd() {
    if (checkpoint != null) {
      try {
        save();
      } catch (IOException e) {
        notSaved(e);
        throw new UncheckedIOException("the checkpoint cannot be written", e);
      }
    }
  }

  private void notSaved(IOException e) {
    saveAfter = System.nanoTime() + RETRY;
    if (!notSaved) {
      notSaved = true;
      notices.accept(
          new FollowNotice(
              FollowNotice.Kind.NOT_SAVED,
              "",
              "the checkpoint cannot be written, and is tried again: " + e.getMessage()));
    }
  }

  private void save() throws IOException {
    long started = System.nanoTime();
    boolean interrupted = Thread.interrupted();
    try {
      for (int i = 0; !writeUnlessInterrupted(i == MOST_INTERRUPTS); i++) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    long now = System.nanoTime();
    saveAfter = now + Math.max(every, SAVING_PART * (now - started));
    changed = false;
    if (notSaved) {
      notSaved = false;
      notices.accept(
          new FollowNotice(FollowNotice.Kind.RECOVERED, "", "the checkpoint is written again"));
    }
  }

  /** Writes the checkpoint; false if an interrupt closed it, which is to end no more than a run. */
  private boolean writeUnlessInterrupted(boolean last) throws IOException {
    try {
      write(Objects.requireNonNull(checkpoint));
      return true;
    } catch (ClosedByInterruptException e) {
      if (last) {
        throw e;
      }
      return false;
    }
  }

  private void write(CheckpointFile file) throws IOException {
    file.write(
        new CheckpointFile.Content() {
          @Override
          public List<SavedInput> inputs() throws IOException {
            return inputs.save();
          }

          @Override
          public byte @Nullable [] payload() throws IOException {
            return savedPayload();
          }

          @Override
          public void writeLog(OutputStream target) throws IOException {
            log.save(target);
          }
        });
  }

  private byte @Nullable [] savedPayload() throws IOException {
    CheckpointPayload kept = payload;
    if (kept == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    kept.write(bytes);
    return bytes.toByteArray();
  }

  /**
   * Writes the checkpoint now.
   *
   * @throws IOException if it cannot be written; the one before is there yet
   * @throws IllegalStateException if there is none, it was closed, or failed before, or a handler
   *     calls it
   */
  public void checkpoint() throws IOException {
    begin();
    try {
      if (checkpoint == null) {
        throw new IllegalStateException("no checkpoint was given");
      }
      save();
    } finally {
      end();
    }
  }

  /** Has {@link #run} return after the lines at hand. Does not wait for it. */
  public void stop() {
    stopping = true;
    signal.wake();
  }

  /**
   * Stops, waits until {@link #run} has returned, and closes all inputs. Writes no checkpoint:
   * {@link #run} has done so; who only calls {@link #poll} calls {@link #checkpoint} before.
   */
  @Override
  public void close() {
    stop();
    if (working.isHeldByCurrentThread()) {
      throw new IllegalStateException("a handler must not close its follower: it may stop() it");
    }
    working.lock();
    try {
      closed = true;
      watch.close();
      inputs.close();
      if (checkpoint != null) {
        checkpoint.close();
      }
    } catch (IOException e) {
      LOG.debug("closing", e);
    } finally {
      working.unlock();
    }
  }

  /** How far each input was followed, at the last look. Any thread may ask. */
  public List<InputStatus> inputs() {
    return statuses;
  }

  /**
   * The live log that the lines go to: to ask what is open, and for its counters. Any thread may
   * ask; lines are brought by the follower alone.
   */
  public LiveLog log() {
    return log;
  }

  /**
   * The options of a {@link LogFollower}. Each method says what the default is. Not thread-safe.
   */
  public static final class Builder {
    private final LiveLog.Builder live = LiveLog.builder();
    final List<GivenInput> given = new ArrayList<>();
    private @Nullable ZoneId zone;
    private boolean atEnd = true;
    private boolean rotated;
    private @Nullable Instant since;
    private @Nullable Instant firstYear;
    private @Nullable Path checkpoint;
    private @Nullable CheckpointPayload payload;
    private Duration checkpointEvery = Duration.ofSeconds(5);
    private Duration pollInterval = Duration.ofMillis(250);
    private Duration linger = Duration.ofSeconds(60);
    private Consumer<? super FollowNotice> notices = notice -> LOG.warn("{}", notice);
    private Runnable quiet = () -> {};
    private InstantSource clock = Clock.systemUTC();
    private boolean watched = true;

    private Builder() {}

    /**
     * Adds log files, by the names that they are written under, or directories. A file may not be
     * there yet. What it was rotated into is found by itself, whatever the way; a file that was
     * rotated need not be given. Of a directory the logs are followed that are in it, and that come
     * later, as {@link io.maillog.MailLog.Builder#files(Path...)} chooses them. A named pipe is
     * read as such.
     */
    public Builder files(Path... paths) {
      return files(List.of(paths));
    }

    /** Adds files or directories, as {@link #files(Path...)}. */
    public Builder files(Collection<Path> paths) {
      paths.forEach(path -> given.add(new GivenInput.OfPath(null, path)));
      return this;
    }

    /**
     * Adds files or directories, as {@link #files(Path...)}, with a label, which events and traces
     * have as their source, and which tells servers apart where lines name no host.
     *
     * @throws IllegalArgumentException if the label is empty, longer than 255 bytes of UTF-8, or
     *     has control characters
     */
    public Builder files(String label, Path... paths) {
      for (Path path : paths) {
        given.add(new GivenInput.OfPath(GivenInput.label(label), path));
      }
      return this;
    }

    /**
     * Adds a stream, such as standard input: its lines are given when they have come, and when all
     * inputs have ended, {@link LogFollower#run} returns. It is not closed. A thread of its own
     * reads it.
     *
     * @param name what notices call it
     */
    public Builder stream(InputStream stream, String name) {
      given.add(new GivenInput.Stream(null, stream, name));
      return this;
    }

    /**
     * Adds the journal of this machine, by running {@code journalctl}; a checkpoint has its cursor.
     * Each entry is a line, and has the fields of the journal.
     *
     * @param matches what entries must match, as journalctl takes it, such as {@code
     *     _SYSTEMD_UNIT=postfix@-.service}; if none, those of the facility mail
     */
    public Builder journal(String... matches) {
      given.add(new GivenInput.Journal(null, null, List.of(matches)));
      return this;
    }

    /** Adds the journal whose files are in a directory, as {@link #journal(String...)}. */
    public Builder journal(Path directory, String... matches) {
      given.add(new GivenInput.Journal(null, directory, List.of(matches)));
      return this;
    }

    /**
     * Receives syslog by UDP (RFC 5426), one line a packet, in either form (RFC 3164, RFC 5424).
     * Whoever can send packets to the address can write lines: use one of the loopback interface
     * ({@link java.net.InetAddress#getLoopbackAddress}) unless the network is your own. What comes
     * while nobody follows is lost.
     */
    public Builder syslogUdp(InetSocketAddress bind) {
      given.add(new GivenInput.Udp(null, Objects.requireNonNull(bind, "bind")));
      return this;
    }

    /**
     * Receives syslog by TCP (RFC 6587), its messages counted or ended by line feeds; up to 64
     * connections at once. As for {@link #syslogUdp}, whoever can connect can write lines.
     */
    public Builder syslogTcp(InetSocketAddress bind) {
      given.add(new GivenInput.Tcp(null, Objects.requireNonNull(bind, "bind")));
      return this;
    }

    /**
     * Follows files from their beginning, where no checkpoint knows them; default: from their end
     * at the first look. A file that comes later is read from its beginning anyway.
     */
    public Builder fromStart() {
      atEnd = false;
      return this;
    }

    /**
     * Whether the beginning of a log is that of the oldest file that it was rotated into; default:
     * that of the file that is written now. Only with {@link #fromStart()}.
     */
    public Builder rotated(boolean value) {
      rotated = value;
      return this;
    }

    /**
     * Follows files from the first line of this time on, where no checkpoint knows them: it is
     * searched in what they were rotated into too, without reading all of it. Default: from the
     * end.
     */
    public Builder since(Instant value) {
      since = Objects.requireNonNull(value, "since");
      return this;
    }

    /**
     * The year of the first stamp without one of each log that no checkpoint knows; default: found
     * out.
     *
     * @throws IllegalArgumentException if it is not 1970 to 2169
     */
    public Builder firstYear(int year) {
      if (year < 1970 || year > 2169) {
        throw new IllegalArgumentException("the year must be 1970 to 2169: " + year);
      }
      firstYear = Instant.parse(year + "-07-02T12:00:00Z"); // next to it are this year's days
      return this;
    }

    /**
     * The file that says where to go on after a restart: read when the follower is built, if it is
     * there, and written while it runs. Its folder must be there. Beside it are, now and then, one
     * with {@code .new} and one with {@code .lock} behind its name. Default: none, so that every
     * start is a first one.
     */
    public Builder checkpoint(Path file) {
      checkpoint = Objects.requireNonNull(file, "file");
      return this;
    }

    /**
     * How often the checkpoint is written while lines come; default: every five seconds. Where much
     * is open it is written less often, so that it takes no more than a twentieth of the time. It
     * is written at the end of {@link LogFollower#run} too.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder checkpointEvery(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("a time between checkpoints is not negative: " + value);
      }
      checkpointEvery = value;
      return this;
    }

    /** What is kept in the checkpoint beside; default: nothing. */
    public Builder payload(CheckpointPayload value) {
      payload = Objects.requireNonNull(value, "payload");
      return this;
    }

    /** Gets each line's event; default: nobody. See {@link LiveLog.Builder#onEvent}. */
    public Builder onEvent(Consumer<? super MailEvent> handler) {
      live.onEvent(handler);
      return this;
    }

    /** Gets the traces; default: none are gathered. See {@link LiveLog.Builder#onTrace}. */
    public Builder onTrace(Consumer<? super MessageTrace> handler) {
      live.onTrace(handler);
      return this;
    }

    /**
     * Called when all lines that were there have been given, before the follower waits for others,
     * and at least about once a second: to flush output, or to ask the {@link LogFollower#log()}
     * what became of a message, which a handler may not. Default: nothing. On the thread of the
     * handlers.
     */
    public Builder onQuiet(Runnable handler) {
      quiet = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** Gets what is to be known of the inputs; default: it is logged as a warning. */
    public Builder onNotice(Consumer<? super FollowNotice> handler) {
      notices = Objects.requireNonNull(handler, "handler");
      return this;
    }

    /** The dialects to read with; default: all that {@link Dialects#load()} finds. */
    public Builder dialects(Dialects value) {
      live.dialects(value);
      return this;
    }

    /**
     * The zone of stamps that state no offset; default: the system's. A checkpoint has the zone
     * that it was written with, which goes before this one.
     */
    public Builder zone(ZoneId value) {
      zone = Objects.requireNonNull(value, "zone");
      return this;
    }

    private ZoneId zone() {
      return zone == null ? ZoneId.systemDefault() : zone;
    }

    /** Tells when lines come; default: the system's clock. For tests. */
    Builder clock(InstantSource value) {
      clock = value;
      live.clock(value);
      return this;
    }

    /** The system says nothing of what happens in directories. For tests. */
    Builder unwatched() {
      watched = false;
      return this;
    }

    /** What the correlator may hold; default: {@link CorrelationLimits#DEFAULT}. */
    public Builder limits(CorrelationLimits value) {
      live.limits(value);
      return this;
    }

    /** Has lines wait for older ones; default: no. See {@link LiveLog.Builder#reorder}. */
    public Builder reorder(Duration wait) {
      live.reorder(wait);
      return this;
    }

    /**
     * How often it is looked whether there are new lines, where the system does not say so;
     * default: every 250 milliseconds.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public Builder pollInterval(Duration value) {
      if (value.toMillis() < 1) {
        throw new IllegalArgumentException("too often: " + value);
      }
      pollInterval = value;
      return this;
    }

    /**
     * For how long a file that was renamed is read on after its last line, for a writer that has
     * not noticed; default: a minute.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder linger(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("a time to linger is not negative: " + value);
      }
      linger = value;
      return this;
    }

    /**
     * The follower, which goes on from its checkpoint, if that is there.
     *
     * @throws IllegalArgumentException if no input was added
     * @throws CheckpointException if the checkpoint is damaged (it was put aside then), of another
     *     version, or used by another follower
     * @throws IOException if the checkpoint cannot be read, the payload refuses what it gets, or an
     *     address cannot be listened at
     * @throws IllegalStateException if no dialect is given and none is found
     */
    public LogFollower build() throws IOException {
      if (given.isEmpty()) {
        throw new IllegalArgumentException("no input: give a file or a directory");
      }
      Path file = checkpoint;
      CheckpointFile opened = file == null ? null : CheckpointFile.lock(file);
      try {
        return build(opened);
      } catch (IOException | RuntimeException | Error e) {
        if (opened != null) {
          opened.close();
        }
        throw e;
      }
    }

    private void tellAnew(CheckpointFile file) {
      Path aside = file.aside();
      if (aside != null) {
        notices.accept(
            new FollowNotice(
                FollowNotice.Kind.LOST,
                "",
                "following begins anew, since the checkpoint was damaged, which is kept as "
                    + aside
                    + ": what came before may be missed, or be given twice"));
      }
    }

    private LogFollower build(@Nullable CheckpointFile file) throws IOException {
      live.zone(zone());
      Restored restored = new Restored(live, payload);
      if (file != null) {
        try {
          if (!file.read(restored)) {
            tellAnew(file);
          }
        } catch (StateFormatException e) {
          throw new CheckpointException("the checkpoint " + checkpoint + ": " + e.getMessage(), e);
        }
      }
      LiveLog log = restored.log == null ? live.build() : restored.log;
      Signal signal = new Signal();
      InputSet.Options options =
          new InputSet.Options(
              new io.maillog.follow.file.Start(atEnd, rotated, since, zone()),
              linger,
              notices,
              signal::wake,
              checkpoint);
      InputSet inputs;
      try {
        inputs = new InputSet(given, options, restored.inputs, log);
      } catch (CheckpointException e) {
        throw file == null ? e : file.damaged(String.valueOf(e.getMessage()));
      }
      return new LogFollower(this, signal, log, inputs, file);
    }
  }

  /** What a checkpoint had. */
  private static final class Restored implements CheckpointFile.Reader {
    private final LiveLog.Builder live;
    private final @Nullable CheckpointPayload payload;
    private List<SavedInput> inputs = List.of();
    private @Nullable LiveLog log;

    Restored(LiveLog.Builder live, @Nullable CheckpointPayload payload) {
      this.live = live;
      this.payload = payload;
    }

    @Override
    public void inputs(List<SavedInput> saved) {
      inputs = saved;
    }

    @Override
    public void payload(byte[] saved) throws IOException {
      if (payload != null) {
        payload.read(new ByteArrayInputStream(saved));
      }
    }

    @Override
    public void readLog(InputStream source) throws IOException {
      log = live.restore(source);
    }
  }
}
