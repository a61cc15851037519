package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.SmtpReply;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

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
  private static final Literal TLS_REFUSED = Literal.of("TLS is required, but host ");
  private static final Literal TLS_NOT_OFFERED =
      Literal.of("TLS is required, but was not offered by host ");
  private static final Literal TLS_REQUIRED = Literal.of("TLS is required, but ");
  private static final Literal[] TLS_FAILURES = {
    Literal.of("Cannot start TLS: "),
    Literal.of("Server certificate not "),
    Literal.of("client TLS configuration problem"),
  };
  private static final Literal TLS_STARTED = Literal.of(" refused to start TLS: ");
  private static final Literal SASL = Literal.of("SASL authentication failed; server ");
  private static final Literal SASL_CANNOT =
      Literal.of("SASL authentication failed; cannot authenticate to server ");
  private static final Literal REQUIRETLS =
      Literal.of("Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host ");
  private static final Literal PIX = Literal.of("enabling PIX workarounds: ");
  private static final Literal FOR = Literal.of(" for ");
  private static final Literal PASSING = Literal.of("passing <");
  private static final Literal TO_TRANSPORT = Literal.of(" to transport=");

  private SmtpLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'c' ->
          connect(b, from, to, e)
              || plain(TIMED_OUT, b, from, to, e)
              || cannotStart(b, from, to, e);
      case 'h' -> host(b, from, to, e);
      case 'l' -> plain(LOST, b, from, to, e) || plain(DATA_ERROR, b, from, to, e);
      case 'T' -> tls(b, from, to, e);
      case 'C' -> cannotStart(b, from, to, e);
      case 'S' -> sasl(b, from, to, e) || requireTls(b, from, to, e) || cannotStart(b, from, to, e);
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
  private static void said(byte[] b, int from, int to, EventWriter e) {
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
    if (!head.startsAt(b, from, to)) {
      return false;
    }
    int p = Peer.relay(b, from + head.length(), to, e);
    if (p < 0) {
      return false;
    }
    e.kind(EventKind.ATTEMPT_FAILED);
    e.span(Field.REASON, from, to);
    return true;
  }

  private static boolean tls(byte[] b, int from, int to, EventWriter e) {
    int head =
        TLS_REFUSED.startsAt(b, from, to)
            ? TLS_REFUSED.length()
            : TLS_NOT_OFFERED.startsAt(b, from, to) ? TLS_NOT_OFFERED.length() : -1;
    if (head < 0 && !TLS_REQUIRED.startsAt(b, from, to)) {
      return false;
    }
    int p = head < 0 ? -1 : Peer.relay(b, from + head, to, e);
    e.kind(EventKind.ATTEMPT_FAILED);
    e.span(Field.REASON, from, to);
    if (p > 0 && TLS_STARTED.startsAt(b, p, to)) {
      reply(b, p + TLS_STARTED.length(), to, e);
    }
    return true;
  }

  private static boolean cannotStart(byte[] b, int from, int to, EventWriter e) {
    for (Literal failure : TLS_FAILURES) {
      if (failure.startsAt(b, from, to)) {
        e.kind(EventKind.ATTEMPT_FAILED);
        e.span(Field.REASON, from, to);
        return true;
      }
    }
    return false;
  }

  /** The server refused this client's name and password (smtp_sasl_glue.c). */
  private static boolean sasl(byte[] b, int from, int to, EventWriter e) {
    int head =
        SASL.startsAt(b, from, to)
            ? SASL.length()
            : SASL_CANNOT.startsAt(b, from, to) ? SASL_CANNOT.length() : -1;
    if (head < 0) {
      return false;
    }
    e.kind(EventKind.AUTH_FAILURE);
    int p = Peer.relay(b, from + head, to, e);
    if (p > 0 && SAID.startsAt(b, p, to)) {
      reply(b, p + SAID.length(), to, e);
    } else if (p > 0 && p + 2 < to && b[p] == ':') {
      e.span(Field.REASON, p + 2, to);
    }
    return true;
  }

  private static boolean requireTls(byte[] b, int from, int to, EventWriter e) {
    if (!REQUIRETLS.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DIAGNOSTIC);
    Peer.relay(b, from + REQUIRETLS.length(), to, e);
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

  /** {@code passing <ADDR> to transport=NAME} (3.6, deliver_pass.c). */
  private static boolean passing(byte[] b, int from, int to, EventWriter e) {
    if (!PASSING.startsAt(b, from, to)) {
      return false;
    }
    int start = from + PASSING.length();
    int close = Address.close(b, start, to);
    if (close < 0 || !TO_TRANSPORT.startsAt(b, close + 1, to)) {
      return false;
    }
    e.kind(EventKind.EXPANDED);
    e.span(Field.TO, start, close);
    e.span(Field.TRANSPORT, close + 1 + TO_TRANSPORT.length(), to);
    return true;
  }
}
