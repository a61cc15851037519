package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/**
 * The forms of what names somebody in a header: a host, a program with its process id. What has no
 * such form is text.
 */
final class LineTag {
  private static final int MAX_BRACKETED = 64;

  private LineTag() {}

  /** Whether a token is a tag and no host: it ends with a colon, or its pid does. */
  static boolean isTag(byte[] b, int from, int tokenEnd) {
    if (tokenEnd - from < 2) {
      return false;
    }
    byte last = b[tokenEnd - 1];
    return last == ':' || (last == ']' && pidInTag(b, from, tokenEnd - 1));
  }

  /**
   * Whether a tag that starts at {@code from} ends with a pid in brackets, closed at {@code close}.
   */
  private static boolean pidInTag(byte[] b, int from, int close) {
    int open = ByteScan.lastIndexOf(b, from, close, (byte) '[');
    return open > from && open + 1 < close && Decimal.endOfDigits(b, open + 1, close) == close;
  }

  /** Whether a token is {@code PROGRAM[PID]:} of a program whose name has the form of one. */
  static boolean isNameWithPid(byte[] b, int from, int tokenEnd) {
    if (tokenEnd - from < 5 || b[tokenEnd - 1] != ':' || b[tokenEnd - 2] != ']') {
      return false;
    }
    int open = endOfName(b, from, tokenEnd);
    return open > from
        && open + 3 < tokenEnd
        && b[open] == '['
        && Decimal.endOfDigits(b, open + 1, tokenEnd) == tokenEnd - 2;
  }

  /**
   * Whether {@code HOST PROGRAM[PID]:} follows. The two must be names: the text of a server that
   * stamps its own log can hold a stranger's HELO, such as {@code H=a (b[1]: c)}.
   */
  static boolean hasHostAndPid(byte[] b, int from, int to) {
    int hostEnd = ByteScan.endOfWord(b, from, to);
    int p = ByteScan.skipSpaces(b, hostEnd, to);
    int open = endOfName(b, p, to); // first, since there most lines of others end
    if (open == p || open >= to || b[open] != '[' || !isHost(b, from, hostEnd)) {
      return false;
    }
    int close = Decimal.endOfDigits(b, open + 1, to);
    return close > open + 1
        && close + 1 < to
        && b[close] == ']'
        && b[close + 1] == ':'
        && (close + 2 == to || b[close + 2] == ' ');
  }

  /** Where a program's name ends, or a container's. */
  static int endOfName(byte[] b, int from, int to) {
    int i = from;
    while (i < to && isNameByte(b[i])) {
      i++;
    }
    return i;
  }

  /** Whether {@code [from, to)} can be a host's name or address, of syslog-ng a chain of them. */
  static boolean isHost(byte[] b, int from, int to) {
    boolean letters = false;
    boolean address = true;
    boolean colon = false;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      int letter = c | 0x20;
      boolean hex = Decimal.isDigit(c) || (letter >= 'a' && letter <= 'f');
      boolean alphanumeric = hex || c < 0 || (letter >= 'g' && letter <= 'z');
      if (!alphanumeric && !isPunctuation(c)) {
        return false;
      }
      letters |= alphanumeric;
      colon |= c == ':';
      // An address of IPv6 has colons, and nothing else has; its zone follows a percent sign.
      address &= hex || c == ':' || c == '.' || c == '%';
      if (c == '%') {
        return letters && address && endOfName(b, i + 1, to) == to;
      }
    }
    return letters && (!colon || address) && !isNumberOfSixteen(b, from, to);
  }

  /** {@code 0x1f3b}, as a viewer writes a thread. */
  private static boolean isNumberOfSixteen(byte[] b, int from, int to) {
    return to - from > 2 && b[from] == '0' && b[from + 1] == 'x';
  }

  private static boolean isPunctuation(byte c) {
    return c == '-' || c == '.' || c == '_' || c == '/' || c == ':' || c == '@' || c == '%';
  }

  private static boolean isNameByte(byte c) {
    int letter = c | 0x20;
    // '-' to '9' are - . / and the digits
    return (letter >= 'a' && letter <= 'z')
        || (c >= '-' && c <= '9')
        || c == '_'
        || c == '@' // of a systemd unit
        || c == '\\';
  }

  /**
   * Reads a tag in brackets, {@code [exim]} or {@code [1:mail1:postfix/lmtp]}: its last part names
   * the program, or the process where that is a number.
   *
   * @return where it ends; {@code from} if it is no tag
   */
  static int bracketed(byte[] b, int from, int to, ParsedHeader h) {
    int close = ByteScan.indexOf(b, from, Math.min(to, from + MAX_BRACKETED), (byte) ']');
    if (close < 0) {
      return from;
    }
    int text = close + 1 < to && b[close + 1] == ':' ? close + 2 : close + 1;
    if (text < to && b[text] != ' ') {
      return from;
    }
    int last = Math.max(from, ByteScan.lastIndexOf(b, from, close, (byte) ':')) + 1;
    int programTo = close;
    int programFrom = last;
    boolean pid = last > from + 1 && last < close && Decimal.endOfDigits(b, last, close) == close;
    if (pid) {
      programTo = last - 1;
      programFrom = Math.max(from, ByteScan.lastIndexOf(b, from, programTo, (byte) ':')) + 1;
    }
    int first = programFrom < programTo ? b[programFrom] | 0x20 : 0;
    if (first < 'a' || first > 'z' || endOfName(b, programFrom, programTo) != programTo) {
      return from;
    }
    h.tagged = true;
    h.programFrom = programFrom;
    h.programTo = programTo;
    if (pid) {
      h.pidFrom = last;
      h.pidTo = close;
    }
    return text;
  }
}
