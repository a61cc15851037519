package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

/**
 * {@code DRIVER authenticator failed for HOST: REPLY[ (set_id=USER)][: TEXT]} of a client
 * (smtp_in.c, smtp_in_auth), and {@code DRIVER authenticator failed H=HOST REPLY} of a next hop
 * (transports/smtp.c).
 */
final class AuthLine {
  private static final Literal FAILED_FOR = Literal.of("authenticator failed for ");
  private static final Literal FAILED = Literal.of("authenticator failed H=");
  private static final Literal CANCELLED = Literal.of("authenticator cancelled authentication H=");
  private static final Literal SET_ID = Literal.of(" (set_id=");
  private static final Literal THEN = Literal.of("): ");
  private static final Literal USER = Literal.of("U=");
  private static final Literal UNKNOWN = Literal.of("unknown");

  /** What Exim says to a client that fails; behind the first three the user's name may stand. */
  private static final Literal[] REPLIES = {
    Literal.of(": 535 Incorrect authentication data"),
    Literal.of(": 435 Internal error"),
    Literal.of(": 435 Unable to authenticate at present"),
    Literal.of(": 501 Invalid base64 data"),
    Literal.of(": 501 Authentication cancelled"),
    Literal.of(": 553 Initial data not expected"),
  };

  /** Of these there is always a text behind the name, and it may hold anything. */
  private static final Literal UNABLE = REPLIES[2];

  private static final Literal COLON = Literal.of(": ");
  private static final ClientHost.Next REPLY = (b, p, to) -> endOfReply(b, p, to) > 0;
  private static final ClientHost.Rest READ_REPLY = AuthLine::reply;

  private AuthLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int word = from;
    while (word < to && b[word] != ' ' && b[word] != '\t') {
      word++;
    }
    int text = word; // a collector may have put a tab, too, before it
    while (text < to && (b[text] == ' ' || b[text] == '\t')) {
      text++;
    }
    if (word == from || text == word) {
      return false;
    }
    if (FAILED_FOR.startsAt(b, text, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      e.span(Field.SASL_METHOD, from, word);
      client(b, text + FAILED_FOR.length(), to, e);
      return true;
    }
    Literal head = FAILED.startsAt(b, text, to) ? FAILED : CANCELLED;
    if (!head.startsAt(b, text, to)) {
      return false;
    }
    e.kind(EventKind.AUTH_FAILURE);
    e.span(Field.SASL_METHOD, from, word);
    int end = Host.relay(b, text + head.length(), to, e);
    if (end > 0 && end + 1 < to) {
      e.span(Field.REPLY, end + 1, to);
      SmtpReply.dsn(b, SmtpReply.code(b, end + 1, to, e), to, e);
    }
    return true;
  }

  /**
   * The HELO name, the ident and the user's name are the client's. Each may hold what Exim says,
   * and an address; so all readings with Exim's words are compared.
   */
  private static void client(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    ClientHost.setAside(b, from, to, REPLY, READ_REPLY, mark, e);
    if (e.takeCommon(mark) > 0) {
      return;
    }
    int name = SET_ID.indexIn(b, from, to);
    int p = ClientHost.readLast(b, from, name < 0 ? to : name, ClientHost.Next.COLON, e);
    p = p < 0 ? local(b, from, to, e) : p;
    if (p >= 0) {
      reply(b, p, to, e);
    }
  }

  /** {@code [U=]NAME} of a local user; its end, or -1 if what stands there is no such name. */
  private static int local(byte[] b, int from, int to, EventWriter e) {
    int user = USER.startsAt(b, from, to) ? from + USER.length() : from;
    int end = ByteScan.indexOf(b, user, to, (byte) ':');
    if (end < 0 || ByteScan.indexOfEither(b, user, end, (byte) '[', (byte) '(') >= 0) {
      return -1;
    }
    if (!UNKNOWN.equalsAt(b, user, end)) {
      e.span(Field.USER, user, end);
    }
    return end;
  }

  /**
   * Behind {@code : REPLY}, before the user's name, or the text that follows a temporary one; -1 if
   * none of Exim's stands there.
   */
  private static int endOfReply(byte[] b, int p, int to) {
    for (Literal reply : REPLIES) {
      if (reply.startsAt(b, p, to)) {
        int end = p + reply.length();
        boolean goesOn = b[p + COLON.length()] == '4' && COLON.startsAt(b, end, to);
        return end == to || goesOn || SET_ID.startsAt(b, end, to) ? end : -1;
      }
    }
    return -1;
  }

  /** {@code : REPLY[ (set_id=USER)][: TEXT]}. */
  private static void reply(byte[] b, int p, int to, EventWriter e) {
    if (p + 2 >= to || b[p] != ':') {
      return;
    }
    int reply = p + 2;
    int end = endOfReply(b, p, to);
    int name = end < 0 ? SET_ID.indexIn(b, reply, to) : SET_ID.startsAt(b, end, to) ? end : -1;
    int replyEnd = name < 0 ? to : name;
    e.span(Field.REASON, reply, replyEnd);
    SmtpReply.dsn(b, SmtpReply.code(b, reply, replyEnd, e), replyEnd, e);
    if (name < 0) {
      return;
    }
    int user = name + SET_ID.length();
    if (UNABLE.startsAt(b, p, to)) {
      int then = THEN.indexIn(b, user, to);
      if (then >= 0 && then == THEN.lastIndexIn(b, user, to)) {
        e.span(Field.SASL_USERNAME, user, then);
      }
      return; // else nothing tells where the name ends
    }
    // The name runs from the first mark to the last.
    int close = b[to - 1] == ')' ? to - 1 : THEN.lastIndexIn(b, user, to);
    e.span(Field.SASL_USERNAME, user, close < user ? to : close);
  }
}
