package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * A client and the tags behind it, in the middle of a text: what follows must be known.
 *
 * <p>HELO name, ident and authenticated user may hold what looks like their own end, and an
 * address. So there are several readings, of which those count that the server can have written.
 */
final class ClientHost {
  private static final Literal EARLY_DATA = Literal.of("TFO");
  private static final Literal HOST = Literal.of("H=");
  private static final Literal IDENT_TAG = Literal.of(" U=");
  private static final Literal USER_TAG = Literal.of(" A=");

  /** What may follow a client and its tags. */
  @FunctionalInterface
  interface Next {
    /** Nothing, or a colon. */
    Next COLON = (b, p, to) -> p >= to || b[p] == ':';

    /** Nothing: the client ends the line. */
    Next END = (b, p, to) -> p >= to;

    Next ANYTHING = (b, p, to) -> true;

    boolean isAt(byte[] b, int p, int to);

    /** As {@link #isAt}, behind a client with an ident. */
    default boolean isBehindIdent(byte[] b, int p, int to) {
      return isAt(b, p, to);
    }

    /** This, or the other. */
    default Next or(Next other) {
      return (b, p, to) -> isAt(b, p, to) || other.isAt(b, p, to);
    }

    /** This, but behind a client with an ident the other alone. */
    default Next butBehindIdent(Next other) {
      Next usual = this;
      return new Next() {
        @Override
        public boolean isAt(byte[] b, int p, int to) {
          return usual.isAt(b, p, to);
        }

        @Override
        public boolean isBehindIdent(byte[] b, int p, int to) {
          return other.isAt(b, p, to);
        }
      };
    }

    /** Nothing, or one of the texts. */
    static Next of(Literal... texts) {
      return (b, p, to) -> p >= to || startsAny(texts, b, p, to);
    }

    /** One of the texts. */
    static Next only(Literal... texts) {
      return (b, p, to) -> startsAny(texts, b, p, to);
    }

    private static boolean startsAny(Literal[] texts, byte[] b, int p, int to) {
      for (Literal text : texts) {
        if (text.startsAt(b, p, to)) {
          return true;
        }
      }
      return false;
    }
  }

  private ClientHost() {}

