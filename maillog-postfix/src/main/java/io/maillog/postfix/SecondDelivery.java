package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;

/**
 * A second end of a delivery's line, inside the text of what looks like the first: {@code >,
 * relay=R, [conn_use=N,] delay=N, [delays=N,] [tls=S,] [dsn=S,] status=WORD (TEXT)}, each in its
 * place (log_adhoc.c).
 */
final class SecondDelivery {
  /** There is none. */
  static final int NONE = -1;

  /** There are several. */
  static final int SEVERAL = -2;

  /** No such end is shorter: Postfix had it so before 2.3. */
  static final int MIN_LENGTH = ">, relay=a, delay=0, status=sent (a)".length();

  private static final Literal RELAY = Literal.of(">, relay=");
  private static final Literal DELAY = Literal.of("delay=");
  private static final Literal STATUS = Literal.of("status=");
  private static final Literal DSN = Literal.of("dsn=");
  private static final Literal[] MORE = {
    Literal.of("conn_use="), DELAY, Literal.of("delays="), Literal.of("tls="), DSN
  };
  private static final Literal[] KEYS = {
    Literal.of("conn_use="), DELAY, Literal.of("delays="), Literal.of("tls="), DSN, STATUS
  };
  private static final Literal COMMAND = Literal.of(" command))");
  private static final int MAX_TRIES = 16;

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

  private SecondDelivery() {}

  /** Where the bracket stands that closes the address; or {@link #NONE}, or {@link #SEVERAL}. */
  static int close(byte[] b, int from, int to) {
    int found = NONE;
    int tries = 0;
    for (int i = RELAY.indexIn(b, from, to); i >= 0; i = RELAY.indexIn(b, i + 1, to)) {
      if (isEnd(b, i + RELAY.length(), to)) {
        found = found == NONE ? i : SEVERAL;
      }
      if (tries++ == MAX_TRIES) {
        return SEVERAL;
      }
    }
    return found;
  }

  /** A line that was cut may end before it. */
  private static boolean isEnd(byte[] b, int from, int to) {
    boolean cut = isCut(b, to);
    boolean address = false;
    int p = from;
    while (p < to && b[p] != ' ' && b[p] != ',') {
      address |= b[p] == '[';
      p++;
    }
    p = next(b, p, to);
    boolean delay = false;
    for (Literal key : MORE) {
      if (key.startsAt(b, p, to)) {
        p = next(b, ByteScan.firstOf(b, p, to, (byte) ',', (byte) ' ', (byte) '('), to);
        delay |= key == DELAY;
      }
    }
    if (cut && CutLine.endsWithin(KEYS, b, p, to)) {
      return true;
    }
    if (!delay || !STATUS.startsAt(b, p, to)) {
      return false;
    }
    int word = p + STATUS.length();
    int end = ByteScan.endOfWord(b, word, to);
    DeliveryStatus status = DeliveryLine.word(b, word, end);
    return cut
        || (status != null
            && end + 1 < to
            && b[end + 1] == '('
            && canBe(status, address, b, end + 2, to));
  }

  /** Whether the line was cut, as a long reply is (msg_output.c). */
  static boolean isCut(byte[] b, int to) {
    return b[to - 1] != ')';
  }

  /** After a comma and a space; the line's end if none stands there. */
  private static int next(byte[] b, int at, int to) {
    return at >= 0 && at + 1 < to && b[at] == ',' && b[at + 1] == ' ' ? at + 2 : to;
  }

  /**
   * Whether the text fits the status: of a message that a next hop took, it is the reply, to no
   * command that is named; of one that it refused, it quotes the reply (smtp_proto.c,
   * smtp_trouble.c).
   */
  private static boolean canBe(DeliveryStatus status, boolean nextHop, byte[] b, int from, int to) {
    boolean quotes = QuotedReply.find(b, from, to - 1) >= 0;
    if (status == DeliveryStatus.SENT) {
      return !quotes && !COMMAND.endsAt(b, from, to) && (!nextHop || Decimal.isDigit(b[from]));
    }
    return quotes || (!COMMAND.endsAt(b, from, to) && (!nextHop || isReason(b, from, to)));
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
