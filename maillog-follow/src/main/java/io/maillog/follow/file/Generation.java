package io.maillog.follow.file;

import io.maillog.follow.input.LineWindow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One of the files that a log is written to in its life, open: how far it was read, and by what it
 * is known again. The file is held open until it is {@linkplain #close closed}, so that it can be
 * read to its end though it was renamed, compressed or deleted, and its inode's number is not given
 * to another file.
 */
final class Generation implements Closeable {
  private static final long TICK_MILLIS = 1000;

  private final Content content;
  private final @Nullable String key;
  private Path path;
  private long size;
  private long changed;
  private long emptyAt;

  /** Whether no other file comes before it that was not found. */
  private boolean sure;

  /** The key, as the system gives it. */
  private @Nullable Object lastKey;

  private final byte[] head = new byte[FileMark.HEAD_BYTES];
  private int headLength;

  /** Up to here all lines were handed over. */
  private long offset;

  /** The bytes before that. */
  private final Tail taken = new Tail();

  private Milestones milestones = new Milestones();

  /** Up to here it was read; what is behind the offset is in a window. */
  private long readTo;

  /** The bytes before that. */
  private final Tail read = new Tail();

  /** To compare with those, and with the first ones. */
  private final byte[] before = new byte[FileMark.HEAD_BYTES];

  /** How many bytes it had when all of them had been read; -1 if it was not read to its end. */
  private long sizeAtEnd = -1;

  /** Since when it had nothing more to read, by the clock of {@link System#nanoTime}. */
  private long quietSince;

  private Generation(Content content, FoundFile file) {
    this.content = content;
    this.key = file.key();
    this.path = file.path();
    this.size = file.size();
    this.changed = file.changed();
    this.emptyAt = file.changed();
    this.quietSince = System.nanoTime();
  }

  /**
   * Opens a file at its beginning.
   *
   * @return {@code null} if it was renamed meanwhile: what was opened may be another one
   */
  static @Nullable Generation open(FoundFile file) throws IOException {
    return opened(Content.open(file.path()), file, null, 0);
  }

  /**
   * Opens a file where its lines end: half a line at its end is read once it is whole.
   *
   * @return {@code null} if it was renamed meanwhile
   */
  static @Nullable Generation openAtEnd(FoundFile file) throws IOException {
    Content content = Content.open(file.path());
    return opened(content, file, null, content.compressed() ? 0 : endOfLines(content));
  }

  /**
   * Opens a file at the beginning of a line.
   *
   * @return {@code null} if it was renamed meanwhile
   */
  static @Nullable Generation openAt(FoundFile file, long place) throws IOException {
    return opened(Content.open(file.path()), file, null, place);
  }

  /**
   * Opens a file and goes on in it, if it is the one of which a part was read.
   *
   * @param shorter whether to take it too if its end is missing
   * @return {@code null} if it is another one
   */
  static @Nullable Generation resume(FoundFile file, FileMark mark, boolean shorter)
      throws IOException {
    Content content = Content.open(file.path());
    Generation resumed = null;
    try {
      FileMark.Match match = mark.compare(content);
      long at =
          switch (match) {
            case SAME -> mark.offset();
            case SHORTER -> shorter ? Math.min(mark.offset(), content.size()) : -1;
            case OTHER -> -1;
          };
      if (at >= 0) {
        Content kept = content;
        content = null;
        resumed = opened(kept, file, mark, at);
      }
    } finally {
      if (content != null) {
        content.close();
      }
    }
    return resumed;
  }

  private static @Nullable Generation opened(
      Content content, FoundFile file, @Nullable FileMark mark, long at) throws IOException {
    Generation opened = new Generation(content, file);
    try {
      FoundFile now = FoundFile.at(file.path());
      if (now != null && (now.key() == null || now.hasKey(file.key()))) {
        opened.start(mark, at);
        return opened;
      }
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    opened.close();
    return null;
  }

  private void start(@Nullable FileMark mark, long at) throws IOException {
    if (mark != null) {
      System.arraycopy(mark.head(), 0, head, 0, mark.head().length);
      headLength = mark.head().length;
      milestones = mark.milestones().copy();
      milestones.cutAt(at);
    } else {
      knowHead();
    }
    if (mark != null && at == mark.offset()) {
      taken.set(mark.anchor());
    } else if (at > 0) {
      int length = (int) Math.min(at, FileMark.ANCHOR_BYTES);
      taken.set(content.read(at - length, length));
    }
    offset = at;
    sure = at > 0;
    emptyAt = mark != null && !sure ? mark.changed() : emptyAt;
    rewind();
  }

  /** Learns by what it begins, before it is read: its name may be another one's by then. */
  void knowHead() throws IOException {
    if (!isWeak()) {
      return;
    }
    try {
      byte[] first = content.read(0, head.length);
      if (first.length >= headLength && Arrays.equals(head, 0, headLength, first, 0, headLength)) {
        System.arraycopy(first, 0, head, 0, first.length);
        headLength = first.length;
      }
    } catch (IOException e) {
      if (!compressed()) {
        throw e;
      }
      // A damaged one: what can be read of it will be.
    }
  }

  /** Behind the last line feed. */
  private static long endOfLines(Content content) throws IOException {
    int step = LineWindow.MAX_LINE;
    for (long to = content.size(); to > 0; to -= step) {
      long from = Math.max(0, to - step);
      byte[] b = content.read(from, (int) (to - from));
      for (int i = b.length - 1; i >= 0; i--) {
        if (b[i] == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  Path path() {
    return path;
  }

  boolean compressed() {
    return content.compressed();
  }

  /** Whether a file that lies there is this one, which is held open. */
  boolean is(FoundFile file) {
    return file.hasKey(key);
  }

  /** Whether not even a line of it is known, so that it may have been emptied unnoticed. */
  boolean isWeak() {
    return FileMark.isWeak(head, headLength);
  }

  /** Whether no other file comes before it that was not found. */
  boolean isSure() {
    return sure;
  }

  /** It comes in the place of this one: what may come before it is no older. */
  void isLaterThan(FileMark other) {
    emptyAt = sure ? emptyAt : Math.min(emptyAt, other.changed());
  }

  /** No other file comes before it: from now on its content tells if it is emptied. */
  void makeSure() {
    sure = !isWeak();
  }

  /** Whether it ends with half a line, as far as it was read. */
  boolean hasHalf() {
    return Math.max(readTo, compressed() ? 0 : sizeAtEnd) > offset;
  }

  /** When it was last changed while it was empty, or when it was opened. */
  long emptyAt() {
    return emptyAt;
  }

  /** Whether it has what was read of another file, or the beginning of that. */
  boolean begins(FileMark mark) throws IOException {
    return !mark.isWeak() && mark.compare(content) != FileMark.Match.OTHER;
  }

  /**
   * Whether another file begins with all that is in this one: then this one is the copy that is
   * being made of that, or was made just now.
   */
  boolean isBeginningOf(Generation other) throws IOException {
    if (compressed() || other.compressed() || isWeak()) {
      return false;
    }
    long length = content.size();
    int count = (int) Math.min(length, FileMark.HEAD_BYTES);
    return length > 0
        && Arrays.equals(content.read(0, count), other.content.read(0, count))
        && Arrays.equals(
            content.read(length - count, count), other.content.read(length - count, count));
  }

  /** How many bytes are behind the lines that were handed over; of a compressed file, its size. */
  long behind() {
    return compressed() ? (sizeAtEnd < 0 ? size : 0) : Math.max(0, size - offset);
  }

  /**
   * Whether a name is that of this file, and nothing has happened to it since it was read to its
   * end: what is asked most of all, of each log a few times a second.
   */
  boolean isUnchangedAs(Path name) {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(name, BasicFileAttributes.class);
    } catch (IOException e) {
      return false;
    }
    Object fileKey = now.fileKey();
    if (fileKey == null
        || now.size() != sizeAtEnd
        || now.lastModifiedTime().toMillis() != changed
        || System.currentTimeMillis() - changed < TICK_MILLIS) {
      return false;
    }
    if (!fileKey.equals(lastKey)) {
      lastKey = fileKey.toString().equals(key) ? fileKey : null;
    }
    return lastKey != null;
  }

  /** By what it is known again. */
  FileMark mark() {
    return new FileMark(
        key,
        offset,
        Arrays.copyOf(head, headLength),
        taken.copy(),
        milestones.copy(),
        compressed() ? (wasReadToItsEnd() ? offset : FileMark.UNKNOWN) : size,
        sure ? changed : emptyAt);
  }

  // --- as it lies there

  /** Where it lies, and how large it is. */
  void seen(FoundFile now) {
    path = now.path();
    size = now.size();
    changed = now.changed();
    emptyAt = size == 0 ? changed : emptyAt;
  }

  /** Whether what was seen now may not be what was seen before with more lines. */
  boolean mayBeRewritten(FoundFile now, long asked) {
    return now.size() < readTo || (now.size() == readTo && mayHaveChanged(now, asked));
  }

  /** A time of its last change may be that of a change before, in the same tick. */
  private boolean mayHaveChanged(FoundFile now, long asked) {
    return now.changed() != changed || asked - changed < TICK_MILLIS;
  }

  /**
   * Whether it may have been written, copied and emptied since it was seen, without a line by which
   * to know.
   */
  boolean mayHaveBeenCopied(FoundFile now, long asked) {
    return isWeak() && (now.size() != size || mayHaveChanged(now, asked));
  }

  /** Compares what the file has now with what was read of it. */
  FileMark.Match check() throws IOException {
    return mark().compare(content);
  }

  /** Its end was cut off, which was read already. */
  void shorten() throws IOException {
    long end = Math.min(offset, content.size());
    int length = (int) Math.min(end, FileMark.ANCHOR_BYTES);
    taken.set(content.read(end - length, length));
    offset = end;
    milestones.cutAt(offset);
    headLength = (int) Math.min(headLength, offset);
    rewind();
  }

  // --- reading

  /** Whether it has become longer, or shorter, since it was read to its end. */
  boolean hasMore() throws IOException {
    return sizeAtEnd < 0 || (!compressed() && content.size() != sizeAtEnd);
  }

  /** Whether all of it was read, as it was then. */
  boolean wasReadToItsEnd() {
    return sizeAtEnd >= 0;
  }

  /** For how long it had nothing more, in nanoseconds. */
  long quietFor() {
    return sizeAtEnd < 0 ? 0 : System.nanoTime() - quietSince;
  }

  /** What came of reading on. */
  enum Step {
    /** Something was read. */
    READ,
    /** There is no more for now. */
    END,
    /** The file is not as it was: {@link #check} it. */
    CHANGED
  }

  /** Reads on into the window, which has nothing but what was read of this file. */
  Step read(LineWindow window) throws IOException {
    int room = window.room();
    int from = window.end();
    int count = content.read(readTo, window.bytes(), from, room);
    // Afterwards: if the bytes before are there yet, these were read of the same file.
    if (!compressed() && (!isBefore(readTo) || !hasHead())) {
      return Step.CHANGED;
    }
    if (count == 0) {
      long end = compressed() ? size : readTo;
      size = end;
      if (end != sizeAtEnd) {
        sizeAtEnd = end;
        quietSince = System.nanoTime();
      }
      return Step.END;
    }
    int missing = (int) Math.min(head.length - headLength, readTo + count - headLength);
    if (missing > 0 && headLength >= readTo) {
      int at = from + (int) (headLength - readTo);
      System.arraycopy(window.bytes(), at, head, headLength, missing);
      headLength += missing;
    }
    read.append(window.bytes(), from, from + count);
    readTo += count;
    sizeAtEnd = -1;
    window.filled(count);
    return Step.READ;
  }

  private boolean isBefore(long place) throws IOException {
    return read.isEqual(before, there(place - read.length(), read.length()));
  }

  /** Lines may be so much alike that those before this place tell little. */
  private boolean hasHead() throws IOException {
    return Arrays.equals(head, 0, headLength, before, 0, there(0, headLength));
  }

  /** Fetches what is at a place, to be compared; how many bytes. */
  private int there(long place, int length) throws IOException {
    int count = 0;
    for (int n = 1; n > 0 && count < length; count += n) {
      n = content.read(place + count, before, count, length - count);
    }
    return count;
  }

  /** Nothing more can be read of it, though it has not ended. */
  void giveUp() {
    sizeAtEnd = size;
  }

  /** What was learnt of its beginning is not sure; nothing of it was given. */
  void forget() {
    headLength = 0;
    rewind();
  }

  /** What is in a window is dropped, and to be read again. */
  void rewind() {
    readTo = offset;
    read.set(taken);
  }

  /**
   * Lines of the window were handed over.
   *
   * @param count how many bytes of the file they were, more than these if a line was cut; the last
   *     ones are there all the same ({@link LineWindow#LAST_BYTES})
   */
  void take(byte[] window, int from, int to, long count) {
    boolean lineFeedAdded = offset + count > readTo;
    offset = Math.min(offset + count, readTo);
    taken.append(window, from, lineFeedAdded ? to - 1 : to);
    taken.pass(offset, milestones);
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
