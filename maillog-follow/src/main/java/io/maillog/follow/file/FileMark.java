package io.maillog.follow.file;

import io.maillog.bytes.ByteScan;
import io.maillog.follow.input.LineWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is known again of which a part was read, though it was renamed, copied, compressed
 * or cut meanwhile.
 *
 * <p>None of the signs is enough by itself: an inode's number is given to another file as soon as
 * the first is deleted, two files may begin alike, and a name is only where a log is written today.
 * So a file is the one that was read if it begins with the {@code head} and has the {@code anchor}
 * right before the offset. Immutable; nobody changes its arrays.
 *
 * @param key the file's key when it was read, such as device and inode; {@code null} if the file
 *     system has none
 * @param offset how many bytes were read, decoded: all lines that were handed over
 * @param head the first bytes of what was read, up to {@value #HEAD_BYTES}
 * @param anchor the last bytes of what was read, up to {@value #ANCHOR_BYTES}
 * @param milestones signs on the way, for a file that has become shorter
 * @param size how many bytes it had when it was seen last, decoded; {@link #UNKNOWN} of a
 *     compressed file whose end was not seen
 * @param changed when it was last changed, as far as was seen, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record FileMark(
    @Nullable String key,
    long offset,
    byte[] head,
    byte[] anchor,
    Milestones milestones,
    long size,
    long changed) {
  /** Of a compressed file, how many bytes it has is known at its end. */
  static final long UNKNOWN = -1;

  static final int HEAD_BYTES = 1024;
  static final int ANCHOR_BYTES = LineWindow.LAST_BYTES;

  /** How the bytes of a file compare with what was read. */
  enum Match {
    /** Another file. */
    OTHER,
    /** The file, with all that was read, and perhaps more. */
    SAME,
    /** The file, but its end is missing, which was read. */
    SHORTER
  }

  /** Gives bytes of a file. */
  interface Bytes {
    /**
     * Reads {@code [at, at + length)}.
     *
     * @return as many of them as there are
     */
    byte[] read(long at, int length) throws IOException;
  }

  /** Whether not even a line was read, so that other files may begin so too. */
  boolean isWeak() {
    return isWeak(head, head.length);
  }

  /** Whether a file of which these first bytes are known may be taken for another one. */
  static boolean isWeak(byte[] head, int length) {
    return length < HEAD_BYTES && ByteScan.indexOf(head, 0, length, (byte) '\n') < 0;
  }

  /** Says how much of it was not read; {@code null} if all was, as far as is known. */
  @Nullable String unread() {
    return size == UNKNOWN
        ? "its end was not read"
        : size > offset ? (size - offset) + " bytes were not read" : null;
  }

  /** Compares with a file's bytes. */
  Match compare(Bytes file) throws IOException {
    byte[] start = file.read(0, head.length);
    if (!Arrays.equals(start, 0, start.length, head, 0, start.length)) {
      return Match.OTHER;
    }
    if (start.length < head.length) {
      return endsWithLine(start) ? Match.SHORTER : Match.OTHER;
    }
    byte[] end = file.read(offset - anchor.length, anchor.length);
    if (!Arrays.equals(end, 0, end.length, anchor, 0, end.length)) {
      return Match.OTHER;
    }
    if (end.length == anchor.length) {
      return Match.SAME;
    }
    return endsWithLine(end) || (end.length == 0 && milestones.lead(file))
        ? Match.SHORTER
        : Match.OTHER;
  }

  /**
   * A file that was emptied may have the beginning of a line by now, which begins as the first line
   * of before, with the date: nobody cuts lines out so.
   */
  private static boolean endsWithLine(byte[] b) {
    return b.length > 0 && b[b.length - 1] == '\n';
  }

  /** Whether a file that begins so may be this one, with all that was read. */
  boolean mayBeginWith(byte[] start) {
    return start.length >= head.length
        && Arrays.equals(head, 0, head.length, start, 0, head.length);
  }

  /** Whether a file has all that was read, and nothing more. */
  boolean isWhole(Bytes file) throws IOException {
    return compare(file) == Match.SAME && file.read(offset, 1).length == 0;
  }

  // --- in a checkpoint

  void save(DataOutput out) throws IOException {
    out.writeBoolean(key != null);
    out.writeUTF(key == null ? "" : key);
    out.writeLong(offset);
    bytes(head, out);
    bytes(anchor, out);
    milestones.save(out);
    out.writeLong(size);
    out.writeLong(changed);
  }

  static FileMark restore(DataInput in) throws IOException {
    boolean keyed = in.readBoolean();
    String key = in.readUTF();
    long offset = in.readLong();
    byte[] head = bytes(in, HEAD_BYTES);
    byte[] anchor = bytes(in, ANCHOR_BYTES);
    Milestones milestones = Milestones.restore(in);
    long size = in.readLong();
    long changed = in.readLong();
    if (offset < anchor.length || (offset > 0 && head.length == 0) || size < UNKNOWN) {
      throw new IOException("this is no mark of a file");
    }
    return new FileMark(keyed ? key : null, offset, head, anchor, milestones, size, changed);
  }

  private static void bytes(byte[] b, DataOutput out) throws IOException {
    out.writeShort(b.length);
    out.write(b);
  }

  private static byte[] bytes(DataInput in, int most) throws IOException {
    int length = in.readUnsignedShort();
    if (length > most) {
      throw new IOException("this is no mark of a file");
    }
    byte[] b = new byte[length];
    in.readFully(b);
    return b;
  }
}
