package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** {@code NAME[ADDRESS]} or {@code NAME[ADDRESS]:PORT}: a client, or a next hop. */
final class Peer {
  private static final Literal UNKNOWN = Literal.of("unknown");

  private Peer() {}

  /** Reads a client (smtpd_peer.c); its end, or -1 if there is none. */
  static int client(byte[] b, int from, int to, EventWriter e) {
    return read(b, from, to, e, Field.CLIENT_HOST, Field.CLIENT_IP, Field.CLIENT_PORT);
  }

  /** Forgets the client. */
  static void clearClient(EventWriter e) {
    e.clear(Field.CLIENT_HOST);
    e.clear(Field.CLIENT_IP);
    e.clear(Field.CLIENT_PORT);
  }

  /** Reads a next hop (smtp_session.c); its end, or -1 if there is none. */
  static int relay(byte[] b, int from, int to, EventWriter e) {
    return read(b, from, to, e, Field.RELAY_HOST, Field.RELAY_IP, Field.RELAY_PORT);
  }

  private static int read(
      byte[] b, int from, int to, EventWriter e, Field host, Field ip, Field port) {
    int open = ByteScan.firstOf(b, from, to, (byte) '[', (byte) ' ', (byte) ',');
    if (open < 0 || b[open] != '[') {
      return -1;
    }
    // A path stands there for a socket (lmtp), a word where the address is not known.
    int close = ByteScan.firstOf(b, open + 1, to, (byte) ']', (byte) ' ', (byte) '/');
    boolean path = close > 0 && b[close] == '/';
    if (path) {
      close = ByteScan.indexOfEither(b, close, to, (byte) ']', (byte) ' ');
    }
    if (close < 0 || b[close] != ']') {
      return -1;
    }
    if (open > from && !UNKNOWN.equalsAt(b, from, open)) {
      e.span(host, from, open);
    }
    if (close > open + 1 && !path && !UNKNOWN.equalsAt(b, open + 1, close)) {
      e.span(ip, open + 1, close);
    }
    return port(b, close + 1, to, e, port);
  }

  private static int port(byte[] b, int at, int to, EventWriter e, Field port) {
    if (at >= to || b[at] != ':') {
      return at;
    }
    int end = Decimal.endOfDigits(b, at + 1, to);
    if (end > at + 1) {
      e.span(port, at + 1, end);
      return end;
    }
    return UNKNOWN.startsAt(b, at + 1, to) ? at + 1 + UNKNOWN.length() : at;
  }
}
