package io.maillog.cli;

import org.jspecify.annotations.Nullable;

/**
 * Makes one reason of texts that differ in an address or an id only, so that they can be counted.
 */
final class Reasons {
  private static final int MAX_LENGTH = 120;

  private Reasons() {}

  /**
   * The reason of codes and a text: what stands in angle brackets or square brackets is left out of
   * the text, and so is an end that is too long. A code that the rest of the text states is not
   * repeated.
   */
  static String of(@Nullable String code, @Nullable String dsn, @Nullable String text) {
    StringBuilder rest = new StringBuilder();
    plain(text == null ? "" : text.strip(), rest);
    StringBuilder reason = new StringBuilder();
    add(code, rest, reason);
    add(dsn, rest, reason);
    if (rest.length() > 0) {
      reason.append(reason.length() == 0 ? "" : " ").append(rest);
    }
    return reason.length() == 0 ? "(no reason logged)" : reason.toString();
  }

  private static void add(@Nullable String part, StringBuilder text, StringBuilder reason) {
    if (part != null && !states(text, part)) {
      reason.append(reason.length() == 0 ? "" : " ").append(part);
    }
  }

  /** Whether the code stands in the text for itself, not as a part of a longer number or name. */
  private static boolean states(StringBuilder text, String code) {
    for (int at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
      int end = at + code.length();
      boolean endsLater = isOfWord(text, end) || (isAt(text, end, '.') && isOfWord(text, end + 1));
      if (!isOfWord(text, at - 1) && !isAt(text, at - 1, '.') && !endsLater) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(StringBuilder text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private static boolean isAt(StringBuilder text, int at, char c) {
    return at >= 0 && at < text.length() && text.charAt(at) == c;
  }

  private static void plain(String text, StringBuilder reason) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (reason.length() + i - from >= MAX_LENGTH) {
        reason.append(text, from, TopCounts.wholeEnd(text, i)).append("...");
        return;
      }
      int close = c == '<' || c == '[' ? text.indexOf(c == '<' ? '>' : ']', i) : -1;
      if (close > 0) {
        reason.append(text, from, i + 1);
        from = close;
        i = close;
      }
    }
    reason.append(text, from, text.length());
  }
}
