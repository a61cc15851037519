package io.maillog.correlate;

import io.maillog.bytes.ByteScan;

/**
 * Compares Message-IDs as messages have them: some servers log the angle brackets (RFC 5322,
 * 3.6.4), others leave them out.
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
   * Whether one of this length tells a message from others: it is {@code <>} where there is none.
   */
  static boolean tells(int length) {
    return length > 2;
  }

  /** How many bytes of bracket it has at each end. */
  private static int brackets(byte[] b, int from, int to) {
    return to - from >= 2 && b[from] == '<' && b[to - 1] == '>' ? 1 : 0;
  }
}
