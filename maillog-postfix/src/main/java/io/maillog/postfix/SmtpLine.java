package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

/**
 * What smtp(8) and lmtp(8) say of a next hop without a recipient: a connection or a transaction
 * that failed, after which another host is tried (smtp_connect.c, smtp_trouble.c).
 */
final class SmtpLine {
  private static final Literal CONNECT_TO = Literal.of("connect to ");
  private static final Literal PORT = Literal.of(" (port ");
  private static final Literal HOST = Literal.of("host ");
  private static final Literal SAID = Literal.of(" said: ");
  private static final Literal REFUSED = Literal.of(" refused to talk to me: ");
  private static final Literal IN_REPLY = Literal.of(" (in reply to ");
  private static final Literal COMMAND = Literal.of(" command)");
  private static final Literal LOST = Literal.of("lost connection with ");
  private static final Literal TIMED_OUT = Literal.of("conversation with ");
  private static final Literal DATA_ERROR = Literal.of("local data error while talking to ");
  private static final Literal PROTOCOL_ERROR = Literal.of("Protocol error: ");
  private static final Literal TLS_REQUIRED = Literal.of("TLS is required, but ");

  /** Reasons that the next hop follows: some end with it, some go on with what it said. */
  private static final Literal[] BEFORE_HOP = {
    Literal.of("TLS is required, but host "),
    Literal.of("TLS is required, but was not offered by host "),
    Literal.of("SMTPUTF8 is required, but was not offered by host "),
    Literal.of(
        "message requires SMTPUTF8, but no server was found that supports SMTPUTF8. The last"
            + " attempted server was "),
    Literal.of("REQUIRETLS Failure: sender requested REQUIRETLS, but host "),
    Literal.of(
        "REQUIRETLS Failure: sender requested REQUIRETLS, but TLS service was not offered by host"
            + " "),
    Literal.of(
        "REQUIRETLS Failure: sender requested REQUIRETLS, but no server was found that supports"
            + " REQUIRETLS. The last attempted server was "),
    Literal.of(
        "REQUIRETLS Failure: sender requested REQUIRETLS, but no matching server certificate was"
            + " found. The last attempted server was "),
    Literal.of(
        "REQUIRETLS Failure: sender requested REQUIRETLS, but no trusted server certificate was"
            + " found. The last attempted server was "),
  };

  private static final Literal TLS_STARTED = Literal.of(" refused to start TLS: ");

  /** Reasons that name no next hop. */
  private static final Literal[] PLAIN = {
    Literal.of("Cannot start TLS: "),
    Literal.of("Server certificate not "),
    Literal.of("client TLS configuration problem"),
    Literal.of("unexpected server message"),
    Literal.of("unreadable mail queue entry"),
    Literal.of("MIME nesting exceeds safety limit"),
    Literal.of("message header length exceeds safety limit"),
    Literal.of("improper use of 8-bit data in message "),
    Literal.of("invalid message/* or multipart/* encoding domain"),
  };

  private static final Literal MAIL_FOR = Literal.of("mail for ");
  private static final Literal LOOPS = Literal.of(" loops back to myself");
  private static final Literal MESSAGE_SIZE = Literal.of("message size ");
  private static final Literal EXCEEDS = Literal.of(" exceeds size limit ");
  private static final Literal OF_SERVER = Literal.of(" of server ");

  private static final Literal SASL_FAILED = Literal.of("SASL authentication failed");
  private static final Literal SERVER = Literal.of("; server ");
  private static final Literal CANNOT = Literal.of("; cannot authenticate to server ");
  private static final Literal LOOP = Literal.of("; authentication protocol loop with server ");
  private static final Literal NON_EMPTY = Literal.of("; non-empty initial ");
  private static final Literal CHALLENGE = Literal.of(" challenge from server ");
  private static final Literal NO_MECHANISM = Literal.of(": server ");
  private static final Literal SASL_CACHED =
      Literal.of("SASL [CACHED] authentication failed; server ");

  private static final Literal REQUIRETLS =
      Literal.of("Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host ");
  private static final Literal REQUIRETLS_DEBUG =
      Literal.of(
          "REQUIRETLS Debug: sender requested REQUIRETLS, but REQUIRETLS support was not offered by"
              + " host ");
  private static final Literal PIX = Literal.of("enabling PIX workarounds: ");
  private static final Literal FOR = Literal.of(" for ");
  private static final Literal PASSING = Literal.of("passing ");
  private static final Literal TO_TRANSPORT = Literal.of(" to transport=");

