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
  private static final Literal INTERFACE_TAG = Literal.of(" I=");
  private static final Literal IDENT_TAG = Literal.of(" U=");
  private static final Literal CONNECTION_TAG = Literal.of(" Ci=");
  private static final Literal USER_TAG = Literal.of(" A=");

  /** What may follow a client and its tags. */
  @FunctionalInterface
  interface Next {
    /** Nothing, or a colon. */
    Next COLON = ((Next) (b, p, to) -> p >= to || b[p] == ':').butBehindIdent(Next::isColon);

    /** Nothing: the client ends the line. */
    Next END = (b, p, to) -> p >= to;

    Next ANYTHING = (b, p, to) -> true;

    boolean isAt(byte[] b, int p, int to);

    /**
     * As {@link #isAt}, behind a client with an ident: of it is what stands before. Where both a
     * text and nothing may follow, only the text counts.
     */
    default boolean isBehindIdent(byte[] b, int p, int to) {
      return isAt(b, p, to);
    }

    /** This, or the other. */
    default Next or(Next other) {
      Next either = (b, p, to) -> isAt(b, p, to) || other.isAt(b, p, to);
      return either.butBehindIdent(
          (b, p, to) -> isBehindIdent(b, p, to) || other.isBehindIdent(b, p, to));
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
          return other.isBehindIdent(b, p, to);
        }
      };
    }

    /** Nothing, or one of the texts. */
    static Next of(Literal... texts) {
      Next only = only(texts);
      return ((Next) (b, p, to) -> p >= to || only.isAt(b, p, to)).butBehindIdent(only);
    }

    /** One of the texts. */
    static Next only(Literal... texts) {
      return (b, p, to) -> startsAny(texts, b, p, to);
    }

    private static boolean isColon(byte[] b, int p, int to) {
      return p < to && b[p] == ':';
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

  /** Reads what stands behind a client; nothing, where the line ends there. */
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
    if (host >= 0 && e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to)) {
      e.reset(mark); // who it was is not stated beyond doubt
      return -1;
    }
    p = host >= 0 && INTERFACE_TAG.startsAt(b, host, to) ? tag(b, host, to, e) : host;
    if (p < 0 || !IDENT_TAG.startsAt(b, p, to)) {
      return tags(b, p, to, e);
    }
    return -1; // where the ident ends is not known
  }

  /**
   * Sets all readings aside that fit, with what stands behind them, for {@link
   * EventWriter#takeCommon}.
   *
   * @return as {@link #read}
   */
  static int setAside(byte[] b, int from, int to, Next next, Rest rest, long mark, EventWriter e) {
    int found = -1;
    int reading = 0;
    while (reading >= 0) {
      int p = reading(b, from, to, reading, next, e);
      if (p > from) {
        rest.read(b, p, to, e);
        e.setAside(mark);
        found = found == -1 || found == p ? p : SEVERAL;
      } else {
        e.reset(mark);
      }
      reading = following(reading, p, from);
    }
    return found;
  }

  /**
   * The reading to try after one; -1 after the last.
   *
   * @param p what {@link #reading} returned, of a client at {@code from}
   */
  static int following(int reading, int p, int from) {
    int helo = reading % Reading.HELOS;
    if (p > from && reading / Reading.HELOS < Reading.TEXTS) {
      return reading + Reading.HELOS;
    }
    return p < 0 || helo + 1 == Reading.HELOS ? -1 : helo + 1;
  }

  /**
   * Reads the client with one reading of its HELO name and its ident.
   *
   * @param reading 0, then what {@link #following} says; a number below {@link Reading#HELOS} is of
   *     a HELO name, with the shortest ident
   * @return as {@link #read}; {@code from} if the reading does not fit, -1 if there is none
   */
  static int reading(byte[] b, int from, int to, int reading, Next next, EventWriter e) {
    int host = Host.client(b, start(b, from, to), to, reading % Reading.HELOS, e);
    if (host < 0) {
      return -1;
    }
    int ident = reading / Reading.HELOS;
    if (ident == Reading.TEXTS) {
      return fitting(b, host, to, ident, next, e) < 0 ? from : to; // there are more: it is in doubt
    }
    return isName(b, e) ? Math.max(from, fitting(b, host, to, ident, next, e)) : from;
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
      int p = tags(b, Host.client(b, start, to, count, e), to, e);
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
    int p = tags(b, Host.client(b, start, to, Math.max(best, 0), e), to, e);
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

  /**
   * After the tags of host.c, host_and_ident. An ident ends before each text that may follow.
   *
   * @param ident which of these ends is taken, from 0
   * @return -1 if there is none
   */
  private static int fitting(byte[] b, int host, int to, int ident, Next next, EventWriter e) {
    int p = INTERFACE_TAG.startsAt(b, host, to) ? tag(b, host, to, e) : host;
    if (IDENT_TAG.startsAt(b, p, to)) {
      return endOfIdent(b, p, to, ident, next, e);
    }
    p = CONNECTION_TAG.startsAt(b, p, to) ? tag(b, p, to, e) : p;
    p = p + 1 < to && b[p] == ' ' ? p + 1 : p;
    return ident == 0 && next.isAt(b, p, to) ? p : -1;
  }

  /** Reads the tag that starts behind the space there. */
  private static int tag(byte[] b, int space, int to, EventWriter e) {
    return Math.max(space, Tags.client(b, space + 1, to, 0, e));
  }

  private static int endOfIdent(byte[] b, int tag, int to, int ident, Next next, EventWriter e) {
    int value = tag + IDENT_TAG.length();
    int left = ident;
    int end = value - 1;
    while (end < to) {
      end = ByteScan.indexOfEither(b, end + 1, to, (byte) ' ', (byte) ':');
      end = end < 0 ? to : end;
      int p = end + 1 < to && b[end] == ' ' ? end + 1 : end;
      if (next.isBehindIdent(b, p, to) && left-- == 0) {
        e.attribute(tag + 1, value - 1, value, end);
        return p;
      }
      if (!CONNECTION_TAG.startsAt(b, end, to)) {
        continue;
      }
      int behind = Tags.end(b, end + CONNECTION_TAG.length(), to);
      p = behind + 1 < to && b[behind] == ' ' ? behind + 1 : behind;
      if (next.isBehindIdent(b, p, to) && left-- == 0) {
        e.attribute(tag + 1, value - 1, value, end);
        tag(b, end, to, e);
        return p;
      }
    }
    if (left > 0 || ident > 0 || !next.isAt(b, to, to)) {
      return -1;
    }
    e.attribute(tag + 1, value - 1, value, to);
    return to;
  }

  /** Reads the tags that Exim writes of a connection, and stops at those of a message. */
  private static int tags(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p > 0 && p + 1 < to && b[p] == ' ') {
      int equals = Tags.equals(b, p + 1, to);
      int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p + 1, equals);
      boolean ofMessage = TagOrder.isOfMessage(place) || Tags.isSender(b, p + 1, equals);
      boolean stop = ofMessage || place == TagOrder.HOST || place == TagOrder.ANYWHERE;
      int end = stop ? -1 : Tags.client(b, p + 1, equals, place, to, 0, e);
      if (end < 0) {
        return p + 1;
      }
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
