package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;

/**
 * Where a delivery's address ends. Behind it stands {@code >, relay=R, [conn_use=N,] delay=N,
 * [delays=N,] [tls=S,] [dsn=S,] status=WORD (TEXT)}, each in its place, to the line's end
 * (log_adhoc.c). Before 3.5 an address can hold that too, and a next hop's reply always can. So
 * each such place is weighed by what the server can have written, and by nothing that a stranger
 * chooses: which relay its daemon names, with which text, and that the address has a domain.
 */
final class DeliveryEnd {
  /** There is none, or one that is odd: nothing speaks for another than the first. */
  static final int NONE = -1;

  /** There are several, and nothing decides. */
  static final int SEVERAL = -2;

  /** No such end is shorter: Postfix had it so before 2.3. */
  static final int MIN_LENGTH = ">, relay=a, delay=0, status=sent (a)".length();

  private static final Literal RELAY = Literal.of(">, relay=");
  private static final Literal THEN_ORIG_TO = Literal.of(">, orig_to=<");
  private static final Literal NO_RELAY = Literal.of("none");
  private static final Literal DELAY = Literal.of("delay=");
  private static final Literal DELAYS = Literal.of("delays=");
  private static final Literal STATUS = Literal.of("status=");
  private static final Literal DSN = Literal.of("dsn=");
  private static final Literal[] MORE = {
    Literal.of("conn_use="), DELAY, DELAYS, Literal.of("tls="), DSN
  };
  private static final Literal[] KEYS = {
    Literal.of("conn_use="), DELAY, DELAYS, Literal.of("tls="), DSN, STATUS
  };
  private static final int MAX_TRIES = 16;

  /** The place cannot be an end. */
  private static final int NO = 0;

  /** It has the form of one, with what no server writes. */
  private static final int ODD = 1;

  /** What no server writes there, but for a clock that was set, or a filter of texts. */
  private static final int DOUBTFUL = 2;

  private static final int POSSIBLE = 3;

  /** What smtp(8) and lmtp(8) start a reason with that quotes no reply (smtp_proto.c). */
  private static final Literal[] REASONS = {
    Literal.of("lost connection with "),
    Literal.of("conversation with "),
    Literal.of("host "),
    Literal.of("TLS is required"),
    Literal.of("Cannot start TLS: "),
    Literal.of("Server certificate "),
    Literal.of("SASL "),
    Literal.of("SMTPUTF8 is required"),
    Literal.of("REQUIRETLS "),
    Literal.of("message "),
    Literal.of("mail for "),
    Literal.of("local data error "),
    Literal.of("Protocol error: "),
    Literal.of("unexpected server message"),
    Literal.of("unreadable mail queue entry"),
    Literal.of("MIME "),
    Literal.of("improper use of "),
    Literal.of("invalid message"),
  };

  private DeliveryEnd() {}

  /** Whether a place that looks like an end stands in {@code b[from, to)}. */
  static boolean isIn(byte[] b, int from, int to) {
    return RELAY.indexIn(b, from, to) >= 0;
  }

  /**
   * Where the bracket stands that closes the address which starts at {@code from}; or {@link
   * #NONE}, or {@link #SEVERAL}.
   */
  static int close(byte[] b, int from, int to, DeliveryAgent agent) {
    int found = NONE;
    int odd = 0;
    int tries = 0;
    int wanted = DOUBTFUL;
    for (int i = RELAY.indexIn(b, from, to); i >= 0; i = RELAY.indexIn(b, i + 1, to)) {
      int place = read(b, from, i, to, tries == 0, agent);
      if (tries++ == MAX_TRIES || (place >= wanted && found >= 0)) {
        return SEVERAL;
      }
      found = place >= wanted ? i : found;
      odd += place == ODD ? 1 : 0;
      wanted = tries == 1 && place == POSSIBLE ? POSSIBLE : wanted;
    }
    return found == NONE && odd > 1 ? SEVERAL : found;
  }

