package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/**
 * What may stand before a line's text: through syslog which piece of a split line it is (log.c,
 * MAX_SYSLOG_LEN), then its own stamp (syslog_timestamp); and the process id (log_selector = +pid).
 */
final class LineStart {
  private static final Literal SECURE_HOST = Literal.of("DSH=");

  private LineStart() {}

  /** After {@code 2026-09-12 10:15:30.123 +0200 }, if it stands there. */
  static int stamp(byte[] b, int from, int to) {
    boolean stamped =
        to - from > 20
            && Decimal.endOfDigits(b, from, to) == from + 4
            && b[from + 4] == '-'
            && b[from + 7] == '-'
            && b[from + 10] == ' '
            && b[from + 13] == ':'
            && b[from + 16] == ':';
    if (!stamped) {
      return from;
    }
    int p = ByteScan.endOfWord(b, from + 19, to);
    boolean zone = p + 6 < to && (b[p + 1] == '+' || b[p + 1] == '-') && b[p + 6] == ' ';
    return Math.min(to, zone ? p + 7 : p + 1);
  }

  /** After {@code [1234] }, if it stands there. */
  static int pid(byte[] b, int from, int to) {
    if (from >= to || b[from] != '[') {
      return from;
    }
    int end = Decimal.endOfDigits(b, from + 1, to);
    return end > from + 1 && end + 1 < to && b[end] == ']' && b[end + 1] == ' ' ? end + 2 : from;
  }

  /** After {@code DS}, which is glued to a client's {@code H=} (smtp_in.c; +dnssec). */
  static int dnssec(byte[] b, int from, int to) {
    if (from >= to || (b[from] != ' ' && b[from] != 'D')) {
      return from;
    }
    int p = ByteScan.skipSpaces(b, from, to);
    return SECURE_HOST.startsAt(b, p, to) ? p + 2 : from;
  }

  /** After {@code [1/3] } or {@code [2\3] }, if it stands there. */
  static int piece(byte[] b, int from, int to) {
    if (from >= to || b[from] != '[') {
      return from;
    }
    int slash = Decimal.endOfDigits(b, from + 1, to);
    if (slash == from + 1 || slash >= to || (b[slash] != '/' && b[slash] != '\\')) {
      return from;
    }
    int end = Decimal.endOfDigits(b, slash + 1, to);
    return end > slash + 1 && end + 1 < to && b[end] == ']' && b[end + 1] == ' ' ? end + 2 : from;
  }

  /** Whether the piece that starts there, with its bracket, is the first. */
  static boolean isFirst(byte[] b, int from) {
    return b[from + 1] == '1' && !Decimal.isDigit(b[from + 2]);
  }
}
