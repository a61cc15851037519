package io.maillog.exim;

import io.maillog.bytes.ByteScan;

/** {@code <ADDRESS>}: its local part may be quoted, and then holds anything (RFC 5321, 4.1.2). */
final class Address {
  private Address() {}

  /**
   * The place of the {@code >} that closes the address which starts at {@code from}, after the
   * {@code <}: the first that ends a word, outside quotes; -1 if there is none.
   */
  static int close(byte[] b, int from, int to) {
    int start = afterQuoted(b, from, to);
    int close = closeFrom(b, start, to);
    return close < 0 && start > from ? closeFrom(b, from, to) : close;
  }

  private static int closeFrom(byte[] b, int from, int to) {
    int i = from;
    while ((i = ByteScan.indexOf(b, i, to, (byte) '>')) >= 0) {
      if (i + 1 == to || b[i + 1] == ' ' || b[i + 1] == ':' || b[i + 1] == 'H') {
        return i;
      }
      i++;
    }
    return -1;
  }

  /** After the quoted part that an address starts with, if it does and the quotes are closed. */
  static int afterQuoted(byte[] b, int from, int to) {
    if (from >= to || b[from] != '"') {
      return from;
    }
    int close = Quoted.close(b, from, to);
    return close < 0 ? from : close + 1;
  }

  /** The end of an address without brackets: the first space outside its quotes. */
  static int endOfBare(byte[] b, int from, int to) {
    return ByteScan.endOfWord(b, afterQuoted(b, from, to), to);
  }
}
