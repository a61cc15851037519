package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;

/**
 * An address as Sendmail logs it, raw: {@code <a@b>}, {@code a@b}, {@code "|program words"}, {@code
 * Name <a@b>}. Quotes, brackets and backslashes in it are balanced, since its parser takes no
 * others (parseaddr.c, prescan); only a text that was cut is not.
 */
final class Address {
  // Up to one of these nothing is quoted.
  private static final boolean[] ENDS_PLAIN = new boolean[256];

  static {
    for (char c : " \"()<>\\".toCharArray()) {
      ENDS_PLAIN[c] = true;
    }
  }

  private Address() {}

  /**
   * The end of the address that starts at {@code from}: the first comma outside of quotes, comments
   * and angle brackets, or {@code to}; -1 if one of these is not closed.
   */
  static int end(byte[] b, int from, int to) {
    if (from < to && b[from] == '<') {
      // Mostly nothing is quoted, and the bracket closes before a comma.
      int close = ByteScan.firstOf(b, from, to, (byte) '>', (byte) '"', (byte) '\\');
      int end = close + 1;
      boolean plain = close > 0 && b[close] == '>' && (end == to || b[end] == ',');
      if (plain && ByteScan.indexOfEither(b, from + 1, close, (byte) '(', (byte) '<') < 0) {
        return end;
      }
    }
    return endOfQuoted(b, from, to);
  }

  private static int endOfQuoted(byte[] b, int from, int to) {
    return endBefore((byte) ',', b, from, to);
  }

  /**
   * The first space outside of quotes, comments and angle brackets, or {@code to}; -1 if one of
   * these is not closed.
   */
  static int endOfWord(byte[] b, int from, int to) {
    int plain = from;
    while (plain < to && !ENDS_PLAIN[b[plain] & 0xff]) {
      plain++;
    }
    return plain == to || b[plain] == ' ' ? plain : endBefore((byte) ' ', b, from, to);
  }

  private static int endBefore(byte mark, byte[] b, int from, int to) {
    boolean quoted = false;
    int comments = 0; // a quote or a bracket inside of them is neither
    int brackets = 0;
    for (int i = from; i < to; i++) {
      switch (b[i]) {
        case '\\' -> i = Printed.endOfQuotedPair(b, i, to) - 1;
        case '"' -> quoted ^= comments == 0;
        case '(' -> comments += quoted ? 0 : 1;
        case ')' -> comments -= quoted ? 0 : 1;
        case '<' -> brackets += quoted || comments > 0 ? 0 : 1;
        case '>' -> {
          brackets -= quoted || comments > 0 ? 0 : 1;
          if (mark == '>' && brackets == 0 && !quoted && comments == 0) {
            return i + 1;
          }
        }
        default -> {
          if (b[i] == mark && !quoted && brackets == 0 && comments == 0) {
            return i;
          }
        }
      }
      if (comments < 0 || brackets < 0) {
        return -1;
      }
    }
    return mark == '>' || quoted || brackets != 0 || comments != 0 ? -1 : to;
  }

  /**
   * The end of the address in angle brackets that starts at {@code from}; -1 if it is not closed.
   */
  static int endOfBracketed(byte[] b, int from, int to) {
    return endBefore((byte) '>', b, from, to);
  }

  /** The first place from {@code from} on where a comma and a space follow, or {@code to}. */
  static int endOfValue(byte[] b, int from, int to) {
    int comma = ByteScan.indexOf(b, from, to, (byte) ',');
    while (comma >= 0 && (comma + 1 >= to || b[comma + 1] != ' ')) {
      comma = ByteScan.indexOf(b, comma + 1, to, (byte) ',');
    }
    return comma < 0 ? to : comma;
  }

  /** Where the address starts inside its angle brackets; the second may be cut off. */
  static int afterBracket(byte[] b, int from, int to) {
    boolean opens = from < to && b[from] == '<';
    return opens && (b[to - 1] == '>' || end(b, from, to) < 0) ? from + 1 : from;
  }

  /** Where the address ends inside its angle brackets. */
  static int beforeBracket(byte[] b, int from, int to) {
    return isBracketed(b, from, to) ? to - 1 : to;
  }

  /** Whether angle brackets enclose the whole of it. */
  static boolean isBracketed(byte[] b, int from, int to) {
    return to - from >= 2 && b[from] == '<' && b[to - 1] == '>';
  }
}
