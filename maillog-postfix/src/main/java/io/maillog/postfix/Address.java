package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code <ADDRESS>}. Since 3.5 a local part that needs it is quoted, so that {@code >} inside
 * quotes is of the address; before, and with info_log_address_format = internal, it is not quoted.
 */
final class Address {
  private Address() {}

  /**
   * The place of the {@code >} that closes the address which starts at {@code from}, after the
   * {@code <}.
   *
   * <p>It is one outside quotes that a separator follows; where quotes are not balanced, the first
   * that a separator follows.
   *
   * @return -1 if the address is not closed
   */
  static int close(byte[] b, int from, int to) {
    boolean quoted = false;
    boolean sawQuote = false;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '>') {
        if (!quoted && endsHere(b, i + 1, to)) {
          return i;
        }
      } else if (c == '"') {
        quoted = !quoted;
        sawQuote = true;
      } else if (c == '\\' && quoted) {
        i++;
      }
    }
    return sawQuote ? closeUnquoted(b, from, to) : -1;
  }

  private static int closeUnquoted(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '>' && endsHere(b, i + 1, to)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean endsHere(byte[] b, int at, int to) {
    if (at >= to) {
      return true;
    }
    byte c = b[at];
    if (c == ',') {
      return at + 1 < to && b[at + 1] == ' ';
    }
    return c == ' ' || c == ';' || c == ':';
  }

  /**
   * Sets a field to the address of {@code key=<ADDRESS>}, where the key stands at {@code from}.
   *
   * @return after the {@code >}; {@code from} if the key does not stand there; -1 if it is not
   *     closed
   */
  static int field(Literal key, Field field, byte[] b, int from, int to, EventWriter e) {
    if (!key.startsAt(b, from, to)) {
      return from;
    }
    int start = from + key.length();
    int close = close(b, start, to);
    if (close < 0) {
      return -1;
    }
    e.span(field, start, close);
    return close + 1;
  }
}
