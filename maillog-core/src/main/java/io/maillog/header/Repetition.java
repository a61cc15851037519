package io.maillog.header;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/** How syslog daemons say that a line came several times. */
final class Repetition {
  private static final Literal FOLDED = Literal.of("message repeated ");
  private static final Literal FOLDED_BSD = Literal.of("last message repeated ");
  private static final Literal TIMES = Literal.of(" times");

  private Repetition() {}

  /** {@code message repeated 3 times: [ text]}: rsyslog's folding, with the text. */
  static void folded(byte[] b, int from, int to, LineHeader h) {
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
  static void ofLineBefore(byte[] b, int from, int to, LineHeader h) {
    if (from >= to || b[from] != 'l' || !FOLDED_BSD.startsAt(b, from, to)) {
      return;
    }
    int p = from + FOLDED_BSD.length();
    int countEnd = Decimal.endOfDigits(b, p, Math.min(to, p + 9));
    if (countEnd > p && (TIMES.equalsAt(b, countEnd, to) || countEnd + 5 == to)) {
      h.repeat = (int) Math.max(1, Decimal.parse(b, p, countEnd));
      h.continued = true;
    }
  }
}
