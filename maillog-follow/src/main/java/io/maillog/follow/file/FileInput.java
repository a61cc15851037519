package io.maillog.follow.file;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.input.Beginning;
import io.maillog.follow.input.LineInput;
import io.maillog.follow.input.LineWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that is written to a file, and the files that it was rotated into: read from one to the
 * next, each line once, whatever the way of rotating.
 *
 * <p>Of the log's files those are open whose lines are not all read yet, and those that a writer
 * may still have: its {@link Generation}s. The youngest is the one that has the log's name, or had
 * it when somebody looked last. At each look that name is asked for:
 *
 * <ul>
 *   <li>It is of the youngest generation: that may have become longer. If it is shorter, or what
 *       was read is not there, it was emptied in its place, and what was not read is in a copy.
 *   <li>It is of another file, or of none: the youngest was renamed or deleted. Which files came
 *       after it is told by their names and times ({@link FoundFile#rotatedOf}).
 * </ul>
 *
 * <p>A generation that was replaced is read on while it is quiet for less than {@link #linger}: its
 * writer may not have noticed.
 */
public final class FileInput implements LineInput {
  /** How many files are open at once. Of those further behind the names are enough. */
  private static final int MOST_OPEN = 32;

  /** How often files are looked for in one look, if they change meanwhile. */
  private static final int MOST_ROUNDS = 100;

  private static final long FIND_NANOS = 100_000_000;

  private static final byte VERSION = 1;

  private final Path path;
  private final @Nullable String label;
  private final Start start;
  private final Duration linger;
  private final Consumer<? super FollowNotice> notices;

  private final LineWindow window = new LineWindow();
  private final Deque<Generation> generations = new ArrayDeque<>();
  private final FinishedFiles finished = new FinishedFiles();

  /** Whose bytes the window has. */
  private @Nullable Generation owner;

  /**
   * Where a checkpoint left the log; {@code null} once it was gone on from there, or if none did.
   */
  private @Nullable List<FileMark> left;

  private boolean begun;

  /** Whether a file was found changed in this look, and others may have to be read instead. */
  private boolean checked;

  private Beginning beginning = Beginning.NOW;
  private final DirectoryTime directory = new DirectoryTime();

  /** When the log's name was asked for last, in milliseconds since 1970. */
  private long lookedAt;

  /** When it was looked what there is, by the clock of {@link System#nanoTime}. */
  private long foundAt;

  private @Nullable String trouble;
  private long zerosTold;

  private FileInput(
      Path path,
      @Nullable String label,
      Start start,
      Duration linger,
      Consumer<? super FollowNotice> notices) {
    this.path = path;
    this.label = label;
    this.start = start;
    this.linger = linger;
    this.notices = notices;
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
    return new FileInput(path, label, start, linger, notices);
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
    boolean begun = in.readBoolean();
    Start asked = begun ? start.ofNewFile() : start; // it could not be read so far
    FileInput input = new FileInput(path, label, asked, linger, notices);
    input.lookedAt = in.readLong();
    List<FileMark> marks = new ArrayList<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      marks.add(FileMark.restore(in));
    }
    input.finished.restore(in);
    input.left = begun ? marks : null;
    return input;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(begun || left != null);
    out.writeLong(lookedAt);
    List<FileMark> marks = left;
    if (marks == null) {
      marks = generations.stream().map(Generation::mark).toList();
    }
    out.writeShort(marks.size());
    for (FileMark mark : marks) {
      mark.save(out);
    }
    finished.save(out);
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
    return window;
  }

  @Override
  public Beginning beginning() {
    return beginning;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public long behind() {
    long behind = 0;
    for (Generation g : generations) {
      behind += g.behind();
    }
    return behind;
  }

  /** Whether a file is one that this log was written to, whatever it is called now. */
  public boolean has(Path file) {
    FoundFile found = FoundFile.at(file);
    return found != null && knows(found);
  }

  private boolean knows(FoundFile file) {
    return generations.stream().anyMatch(g -> g.is(file)) || finished.has(file);
  }

  @Override
  public void close() {
    generations.forEach(Generation::close);
    generations.clear();
  }

  // --- what there is

  @Override
  public boolean look() {
    if (window.hasLines()) {
      return true;
    }
    if (isQuiet()) {
      return false;
    }
    boolean lines = false;
    boolean more = true;
    for (int i = 0; i < MOST_ROUNDS && more && !lines; i++) {
      boolean crowded = generations.size() == MOST_OPEN;
      checked = false;
      if (!isBehind()) {
        find();
      }
      try {
        lines = read();
      } catch (IOException e) {
        trouble(e);
      }
      more = checked || (crowded && generations.size() < MOST_OPEN); // or room for those behind
    }
    return lines;
  }

  private boolean isQuiet() {
    return begun
        && trouble == null
        && generations.size() == 1
        && generations.getFirst().isUnchangedAs(path);
  }

  /** While there is more to read, the log's name is asked for a few times a second. */
  private boolean isBehind() {
    Generation g = owner;
    long now = System.nanoTime();
    if (g != null && !g.wasReadToItsEnd() && now - foundAt < FIND_NANOS) {
      return true;
    }
    foundAt = now;
    return false;
  }

  private void find() {
    try {
      if (begun) {
        discover();
      } else {
        begin();
      }
      recovered();
    } catch (IOException e) {
      trouble(e);
    }
  }

  private void begin() throws IOException {
    List<FileMark> marks = left;
    if (marks != null) {
      goOn(marks);
      left = null;
    } else {
      beginAt(new StartSearch(path, start).find());
    }
    begun = true;
  }

  private void beginAt(StartSearch.Found found) throws IOException {
    for (FoundFile file : found.files()) {
      boolean first = generations.isEmpty();
      add(
          first && found.atEnd()
              ? Generation.openAtEnd(file)
              : first ? Generation.openAt(file, found.place()) : Generation.open(file));
    }
    beginning = found.beginning();
    if (generations.isEmpty()) {
      notice(Kind.WAITING, "there is no such file yet");
    }
  }

  /** Goes on in the files of which a part was read, and in those that came after them. */
  private void goOn(List<FileMark> marks) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int last = -1;
    long changed = lookedAt;
    FileMark gone = null;
    for (FileMark mark : marks) {
      int at = find(mark, files);
      last = Math.max(last, at);
      changed = mark.changed();
      gone = mark;
      if (at < 0 && mark.size() > mark.offset()) {
        notice(
            Kind.LOST,
            "a file of the log is gone of which "
                + (mark.size() - mark.offset())
                + " bytes were not read");
      }
    }
    addAll(last >= 0 ? files.subList(last + 1, files.size()) : newerThan(changed, gone, files));
  }

  /** Opens the file of which a part was read; where it is among the files, or -1 if nowhere. */
  private int find(FileMark mark, List<FoundFile> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).hasKey(mark.key()) && add(Generation.resume(files.get(i), mark, false))) {
        return i;
      }
    }
    for (boolean shorter : new boolean[] {false, true}) {
      for (int i = 0; i < files.size() && !mark.isBlank(); i++) {
        if (!isOpen(files.get(i)) && add(Generation.resume(files.get(i), mark, shorter))) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isOpen(FoundFile file) {
    return generations.stream().anyMatch(g -> g.is(file));
  }

  /** Of the files those that came after one that is gone, as far as their times tell. */
  private List<FoundFile> newerThan(long changed, @Nullable FileMark gone, List<FoundFile> files)
      throws IOException {
    List<FoundFile> newer = new ArrayList<>();
    Path target = FoundFile.real(path);
    for (FoundFile file : files) {
      boolean written = file.path().equals(target);
      if (!knows(file) && (written || (file.changed() >= changed && !isOf(gone, file)))) {
        newer.add(file);
      }
    }
    return newer;
  }

  /** Whether a file has what was read of another one, or the beginning of that. */
  private static boolean isOf(@Nullable FileMark mark, FoundFile file) throws IOException {
    if (mark == null || mark.isBlank()) {
      return false;
    }
    Generation copy = Generation.resume(file, mark, true);
    if (copy == null) {
      return false;
    }
    copy.close();
    return true;
  }

  private void addAll(List<FoundFile> files) throws IOException {
    for (FoundFile file : files) {
      if (generations.size() == MOST_OPEN) {
        return; // the youngest that is open leads to them later
      }
      try {
        if (!knows(file) && !add(Generation.open(file))) {
          return; // renamed meanwhile: the next look finds it
        }
      } catch (NoSuchFileException | FileNotFoundException | AccessDeniedException e) {
        throw e; // it is where it was, or may be read, at a later look
      } catch (IOException e) {
        notice(Kind.LOST, file.path() + " cannot be read: " + said(e));
      }
    }
  }

  private boolean add(@Nullable Generation opened) {
    if (opened == null) {
      return false;
    }
    generations.add(opened);
    return true;
  }

  // --- what became of the youngest

  private void discover() throws IOException {
    FoundFile now = FoundFile.at(path);
    Generation youngest = generations.peekLast();
    if (now == null) {
      if (youngest != null && directory.mayHaveChanged(path)) {
        replaced(youngest);
      }
    } else if (youngest == null) {
      addAll(newerThan(lookedAt, null, FoundFile.rotatedOf(path)));
    } else if (youngest.is(now)) {
      boolean suspicious = youngest.mayBeRewritten(now);
      youngest.seen(now);
      if (suspicious) {
        check(youngest);
      }
    } else {
      replaced(youngest);
    }
    lookedAt = System.currentTimeMillis();
  }

  /** The log's name is no longer that of the youngest file: looks for those that came after it. */
  private void replaced(Generation youngest) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int at = -1;
    for (int i = 0; i < files.size(); i++) {
      if (youngest.is(files.get(i))) {
        at = i;
        youngest.seen(files.get(i));
      }
    }
    if (at < 0) {
      at = copyOf(youngest, files);
    }
    if (at >= 0 && at == files.size() - 1) {
      if (!youngest.is(files.get(at))) {
        takeOver(youngest, files.get(at));
      }
      return;
    }
    addAll(
        at >= 0
            ? files.subList(at + 1, files.size())
            : newerThan(youngest.mark().changed(), youngest.mark(), files));
  }

  /** Where a file is that has what was read of one which is gone; -1 if there is none. */
  private int copyOf(Generation gone, List<FoundFile> files) throws IOException {
    FileMark mark = gone.mark();
    for (int i = 0; i < files.size(); i++) {
      if (!knows(files.get(i)) && isOf(mark, files.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** A copy of the youngest file has its name, as an editor leaves it: that is gone on with. */
  private void takeOver(Generation youngest, FoundFile copy) throws IOException {
    Generation resumed = Generation.resume(copy, youngest.mark(), true);
    if (resumed != null) {
      release(youngest);
      generations.remove(youngest);
      youngest.close();
      generations.add(resumed);
    }
  }

  /** What was read of a file is perhaps not in it any more. */
  private void check(Generation g) throws IOException {
    switch (g.check()) {
      case SAME -> drop(g);
      case SHORTER -> {
        g.shorten();
        drop(g);
      }
      case OTHER -> rewritten(g);
    }
  }

  /** A file was emptied in its place. What was not read of it is in a copy, if there is one. */
  private void rewritten(Generation g) throws IOException {
    FileMark mark = g.mark();
    boolean youngest = g == generations.peekLast();
    drop(g);
    generations.remove(g);
    g.close();
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int at = -1;
    for (int i = 0; i < files.size() && at < 0 && !mark.isBlank(); i++) {
      FoundFile file = files.get(i);
      Generation copy =
          file.hasKey(mark.key()) || isOpen(file) ? null : Generation.resume(file, mark, true);
      if (copy != null) {
        at = i;
        if (youngest) {
          generations.addLast(copy);
        } else {
          generations.addFirst(copy);
        }
      }
    }
    long unread = mark.size() - mark.offset();
    if (at < 0 && unread > 0) {
      notice(
          Kind.LOST, "was emptied, and there is no copy of it: " + unread + " bytes were not read");
    } else if (at < 0) {
      notice(Kind.REWRITTEN, "was emptied; it is read from its beginning");
    }
    if (youngest) {
      addAll(
          at >= 0 ? files.subList(at + 1, files.size()) : newerThan(mark.changed(), mark, files));
    }
  }

  // --- reading

  private boolean read() throws IOException {
    for (Generation g : List.copyOf(generations)) {
      if (g.hasMore() && readOn(g)) {
        return true;
      }
    }
    return retire();
  }

  private boolean readOn(Generation g) throws IOException {
    own(g);
    while (true) {
      switch (step(g)) {
        case READ -> {
          tellZeros();
          if (window.hasLines()) {
            return true;
          }
        }
        case END -> {
          if (g.compressed() && endLine()) {
            return true;
          }
          window.rest();
          return false;
        }
        case CHANGED -> {
          checked = true;
          check(g);
          return false;
        }
      }
    }
  }

  /** Reads on. Of a compressed file that is damaged, what is before the damage is all there is. */
  private Generation.Step step(Generation g) throws IOException {
    try {
      return g.read(window);
    } catch (IOException e) {
      if (!g.compressed()) {
        throw e;
      }
      notice(Kind.LOST, g.path() + " cannot be read to its end: " + said(e));
      g.giveUp();
      return Generation.Step.END;
    }
  }

  private boolean endLine() {
    window.endLine();
    return window.hasLines();
  }

  /** The window is for this one's bytes from now on. */
  private void own(Generation g) {
    Generation other = owner;
    if (other != null && other != g) {
      release(other);
    }
    owner = g;
  }

  private void release(Generation g) {
    if (owner == g) {
      window.clear();
      owner = null;
      g.rewind();
    }
  }

  /** What was read of it and not handed over is to be read again. */
  private void drop(Generation g) {
    if (owner == g) {
      window.clear();
    }
    g.rewind();
  }

  @Override
  public void taken(int to) {
    int from = window.from();
    long count = window.take(to);
    Generation g = owner;
    if (g != null) {
      try {
        g.take(window.bytes(), from, to, count);
      } catch (IOException e) {
        trouble(e);
      }
    }
  }

  /** Lets go of those that were replaced and read; the half line that one may end with is given. */
  private boolean retire() throws IOException {
    while (generations.size() > 1 && mayRetire(generations.getFirst())) {
      Generation oldest = generations.getFirst();
      own(oldest);
      window.clear();
      oldest.rewind();
      while (!window.hasLines() && step(oldest) == Generation.Step.READ) {
        // until its end
      }
      if (window.hasLines() || endLine()) {
        return true; // once that is taken, it goes
      }
      release(oldest);
      finished.add(oldest.mark());
      generations.removeFirst();
      oldest.close();
    }
    return false;
  }

  private boolean mayRetire(Generation oldest) throws IOException {
    return !oldest.hasMore()
        && (oldest.compressed()
            || generations.size() == MOST_OPEN
            || oldest.quietFor() >= linger.toNanos());
  }

  // --- what is said

  private void tellZeros() {
    if (window.zeros() > zerosTold && window.half() == 0) {
      notice(Kind.SKIPPED, (window.zeros() - zerosTold) + " NUL bytes before a line were left out");
      zerosTold = window.zeros();
    }
  }

  private void trouble(IOException e) {
    String sentence = Files.isReadable(path) || !Files.exists(path) ? said(e) : "permission denied";
    if (!sentence.equals(trouble)) {
      trouble = sentence;
      notice(Kind.UNREADABLE, sentence);
    }
  }

  private static String said(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private void recovered() {
    if (trouble != null) {
      trouble = null;
      notice(Kind.RECOVERED, "can be read again");
    }
  }

  private void notice(Kind kind, String sentence) {
    notices.accept(new FollowNotice(kind, name(), sentence));
  }
}
