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
   * the text, and so is an end that is too long.
   */
  static String of(@Nullable String code, @Nullable String dsn, @Nullable String text) {
    StringBuilder reason = new StringBuilder();
    String rest = text == null ? "" : text.strip();
    add(code, rest, reason);
    add(dsn, rest, reason);
    if (!rest.isEmpty()) {
      reason.append(reason.length() == 0 ? "" : " ");
      plain(rest, reason);
    }
    return reason.length() == 0 ? "(no reason logged)" : reason.toString();
  }

  private static void add(@Nullable String part, String text, StringBuilder reason) {
    if (part != null && !text.contains(part)) {
      reason.append(reason.length() == 0 ? "" : " ").append(part);
    }
  }

  private static void plain(String text, StringBuilder reason) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (reason.length() + i - from >= MAX_LENGTH) {
        reason.append(text, from, i).append("...");
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
