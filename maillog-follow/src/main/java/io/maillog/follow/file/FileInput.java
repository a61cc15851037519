package io.maillog.follow.file;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.input.Beginning;
import io.maillog.follow.input.LineInput;
import io.maillog.follow.input.LineWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that is written to a file, and the files that it was rotated into: read from one to the
 * next, each line once, whatever the way of rotating. Which files those are, {@link Generations}
 * tells.
 *
 * <p>A file that was replaced is read on while it is quiet for less than {@link #linger}: its
 * writer may not have noticed.
 */
public final class FileInput implements LineInput {
  /** How often files are looked for in one look, if they change meanwhile. */
  private static final int MOST_ROUNDS = 100;

  private static final long FIND_NANOS = 100_000_000;

  private static final byte VERSION = 1;

  private final Path path;
  private final @Nullable String label;
  private final Duration linger;
  private final LogNotices notices;
  private final ReadWindow window;
  private final Generations generations;

  /** Whether a file was found changed in this look, and others may have to be read instead. */
  private boolean checked;

  /** When it was looked what there is, by the clock of {@link System#nanoTime}. */
  private long foundAt;

  private FileInput(
      Path path,
      @Nullable String label,
      Duration linger,
      LogNotices notices,
      ReadWindow window,
      Generations generations) {
    this.path = path;
    this.label = label;
    this.linger = linger;
    this.notices = notices;
    this.window = window;
    this.generations = generations;
  }

  /**
   * A log that no checkpoint knows.
   *
   * @param start where to begin, at the first look; a file that comes later is read from its
   *     beginning
   * @param linger for how long a file that was replaced has to be quiet
   */
  public static FileInput begin(
      Path path,
      @Nullable String label,
      Start start,
      Duration linger,
      Consumer<? super FollowNotice> notices) {
    LogNotices said = new LogNotices(path, notices);
    ReadWindow window = new ReadWindow();
    Generations none = new Generations(path, start, window, said);
    return new FileInput(path, label, linger, said, window, none);
  }

  /**
   * A log that goes on where {@link #save} left it.
   *
   * @throws IOException if what was saved cannot stand there
   */
  public static FileInput restore(
      DataInput in,
      Path path,
      @Nullable String label,
      Start start,
      Duration linger,
      Consumer<? super FollowNotice> notices)
      throws IOException {
    if (in.readByte() != VERSION) {
      throw new IOException("this is no state of a followed file");
    }
    LogNotices said = new LogNotices(path, notices);
    ReadWindow window = new ReadWindow();
    Generations left = Generations.restore(in, path, start, window, said);
    return new FileInput(path, label, linger, said, window, left);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    generations.save(out);
  }

  @Override
  public String name() {
    return path.toString();
  }

  /** The file's name as it was given. */
  public Path path() {
    return path;
  }

  /** The directory in which the file really is; {@code null} if it has none. */
  public @Nullable Path directory() {
    return FoundFile.real(path).getParent();
  }

  @Override
  public @Nullable String label() {
    return label;
  }

  @Override
  public LineWindow window() {
    return window.window();
  }

  @Override
  public Beginning beginning() {
    return generations.beginning();
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public long behind() {
    return generations.behind();
  }

  /** Whether a file is one that this log was written to, whatever it is called now. */
  public boolean has(Path file) {
    FoundFile found = FoundFile.at(file);
    return found != null && generations.knows(found);
  }

  @Override
  public void taken(int to) {
    window.taken(to);
  }

  @Override
  public void close() {
    generations.close();
  }

  // --- a look

  @Override
  public boolean look() {
    if (window().hasLines()) {
      return true;
    }
    if (!notices.inTrouble() && generations.isQuiet()) {
      return false;
    }
    boolean lines = false;
    boolean more = true;
    for (int i = 0; i < MOST_ROUNDS && more && !lines; i++) {
      boolean crowded = generations.crowded();
      checked = false;
      if (!isBehind()) {
        find();
      }
      try {
        lines = read();
      } catch (IOException e) {
        notices.trouble(e);
      }
      more = checked || (crowded && !generations.crowded()); // or room for those behind
    }
    return lines;
  }

  /** While there is more to read, the log's name is asked for a few times a second. */
  private boolean isBehind() {
    Generation g = window.owner();
    long now = System.nanoTime();
    if (g != null && !g.wasReadToItsEnd() && now - foundAt < FIND_NANOS) {
      return true;
    }
    foundAt = now;
    return false;
  }

  private void find() {
    try {
      generations.find();
      notices.recovered();
    } catch (IOException e) {
      notices.trouble(e);
    }
  }

  private boolean read() throws IOException {
    for (Generation g : generations.open()) {
      if (g.hasMore() && readOn(g)) {
        return true;
      }
      if (checked) {
        return false; // others may come before those behind it
      }
    }
    return retire();
  }

  private boolean readOn(Generation g) throws IOException {
    window.own(g);
    while (true) {
      boolean sure = g.isSure();
      switch (step(g)) {
        case READ -> {
          if (!sure && !generations.isNextOrForget(g)) {
            checked = true;
            return false;
          }
          notices.tellZeros(window());
          if (window().hasLines()) {
            return true;
          }
        }
        case END -> {
          if (g.compressed() && window.endLine()) {
            return true;
          }
          window().rest();
          return false;
        }
        case CHANGED -> {
          checked = true;
          generations.check(g);
          return false;
        }
      }
    }
  }

  /** Reads on. Of a compressed file that is damaged, what is before the damage is all there is. */
  private Generation.Step step(Generation g) throws IOException {
    try {
      return g.read(window());
    } catch (IOException e) {
      if (!g.compressed()) {
        throw e;
      }
      notices.notice(Kind.LOST, g.path() + " cannot be read to its end: " + LogNotices.said(e));
      g.giveUp();
      return Generation.Step.END;
    }
  }

  /** Lets go of those that were replaced and read; the half line that one may end with is given. */
  private boolean retire() throws IOException {
    Generation oldest = generations.replaced();
    while (oldest != null && mayRetire(oldest)) {
      if (oldest.hasHalf() && readHalf(oldest)) {
        return true; // once that is taken, it goes
      }
      generations.finishOldest();
      oldest = generations.replaced();
    }
    return false;
  }

  private boolean mayRetire(Generation oldest) throws IOException {
    return !oldest.hasMore()
        && (oldest.compressed() || generations.crowded() || oldest.quietFor() >= linger.toNanos());
  }

  private boolean readHalf(Generation g) throws IOException {
    window.own(g);
    window.drop(g);
    while (!window().hasLines() && step(g) == Generation.Step.READ) {
      // until its end
    }
    return window().hasLines() || window.endLine();
  }
}
