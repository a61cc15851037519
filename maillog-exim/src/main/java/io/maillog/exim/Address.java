package io.maillog.exim;

import io.maillog.bytes.ByteScan;

/**
 * {@code <ADDRESS>}: its local part is words with dots between, and a word may be quoted, or have
 * backslashes, and then holds anything (RFC 5321, 4.1.2; parse.c, read_local_part).
 */
final class Address {
  private static final boolean[] SPECIAL = new boolean[256];

  static {
    for (char c : "\"\\<> ,".toCharArray()) {
      SPECIAL[c] = true;
    }
  }

  private Address() {}

  /**
   * The place of the {@code >} that closes the address which starts at {@code from}, after the
   * {@code <}: where its grammar says; of what is no address, the first that ends a word; -1 if
   * there is none.
   */
  static int close(byte[] b, int from, int to) {
    int strict = strictClose(b, from, to);
    return strict >= 0 ? strict : closeFrom(b, from, to);
  }

  /** The place of the {@code >} behind a well-formed address, or behind nothing; else -1. */
  static int strictClose(byte[] b, int from, int to) {
    int plain = endOfPlain(b, from, to);
    if (plain < to && b[plain] == '>') {
      return plain;
    }
    int end = end(b, from, to);
    return end >= 0 && end < to && b[end] == '>' ? end : -1;
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

  /** The end of an address without brackets: the first space outside its quotes. */
  static int endOfBare(byte[] b, int from, int to) {
    int plain = endOfPlain(b, from, to);
    if (plain == to || b[plain] == ' ') {
      return plain;
    }
    int end = end(b, from, to);
    return end >= 0 && (end == to || b[end] == ' ') ? end : ByteScan.endOfWord(b, from, to);
  }

  /** Whether {@code [from, to)} is a well-formed address, with a domain or without. */
  static boolean isWellFormed(byte[] b, int from, int to) {
    return endOfPlain(b, from, to) == to || end(b, from, to) == to;
  }

  /**
   * The end of the bytes that need no look: no quote, backslash, bracket, space or comma. What ends
   * there is an address.
   */
  private static int endOfPlain(byte[] b, int from, int to) {
    int i = from;
    while (i < to && !SPECIAL[b[i] & 0xff]) {
      i++;
    }
    return i;
  }

  /** Whether {@code [from, to)} is a well-formed address with a domain. */
  static boolean isQualified(byte[] b, int from, int to) {
    return endOfPlain(b, from, to) == to
        ? ByteScan.indexOf(b, from, to, (byte) '@') > from
        : end(b, from, to) == to && at(b, from, to) > from;
  }

  /** The place of the {@code @} after the local part; -1 if none stands there. */
  static int at(byte[] b, int from, int to) {
    int at = endOfLocalPart(b, from, to);
    return at >= 0 && at < to && b[at] == '@' ? at : -1;
  }

  /** The end of the well-formed address that starts there, which may be empty; else -1. */
  private static int end(byte[] b, int from, int to) {
    int i = endOfLocalPart(b, from, to);
    if (i < 0 || i >= to || b[i] != '@') {
      return i;
    }
    i++;
    while (i < to && isDomain(b[i])) {
      i++;
    }
    return i;
  }

  private static boolean isDomain(byte c) {
    return c != ' ' && c != '>' && c != '<' && c != '"' && c != '\\' && c != ',';
  }

  /** The end of the local part: words, and dots; -1 if a quote is not closed. */
  private static int endOfLocalPart(byte[] b, int from, int to) {
    int i = from;
    boolean starts = true; // a quote is one where a word starts
    while (i < to) {
      byte c = b[i];
      if (c == '"') {
        int close = starts ? Quoted.close(b, i, to) : -1;
        if (close < 0) {
          return -1;
        }
        i = close + 1;
        starts = false;
        if (i < to && b[i] != '.' && b[i] != '@' && b[i] != '>' && b[i] != ' ') {
          return -1;
        }
      } else if (c == '\\') {
        i = Math.min(to, i + 2);
        starts = false;
      } else if (c == '@' || c == ' ' || c == '>' || c == '<') {
        return i;
      } else {
        starts = c == '.';
        i++;
      }
    }
    return i;
  }
}
