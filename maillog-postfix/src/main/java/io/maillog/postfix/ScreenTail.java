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
