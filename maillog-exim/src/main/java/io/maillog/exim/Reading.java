package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;

/**
 * Which reading of a client's tags is tried: HELO name, certificate, server name, ident and
 * authenticated user may hold what looks like their own end, and tags. A reading is a small number
 * for each of them, from 0.
 */
final class Reading {
  /** How many are tried, so that a line costs its length. */
  static final int MAX = 160;

  static final int HELOS = 8;
  static final int CERTIFICATES = 6;

  /** Of an ident, and of a user. */
  static final int TEXTS = 16;

  /** Of an arrival: nothing but tags stands behind a tag. */
  static final int ARRIVAL = 1 << 24;

  /** Behind an ident the target of a cutthrough delivery may stand, which may hold spaces. */
  static final int TARGET = 1 << 25;

  private static final int CERTIFICATE = 4;
  private static final int SERVER_NAME = 8;
  private static final int IDENT = 12;
  private static final int AUTHENTICATED = 16;
  private static final int DIGIT = 15;

  /** Of a name as OpenSSL writes it: in another a quote has a mark ({@link Tags#isMarkedName}). */
  private static final Literal CERTIFICATE_TAG = Literal.of(" DN=\"/");

  private static final Literal SERVER_NAME_TAG = Literal.of(" SNI=\"");
  private static final Literal IDENT_TAG = Literal.of(" U=");
  private static final Literal AUTHENTICATED_TAG = Literal.of(" A=");

  private Reading() {}

  static int helo(int reading) {
    return reading & DIGIT;
  }

  static int certificate(int reading) {
    return reading >> CERTIFICATE & DIGIT;
  }

  static int serverName(int reading) {
    return reading >> SERVER_NAME & DIGIT;
  }

  static int ident(int reading) {
    return reading >> IDENT & DIGIT;
  }

  static int authenticated(int reading) {
    return reading >> AUTHENTICATED & DIGIT;
  }

  /** The last reading of what stands there, beside the HELO name; 0 if nothing has several. */
  static int last(byte[] b, int from, int to, boolean target) {
    int last =
        ofName(CERTIFICATE_TAG, CERTIFICATE, b, from, to)
            | ofName(SERVER_NAME_TAG, SERVER_NAME, b, from, to)
            | ofText(IDENT_TAG, IDENT, b, from, to, target)
            | ofText(AUTHENTICATED_TAG, AUTHENTICATED, b, from, to, false);
    return last != 0 && target ? last | TARGET : last;
  }

  private static int ofName(Literal tag, int part, byte[] b, int from, int to) {
    int name = tag.indexIn(b, from, to);
    int ends = name < 0 ? 0 : quotes(b, name + tag.length(), to);
    return Math.min(CERTIFICATES - 1, ends) << part;
  }

  private static int ofText(Literal tag, int part, byte[] b, int from, int to, boolean target) {
    int text = tag.indexIn(b, from, to);
    return text < 0
        ? 0
        : Math.min(TEXTS - 1, 1 + words(b, text + tag.length(), to, target)) << part;
  }

  /** How many quotes may end a name. */
  private static int quotes(byte[] b, int from, int to) {
    int count = 0;
    int quote = from - 1;
    while (count < CERTIFICATES && (quote = ByteScan.indexOf(b, quote + 1, to, (byte) '"')) >= 0) {
      count += quote + 1 == to || b[quote + 1] == ' ' || b[quote + 1] == ':' ? 1 : 0;
    }
    return count;
  }

  /** Before how many words a text may end. */
  private static int words(byte[] b, int from, int to, boolean target) {
    int count = 0;
    int space = from;
    while (count < TEXTS && (space = ByteScan.indexOf(b, space, to, (byte) ' ')) >= 0) {
      space++;
      boolean tag = Tags.startsAt(b, space, to);
      count += tag || Tags.isPhrase(b, space, to, target) ? 1 : 0;
      count += !tag && b[space - 2] == ':' ? 1 : 0;
    }
    return count;
  }

  /** Whether texts have more places where they may end than are tried. */
  static boolean isBeyond(int last) {
    return (last >> CERTIFICATE & DIGIT) == CERTIFICATES - 1
        || (last >> SERVER_NAME & DIGIT) == CERTIFICATES - 1
        || (last >> IDENT & DIGIT) == TEXTS - 1
        || (last >> AUTHENTICATED & DIGIT) == TEXTS - 1;
  }

  /** Whether an ident stands there. */
  static boolean hasIdent(int last) {
    return (last >> IDENT & DIGIT) != 0;
  }

  /** Whether what may have several readings stands before an authenticated user. */
  static boolean isBeforeUser(int last) {
    return (last & ~(DIGIT << AUTHENTICATED)) != 0;
  }

  /** The next reading with the same HELO name; -1 after the last. */
  static int next(int reading, int last) {
    int next = reading;
    for (int part = AUTHENTICATED; part >= CERTIFICATE; part -= 4) {
      if ((next >> part & DIGIT) < (last >> part & DIGIT)) {
        return next + (1 << part);
      }
      next &= ~(DIGIT << part);
    }
    return -1;
  }
}
