package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;

/** A client and the tags behind it, in the middle of a text: what follows must be known. */
final class ClientHost {
  private static final Literal EARLY_DATA = Literal.of("TFO");
  private static final Literal HOST = Literal.of("H=");

  private ClientHost() {}

  /**
   * Reads {@code [H=]HOST TAGS}.
   *
   * @param next what may follow, beside a colon and the line's end
   * @return after the tags and the space behind them; -1 if no client stands there
   */
  static int read(byte[] b, int from, int to, Literal[] next, EventWriter e) {
    int start = from;
    if (EARLY_DATA.startsAt(b, start, to)) { // TCP Fast Open, with data (*) or without
      start = ByteScan.endOfWord(b, start, to) + 1;
    }
    start = HOST.startsAt(b, start, to) ? start + HOST.length() : start;
    long mark = e.mark();
    for (int reading = 0; reading < Host.MAX_READINGS; reading++) {
      int p = tags(b, Host.client(b, start, to, reading, e), to, e);
      if (p < 0) {
        break;
      }
      if (isNext(b, p, to, next)) {
        return p;
      }
      e.reset(mark);
    }
    // No reading fits: the line is cut, or says what is not known.
    e.reset(mark);
    return tags(b, Host.client(b, start, to, 0, e), to, e);
  }

  private static int tags(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p > 0 && p + 1 < to && b[p] == ' ') {
      int end = Tags.client(b, p + 1, to, 0, e);
      if (end < 0) {
        return p + 1;
      }
      p = end;
    }
    return p;
  }

  private static boolean isNext(byte[] b, int p, int to, Literal[] next) {
    if (p >= to || b[p] == ':') {
      return true;
    }
    for (Literal text : next) {
      if (text.startsAt(b, p, to)) {
        return true;
      }
    }
    return false;
  }
}