  /**
   * What the place is. A line that was cut may end before it. Of the first, which nearly every line
   * has alone, no text is ruled out, since smtp_delivery_status_filter can replace it.
   */
  private static int read(
      byte[] b, int address, int close, int to, boolean first, DeliveryAgent agent) {
    boolean cut = isCut(b, to);
    boolean nextHop = false;
    int relay = close + RELAY.length();
    int p = relay;
    while (p < to && b[p] != ' ' && b[p] != ',') {
      nextHop |= b[p] == '[';
      p++;
    }
    boolean none = NO_RELAY.equalsAt(b, relay, p);
    p = next(b, p, to);
    int delay = -1;
    int delays = -1;
    int dsn = -1;
    for (Literal key : MORE) {
      if (key.startsAt(b, p, to)) {
        delay = key == DELAY ? p : delay;
        delays = key == DELAYS ? p : delays;
        dsn = key == DSN ? p : dsn;
        p = next(b, endOf(b, p, to), to);
      }
    }
    if (cut && CutLine.endsWithin(KEYS, b, p, to)) {
      return isAddress(b, address, close, none) ? POSSIBLE : ODD;
    }
    if (delay < 0 || !STATUS.startsAt(b, p, to)) {
      return NO;
    }
    int word = p + STATUS.length();
    int end = ByteScan.endOfWord(b, word, to);
    DeliveryStatus status = DeliveryLine.word(b, word, end);
    boolean text = end + 1 < to && b[end + 1] == '(';
    if (!cut && (status == null || !text)) {
      return NO;
    }
    boolean taken = status == DeliveryStatus.SENT || status == DeliveryStatus.DELIVERABLE;
    if (!isAddress(b, address, close, none) || !agent.writes(nextHop, none, taken)) {
      return ODD;
    }
    if (cut) {
      return POSSIBLE;
    }
    boolean fits = !nextHop || textFits(taken, b, end + 2, to);
    if (!fits && !first) {
      return ODD;
    }
    return fits && figuresFit(b, delay, delays, dsn, to) ? POSSIBLE : DOUBTFUL;
  }

  /** Whether the line was cut, as a long reply is (msg_output.c). */
  static boolean isCut(byte[] b, int to) {
    return b[to - 1] != ')';
  }

  /** Where a pair ends; the line's end if nothing ends it. */
  private static int endOf(byte[] b, int pair, int to) {
    int end = ByteScan.firstOf(b, pair, to, (byte) ',', (byte) ' ', (byte) '(');
    return end < 0 ? to : end;
  }

  /** After a comma and a space; the line's end if none stands there. */
  private static int next(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == ',' && b[at + 1] == ' ' ? at + 2 : to;
  }

  /**
   * Whether it can be a recipient, or one and his original one: Postfix gives every recipient a
   * domain (trivial-rewrite(8)), and one with a bad domain to error(8) (qmgr_message.c).
   */
  private static boolean isAddress(byte[] b, int from, int to, boolean none) {
    int split = THEN_ORIG_TO.indexIn(b, from, to);
    for (int tries = 0; split >= 0; tries++) {
      if (tries == MAX_TRIES || isRecipient(b, from, split, none)) {
        return true;
      }
      split = THEN_ORIG_TO.indexIn(b, split + 1, to);
    }
    return isRecipient(b, from, to, none);
  }

  private static boolean isRecipient(byte[] b, int from, int to, boolean none) {
    return ByteScan.lastIndexOf(b, from, to, (byte) '@') >= 0
        && (none || ExternalAddress.endsWithDomain(b, from, to));
  }

  private static boolean figuresFit(byte[] b, int delay, int delays, int dsn, int to) {
    if (delays < 0 || dsn < 0) {
      return delays < 0 && dsn < 0; // both since 2.3
    }
    return Delays.fit(
        b,
        delay + DELAY.length(),
        endOf(b, delay, to),
        delays + DELAYS.length(),
        endOf(b, delays, to));
  }

  /**
   * Whether the text is one of a next hop's: where that took the message it is the reply, whatever
   * it says; else it quotes the reply, or gives a reason (smtp_proto.c, smtp_trouble.c).
   */
  private static boolean textFits(boolean taken, byte[] b, int from, int to) {
    return taken
        ? Decimal.isDigit(b[from])
        : QuotedReply.find(b, from, to - 1) >= 0 || isReason(b, from, to);
  }

  private static boolean isReason(byte[] b, int from, int to) {
    for (Literal reason : REASONS) {
      if (reason.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
