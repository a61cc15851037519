package io.maillog.exim;

import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code "TEXT"}, with a backslash before a quote and before a backslash (deliver.c, receive.c).
 */
final class Quoted {
  private Quoted() {}

  /** The quote that closes the one at {@code open}; -1 if none does. */
  static int close(byte[] b, int open, int to) {
    for (int i = open + 1; i < to; i++) {
      if (b[i] == '"') {
        return i;
      }
      i += b[i] == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Sets a field to the text {@code [from, to)} between the quotes, without the backslashes. */
  static void text(Field field, byte[] b, int from, int to, EventWriter e) {
    int escape = next(b, from, to);
    if (escape == to) {
      e.span(field, from, to);
      return;
    }
    e.beginDecoded(field);
    int i = from;
    while (i < to) {
      if (i == escape) {
        i++;
        escape = next(b, i + 1, to);
      }
      e.decoded(field, b[i++]);
    }
  }

  /** The next backslash that stands for the byte behind it, or {@code to}. */
  private static int next(byte[] b, int from, int to) {
    int i = from;
    while (i + 1 < to && !(b[i] == '\\' && (b[i + 1] == '"' || b[i + 1] == '\\'))) {
      i++;
    }
    return i + 1 < to ? i : to;
  }
}