  private SmtpLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'c' ->
          connect(b, from, to, e) || plain(TIMED_OUT, b, from, to, e) || reason(b, from, to, e);
      case 'h' -> host(b, from, to, e);
      case 'l' -> plain(LOST, b, from, to, e) || plain(DATA_ERROR, b, from, to, e);
      case 'T' -> required(b, from, to, e);
      case 'S' ->
          sasl(b, from, to, e)
              || cached(b, from, to, e)
              || requireTls(REQUIRETLS, b, from, to, e)
              || required(b, from, to, e)
              || reason(b, from, to, e);
      case 'R' -> required(b, from, to, e) || requireTls(REQUIRETLS_DEBUG, b, from, to, e);
      case 'm' ->
          required(b, from, to, e)
              || tooLarge(b, from, to, e)
              || loop(b, from, to, e)
              || reason(b, from, to, e);
      case 'C', 'M', 'i', 'u' -> reason(b, from, to, e);
      case 'P' ->
          PROTOCOL_ERROR.startsAt(b, from, to) && host(b, from + PROTOCOL_ERROR.length(), to, e);
      case 'e' -> pix(b, from, to, e);
      case 'p' -> passing(b, from, to, e);
      default -> false;
    };
  }

  /** {@code connect to HOST[ADDR]:PORT: REASON}, before 2.6 {@code HOST[ADDR]: REASON (port N)}. */
  private static boolean connect(byte[] b, int from, int to, EventWriter e) {
    if (!CONNECT_TO.startsAt(b, from, to)) {
      return false;
    }
    int p = Peer.relay(b, from + CONNECT_TO.length(), to, e);
    if (p < 0 || p + 1 >= to || b[p] != ':') {
      return false;
    }
    e.kind(EventKind.ATTEMPT_FAILED);
    int reasonEnd = to;
    int port = b[to - 1] == ')' ? PORT.lastIndexIn(b, p, to) : -1;
    if (port > 0 && Decimal.endOfDigits(b, port + PORT.length(), to) == to - 1) {
      e.span(Field.RELAY_PORT, port + PORT.length(), to - 1);
      reasonEnd = port;
    }
    if (reasonEnd > p + 2) {
      e.span(Field.REASON, p + 2, reasonEnd);
    }
    return true;
  }

  /**
   * {@code host HOST[ADDR] said: REPLY (in reply to CMD command)}, and {@code … refused to talk to
   * me: REPLY}, which is all the reply's.
   */
  private static boolean host(byte[] b, int from, int to, EventWriter e) {
    if (!HOST.startsAt(b, from, to)) {
      return false;
    }
    int p = Peer.relay(b, from + HOST.length(), to, e);
    if (p < 0) {
      return false;
    }
    if (SAID.startsAt(b, p, to)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      said(b, p + SAID.length(), to, e);
      return true;
    }
    if (REFUSED.startsAt(b, p, to)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      reply(b, p + REFUSED.length(), to, e);
      return true;
    }
    return false;
  }

  /** The reply, and to which command, as smtp_trouble.c writes it of a recipient or a message. */
  static void said(byte[] b, int from, int to, EventWriter e) {
    int end = to;
    int command = b[to - 1] == ')' ? IN_REPLY.lastIndexIn(b, from, to) : -1;
    if (command > 0) {
      int stage = command + IN_REPLY.length();
      int stageEnd = COMMAND.endsAt(b, stage, to) ? to - COMMAND.length() : to - 1;
      e.stage(Stage.of(b, stage, stageEnd));
      end = command;
    }
    reply(b, from, end, e);
  }

  private static void reply(byte[] b, int from, int to, EventWriter e) {
    e.span(Field.REPLY, from, to);
    SmtpReply.dsn(b, SmtpReply.code(b, from, to, e), to, e);
  }

  /** {@code lost connection with HOST[ADDR] while …} and its like. */
  private static boolean plain(Literal head, byte[] b, int from, int to, EventWriter e) {
    return head.startsAt(b, from, to)
        && Peer.relay(b, from + head.length(), to, e) >= 0
        && failed(from, to, e);
  }

  /** What the session must have, and the next hop has not (smtp_proto.c; in 3.11 reworded). */
  private static boolean required(byte[] b, int from, int to, EventWriter e) {
    int p = -1;
    for (Literal head : BEFORE_HOP) {
      if (head.startsAt(b, from, to)) {
        p = Peer.relay(b, from + head.length(), to, e);
        break;
      }
    }
    if (p < 0 && !TLS_REQUIRED.startsAt(b, from, to)) {
      return false;
    }
    failed(from, to, e);
    if (p > 0 && TLS_STARTED.startsAt(b, p, to)) {
      reply(b, p + TLS_STARTED.length(), to, e);
    }
    return true;
  }

  private static boolean failed(int from, int to, EventWriter e) {
    e.kind(EventKind.ATTEMPT_FAILED);
    e.span(Field.REASON, from, to);
    return true;
  }

  /** Also what is wrong with the message itself (mime_state.c). */
  private static boolean reason(byte[] b, int from, int to, EventWriter e) {
    for (Literal reason : PLAIN) {
      if (reason.startsAt(b, from, to)) {
        return failed(from, to, e);
      }
    }
    return false;
  }

  /** {@code message size N exceeds size limit N of server PEER} (smtp_proto.c). */
  private static boolean tooLarge(byte[] b, int from, int to, EventWriter e) {
    if (!MESSAGE_SIZE.startsAt(b, from, to)) {
      return false;
    }
    int p = Decimal.endOfDigits(b, from + MESSAGE_SIZE.length(), to);
    if (!EXCEEDS.startsAt(b, p, to)) {
      return false;
    }
    p = Decimal.endOfDigits(b, p + EXCEEDS.length(), to);
    if (!OF_SERVER.startsAt(b, p, to)) {
      return false;
    }
    Peer.relay(b, p + OF_SERVER.length(), to, e);
    return failed(from, to, e);
  }

  /** {@code mail for DOMAIN loops back to myself} (smtp_proto.c). */
  private static boolean loop(byte[] b, int from, int to, EventWriter e) {
    return MAIL_FOR.startsAt(b, from, to)
        && LOOPS.endsAt(b, from + MAIL_FOR.length(), to)
        && failed(from, to, e);
  }

  /** This client could not tell the server who it is (smtp_sasl_glue.c, smtp_sasl_proto.c). */
  private static boolean sasl(byte[] b, int from, int to, EventWriter e) {
    if (!SASL_FAILED.startsAt(b, from, to)) {
      return false;
    }
    int p = from + SASL_FAILED.length();
    if (SERVER.startsAt(b, p, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      refused(b, Peer.relay(b, p + SERVER.length(), to, e), to, e);
    } else if (CANNOT.startsAt(b, p, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      p = Peer.relay(b, p + CANNOT.length(), to, e);
      if (p > 0 && p + 2 < to && b[p] == ':') {
        e.span(Field.REASON, p + 2, to);
      }
    } else if (LOOP.startsAt(b, p, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      Peer.relay(b, p + LOOP.length(), to, e);
      e.span(Field.REASON, from, to);
    } else if (NO_MECHANISM.startsAt(b, p, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      Peer.relay(b, p + NO_MECHANISM.length(), to, e);
      e.span(Field.REASON, from, to);
    } else if (NON_EMPTY.startsAt(b, p, to)) {
      e.kind(EventKind.AUTH_FAILURE);
      nonEmpty(b, from, p + NON_EMPTY.length(), to, e);
    } else {
      return false;
    }
    return true;
  }

  /** What follows the server here is what this client was about to answer: no reason. */
  private static void nonEmpty(byte[] b, int from, int mechanism, int to, EventWriter e) {
    int p = ByteScan.endOfWord(b, mechanism, to);
    if (!CHALLENGE.startsAt(b, p, to)) {
      return;
    }
    p = Peer.relay(b, p + CHALLENGE.length(), to, e);
    if (p > 0) {
      e.span(Field.REASON, from, p);
    }
  }

  /** A refusal that is remembered: the server is named without its address (smtp_sasl_glue.c). */
  private static boolean cached(byte[] b, int from, int to, EventWriter e) {
    if (!SASL_CACHED.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.AUTH_FAILURE);
    int host = from + SASL_CACHED.length();
    int p = Peer.relay(b, host, to, e);
    if (p < 0) {
      p = ByteScan.endOfWord(b, host, to);
      e.span(Field.RELAY_HOST, host, p);
    }
    refused(b, p, to, e);
    return true;
  }

  private static void refused(byte[] b, int p, int to, EventWriter e) {
    if (p > 0 && SAID.startsAt(b, p, to)) {
      reply(b, p + SAID.length(), to, e);
    }
  }

  private static boolean requireTls(Literal head, byte[] b, int from, int to, EventWriter e) {
    if (!head.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DIAGNOSTIC);
    Peer.relay(b, from + head.length(), to, e);
    return true;
  }

  private static boolean pix(byte[] b, int from, int to, EventWriter e) {
    if (!PIX.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DIAGNOSTIC);
    int host = FOR.lastIndexIn(b, from, to);
    if (host > 0) {
      Peer.relay(b, host + FOR.length(), to, e);
    }
    return true;
  }

  /** {@code passing <ADDR> to transport=NAME} (3.6, deliver_pass.c). The name has no space. */
  private static boolean passing(byte[] b, int from, int to, EventWriter e) {
    int transport = PASSING.startsAt(b, from, to) ? TO_TRANSPORT.lastIndexIn(b, from, to) : -1;
    int start = from + PASSING.length();
    int name = transport + TO_TRANSPORT.length();
    if (transport <= start || ByteScan.indexOf(b, name, to, (byte) ' ') >= 0) {
      return false;
    }
    e.kind(EventKind.EXPANDED);
    boolean bracketed = b[start] == '<' && b[transport - 1] == '>' && transport - 1 > start;
    e.span(Field.TO, bracketed ? start + 1 : start, bracketed ? transport - 1 : transport);
    e.span(Field.TRANSPORT, name, to);
    return true;
  }
}
