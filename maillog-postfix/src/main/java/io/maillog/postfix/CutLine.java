package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** The end of a line that syslog, or somebody, has cut: within a key, or before a value. */
final class CutLine {
  private CutLine() {}

  /** Whether the line ends within one of the keys, or before it. */
  static boolean endsWithin(Literal[] keys, byte[] b, int from, int to) {
    if (from >= to) {
      return true;
    }
    for (Literal key : keys) {
      String text = key.toString();
      int i = 0;
      while (from + i < to && i < text.length() && b[from + i] == text.charAt(i)) {
        i++;
      }
      if (from + i == to) {
        return true;
      }
    }
    return false;
  }

  /** Forgets a value that something always follows, if the line ends with it. */
  static void clearLast(Field field, int to, EventWriter e) {
    if (e.has(field) && e.to(field) == to) {
      e.clear(field);
    }
  }

  /** Sets a field whose value is never empty, if the line has any of it. */
  static void span(Field field, int from, int to, EventWriter e) {
    if (from < to) {
      e.span(field, from, to);
    }
  }
}
