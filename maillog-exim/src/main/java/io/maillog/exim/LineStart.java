package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.MailEvent;

/**
 * What may stand before a line's text: through syslog which piece of a split line it is (log.c,
 * MAX_SYSLOG_LEN), then its own stamp (syslog_timestamp); and the process id (log_selector = +pid).
 */
final class LineStart {
  private static final Literal SECURE_HOST = Literal.of("DSH=");

  /** No line has so many pieces (log.c, LOG_BUFFER_SIZE). */
  private static final int MAX_PIECE = 1 << 16;

  /** How long a piece is that was cut at its length (log.c, MAX_SYSLOG_LEN). */
  private static final int MAX_TEXT = 870;

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

  /**
   * After {@code [1/3] } or {@code [2\3] }, if it stands there; its blank is missing where a line
   * of blanks was trimmed.
   */
  static int piece(byte[] b, int from, int to) {
    if (from >= to || b[from] != '[') {
      return from;
    }
    int slash = Decimal.endOfDigits(b, from + 1, to);
    if (slash == from + 1 || slash >= to || (b[slash] != '/' && b[slash] != '\\')) {
      return from;
    }
    int end = Decimal.endOfDigits(b, slash + 1, to);
    if (end == slash + 1 || end >= to || b[end] != ']') {
      return from;
    }
    return end + 1 == to ? to : b[end + 1] == ' ' ? end + 2 : from;
  }

  /** Which piece starts there, with its bracket. */
  static int number(byte[] b, int from, int to) {
    long number = Decimal.parse(b, from + 1, Decimal.endOfDigits(b, from + 1, to));
    return number < 0 || number > MAX_PIECE ? MAX_PIECE : (int) number;
  }

  /**
   * Whether the line of the piece that starts there, with its bracket, goes on in the next one:
   * {@code [1/3]} was cut at its length, {@code [1\3]} ends with a line, {@code [3/3]} with all.
   */
  static MailEvent.Piece part(byte[] b, int from, int to) {
    int mark = Decimal.endOfDigits(b, from + 1, to);
    int end = Decimal.endOfDigits(b, mark + 1, to);
    boolean isLast = ByteScan.equal(b, from + 1, mark, b, mark + 1, end);
    return b[mark] == '/' && !isLast ? MailEvent.Piece.PART : MailEvent.Piece.LAST_PART;
  }

  /**
   * How many spaces stood behind a piece that was cut at its length: those that the line has, or
   * the one that is missing, since some syslog daemons trim what they take (journald).
   */
  static int spacesBehind(byte[] b, int from, int to, int lineTo) {
    int end = to;
    while (end < lineTo && b[end] == ' ') {
      end++;
    }
    return end > to ? end - to : to - from == MAX_TEXT - 1 ? 1 : 0;
  }

  /** Whether the piece that starts there, with its bracket, is the first. */
  static boolean isFirst(byte[] b, int from) {
    return b[from + 1] == '1' && !Decimal.isDigit(b[from + 2]);
  }
}
