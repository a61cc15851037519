package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code from=<A>, to=<A>, proto=P, helo=<H>}, postscreen(8)'s tail (postscreen_smtpd.c,
 * psc_rcpt_cmd). The text before it is the server's, so the first start is the right one. The HELO
 * name is a word (PSC_SMTPD_NEXT_TOKEN), and so can be found from the line's end. The addresses can
 * hold anything behind their last {@code @}.
 */
final class ScreenTail {
  private static final Literal FROM = Literal.of("; from=<");
  private static final Literal BARE_FROM = Literal.of("; from=");
  private static final Literal TO = Literal.of(", to=");
  private static final Literal PROTO = Literal.of(", proto=");
  private static final Literal HELO = Literal.of(", helo=");
  private static final Literal THEN_TO = Literal.of(">, to=<");
  private static final Literal THEN_PROTO = Literal.of(">, proto=");
  private static final Literal THEN_HELO = Literal.of(", helo=<");

  /** How many places are tried as the sender's end. */
  private static final int MAX_TRIES = 32;

  private ScreenTail() {}

  /**
   * Reads the tail, and sets what is not in doubt.
   *
   * @return where it starts; {@link RejectTail#NOWHERE} if it has another form
   */
  static int read(byte[] b, int reason, int to, EventWriter e) {
    int start = FROM.indexIn(b, reason, to);
    int helo = b[to - 1] == '>' ? THEN_HELO.lastIndexIn(b, reason, to) : -1;
    int name = helo + THEN_HELO.length();
    if (start < 0 || helo < start || ByteScan.indexOf(b, name, to, (byte) ' ') >= 0) {
      return RejectTail.NOWHERE;
    }
    int close = THEN_PROTO.lastIndexIn(b, start, helo);
    int proto = close + THEN_PROTO.length();
    if (close < 0 || ByteScan.indexOfEither(b, proto, helo, (byte) ' ', (byte) '>') >= 0) {
      return RejectTail.NOWHERE;
    }
    e.span(Field.PROTOCOL, proto, helo);
    e.span(Field.HELO, name, to - 1);
    addresses(b, start + FROM.length(), close, e);
    return start;
  }

  /**
   * Reads a tail from which somebody took brackets: then a value is a word.
   *
   * @return as {@link #read}; the fields are not to be used if it is none
   */
  static int readBare(byte[] b, int reason, int to, EventWriter e) {
    int start = BARE_FROM.indexIn(b, reason, to);
    int p = start < 0 ? -1 : address(Field.FROM, b, start + BARE_FROM.length(), to, e);
    if (p < 0 || !TO.startsAt(b, p, to)) {
      return RejectTail.NOWHERE;
    }
    p = address(Field.TO, b, p + TO.length(), to, e);
    if (p < 0 || !PROTO.startsAt(b, p, to)) {
      return RejectTail.NOWHERE;
    }
    int proto = p + PROTO.length();
    p = endOfWord(b, proto, to);
    int helo = p + HELO.length();
    if (p == proto || !HELO.startsAt(b, p, to)) {
      return RejectTail.NOWHERE;
    }
    e.span(Field.PROTOCOL, proto, p);
    boolean bracketed = helo + 1 < to && b[helo] == '<' && b[to - 1] == '>';
    int from = bracketed ? helo + 1 : helo;
    int end = bracketed ? to - 1 : to;
    if (from == end || ByteScan.firstOf(b, from, end, (byte) ' ', (byte) '<', (byte) '>') >= 0) {
      return RejectTail.NOWHERE;
    }
    e.span(Field.HELO, from, end);
    return start;
  }

  /** Whether two places can be the sender's end, in a line of another form, as one that was cut. */
  static boolean hasSeveral(byte[] b, int reason, int to) {
    int first = THEN_TO.indexIn(b, reason, to);
    return first >= 0 && THEN_TO.indexIn(b, first + 1, to) >= 0;
  }

  /** Sets an address; after it, or -1 if this is none. */
  private static int address(Field field, byte[] b, int at, int to, EventWriter e) {
    boolean bracketed = at < to && b[at] == '<';
    int from = bracketed ? at + 1 : at;
    int end = bracketed ? ExternalAddress.close(b, from, to) : endOfWord(b, from, to);
    if (end < 0 || (end == from && field == Field.TO)) {
      return -1;
    }
    e.span(field, from, end);
    return bracketed ? end + 1 : end;
  }

  private static int endOfWord(byte[] b, int from, int to) {
    int end = from;
    while (end < to && " ,;<>\"".indexOf(b[end]) < 0) {
      end++;
    }
    return end;
  }

  /** Where two places are left, neither address is stated. */
  private static void addresses(byte[] b, int from, int close, EventWriter e) {
    int end = -1;
    int only = -1;
    int all = 0;
    int fitting = 0;
    for (int i = THEN_TO.indexIn(b, from, close);
        i >= 0 && all < MAX_TRIES;
        i = THEN_TO.indexIn(b, i + 1, close)) {
      all++;
      only = i;
      if (ExternalAddress.hasPlainLocalPart(b, from, i)
          && ExternalAddress.hasPlainLocalPart(b, i + THEN_TO.length(), close)) {
        fitting++;
        end = i;
      }
    }
    end = fitting == 0 && all == 1 ? only : end;
    if (end >= 0 && fitting <= 1 && all < MAX_TRIES) {
      e.span(Field.FROM, from, end);
      e.span(Field.TO, end + THEN_TO.length(), close);
    }
  }
}
