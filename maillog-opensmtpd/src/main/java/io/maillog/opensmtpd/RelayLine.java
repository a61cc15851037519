package io.maillog.opensmtpd;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** What a session with a next hop logs since 6.0: {@code SESSION mta EVENT …} (mta_session.c). */
final class RelayLine {
  private static final Literal DELIVERY = Literal.of("delivery ");
  private static final Literal CONNECTING = Literal.of("connecting address=");
  private static final Literal HOST = Literal.of(" host=");
  private static final Literal CONNECTED = Literal.of("connected");
  private static final Literal DISCONNECTED = Literal.of("disconnected ");
  private static final Literal CLOSED = Literal.of("closed ");
  private static final Literal ERROR = Literal.of("error reason=");
  private static final Literal CLOSING = Literal.of("closing reason=");
  private static final Literal REJECTS = Literal.of("host-rejects-all-mails");
  private static final Literal NO_MATCH = Literal.of("ssl_check_name: ");

  private RelayLine() {}

  /** Reads the text behind {@code mta }; what is of no known form stays of kind other. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (DELIVERY.startsAt(b, from, to)) {
      return DeliveryLine.parse(b, from, to, e);
    } else if (CONNECTING.startsAt(b, from, to)) {
      return connecting(b, from + CONNECTING.length(), to, e);
    } else if (CONNECTED.equalsAt(b, from, to)
        || DISCONNECTED.startsAt(b, from, to)
        || CLOSED.startsAt(b, from, to)) {
      e.kind(EventKind.STATISTICS);
      return true;
    } else if (ERROR.startsAt(b, from, to)) {
      return failed(b, from + ERROR.length(), to, e);
    } else if (CLOSING.startsAt(b, from, to)) {
      return failed(b, from + CLOSING.length(), to, e);
    } else if (REJECTS.equalsAt(b, from, to)) {
      return failed(b, from, to, e);
    } else if (NO_MATCH.startsAt(b, from, to)) {
      e.span(Field.REASON, from + NO_MATCH.length(), to);
      e.kind(EventKind.TLS);
      return true;
    }
    return TlsLine.parse(b, from, to, e);
  }

  /** {@code SCHEMA://ADDRESS:PORT host=NAME}: no recipient's line yet. */
  private static boolean connecting(byte[] b, int from, int to, EventWriter e) {
    int end = Host.relayUrl(b, from, to, e);
    if (end < 0 || !HOST.startsAt(b, end, to)) {
      return false;
    }
    e.span(Field.RELAY_HOST, end + HOST.length(), to);
    e.kind(EventKind.STATISTICS);
    return true;
  }

  static boolean failed(byte[] b, int reason, int to, EventWriter e) {
    e.span(Field.REASON, reason, to);
    e.kind(EventKind.ATTEMPT_FAILED);
    return true;
  }
}
