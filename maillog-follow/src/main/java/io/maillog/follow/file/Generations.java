package io.maillog.follow.file;

import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.input.Beginning;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log that are open, oldest first: which of them there are, and which come next.
 *
 * <p>Open are those whose lines are not all read yet, and those that a writer may still have. The
 * youngest is the one that has the log's name, or had it when somebody looked last. At each look
 * that name is asked for:
 *
 * <ul>
 *   <li>It is of the youngest: that may have become longer. If it is shorter, or what was read is
 *       not there, it was emptied in its place (truncated, as by {@code copytruncate}), and what
 *       was not read is in a copy.
 *   <li>It is of another file, or of none: the youngest was renamed or deleted. Which files came
 *       after it is told by their names and times ({@link FoundFile#rotatedOf}).
 * </ul>
 */
final class Generations {
  /** How many files are open at once. Of those further behind the names are enough. */
  private static final int MOST_OPEN = 32;

  /** A file's times are those of the system's last tick. */
  private static final long CLOCK_TICK_MILLIS = 20;

  private final Path path;
  private final Start start;
  private final ReadWindow window;
  private final LogNotices notices;
  private final Deque<Generation> generations = new ArrayDeque<>();
  private final FinishedFiles finished = new FinishedFiles();
  private final DirectoryTime directory = new DirectoryTime();

  /**
   * Where a checkpoint left the log; {@code null} once it was gone on from there, or if none did.
   */
  private @Nullable List<FileMark> left;

  private boolean begun;
  private Beginning beginning = Beginning.NOW;

  /** When the log's name was asked for last, in milliseconds since 1970. */
  private long lookedAt;

  /**
   * None yet: they are found at the first look.
   *
   * @param start where to begin then
   */
  Generations(Path path, Start start, ReadWindow window, LogNotices notices) {
    this.path = path;
    this.start = start;
    this.window = window;
    this.notices = notices;
  }

  // --- in a checkpoint

  static Generations restore(
      DataInput in, Path path, Start start, ReadWindow window, LogNotices notices)
      throws IOException {
    boolean begun = in.readBoolean();
    Start asked = begun ? start.ofNewFile() : start; // it could not be read so far
    Generations restored = new Generations(path, asked, window, notices);
    restored.lookedAt = in.readLong();
    List<FileMark> marks = new ArrayList<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      marks.add(FileMark.restore(in));
    }
    restored.finished.restore(in);
    restored.left = begun ? marks : null;
    return restored;
  }

  void save(DataOutput out) throws IOException {
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

  // --- which there are

  /** Those that are open, oldest first. */
  List<Generation> open() {
    return List.copyOf(generations);
  }

  /** Whether there are as many as may be open at once. */
  boolean crowded() {
    return generations.size() >= MOST_OPEN;
  }

  /** Whether there is but one, and nothing has happened to it or to its name since it was read. */
  boolean isQuiet() {
    return begun && generations.size() == 1 && generations.getFirst().isUnchangedAs(path);
  }

  /** What is known of the time of the first line. */
  Beginning beginning() {
    return beginning;
  }

  /** How many bytes are known to be there that were not handed over. */
  long behind() {
    long behind = 0;
    for (Generation g : generations) {
      behind += g.behind();
    }
    return behind;
  }

  /** The oldest, if others came after it. */
  @Nullable Generation replaced() {
    return generations.size() > 1 ? generations.getFirst() : null;
  }

  /** The oldest was read, and nobody writes to it any more. */
  void finishOldest() {
    Generation oldest = generations.removeFirst();
    window.release(oldest);
    finished.add(oldest.mark());
    oldest.close();
  }

  void close() {
    generations.forEach(Generation::close);
    generations.clear();
  }

  /** Looks what there is: which files came after those that are open. */
  void find() throws IOException {
    if (begun) {
      discover();
    } else {
      begin();
    }
  }

  boolean knows(FoundFile file) {
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

  // --- where to begin

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
    passOver(found.before());
    if (generations.isEmpty()) {
      notices.notice(Kind.WAITING, "there is no such file yet");
    }
  }

  /** What was begun could not be ended: all is as before, and is tried again. */
  private void goBackTo(List<Generation> before) {
    for (Generation g : generations) {
      if (!before.contains(g)) {
        window.release(g);
        g.close();
      }
    }
    generations.clear();
    generations.addAll(before);
  }

  /** Knows the youngest of the files before again: by their order those behind it are new. */
  private void passOver(@Nullable FoundFile before) throws IOException {
    if (before == null) {
      return;
    }
    try {
      Generation passed = Generation.openAtEnd(before);
      if (passed == null) {
        throw new NoSuchFileException(before.path() + " was renamed");
      }
      finished.add(passed.mark());
      passed.close();
    } catch (IOException e) {
      if (!Files.exists(before.path())) {
        throw e;
      }
      // It may be one that only the system may read; its time will have to tell.
    }
  }

  /** Goes on in the files of which a part was read, and in those that came after them. */
  private void goOn(List<FileMark> marks) throws IOException {
    List<FoundFile> files = FoundFile.rotatedOf(path);
    int last = -1;
    long since = lookedAt - CLOCK_TICK_MILLIS;
    FileMark youngest = null;
    List<FileMark> gone = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      FileMark mark = marks.get(i);
      youngest = mark;
      since = mark.changed();
      if (mark.isWeak() && i == marks.size() - 1) {
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
      String unread = mark.unread();
      if (unread != null) {
        notices.notice(Kind.LOST, "a file of the log is gone: " + unread);
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

  // --- which come next

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
      notices.notice(Kind.LOST, file.path() + " cannot be read: " + LogNotices.said(e));
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
    if (!youngest.compressed() && youngest.check() != FileMark.Match.SAME) {
      check(youngest); // emptied before it was renamed
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
        window.drop(youngest);
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
    window.release(youngest);
    generations.remove(youngest);
    youngest.close();
    addAll(files.subList(at, files.size()));
    isLater(youngest.mark());
    return true;
  }

  /** A file was opened anew: what may come before it came after what was known of it before. */
  private void isLater(FileMark mark) {
    for (Generation g : generations) {
      if (Objects.equals(g.mark().key(), mark.key())) {
        g.isLaterThan(mark);
      }
    }
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
    FileMark mark = g.mark();
    int copy = copyOf(mark, files.subList(0, at), true); // what comes behind is of a later time
    List<FoundFile> between =
        unknown(files.subList(0, copy < 0 ? at : copy), g.emptyAt(), mark).stream()
            .filter(file -> file.size() > 0) // else it is a copy that is about to be made
            .toList();
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
      window.release(youngest);
      generations.remove(youngest);
      youngest.close();
      generations.add(resumed);
    }
  }

  // --- what became of one that is read

  /** What was read of a file is perhaps not in it any more. */
  void check(Generation g) throws IOException {
    switch (g.check()) {
      case SAME -> window.drop(g);
      case SHORTER -> {
        FileMark mark = g.mark();
        List<FoundFile> files = FoundFile.rotatedOf(path);
        if (copyOf(mark, files, false) >= 0) {
          rewritten(g); // its first lines are those of before again
        } else {
          g.shorten();
          window.drop(g);
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
    window.drop(g);
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
    window.release(g);
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
          generations.getLast().isLaterThan(mark);
        }
      }
    }
    List<FoundFile> next =
        at >= 0 ? files.subList(at + 1, files.size()) : unknown(files, mark.changed(), mark);
    addEach(next);
    String unread = mark.unread();
    if (at < 0 && unread != null && !mark.isWeak()) {
      notices.notice(Kind.LOST, "was emptied, and there is no copy of it: " + unread);
    } else if (at < 0) {
      notices.notice(Kind.REWRITTEN, "was emptied; it is read from its beginning");
    }
  }

  /** Whether what was read at the beginning of a file comes next; else that is forgotten. */
  boolean isNextOrForget(Generation g) throws IOException {
    try {
      boolean next = !isCopyOfYoungest(g) && isNext(g);
      if (next) {
        g.makeSure();
      }
      return next;
    } catch (IOException e) {
      window.drop(g);
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
    window.drop(g);
    return false;
  }

  /** Whether what was read is of a copy that is being made of the log, or was: lets go of it. */
  private boolean isCopyOfYoungest(Generation g) throws IOException {
    Generation youngest = generations.getLast();
    if (g == youngest || !isCopy(g, youngest)) {
      return false;
    }
    window.release(g);
    generations.remove(g);
    g.close();
    return true;
  }

  /** Two files may begin alike: as long as nothing was read of the log, all that it has counts. */
  private static boolean isCopy(Generation g, Generation log) throws IOException {
    FileMark read = log.mark();
    return g.isBeginningOf(log) || (read.offset() > 0 ? g.begins(read) : log.isBeginningOf(g));
  }
}
