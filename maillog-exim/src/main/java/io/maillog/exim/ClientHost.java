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

    /**
     * Whether this knows all that stands up to the line's end, so that behind an ident it may be
     * found once too often: then all idents that fit are compared, else the shortest counts.
     */
    default boolean isWhole() {
      return false;
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

        @Override
        public boolean isWhole() {
          return other.isWhole();
        }
      };
    }

    /** What knows all up to the line's end. */
    static Next whole(Next next) {
      return new Next() {
        @Override
        public boolean isAt(byte[] b, int p, int to) {
          return next.isAt(b, p, to);
        }

        @Override
        public boolean isWhole() {
          return true;
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

  /** Reads what stands behind a client. */
  @FunctionalInterface
  interface Rest {
    Rest UNREAD = (b, p, to, e) -> {};

    void read(byte[] b, int p, int to, EventWriter e);
  }

  /** Where several readings end at several places. */
  private static final int SEVERAL = -2;

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
    int p = setAside(b, from, to, next, Rest.UNREAD, mark, e);
    if (e.takeCommon(mark) > 0) {
      return Math.max(-1, p);
    }
    int host = Host.client(b, start(b, from, to), to, 0, e);
    p = tags(b, host, to, 0, true, e);
    if (p >= 0 && e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to)) {
      e.reset(mark); // who it was is not stated beyond doubt
      return -1;
    }
    if (p > host && next.isWhole() && IDENT_TAG.indexIn(b, host, p) >= 0) {
      e.reset(mark);
      Host.client(b, start(b, from, to), to, 0, e);
      return -1; // nor where its ident ends
    }
    return p;
  }

  /**
   * Sets all readings aside that fit, with what stands behind them, for {@link
   * EventWriter#takeCommon}.
   *
   * @return as {@link #read}
   */
  static int setAside(byte[] b, int from, int to, Next next, Rest rest, long mark, EventWriter e) {
    int found = -1;
    for (int helo = 0; helo < Reading.HELOS; helo++) {
      int p = setAside(b, from, to, helo, next, rest, mark, e);
      if (p == -1) {
        break;
      } else if (p != from) {
        found = found == -1 || found == p ? p : SEVERAL;
      }
    }
    return found;
  }

  /**
   * As above, with one reading of the HELO name.
   *
   * @return {@code from} if nothing fits; -1 if there is no such reading
   */
  private static int setAside(
      byte[] b, int from, int to, int helo, Next next, Rest rest, long mark, EventWriter e) {
    int found = from;
    int last = -1;
    for (int text = 0; text < Reading.TEXTS; text++) {
      int host = Host.client(b, start(b, from, to), to, helo, e);
      if (host < 0 || !isName(b, e)) {
        e.reset(mark);
        return host < 0 ? -1 : from;
      }
      int p = tags(b, host, to, Reading.ofTexts(text), true, e);
      boolean several = p > host && hasTexts(b, host, p);
      boolean again = p >= to && last >= to; // the text has reached the line's end before
      last = p;
      if (again || !isAt(next, b, host, p, to, several)) {
        e.reset(mark);
        if (again || !several) {
          return found;
        }
        continue;
      }
      rest.read(b, p, to, e);
      e.setAside(mark);
      found = found == from || found == p ? p : SEVERAL;
      if (!several || !next.isWhole()) {
        return found;
      }
    }
    if (found != from) {
      Host.client(b, start(b, from, to), to, helo, e);
      e.setAside(mark); // what was not tried is in doubt
      return SEVERAL;
    }
    return found;
  }

  private static boolean hasTexts(byte[] b, int from, int to) {
    return IDENT_TAG.indexIn(b, from, to) >= 0 || USER_TAG.indexIn(b, from, to) >= 0;
  }

  private static boolean isAt(Next next, byte[] b, int host, int p, int to, boolean several) {
    boolean ident = several && p > host && IDENT_TAG.indexIn(b, host, p) >= 0;
    return ident ? next.isBehindIdent(b, p, to) : next.isAt(b, p, to);
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
    if (texts || (count > 0 && hasTexts(b, from, to))) {
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
    boolean several = hasTexts(b, host, to);
    long mark = e.mark();
    for (int reading = 0; reading < (several ? Reading.TEXTS : 1); reading++) {
      int p = tags(b, host, to, Reading.ofTexts(reading), true, e);
      if (isAt(next, b, host, p, to, several)) {
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
