package io.maillog.header;

import io.maillog.bytes.ByteScan;

/**
 * The commonest header, {@code HOST PROGRAM[PID]: TEXT} after the stamp, read in one pass where the
 * host is that of a line before.
 *
 * <p>A short cut only: what it takes, {@link HeaderParser} reads just so the long way. So the
 * remembered host changes no result.
 */
final class PlainHeader {
  private static final int MAX_HOST = 64;
  private static final int MAX_PID_DIGITS = 7;

  private final byte[] host = new byte[MAX_HOST + 8];
  private int length; // with the space behind it; 0 where no host is remembered

  /** Remembers a host, unless bytes behind it could make something else of it. */
  void remember(byte[] b, int from, int to) {
    int size = to - from;
    if (size > MAX_HOST || size == 0 || to >= b.length || b[to] != ' ') {
      return;
    }
    boolean month = size == 3 && b[from] >= 'A' && b[from] <= 'S'; // of a second stamp
    boolean iso = size > 4 && b[from + 4] == '-' && b[from] <= '9';
    boolean stream = size == 6 && b[from] == 's' && b[from + 1] == 't'; // stdout, stderr
    if (month || iso || stream) {
      return;
    }
    System.arraycopy(b, from, host, 0, size + 1);
    length = size + 1;
  }

  /** Reads host, program and pid if they stand at {@code from} in the plain form. */
  boolean parse(byte[] b, int from, int to, LineHeader h) {
    int p = from + length;
    int last = Math.min(to, b.length) - 8; // where a word can still be read
    if (length == 0 || p > last || !ByteScan.equal(host, 0, length, b, from, p)) {
      return false;
    }
    int open = ByteScan.firstOf(b, p, last, (byte) '[', (byte) ' ', (byte) ':');
    if (open <= p || b[open] != '[' || open >= last) {
      return false;
    }
    int digits = ByteScan.digits(ByteScan.word(b, open + 1));
    int close = open + 1 + digits;
    if (digits == 0 || digits > MAX_PID_DIGITS || close + 3 > to) {
      return false;
    }
    if (b[close] != ']' || b[close + 1] != ':' || b[close + 2] != ' ') {
      return false;
    }
    h.hostFrom = from;
    h.hostTo = p - 1;
    h.tagged = true;
    h.programFrom = p;
    h.programTo = open;
    h.pidFrom = open + 1;
    h.pidTo = close;
    h.messageFrom = ByteScan.skipSpaces(b, close + 3, to);
    return true;
  }
}