  /**
   * Reads {@code [H=]HOST TAGS}, before what a client may have written: where several readings fit,
   * only what they share is stated.
   *
   * @param next what may follow
   * @return after the tags and the space behind them; -1 if no client stands there, or if more than
   *     one may
   */
  static int read(byte[] b, int from, int to, Next next, EventWriter e) {
    long mark = e.mark();
    int p = setAside(b, from, to, next, mark, e);
    int count = e.takeCommon(mark);
    if (count > 0) {
      return count == 1 ? p : -1;
    }
    p = tags(b, Host.client(b, start(b, from, to), to, 0, e), to, 0, true, e);
    if (p >= 0 && e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to)) {
      e.reset(mark); // who it was is not stated beyond doubt
      return -1;
    }
    return p;
  }

  /**
   * Sets all readings aside that fit, for {@link EventWriter#takeCommon}.
   *
   * @return as {@link #read} of the last that fits
   */
  static int setAside(byte[] b, int from, int to, Next next, long mark, EventWriter e) {
    int found = -1;
    int p = from;
    for (int helo = 0; helo < Reading.HELOS && p >= 0; helo++) {
      p = reading(b, from, to, helo, next, e);
      if (p > from) {
        e.setAside(mark);
        found = p;
      } else {
        e.reset(mark);
      }
    }
    return found;
  }

  /**
   * Reads the client with one reading of its HELO name.
   *
   * @return as {@link #read}; {@code from} if the reading does not fit, -1 if there is none
   */
  static int reading(byte[] b, int from, int to, int helo, Next next, EventWriter e) {
    int host = Host.client(b, start(b, from, to), to, helo, e);
    if (host < 0) {
      return -1;
    }
    return isName(b, e) ? Math.max(from, fitting(b, host, to, next, e)) : from;
  }

  /**
   * As {@link #read}, before what the server alone writes: of the readings the last that fits is
   * taken, since a HELO name may hold what follows it, but not the other way round. An ident or a
   * user may hold it too; where there are some, this is {@link #read}.
   */
  static int readLast(byte[] b, int from, int to, Next next, EventWriter e) {
    int start = start(b, from, to);
    long mark = e.mark();
    int best = -1;
    boolean texts = false;
    int count = 0;
    for (; count < Reading.HELOS; count++) {
      int p = tags(b, Host.client(b, start, to, count, e), to, 0, false, e);
      boolean fits = p >= 0 && (next.isAt(b, p, to) || Next.COLON.isAt(b, p, to));
      boolean more = p >= 0 && e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to);
      boolean ident = e.event().attributeCount() > 0 && IDENT_TAG.indexIn(b, from, p) >= 0;
      if (fits && !more && count == 0 && !ident) {
        return p;
      }
      texts |= ident;
      e.reset(mark);
      best = fits ? count : best;
      if (p < 0 || !more) {
        break;
      }
    }
    if (texts
        || (count > 0
            && (IDENT_TAG.indexIn(b, from, to) >= 0 || USER_TAG.indexIn(b, from, to) >= 0))) {
      return read(b, from, to, next, e);
    }
    int p = tags(b, Host.client(b, start, to, Math.max(best, 0), e), to, 0, false, e);
    if (best < 0 && count > 0) {
      e.reset(mark); // who it was is not stated beyond doubt
    }
    return p;
  }

  /** Whether a host's name, if there is one, is none that ends a text. */
  private static boolean isName(byte[] b, EventWriter e) {
    Field name = Field.CLIENT_HOST;
    return !e.has(name)
        || ByteScan.indexOfEither(b, e.from(name), e.to(name), (byte) '"', (byte) ')') < 0;
  }

  private static int start(byte[] b, int from, int to) {
    int start = from;
    if (EARLY_DATA.startsAt(b, start, to)) { // TCP Fast Open, with data (*) or without
      start = Math.min(to, ByteScan.endOfWord(b, start, to) + 1);
    }
    return HOST.startsAt(b, start, to) ? start + HOST.length() : start;
  }

  /** After the tags, of which the shortest fit; -1 if none do. */
  private static int fitting(byte[] b, int host, int to, Next next, EventWriter e) {
    boolean several = IDENT_TAG.indexIn(b, host, to) >= 0 || USER_TAG.indexIn(b, host, to) >= 0;
    long mark = e.mark();
    for (int reading = 0; reading < (several ? Reading.TEXTS : 1); reading++) {
      int p = tags(b, host, to, Reading.ofTexts(reading), true, e);
      boolean ident = several && p > host && IDENT_TAG.indexIn(b, host, p) >= 0;
      if (ident ? next.isBehindIdent(b, p, to) : next.isAt(b, p, to)) {
        return p;
      }
      e.reset(mark);
    }
    return -1;
  }

  /**
   * Reads the tags that Exim writes of a connection, and stops at those of a message.
   *
   * @param only whether no others can stand there than those of smtp_in.c, host_and_ident
   */
  private static int tags(byte[] b, int from, int to, int reading, boolean only, EventWriter e) {
    int p = from;
    int last = TagOrder.HOST;
    while (p > 0 && p + 1 < to && b[p] == ' ') {
      int equals = Tags.equals(b, p + 1, to);
      int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p + 1, equals);
      boolean known = place > last && place <= TagOrder.CONNECTION;
      boolean ofMessage = TagOrder.isOfMessage(place) || Tags.isSender(b, p + 1, equals);
      boolean further = place != TagOrder.HOST && place != TagOrder.ANYWHERE;
      boolean stop = ofMessage || !(only ? known : further);
      int end = stop ? -1 : Tags.client(b, p + 1, equals, place, to, reading, e);
      if (end < 0) {
        return p + 1;
      }
      last = Math.max(last, place);
      p = end;
    }
    return p;
  }

  /**
   * Reads the tags that a line about a client's message ends with, sender, protocol and duration;
   * where something else stands. Of a client with an ident neither of the first two is stated
   * (smtp_in.c, smtp_data_timeout_exit), but the ident may hold them.
   *
   * @param client where a client starts whose ident may hold them
   */
  static int ofMessage(byte[] b, int client, int from, int to, EventWriter e) {
    int p = from;
    int end = from;
    while (end >= 0 && end < to) {
      p = end > from && b[end] == ' ' ? end + 1 : end;
      int equals = Tags.equals(b, p, to);
      boolean one = equals == p + 1 && (b[p] == 'F' || b[p] == 'P' || b[p] == 'D');
      if (one && b[p] != 'D' && IDENT_TAG.indexIn(b, client, from) >= 0) {
        return p;
      }
      end = one ? Tags.client(b, p, to, 0, e) : -1;
    }
    return end < 0 ? p : to;
  }
}
