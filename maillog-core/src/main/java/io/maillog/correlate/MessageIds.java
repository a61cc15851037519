package io.maillog.correlate;

/**
 * Compares Message-IDs as messages have them: some servers log the angle brackets (RFC 5322,
 * 3.6.4), others leave them out.
 */
final class MessageIds {
  private MessageIds() {}

  /** Whether two are the same. */
  static boolean same(String a, String b) {
    int from = from(a);
    int length = to(a) - from;
    return length == to(b) - from(b) && a.regionMatches(from, b, from(b), length);
  }

  /** A hash, the same for those that are the same. */
  static int hash(String id) {
    int hash = 0;
    for (int i = from(id); i < to(id); i++) {
      hash = 31 * hash + id.charAt(i);
    }
    return hash;
  }

  /** Whether it tells a message from others: one is {@code <>} where there is none. */
  static boolean tells(String id) {
    return id.length() > 2;
  }

  private static int from(String id) {
    return isBracketed(id) ? 1 : 0;
  }

  private static int to(String id) {
    return isBracketed(id) ? id.length() - 1 : id.length();
  }

  private static boolean isBracketed(String id) {
    return id.length() >= 2 && id.charAt(0) == '<' && id.charAt(id.length() - 1) == '>';
  }
}
