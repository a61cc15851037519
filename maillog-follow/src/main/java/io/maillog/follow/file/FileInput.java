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
import java.util.Objects;
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

  /** A file's times are those of the system's last tick. */
  private static final long CLOCK_TICK_MILLIS = 20;

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

  /** Whether a file is one that was opened, or a copy of one, but for this one. */
  private boolean wasRead(FoundFile file, @Nullable FileMark but) throws IOException {
    if (knows(file)) {
      return true;
    }
    for (Generation g : generations) {
      boolean other = but == null || !Objects.equals(but.key(), g.mark().key());
      if (other && isOf(g.mark(), file, false)) {
        return true;
      }
    }
    return false;
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
      boolean crowded = generations.size() >= MOST_OPEN;
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
    try {
      if (marks != null) {
        goOn(marks);
      } else {
        beginAt(new StartSearch(path, start).find());
      }
    } catch (IOException e) {
      goBackTo(List.of()); // and begin anew at the next look
      throw e;
    }
    left = null;
    begun = true;
  }

  private void beginAt(StartSearch.Found found) throws IOException {
    for (FoundFile file : found.files()) {
      boolean first = generations.isEmpty();
      if (!add(
          first && found.atEnd()
              ? Generation.openAtEnd(file)
              : first ? Generation.openAt(file, found.place()) : Generation.open(file))) {
        throw new NoSuchFileException(file.path() + " was renamed");
      }
    }
    beginning = found.beginning();
    passOver(found);
    if (generations.isEmpty()) {
      notice(Kind.WAITING, "there is no such file yet");
    }
  }

  /** What was begun could not be ended: all is as before, and is tried again. */
  private void goBackTo(List<Generation> before) {
    for (Generation g : generations) {
      if (!before.contains(g)) {
        release(g);
        g.close();
      }
    }
    generations.clear();
    generations.addAll(before);
  }

  /** Knows the youngest of the files before again: by their order those behind it are new. */
  private void passOver(StartSearch.Found found) throws IOException {
    FoundFile before = null;
    for (FoundFile file : FoundFile.rotatedOf(path)) {
      if (found.files().stream().anyMatch(read -> read.hasKey(file.key())) || isOpen(file)) {
        break;
      }
      before = file;
    }
    Generation passed = before == null ? null : Generation.openAtEnd(before);
    if (passed != null) {
      finished.add(passed.mark());
      passed.close();
    }
  }

  /** Goes on in the files of which a part was read, and in those that came after them. */
  private void goOn(List<FileMark> marks) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int last = -1;
    long since = lookedAt - CLOCK_TICK_MILLIS;
    FileMark youngest = null;
    List<FileMark> gone = new ArrayList<>();
    for (FileMark mark : marks) {
      youngest = mark;
      since = mark.changed();
      if (mark.isWeak() && mark == marks.get(marks.size() - 1)) {
        break; // of which no line was read: whatever was written since is new, wherever it is
      }
      int at = find(mark, files);
      last = Math.max(last, at);
      if (at < 0) {
        gone.add(mark);
      }
    }
    addAll(last >= 0 ? files.subList(last + 1, files.size()) : unknown(files, since, youngest));
    for (FileMark mark : gone) {
      finished.add(mark);
      if (mark.size() > mark.offset()) {
        notice(
            Kind.LOST,
            "a file of the log is gone of which "
                + (mark.size() - mark.offset())
                + " bytes were not read");
      }
    }
  }

  /** Opens the file of which a part was read; where it is among the files, or -1 if nowhere. */
  private int find(FileMark mark, List<FoundFile> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      FoundFile file = files.get(i);
      if (file.hasKey(mark.key()) && !isOpen(file) && add(resume(file, mark, false))) {
        return i;
      }
    }
    for (boolean shorter : new boolean[] {false, true}) {
      for (int i = 0; i < files.size() && !mark.isWeak(); i++) {
        if (!isOpen(files.get(i)) && add(resume(files.get(i), mark, shorter))) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isOpen(FoundFile file) {
    return generations.stream().anyMatch(g -> g.is(file));
  }

  /**
   * Of the files those that came after all that is known: those behind the last that was read, or
   * was there before; if none of them is there any more, those that were changed since.
   *
   * @param gone what was read of a file that is none of them; {@code null} if there is none
   */
  private List<FoundFile> unknown(List<FoundFile> files, long since, @Nullable FileMark gone)
      throws IOException {
    Path target = FoundFile.real(path);
    int last = files.size() - 1;
    while (last >= 0
        && (files.get(last).path().equals(target) || !wasRead(files.get(last), gone))) {
      last--;
    }
    List<FoundFile> newer = new ArrayList<>();
    for (FoundFile file : files.subList(last + 1, files.size())) {
      boolean written = file.path().equals(target);
      boolean late = last >= 0 || file.changed() >= since;
      if (written ? !isOpen(file) : late && !isOf(gone, file, true)) {
        newer.add(file);
      }
    }
    return newer;
  }

  /** Whether a file has what was read of another one, or the beginning of that. */
  private static boolean isOf(@Nullable FileMark mark, FoundFile file, boolean shorter)
      throws IOException {
    if (mark == null || mark.isWeak()) {
      return false;
    }
    Generation copy = resume(file, mark, shorter);
    if (copy == null) {
      return false;
    }
    copy.close();
    return true;
  }

  /** As {@link Generation#resume}; what cannot be read is not known to be the one. */
  private static @Nullable Generation resume(FoundFile file, FileMark mark, boolean shorter)
      throws IOException {
    try {
      return Generation.resume(file, mark, shorter);
    } catch (IOException e) {
      if (!Files.exists(file.path())) {
        throw e; // it has another name by now
      }
      return null;
    }
  }

  /** Opens these files, or the first of them: the youngest that is open leads to the others. */
  private void addAll(List<FoundFile> files) throws IOException {
    for (FoundFile file : files) {
      if (generations.size() >= MOST_OPEN || !addNew(file)) {
        return;
      }
    }
  }

  /** Opens all of these files, to which nothing leads later. */
  private void addEach(List<FoundFile> files) throws IOException {
    for (FoundFile file : files) {
      if (!addNew(file)) {
        throw new NoSuchFileException(file.path() + " was renamed");
      }
    }
  }

  /** Opens a file that is not known; false if it was renamed meanwhile. */
  private boolean addNew(FoundFile file) throws IOException {
    try {
      return knows(file) || add(Generation.open(file));
    } catch (NoSuchFileException | FileNotFoundException | AccessDeniedException e) {
      throw e; // it is where it was, or may be read, at a later look
    } catch (IOException e) {
      notice(Kind.LOST, file.path() + " cannot be read: " + said(e));
      return true;
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
    long asked = System.currentTimeMillis();
    FoundFile now = FoundFile.at(path);
    Generation youngest = generations.peekLast();
    if (now == null) {
      if (youngest != null && directory.mayHaveChanged(path)) {
        replaced(youngest);
      }
    } else if (youngest == null) {
      addAll(unknown(FoundFile.rotatedOf(path), lookedAt - CLOCK_TICK_MILLIS, null));
    } else if (youngest.is(now)) {
      if (!youngest.mayHaveBeenCopied(now, asked) || !copied(youngest, FoundFile.rotatedOf(path))) {
        if (youngest.mayBeRewritten(now, asked)) {
          check(youngest);
        }
        youngest.seen(now);
      }
    } else {
      replaced(youngest);
    }
    lookedAt = asked;
  }

  /** The log's name is no longer that of the youngest file: looks for those that came after it. */
  private void replaced(Generation youngest) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int at = indexOf(youngest, files);
    boolean there = at >= 0;
    if (there && youngest.isWeak() && copied(youngest, files)) {
      return;
    }
    if (!there) {
      at = placeOfCopy(youngest, files);
    }
    if (there) {
      youngest.seen(files.get(at));
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
            : unknown(files, youngest.mark().changed(), youngest.mark()));
  }

  /** Where a copy is of the youngest file, which has no name any more; -1 if there is none. */
  private int placeOfCopy(Generation youngest, List<FoundFile> files) throws IOException {
    boolean weak = youngest.isWeak();
    try {
      youngest.knowHead();
      int at = copyOf(youngest.mark(), files, true);
      if (weak && at >= 0) {
        addBefore(youngest, at, files);
      }
      return at;
    } catch (IOException e) {
      if (weak) {
        drop(youngest);
        youngest.forget();
      }
      throw e;
    }
  }

  /**
   * Whether the youngest file, of which no line was seen, was written, copied and emptied: then it
   * is opened anew, and read after the copies.
   */
  private boolean copied(Generation youngest, List<FoundFile> files) throws IOException {
    int at = indexOf(youngest, files);
    if (at < 0 || !addBefore(youngest, at, files)) {
      return false;
    }
    release(youngest);
    generations.remove(youngest);
    youngest.close();
    addAll(files.subList(at, files.size()));
    return true;
  }

  private static int indexOf(Generation g, List<FoundFile> files) {
    for (int i = 0; i < files.size(); i++) {
      if (g.is(files.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * If a file was written, copied and emptied before what is known of it, the copies are to be read
   * before it.
   *
   * @param at where it is among the files
   * @return whether there are any
   */
  private boolean addBefore(Generation g, int at, List<FoundFile> files) throws IOException {
    List<FoundFile> between = unknown(files.subList(0, at), g.emptyAt(), g.mark());
    if (between.isEmpty()) {
      return false;
    }
    List<Generation> before = List.copyOf(generations);
    Deque<Generation> later = cutBefore(g);
    try {
      addEach(between);
      generations.addAll(later);
    } catch (IOException e) {
      goBackTo(before);
      throw e;
    }
    return true;
  }

  /** Takes out a generation and those behind it. */
  private Deque<Generation> cutBefore(Generation g) {
    Deque<Generation> cut = new ArrayDeque<>();
    do {
      cut.addFirst(generations.removeLast());
    } while (cut.getFirst() != g);
    return cut;
  }

  /** Where a file is that has what was read of one which is gone; -1 if there is none. */
  private int copyOf(FileMark mark, List<FoundFile> files, boolean shorter) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      if (!knows(files.get(i)) && isOf(mark, files.get(i), shorter)) {
        return i;
      }
    }
    return -1;
  }

  /** A copy of the youngest file has its name, as an editor leaves it: that is gone on with. */
  private void takeOver(Generation youngest, FoundFile copy) throws IOException {
    Generation resumed = resume(copy, youngest.mark(), true);
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
        FileMark mark = g.mark();
        List<FoundFile> files = FoundFile.rotatedOf(path);
        if (copyOf(mark, files, false) >= 0) {
          rewritten(g); // its first lines are those of before again
        } else {
          g.shorten();
          drop(g);
        }
      }
      case OTHER -> rewritten(g);
    }
  }

  /**
   * A file was emptied in its place. What was not read of it is in a copy, if there is one; then
   * come other copies, if that was done more than once, and what it has now.
   */
  private void rewritten(Generation g) throws IOException {
    FileMark mark = g.mark();
    drop(g);
    List<Generation> before = List.copyOf(generations);
    Deque<Generation> later = cutBefore(g);
    later.removeFirst();
    try {
      List<FoundFile> files = FoundFile.rotatedOf(path);
      readAnew(mark, files.subList(0, upTo(mark, later, files)));
      generations.addAll(later);
    } catch (IOException e) {
      goBackTo(before);
      throw e;
    }
    release(g);
    g.close();
  }

  /** How many of the files came before those that are read already, and up to this one. */
  private static int upTo(FileMark mark, Deque<Generation> later, List<FoundFile> files) {
    if (later.isEmpty()) {
      return files.size();
    }
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).hasKey(mark.key())) {
        return i + 1;
      }
    }
    for (int i = 0; i < files.size(); i++) {
      FoundFile file = files.get(i);
      if (later.stream().anyMatch(g -> g.is(file))) {
        return i;
      }
    }
    return files.size();
  }

  private void readAnew(FileMark mark, List<FoundFile> files) throws IOException {
    int at = -1;
    for (boolean shorter : new boolean[] {false, true}) {
      for (int i = 0; i < files.size() && at < 0 && !mark.isWeak(); i++) {
        FoundFile file = files.get(i);
        if (!file.hasKey(mark.key()) && !isOpen(file) && add(resume(file, mark, shorter))) {
          at = i;
          generations.getLast().isCopyOf(mark);
        }
      }
    }
    List<FoundFile> next =
        at >= 0 ? files.subList(at + 1, files.size()) : unknown(files, mark.changed(), mark);
    addEach(next);
    long unread = mark.size() - mark.offset();
    if (at < 0 && unread > 0 && !mark.isWeak()) {
      notice(
          Kind.LOST, "was emptied, and there is no copy of it: " + unread + " bytes were not read");
    } else if (at < 0) {
      notice(Kind.REWRITTEN, "was emptied; it is read from its beginning");
    }
  }

  // --- reading

  private boolean read() throws IOException {
    for (Generation g : List.copyOf(generations)) {
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
    own(g);
    while (true) {
      boolean sure = g.isSure();
      switch (step(g)) {
        case READ -> {
          if (!sure && !isNextOrForget(g)) {
            checked = true;
            return false;
          }
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

  private boolean isNextOrForget(Generation g) throws IOException {
    try {
      boolean next = !isCopyOfYoungest(g) && isNext(g);
      if (next) {
        g.makeSure();
      }
      return next;
    } catch (IOException e) {
      drop(g);
      g.forget();
      throw e;
    }
  }

  /**
   * Whether what was read at the beginning of a file is what comes next: since it was found, or
   * seen without a line, it may have been written, copied and emptied.
   */
  private boolean isNext(Generation g) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    if (g.isWeak() && g == generations.getLast()) {
      return !copied(g, files);
    }
    int at = indexOf(g, files);
    if (at < 0) {
      at = copyOf(g.mark(), files, true);
    }
    if (at < 0 || !addBefore(g, at, files)) {
      return true;
    }
    drop(g);
    return false;
  }

  /** Whether what was read is of a copy that is being made of the log, or was: lets go of it. */
  private boolean isCopyOfYoungest(Generation g) throws IOException {
    Generation youngest = generations.getLast();
    if (g == youngest || (!g.isBeginningOf(youngest) && !g.begins(youngest.mark()))) {
      return false;
    }
    release(g);
    generations.remove(g);
    g.close();
    return true;
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
      g.take(window.bytes(), from, to, count);
    }
  }

  /** Lets go of those that were replaced and read; the half line that one may end with is given. */
  private boolean retire() throws IOException {
    while (generations.size() > 1 && mayRetire(generations.getFirst())) {
      Generation oldest = generations.getFirst();
      if (oldest.hasHalf()) {
        own(oldest);
        window.clear();
        oldest.rewind();
        while (!window.hasLines() && step(oldest) == Generation.Step.READ) {
          // until its end
        }
        if (window.hasLines() || endLine()) {
          return true; // once that is taken, it goes
        }
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
            || generations.size() >= MOST_OPEN
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
