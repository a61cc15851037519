package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/** The severity, where a header states one: as a number, a word, or in Solaris's message id. */
final class StatedSeverity {
  private static final Literal SOLARIS_ID = Literal.of("[ID ");
  private static final int LONGEST_WORD = 12;
  private static final int LONGEST = 20; // with its facility

  private StatedSeverity() {}

  /** {@code <22>}: facility times eight plus severity (RFC 3164, 4.1.1). */
  static int priority(byte[] b, int from, int to, ParsedHeader h) {
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
   * Takes off {@code <mail.info>} of FreeBSD's syslogd -v, {@code mail.info} of others, {@code
   * mail:info} of AIX, or a level alone, {@code INFO}, as templates of syslog daemons write it
   * where others write the host; in angles, in brackets or bare.
   *
   * <p>No host is called so: a message would be split over as many hosts as levels.
   *
   * @return where the next word starts; {@code from} if a word of another kind stands there
   */
  static int tag(byte[] b, int from, int to, ParsedHeader h) {
    // Facilities are short: a program's name or a host's is seldom taken for one beyond this scan.
    int limit = Math.min(to, from + LONGEST_WORD);
    int dot = from;
    while (dot < limit && b[dot] != '.' && b[dot] != ':' && b[dot] != ' ') {
      dot++;
    }
    if (dot >= limit) {
      return from;
    }
    int end = b[dot] == ' ' ? dot : ByteScan.endOfWord(b, dot, to);
    if (end - from > LONGEST || end >= to) {
      return from;
    }
    int code = code(b, from, end);
    if (code < 0) {
      return from;
    }
    h.severityCode = code;
    return ByteScan.skipSpaces(b, end, to);
  }

  /** Whether a word is of such a length that {@link #tag} can take it. */
  static boolean mayBe(int from, int to) {
    return to - from > 2 && to - from <= LONGEST;
  }

  /** Whether a whole word is one that {@link #tag} takes where more stands behind it. */
  static boolean isWord(byte[] b, int from, int to) {
    return code(b, from, to) >= 0;
  }

  /** As {@link #tag}, where a level alone may also be the text's first word. */
  static int tagBehindHost(byte[] b, int from, int to, ParsedHeader h) {
    int stated = h.severityCode;
    int next = tag(b, from, to, h);
    if (next > from && next < to && !isWithFacility(b, from, next)) {
      int end = ByteScan.endOfWord(b, next, to);
      if (!LineTag.isTag(b, next, end)) {
        h.severityCode = stated;
        return from;
      }
    }
    return next;
  }

  static boolean isWithFacility(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '.' && b[i] != ':') {
      i++;
    }
    return i < to;
  }

  /** The code of a whole word. */
  private static int code(byte[] b, int from, int end) {
    boolean closed =
        end - from > 2
            && ((b[from] == '<' && b[end - 1] == '>') || (b[from] == '[' && b[end - 1] == ']'));
    int first = closed ? from + 1 : from;
    int last = closed ? end - 1 : end;
    int code = facilityAndSeverity(b, first, last);
    // A digit is a number of something else.
    return code >= 0 || last - first < 3 ? code : SyslogNames.severity(b, first, last);
  }

  /** {@code [ID 197553 mail.info] text}: Solaris's message id, facility and level. */
  static void solarisId(byte[] b, int from, int to, ParsedHeader h) {
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
