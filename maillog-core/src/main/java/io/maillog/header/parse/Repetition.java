package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/** How syslog daemons say that a line came several times. */
final class Repetition {
  private static final Literal FOLDED = Literal.of("message repeated ");
  private static final Literal FOLDED_BSD = Literal.of("last message repeated ");
  private static final Literal DASHES = Literal.of("--- ");
  private static final Literal CLOSING = Literal.of(" ---");
  private static final Literal SYSLOGD = Literal.of("syslogd");
  private static final Literal SUPPRESSED = Literal.of("Last message '");
  private static final Literal REPEATED = Literal.of("' repeated ");
  private static final Literal BY = Literal.of(" times, suppressed by syslog-ng on ");
  private static final Literal TIMES = Literal.of(" times");
  private static final Literal TIME = Literal.of(" time");

  private Repetition() {}

  /** {@code message repeated 3 times: [ text]}: rsyslog's folding, with the text. */
  static void folded(byte[] b, int from, int to, ParsedHeader h) {
    if (!FOLDED.startsAt(b, from, to)) {
      return;
    }
    int p = from + FOLDED.length();
    int countEnd = Decimal.endOfDigits(b, p, Math.min(to, p + 9));
    int open = countEnd + TIMES.length();
    if (countEnd == p || open + 3 > to || !TIMES.startsAt(b, countEnd, to)) {
      return;
    }
    if (b[open] != ':' || b[open + 1] != ' ' || b[open + 2] != '[' || b[to - 1] != ']') {
      return;
    }
    int messageFrom = ByteScan.skipSpaces(b, open + 3, to - 1);
    int messageTo = to - 1;
    while (messageTo > messageFrom && b[messageTo - 1] == ' ') {
      messageTo--;
    }
    h.repeat = (int) Math.max(1, Decimal.parse(b, p, countEnd));
    h.messageFrom = messageFrom;
    h.messageTo = messageTo;
  }

  /** {@code last message repeated 3 times}: BSD's folding, of the line before. */
  static void ofLineBefore(byte[] b, int from, int to, ParsedHeader h) {
    if (from >= to || (b[from] != 'l' && b[from] != '-')) {
      return;
    }
    // macOS's syslogd has hyphens on both sides.
    boolean dashes = DASHES.startsAt(b, from, to) && CLOSING.endsAt(b, from, to);
    int start = dashes ? from + DASHES.length() : from;
    int end = dashes ? to - CLOSING.length() : to;
    if (start >= end || !FOLDED_BSD.startsAt(b, start, end)) {
      return;
    }
    int p = start + FOLDED_BSD.length();
    int countEnd = Decimal.endOfDigits(b, p, Math.min(end, p + 9));
    if (countEnd > p && (TIMES.equalsAt(b, countEnd, end) || TIME.equalsAt(b, countEnd, end))) {
      count(b, p, countEnd, h);
    }
  }

  /** The same as FreeBSD's syslogd says it under its own name, since it can write RFC 5424. */
  static void bySyslogd(byte[] b, int from, int to, ParsedHeader h) {
    if (SYSLOGD.equalsAt(b, h.programFrom, h.programTo)) {
      ofLineBefore(b, from, to, h);
    }
  }

  /**
   * {@code Last message 'connect from mx.exa' repeated 3 times, suppressed by syslog-ng on mx1}:
   * syslog-ng's folding (logwriter.c), in the name of the line before, of which it has the start.
   */
  static void suppressed(byte[] b, int from, int to, ParsedHeader h) {
    if (!SUPPRESSED.startsAt(b, from, to)) {
      return;
    }
    // From the end, since what stands between the quotes is a stranger's.
    int host = ByteScan.lastIndexOf(b, from, to, (byte) ' ') + 1;
    int by = host - BY.length();
    int p = by;
    while (p > from && Decimal.isDigit(b[p - 1])) {
      p--;
    }
    int quote = p - REPEATED.length();
    if (by > from
        && host < to
        && BY.startsAt(b, by, to)
        && p < by
        && by - p <= 9
        && quote >= from + SUPPRESSED.length()
        && REPEATED.startsAt(b, quote, to)) {
      count(b, p, by, h);
    }
  }

  private static void count(byte[] b, int from, int to, ParsedHeader h) {
    h.repeat = (int) Math.max(1, Decimal.parse(b, from, to));
    h.continued = true;
  }
}
