package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** A client and the tags behind it, in the middle of a text: what follows must be known. */
final class ClientHost {
  private static final Literal EARLY_DATA = Literal.of("TFO");
  private static final Literal HOST = Literal.of("H=");

  private ClientHost() {}

  /**
   * Reads {@code [H=]HOST TAGS}, before what a client may have written: of the readings the first
   * that fits is taken.
   *
   * @param next what may follow, beside a colon and the line's end
   * @return after the tags and the space behind them; -1 if no client stands there
   */
  static int read(byte[] b, int from, int to, Literal[] next, EventWriter e) {
    return read(b, from, to, next, false, e);
  }

  /**
   * As {@link #read}, before what the server alone writes: of the readings the last that fits is
   * taken, since a HELO name may hold what follows it, but not the other way round.
   */
  static int readLast(byte[] b, int from, int to, Literal[] next, EventWriter e) {
    return read(b, from, to, next, true, e);
  }

  private static int read(byte[] b, int from, int to, Literal[] next, boolean last, EventWriter e) {
    int start = from;
    if (EARLY_DATA.startsAt(b, start, to)) { // TCP Fast Open, with data (*) or without
      start = ByteScan.endOfWord(b, start, to) + 1;
    }
    start = HOST.startsAt(b, start, to) ? start + HOST.length() : start;
    long mark = e.mark();
    int best = -1;
    int count = 0;
    for (; count < Reading.HELOS; count++) {
      int p = tags(b, Host.client(b, start, to, count, e), to, e);
      boolean fits = p >= 0 && isNext(b, p, to, next);
      if (fits && !last) {
        return p;
      }
      boolean more = e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to);
      if (fits && !more) {
        return p;
      }
      e.reset(mark);
      best = fits ? count : best;
      if (p < 0 || !more) {
        break;
      }
    }
    int p = tags(b, Host.client(b, start, to, Math.max(best, 0), e), to, e);
    if (best < 0 && count > 0) {
      Host.clearClient(e); // who it was is not stated beyond doubt
    }
    return p;
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
