package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.grammar.SmtpReply;

/**
 * {@code SMTP error from remote mail server after COMMAND: [host NAME [ADDRESS]: ]REPLY}, in a
 * failure's text (transports/smtp.c, check_response); {@code PRDR error after DATA: REPLY} and
 * {@code LMTP error after COMMAND: REPLY} of a recipient; and where no reply came, {@code Remote
 * host[ HOST] closed connection in response to COMMAND} and its like, with the host before Exim
 * 4.87. Other texts are Exim's or the system's own.
 */
final class RemoteText {
  private static final Literal ERROR = Literal.of("SMTP error from remote mail");
  private static final Literal LMTP_ERROR = Literal.of("LMTP error ");
  private static final Literal PRDR_ERROR = Literal.of("PRDR error ");
  private static final Literal REMOTE_HOST = Literal.of("Remote host ");
  private static final Literal TIMEOUT = Literal.of("SMTP timeout ");
  private static final Literal MALFORMED = Literal.of("Malformed SMTP reply ");
  private static final Literal CLOSED = Literal.of("closed connection");
  private static final Literal CONNECTED = Literal.of("while connected to ");
  private static final Literal FROM = Literal.of("from ");
  private static final Literal IN_RESPONSE = Literal.of("in response to ");
  private static final Literal AFTER_COMMAND = Literal.of("after ");
  private static final Literal DATA_BLOCK = Literal.of("data block");
  private static final Literal AFTER = Literal.of(" after ");
  private static final Literal PIPELINED = Literal.of("pipelined ");
  private static final Literal SENDING = Literal.of("sending ");
  private static final Literal END_OF_DATA = Literal.of("end of data");
  private static final Literal DATA = Literal.of("DATA");
  private static final Literal INITIAL = Literal.of("initial connection");
  private static final Literal HOST = Literal.of("host ");
  private static final Literal COLON = Literal.of(": ");

  private static final Literal[] HEADS = {
    ERROR, LMTP_ERROR, PRDR_ERROR, REMOTE_HOST, TIMEOUT, MALFORMED,
  };

  private RemoteText() {}

  /** Whether such a text stands there. */
  static boolean isOne(byte[] b, int from, int to) {
    for (Literal head : HEADS) {
      if (head.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }

  static void read(byte[] b, int from, int to, EventWriter e) {
    Quoted.printed(Field.REPLY, b, from, to, e);
    if (REMOTE_HOST.startsAt(b, from, to)) {
      withoutReply(b, from + REMOTE_HOST.length(), to, CLOSED, e);
      return;
    }
    if (TIMEOUT.startsAt(b, from, to)) {
      withoutReply(b, from + TIMEOUT.length(), to, AFTER_COMMAND, e);
      return;
    }
    if (MALFORMED.startsAt(b, from, to)) {
      withoutReply(b, from + MALFORMED.length(), to, IN_RESPONSE, e);
      return;
    }
    boolean perRecipient = LMTP_ERROR.startsAt(b, from, to) || PRDR_ERROR.startsAt(b, from, to);
    if (!perRecipient && !ERROR.startsAt(b, from, to)) {
      return;
    }
    int after = AFTER.indexIn(b, from, Math.min(to, from + 48));
    if (after < 0) {
      return;
    }
    int command = after + AFTER.length();
    while (PIPELINED.startsAt(b, command, to) || SENDING.startsAt(b, command, to)) {
      command = ByteScan.endOfWord(b, command, to) + 1;
    }
    int end = endOfCommand(b, command, to);
    stage(b, command, end, perRecipient, e);
    int p = end + 2;
    if (HOST.startsAt(b, p, to)) {
      p = host(b, p, to, e);
    }
    if (p > 0 && p + 3 <= to && Decimal.endOfDigits(b, p, to) == p + 3) {
      SmtpReply.dsn(b, SmtpReply.code(b, p, to, e), to, e);
    }
  }

  private static void stage(byte[] b, int command, int end, boolean perRecipient, EventWriter e) {
    if (END_OF_DATA.startsAt(b, command, end) || (perRecipient && DATA.equalsAt(b, command, end))) {
      e.stage(SmtpStage.EOD);
    } else if (INITIAL.startsAt(b, command, end)) {
      e.stage(SmtpStage.CONNECT);
    } else if (DATA_BLOCK.startsAt(b, command, end)) {
      e.stage(SmtpStage.DATA);
    } else {
      e.stage(SmtpStage.ofCommand(b, command, end));
    }
  }

  /** {@code [while connected to |from ][HOST ]TEXT COMMAND[: TEXT]}: the host hung up, or worse. */
  private static void withoutReply(byte[] b, int from, int to, Literal text, EventWriter e) {
    int p = CONNECTED.startsAt(b, from, to) ? from + CONNECTED.length() : from;
    p = FROM.startsAt(b, p, to) ? p + FROM.length() : p;
    if (!text.startsAt(b, p, to)) {
      int end = e.has(Field.RELAY_IP) ? endOfKnown(b, p, to) : Host.relay(b, p, to, e);
      if (end < 0 || end >= to || b[end] != ' ' || !text.startsAt(b, end + 1, to)) {
        return;
      }
      p = end + 1;
    }
    p += text.length();
    if (p < to && b[p] == ' ' && IN_RESPONSE.startsAt(b, p + 1, to)) {
      p += 1 + IN_RESPONSE.length();
    } else if (text.equals(CLOSED)) {
      return; // no command is named
    }
    while (PIPELINED.startsAt(b, p, to) || SENDING.startsAt(b, p, to)) {
      p = ByteScan.endOfWord(b, p, to) + 1;
    }
    if (p < to) {
      stage(b, p, endOfCommand(b, p, to), false, e);
    }
  }

  private static int endOfKnown(byte[] b, int from, int to) {
    int close = ByteScan.indexOf(b, from, to, (byte) ']');
    return close < 0 ? -1 : close + 1;
  }

  /** The colon after the command; an address in it may hold one. */
  private static int endOfCommand(byte[] b, int from, int to) {
    int p = from;
    int open = ByteScan.indexOf(b, from, Math.min(to, from + 16), (byte) '<');
    if (open > 0) {
      int close = Address.close(b, open + 1, to);
      p = close < 0 ? from : close + 1;
    }
    int colon = COLON.indexIn(b, p, to);
    return colon < 0 ? to : colon;
  }

  private static int host(byte[] b, int from, int to, EventWriter e) {
    boolean known = e.has(Field.RELAY_IP);
    int end = known ? endOfKnown(b, from, to) : Host.relay(b, from + HOST.length(), to, e);
    return end > 0 && COLON.startsAt(b, end, to) ? end + 2 : -1;
  }
}
