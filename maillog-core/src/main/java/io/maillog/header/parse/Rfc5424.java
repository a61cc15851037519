package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/** {@code TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG} (RFC 5424, 6). */
final class Rfc5424 {
  private Rfc5424() {}

  /**
   * Reads the header that starts after the version.
   *
   * @return where MSG starts, perhaps with blanks; -1 if the header breaks off, and then says
   *     nothing: all is text
   */
  static int parse(byte[] b, int from, int to, StampParser stamps, ParsedHeader h) {
    int p = from;
    int end = ByteScan.endOfWord(b, p, to);
    if (end - p > 1) {
      if (stamps.parse(b, p, to, h) != end) {
        return none(from, to, h);
      }
    } else if (p >= to || b[p] != '-') {
      return none(from, to, h);
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (!isNil(b, p, end)) {
      h.hostFrom = p;
      h.hostTo = end;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (!isNil(b, p, end)) {
      h.programFrom = p;
      h.programTo = end;
      h.tagged = end > p;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (end > p && Decimal.endOfDigits(b, p, end) == end) {
      h.pidFrom = p;
      h.pidTo = end;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to); // MSGID
    p = structuredData(b, Math.min(to, end + 1), to);
    if (p < 0) {
      return none(from, to, h);
    }
    h.recognised = true;
    int text = ByteScan.skipSpaces(b, p, to);
    return HeaderParser.isByteOrderMark(b, text, to) ? text + 3 : p;
  }

  private static int none(int from, int to, ParsedHeader h) {
    int code = h.severityCode;
    h.reset(from, to);
    h.severityCode = code;
    return -1;
  }

  private static boolean isNil(byte[] b, int from, int to) {
    return to - from == 1 && b[from] == '-';
  }

  private static int structuredData(byte[] b, int from, int to) {
    if (from >= to) {
      return -1;
    }
    if (b[from] == '-') {
      return from + 1;
    }
    int p = from;
    while (p < to && b[p] == '[') {
      boolean quoted = false;
      int i = p + 1;
      while (i < to && (quoted || b[i] != ']')) {
        if (b[i] == '\\' && quoted) {
          i++;
        } else if (b[i] == '"') {
          quoted = !quoted;
        }
        i++;
      }
      if (i >= to) {
        return -1;
      }
      p = i + 1;
    }
    return p == from ? -1 : p;
  }
}
