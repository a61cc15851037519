package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** What a client's session logs since 6.0: {@code SESSION smtp EVENT …} (smtp_session.c). */
final class SessionLine {
  private static final Literal CONNECTED = Literal.of("connected address=");
  private static final Literal HOST = Literal.of(" host=");
  private static final Literal DISCONNECTED = Literal.of("disconnected ");
  private static final Literal CLOSED = Literal.of("closed ");
  private static final Literal REASON = Literal.of("reason=");
  private static final Literal QUIT = Literal.of("quit");
  private static final Literal MESSAGE = Literal.of("message ");
  private static final Literal ENVELOPE = Literal.of("envelope ");
  private static final Literal AUTHENTICATION = Literal.of("authentication ");
  private static final Literal USER = Literal.of("user=");
  private static final Literal RESULT = Literal.of("result=");
  private static final Literal OK = Literal.of("ok");
  private static final Literal PERM_FAIL = Literal.of("permfail");
  private static final Literal TEMP_FAIL = Literal.of("tempfail");
  private static final Literal FAILED_COMMAND = Literal.of("failed-command ");
  private static final Literal BAD_INPUT = Literal.of("bad-input ");

  private SessionLine() {}

  /** Reads the text behind {@code smtp }; what is of no known form stays of kind other. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (from >= to) {
      return false;
    }
    return switch (b[from]) {
      case 'c' -> connected(b, from, to, e) || ended(CLOSED, b, from, to, e) || tls(b, from, to, e);
      case 'd' -> ended(DISCONNECTED, b, from, to, e);
      case 'm' ->
          MESSAGE.startsAt(b, from, to) && ArrivalLine.parse(b, from + MESSAGE.length(), to, e);
      case 'e' ->
          ENVELOPE.startsAt(b, from, to)
              && ArrivalLine.envelope(b, from + ENVELOPE.length(), to, e);
      case 'a' -> authentication(b, from, to, e);
      case 'f' ->
          FAILED_COMMAND.startsAt(b, from, to)
              && CommandLine.failed(
                  b, Pairs.client(b, from + FAILED_COMMAND.length(), to, e), to, e);
      case 'b' ->
          BAD_INPUT.startsAt(b, from, to)
              && CommandLine.badInput(b, Pairs.client(b, from + BAD_INPUT.length(), to, e), to, e);
      default -> tls(b, from, to, e);
    };
  }

  private static boolean tls(byte[] b, int from, int to, EventWriter e) {
    return TlsLine.parse(b, from, to, e);
  }

  /** {@code connected address=ADDRESS host=NAME}. */
  private static boolean connected(byte[] b, int from, int to, EventWriter e) {
    if (!CONNECTED.startsAt(b, from, to)) {
      return false;
    }
    int address = from + CONNECTED.length();
    int end = ByteScan.endOfWord(b, address, to);
    if (!HOST.startsAt(b, end, to)) {
      return false;
    }
    Host.client(b, address, end, end + HOST.length(), to, e);
    e.kind(EventKind.CONNECT);
    return true;
  }

  /** {@code disconnected [CLIENT ]reason=TEXT}: a client that says QUIT, or one that goes away. */
  private static boolean ended(Literal word, byte[] b, int from, int to, EventWriter e) {
    if (!word.startsAt(b, from, to)) {
      return false;
    }
    int p = Pairs.client(b, ByteScan.skipSpaces(b, from + word.length(), to), to, e);
    if (p < 0 || !REASON.startsAt(b, p, to)) {
      return false;
    }
    ended(b, p + REASON.length(), to, e);
    return true;
  }

  /** A session ended for a reason: {@code quit}, another word, or {@code "io-error: TEXT"}. */
  static void ended(byte[] b, int reason, int to, EventWriter e) {
    boolean quoted = reason < to && b[reason] == '"';
    int start = quoted ? reason + 1 : reason;
    int end = quoted ? Pairs.endOfQuoted(b, start, to) : to;
    boolean quit = QUIT.equalsAt(b, start, end);
    e.span(Field.REASON, start, end);
    e.kind(quit ? EventKind.DISCONNECT : EventKind.CONNECTION_LOST);
  }

  /** {@code authentication user=USER [CLIENT ]result=ok}, or {@code permfail}, {@code tempfail}. */
  private static boolean authentication(byte[] b, int from, int to, EventWriter e) {
    int user = from + AUTHENTICATION.length() + USER.length();
    if (!AUTHENTICATION.startsAt(b, from, to)
        || !USER.startsAt(b, from + AUTHENTICATION.length(), to)) {
      return false;
    }
    int end = ByteScan.endOfWord(b, user, to);
    Vis.decode(Field.SASL_USERNAME, b, user, end, e);
    int p = end < to ? Pairs.client(b, end + 1, to, e) : -1;
    if (p < 0 || !RESULT.startsAt(b, p, to)) {
      return false;
    }
    int result = p + RESULT.length();
    if (OK.equalsAt(b, result, to)) {
      e.kind(EventKind.AUTH_SUCCESS);
      return true;
    } else if (!PERM_FAIL.equalsAt(b, result, to) && !TEMP_FAIL.equalsAt(b, result, to)) {
      return false;
    }
    e.span(Field.REASON, result, to);
    e.kind(EventKind.AUTH_FAILURE);
    return true;
  }
}
