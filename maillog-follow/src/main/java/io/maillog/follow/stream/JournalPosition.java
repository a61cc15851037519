package io.maillog.follow.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal, by what {@code journalctl} says of its place.
 *
 * <p>A cursor is made of six numbers (sd_journal_get_cursor): {@code s}, the sequence that the file
 * counts by, {@code i}, the entry's number in it, {@code b}, the boot, {@code m}, microseconds
 * since then, {@code t}, microseconds since 1970, and {@code x}, a hash of its fields. Only the
 * sequence and the boot put two entries in order for certain: the clock can be set back. An entry
 * may be in two files with numbers of two sequences, as when journald moves the journal from /run
 * to /var.
 *
 * @param cursor the cursor, as {@code --cursor=} takes it: printable ASCII
 * @param realtime microseconds since 1970
 */
record JournalPosition(String cursor, long realtime) {
  /** How an entry lies to another. */
  enum Order {
    BEFORE,
    SAME,
    AFTER,
    /** Earlier by the clock alone. */
    PERHAPS_BEFORE,
    /** Later by the clock alone, or at the same time; nothing else is known. */
    PERHAPS_AFTER
  }

  /** A position; {@code null} if one of the two is not of the form. */
  static @Nullable JournalPosition of(String cursor, String realtime) {
    if (cursor.isEmpty() || cursor.length() > JournalKeys.MAX_VALUE || !printable(cursor)) {
      return null;
    }
    if (realtime.isEmpty() || realtime.length() > 18) {
      return null;
    }
    for (int i = 0; i < realtime.length(); i++) {
      if (realtime.charAt(i) < '0' || realtime.charAt(i) > '9') {
        return null;
      }
    }
    return new JournalPosition(cursor, Long.parseLong(realtime));
  }

  private static boolean printable(String cursor) {
    return cursor.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** How this entry lies to another one. */
  Order to(JournalPosition other) {
    if (cursor.equals(other.cursor)) {
      return Order.SAME;
    }
    if (same(other, 's') && has(other, 'i')) {
      return order(other, 'i');
    }
    boolean sameEntry = same(other, 'x') && same(other, 't');
    if (same(other, 'b') && has(other, 'm')) {
      Order order = order(other, 'm');
      return order != Order.SAME || sameEntry ? order : Order.PERHAPS_AFTER;
    }
    return realtime < other.realtime ? Order.PERHAPS_BEFORE : Order.PERHAPS_AFTER;
  }

  private boolean same(JournalPosition other, char key) {
    String mine = part(key);
    return mine != null && mine.equals(other.part(key));
  }

  private boolean has(JournalPosition other, char key) {
    return number(key) >= 0 && other.number(key) >= 0;
  }

  private Order order(JournalPosition other, char key) {
    int c = Long.compare(number(key), other.number(key));
    return c < 0 ? Order.BEFORE : c == 0 ? Order.SAME : Order.AFTER;
  }

  /** A part of the cursor; {@code null} if it has none of this key. */
  private @Nullable String part(char key) {
    int at = 0;
    while (at < cursor.length()) {
      int end = cursor.indexOf(';', at);
      end = end < 0 ? cursor.length() : end;
      if (end - at > 2 && cursor.charAt(at) == key && cursor.charAt(at + 1) == '=') {
        return cursor.substring(at + 2, end);
      }
      at = end + 1;
    }
    return null;
  }

  /** A part's value, which is hexadecimal; -1 if it has none that fits. */
  private long number(char key) {
    String part = part(key);
    if (part == null || part.length() > 15) {
      return -1;
    }
    try {
      return Long.parseLong(part, 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeUTF(cursor);
    out.writeLong(realtime);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if it is no such thing
   */
  static JournalPosition restore(DataInput in) throws IOException {
    String cursor = in.readUTF();
    long realtime = in.readLong();
    JournalPosition position = realtime < 0 ? null : of(cursor, Long.toString(realtime));
    if (position == null) {
      throw new IOException("no position in the journal");
    }
    return position;
  }
}
