package io.maillog.header;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/** The severity, where a header states one: as a number, a word, or in Solaris's message id. */
final class StatedSeverity {
  private static final Literal SOLARIS_ID = Literal.of("[ID ");

  private StatedSeverity() {}

  /** {@code <22>}: facility times eight plus severity (RFC 3164, 4.1.1). */
  static int priority(byte[] b, int from, int to, LineHeader h) {
    int end = Decimal.endOfDigits(b, from + 1, Math.min(to, from + 5));
    if (end == from + 1 || end > from + 4 || end >= to || b[end] != '>') {
      return from;
    }
    int value = (int) Decimal.parse(b, from + 1, end);
    if (value > 191) {
      return from;
    }
    h.severityCode = value & 7;
    return end + 1;
  }

  /**
   * {@code <mail.info>} of FreeBSD's syslogd -v, {@code mail.info} of others, {@code mail:info} of
   * AIX.
   */
  static int tag(byte[] b, int from, int to, LineHeader h) {
    // Facilities are short: a program's name or a host's is seldom taken for one beyond this scan.
    int limit = Math.min(to, from + 10);
    int dot = from;
    while (dot < limit && b[dot] != '.' && b[dot] != ':') {
      if (b[dot] == ' ') {
        return from;
      }
      dot++;
    }
    if (dot >= limit) {
      return from;
    }
    int end = ByteScan.endOfWord(b, dot, to);
    if (end - from > 20 || end >= to) {
      return from;
    }
    boolean angled = b[from] == '<' && b[end - 1] == '>';
    int code =
        angled ? facilityAndSeverity(b, from + 1, end - 1) : facilityAndSeverity(b, from, end);
    if (code < 0) {
      return from;
    }
    h.severityCode = code;
    return ByteScan.skipSpaces(b, end, to);
  }

  /** {@code [ID 197553 mail.info] text}: Solaris's message id, facility and level. */
  static void solarisId(byte[] b, int from, int to, LineHeader h) {
    if (!SOLARIS_ID.startsAt(b, from, to)) {
      return;
    }
    int idEnd = Decimal.endOfDigits(b, from + 4, to);
    int close = ByteScan.indexOf(b, idEnd, Math.min(to, idEnd + 24), (byte) ']');
    if (idEnd == from + 4 || close < 0 || b[idEnd] != ' ') {
      return;
    }
    int code = facilityAndSeverity(b, idEnd + 1, close);
    if (code < 0) {
      return;
    }
    h.severityCode = code;
    h.messageFrom = ByteScan.skipSpaces(b, close + 1, to);
  }

  /** The severity's code in {@code facility.severity}, as names or as numbers; else -1. */
  private static int facilityAndSeverity(byte[] b, int from, int to) {
    int dot = from;
    while (dot < to && b[dot] != '.' && b[dot] != ':') {
      dot++;
    }
    if (dot >= to || !SyslogNames.isFacility(b, from, dot)) {
      return -1;
    }
    return SyslogNames.severity(b, dot + 1, to);
  }
}
