package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * A client's session (srvrsmtp.c, collect.c, util.c): how it began, that it said nothing, how it
 * broke, and what the client did wrong; also a sender that was none (envelope.c).
 */
final class SessionLine {
  private static final Literal CONNECT = Literal.of("connect from ");
  private static final Literal LOST = Literal.of("lost input channel from ");
  private static final Literal TO = Literal.of(" to ");
  private static final Literal AFTER = Literal.of(" after ");
  private static final Literal STARTUP = Literal.of("startup");
  private static final Literal TIMEOUT = Literal.of("timeout waiting for input from ");
  private static final Literal WRITING = Literal.of("timeout writing message to ");
  private static final Literal DURING = Literal.of(" during ");
  private static final Literal CLIENT = Literal.of("client ");
  private static final Literal COLLECT_STAGE = Literal.of("message collect");
  private static final Literal PREGREETING = Literal.of("rejecting commands from ");
  private static final Literal DUE_TO = Literal.of(" due to ");
  private static final Literal REJECTING = Literal.of("rejecting ");
  private static final Literal BEFORE_RESPONSE = Literal.of(" due to traffic before response");
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal PIPELINING = Literal.of("unauthorized PIPELINING, sleeping, relay=");
  private static final Literal ATTACK = Literal.of("POSSIBLE ATTACK from ");
  private static final Literal NEWLINE = Literal.of(": newline in string ");
  private static final Literal COMMAND_FROM = Literal.of("\" command from ");
  private static final Literal SMTP = Literal.of("SMTP ");
  private static final Literal COMMAND = Literal.of(" command (");
  private static final Literal COMMAND_CLIENT = Literal.of(") from ");
  private static final Literal TEMPFAILED = Literal.of(" tempfailed (due to previous checks)");
  private static final Literal INVALID_NAME = Literal.of("invalid domain name (");
  private static final Literal TOO_LONG = Literal.of("too long");
  private static final Literal WRAPPERS = Literal.of("tcpwrappers (");
  private static final Literal UNKNOWN = Literal.of("unknown");
  private static final Literal SENDER = Literal.of("setsender: ");
  private static final Literal UNPARSABLE = Literal.of(": invalid or unparsable, received from ");
  private static final int UNPARSABLE_LENGTH = "invalid or unparsable".length();
  private static final Literal WRAPPED = Literal.of(") rejection");
  private static final Literal SILENT =
      Literal.of(" did not issue MAIL/EXPN/VRFY/ETRN during connection to ");

