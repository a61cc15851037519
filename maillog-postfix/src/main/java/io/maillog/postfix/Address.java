package io.maillog.postfix;

import io.maillog.bytes.ByteScan;

/**
 * {@code <ADDRESS>}. Since 3.5 a local part that needs it is quoted as a whole, so that {@code >}
 * inside the quotes is of the address; before, and with info_log_address_format = internal, nothing
 * is quoted, and a quote is a byte like others.
 */
final class Address {
  private Address() {}

  /**
   * The place of the {@code >} that closes the address which starts at {@code from}, after the
   * {@code <}: the first that a separator follows, after the quoted local part if the address
   * starts with one.
   *
   * @return -1 if the address is not closed
   */
  static int close(byte[] b, int from, int to) {
    if (from < to && b[from] == '"') {
      int quoted = quotedEnd(b, from + 1, to);
      int close = quoted < 0 ? -1 : closeUnquoted(b, quoted, to);
      if (close >= 0) {
        return close;
      }
    }
    return closeUnquoted(b, from, to);
  }

  /** After the quote that ends a local part; -1 if none does (quote_822_local.c). */
  private static int quotedEnd(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\\') {
        i++;
      } else if (b[i] == '"') {
        boolean local = i + 1 < to && (b[i + 1] == '@' || b[i + 1] == '>');
        return local ? i + 1 : -1;
      }
    }
    return -1;
  }

  private static int closeUnquoted(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      i = ByteScan.indexOf(b, i, to, (byte) '>');
      if (i < 0) {
        return -1;
      }
      if (endsHere(b, i + 1, to)) {
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
      return at + 1 == to || b[at + 1] == ' ';
    }
    return c == ' ' || c == ';' || c == ':';
  }
}
