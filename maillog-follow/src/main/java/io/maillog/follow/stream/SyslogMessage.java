package io.maillog.follow.stream;

import io.maillog.bytes.ByteScan;
import io.maillog.follow.input.LineWindow;
import java.util.Arrays;

/**
 * One message of syslog on its way to a line: a line feed inside is written as {@code #012}, as
 * rsyslog writes it, so that no sender begins a line of its own; NUL and line feeds at the end are
 * taken off; what is longer than {@link LineWindow#MAX_LINE} is cut. Grows to that, and is used
 * again. Not thread-safe.
 */
final class SyslogMessage {
  private static final int MAX = LineWindow.MAX_LINE;
  private static final int FIRST = 1024;
  private static final byte[] ESCAPED_LINE_FEED = {'#', '0', '1', '2'};

  private byte[] bytes = new byte[FIRST];
  private int length;
  private int solid; // behind the last byte that is no end
  private boolean full;

  /** Adds a part of the message. */
  void add(byte[] b, int from, int to) {
    int at = from;
    while (at < to && !full) {
      int lf = ByteScan.indexOfFar(b, at, to, (byte) '\n');
      int end = lf < 0 ? to : lf;
      text(b, at, end);
      at = end;
      if (lf >= 0) {
        lineFeed();
        at++;
      }
    }
  }

  private void text(byte[] b, int from, int to) {
    int n = Math.min(to - from, MAX - length);
    full |= n < to - from;
    makeRoom(n);
    System.arraycopy(b, from, bytes, length, n);
    length += n;
    int last = length;
    while (last > length - n && bytes[last - 1] == 0) {
      last--;
    }
    if (last > length - n) {
      solid = last;
    }
  }

  private void lineFeed() {
    full |= MAX - length < ESCAPED_LINE_FEED.length;
    if (!full) {
      makeRoom(ESCAPED_LINE_FEED.length);
      System.arraycopy(ESCAPED_LINE_FEED, 0, bytes, length, ESCAPED_LINE_FEED.length);
      length += ESCAPED_LINE_FEED.length;
    }
  }

  private void makeRoom(int count) {
    int needed = length + count + 1; // a line feed follows
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(Math.max(2 * bytes.length, needed), MAX + 1));
    }
  }

  /** The message is whole: its line, with a line feed, is in {@link #bytes}; gives its length. */
  int line() {
    if (solid == 0) {
      return 0;
    }
    bytes[solid] = '\n';
    return solid + 1;
  }

  /** Where {@link #line} is. */
  byte[] bytes() {
    return bytes;
  }

  /** Another begins. */
  void clear() {
    length = 0;
    solid = 0;
    full = false;
    if (bytes.length > 16 * FIRST) {
      bytes = new byte[FIRST]; // many connections hold one each
    }
  }
}