  private SessionLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'c' -> connected(b, from, to, e);
      case 'l' -> lost(b, from, to, e);
      case 't' -> timeout(b, from, to, e) || wrapped(b, from, to, e);
      case 'r' -> early(b, from, to, e);
      case 'u' -> pipelining(b, from, to, e);
      case 'P' -> attack(b, from, to, e);
      case '"' -> curious(b, from, to, e);
      case 'S' -> tempfailed(b, from, to, e);
      case 'i' -> invalidName(b, from, to, e);
      case 's' -> sender(b, from, to, e);
      default -> false;
    };
  }

  private static boolean connected(byte[] b, int from, int to, EventWriter e) {
    if (!CONNECT.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.CONNECT);
    Host.client(b, from + CONNECT.length(), to, e);
    return true;
  }

  /** {@code CLIENT did not issue MAIL/EXPN/VRFY/ETRN during connection to DAEMON}, at its end. */
  static boolean silent(byte[] b, int from, int to, EventWriter e) {
    int daemon = ByteScan.lastIndexOf(b, from, to, (byte) ' ') + 1;
    int end = daemon - SILENT.length();
    if (end <= from || !SILENT.startsAt(b, end, to) || !Host.client(b, from, end, e)) {
      return false;
    }
    e.kind(EventKind.DISCONNECT);
    e.span(Field.REASON, end + 1, to);
    return true;
  }

  /** {@code lost input channel from CLIENT to DAEMON after COMMAND}. */
  private static boolean lost(byte[] b, int from, int to, EventWriter e) {
    if (!LOST.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.CONNECTION_LOST);
    int after = AFTER.lastIndexIn(b, from, to);
    int end = after < 0 ? to : after;
    int daemon = TO.lastIndexIn(b, from, end);
    Host.client(b, from + LOST.length(), daemon < 0 ? end : daemon, e);
    if (after >= 0) {
      int command = after + AFTER.length();
      e.stage(
          STARTUP.equalsAt(b, command, to)
              ? SmtpStage.CONNECT
              : SmtpStage.ofCommand(b, command, to));
    }
    return true;
  }

  /**
   * {@code timeout waiting for input from HOST during STAGE}: a client's, or if the stage says so,
   * this server's as the client of a next hop.
   */
  private static boolean timeout(byte[] b, int from, int to, EventWriter e) {
    if (WRITING.startsAt(b, from, to)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      Host.relay(b, from + WRITING.length(), to, e);
      e.span(Field.REASON, from, to);
      return true;
    }
    if (!TIMEOUT.startsAt(b, from, to)) {
      return false;
    }
    int host = from + TIMEOUT.length();
    int during = DURING.lastIndexIn(b, host, to);
    int end = during < 0 ? to : during;
    int stage = during < 0 ? to : during + DURING.length();
    if (CLIENT.startsAt(b, stage, to)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      Host.relay(b, host, end, e);
      e.stage(SmtpStage.ofCommand(b, stage + CLIENT.length(), to));
      e.span(Field.REASON, from, to);
      return true;
    }
    e.kind(EventKind.CONNECTION_LOST);
    Host.client(b, host, end, e);
    if (COLLECT_STAGE.startsAt(b, stage, to)) {
      e.stage(SmtpStage.DATA);
    }
    e.span(Field.REASON, from, host - FROM.length());
    return true;
  }

  /** {@code tcpwrappers (NAME, ADDRESS) rejection} (conf.c, validate_connection). */
  private static boolean wrapped(byte[] b, int from, int to, EventWriter e) {
    if (!WRAPPERS.startsAt(b, from, to) || !WRAPPED.endsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.CONNECT);
    int host = from + WRAPPERS.length();
    int addressEnd = to - WRAPPED.length();
    int comma = Address.endOfValue(b, host, addressEnd);
    if (comma > host && b[host] != '[' && !UNKNOWN.equalsAt(b, host, comma)) {
      e.span(Field.CLIENT_HOST, host, comma);
    }
    if (Host.isAddress(b, comma + 2, addressEnd)) {
      e.span(Field.CLIENT_IP, comma + 2, addressEnd);
    }
    return true;
  }

  // --- what a client did wrong

  /** It spoke before the greeting, or before the answer to its command. */
  private static boolean early(byte[] b, int from, int to, EventWriter e) {
    if (!REJECTING.startsAt(b, from, to)) {
      return false;
    }
    int due = DUE_TO.lastIndexIn(b, from, to);
    int client = PREGREETING.startsAt(b, from, to) ? from + PREGREETING.length() : -1;
    if (client < 0 && due >= 0 && BEFORE_RESPONSE.startsAt(b, due, to)) {
      client = FROM.indexIn(b, from, due);
      client = client < 0 ? -1 : client + FROM.length();
    }
    if (client < 0 || due < client) {
      return false;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    Host.client(b, client, due, e);
    e.span(Field.REASON, due + 1, to);
    return true;
  }

  private static boolean pipelining(byte[] b, int from, int to, EventWriter e) {
    if (!PIPELINING.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    Host.client(b, from + PIPELINING.length(), to, e);
    return true;
  }

  private static boolean attack(byte[] b, int from, int to, EventWriter e) {
    if (!ATTACK.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    int host = from + ATTACK.length();
    int end = NEWLINE.indexIn(b, host, to);
    if (end > 0) {
      Host.client(b, host, end, e);
      e.span(Field.REASON, end + 2, to);
    }
    return true;
  }

  /** {@code "wiz" command from CLIENT (ADDRESS)}. */
  private static boolean curious(byte[] b, int from, int to, EventWriter e) {
    int command = COMMAND_FROM.indexIn(b, from, Math.min(to, from + 64));
    if (command < 0 || !Words.isName(b, from + 1, command)) {
      return false;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    int host = command + COMMAND_FROM.length();
    int open = b[to - 1] == ')' ? ByteScan.lastIndexOf(b, host, to, (byte) '(') : -1;
    Host.client(b, host, open > host ? open - 1 : to, e);
    e.span(Field.REASON, from, host - FROM.length());
    return true;
  }

  /** {@code SMTP MAIL command (TEXT) from CLIENT tempfailed (due to previous checks)}. */
  private static boolean tempfailed(byte[] b, int from, int to, EventWriter e) {
    if (!SMTP.startsAt(b, from, to) || !TEMPFAILED.endsAt(b, from, to)) {
      return false;
    }
    int verb = from + SMTP.length();
    int command = COMMAND.indexIn(b, verb, Math.min(to, verb + 24));
    int client = COMMAND_CLIENT.lastIndexIn(b, verb, to);
    if (command < 0 || client < command) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.ofCommand(b, verb, command));
    Host.client(b, client + COMMAND_CLIENT.length(), to - TEMPFAILED.length(), e);
    e.span(Field.REASON, to - TEMPFAILED.length() + 1, to);
    return true;
  }

  /** {@code invalid domain name (HELO) from CLIENT}. */
  private static boolean invalidName(byte[] b, int from, int to, EventWriter e) {
    if (!INVALID_NAME.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.HELO);
    int name = from + INVALID_NAME.length();
    int end = COMMAND_CLIENT.lastIndexIn(b, name, to);
    if (end > 0) {
      if (!TOO_LONG.equalsAt(b, name, end)) { // else the server's words, in the name's place
        Printed.text(Field.HELO, b, name, end, e);
      }
      Host.client(b, end + COMMAND_CLIENT.length(), to, e);
    }
    return true;
  }

  /**
   * {@code setsender: ADDR: invalid or unparsable, received from CLIENT} (envelope.c, setsender).
   * Over SMTP the command is refused; who submits here gets a sender that is one.
   */
  private static boolean sender(byte[] b, int from, int to, EventWriter e) {
    int end = SENDER.startsAt(b, from, to) ? UNPARSABLE.lastIndexIn(b, from, to) : -1;
    int address = from + SENDER.length();
    if (end < address || !Host.client(b, end + UNPARSABLE.length(), to, e)) {
      return false;
    }
    boolean refused = e.has(Field.CLIENT_IP);
    e.kind(refused ? EventKind.REJECT : EventKind.DIAGNOSTIC);
    e.stage(refused ? SmtpStage.MAIL : null);
    Printed.address(Field.FROM, b, address, end, e);
    int reason = end + 2;
    e.span(Field.REASON, reason, reason + UNPARSABLE_LENGTH);
    return true;
  }
}
