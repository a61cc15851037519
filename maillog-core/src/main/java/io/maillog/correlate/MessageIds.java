package io.maillog.correlate;

import io.maillog.bytes.ByteScan;

/**
 * Compares Message-IDs as messages have them: a dialect may leave the angle brackets (RFC 5322,
 * 3.6.4) in the value, though ours take them off.
 */
final class MessageIds {
  private MessageIds() {}

  /** Whether two are the same. */
  static boolean same(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int aSkip = brackets(a, aFrom, aTo);
    int bSkip = brackets(b, bFrom, bTo);
    return ByteScan.equal(a, aFrom + aSkip, aTo - aSkip, b, bFrom + bSkip, bTo - bSkip);
  }

  /**
   * Whether one of this length tells a message from others: where there is none it is empty, or
   * {@code <>} with its brackets.
   */
  static boolean tells(int length) {
    return length > 2;
  }

  /** How many bytes of bracket it has at each end. */
  private static int brackets(byte[] b, int from, int to) {
    return to - from >= 2 && b[from] == '<' && b[to - 1] == '>' ? 1 : 0;
  }
}
