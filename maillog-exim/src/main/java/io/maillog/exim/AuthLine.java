package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.SmtpReply;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code DRIVER authenticator failed for HOST: REPLY[ (set_id=USER)][: TEXT]} of a client
 * (smtp_in.c), and {@code DRIVER authenticator failed H=HOST REPLY} of a next hop
 * (transports/smtp.c).
 */
final class AuthLine {
  private static final Literal FAILED_FOR = Literal.of(" authenticator failed for ");
  private static final Literal FAILED = Literal.of(" authenticator failed H=");
  private static final Literal CANCELLED = Literal.of(" authenticator cancelled authentication H=");
  private static final Literal SET_ID = Literal.of(" (set_id=");
  private static final Literal THEN = Literal.of("): ");
  private static final Literal USER = Literal.of("U=");
  private static final Literal UNKNOWN = Literal.of("unknown");
  private static final Literal[] NONE = {};

  private AuthLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int word = ByteScan.endOfWord(b, from, to);
    if (FAILED_FOR.startsAt(b, word, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      e.span(Field.SASL_METHOD, from, word);
      client(b, word + FAILED_FOR.length(), to, e);
      return true;
    }
    Literal head = FAILED.startsAt(b, word, to) ? FAILED : CANCELLED;
    if (!head.startsAt(b, word, to)) {
      return false;
    }
    e.kind(EventKind.AUTH_FAILURE);
    e.span(Field.SASL_METHOD, from, word);
    int end = Host.relay(b, word + head.length(), to, e);
    if (end > 0 && end + 1 < to) {
      e.span(Field.REPLY, end + 1, to);
      SmtpReply.dsn(b, SmtpReply.code(b, end + 1, to, e), to, e);
    }
    return true;
  }

  private static void client(byte[] b, int from, int to, EventWriter e) {
    // The reply is the server's, the user's name the client's: the host stands before both.
    int name = SET_ID.indexIn(b, from, to);
    int p = ClientHost.readLast(b, from, name < 0 ? to : name, NONE, e);
    if (p < 0) { // a local user
      int user = USER.startsAt(b, from, to) ? from + USER.length() : from;
      p = ByteScan.indexOf(b, user, to, (byte) ':');
      if (p > 0 && !UNKNOWN.equalsAt(b, user, p)) {
        e.span(Field.USER, user, p);
      }
    }
    if (p < 0 || p + 2 >= to || b[p] != ':') {
      return;
    }
    int reply = p + 2;
    name = SET_ID.indexIn(b, reply, to); // the name runs from the first mark to the last
    int replyEnd = name < 0 ? to : name;
    e.span(Field.REASON, reply, replyEnd);
    SmtpReply.dsn(b, SmtpReply.code(b, reply, replyEnd, e), replyEnd, e);
    if (name < 0) {
      return;
    }
    int user = name + SET_ID.length();
    int close = b[to - 1] == ')' ? to - 1 : THEN.lastIndexIn(b, user, to);
    e.span(Field.SASL_USERNAME, user, close < 0 ? to : close);
  }
}
