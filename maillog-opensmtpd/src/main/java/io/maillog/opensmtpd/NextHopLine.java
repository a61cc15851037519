package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code smtp-out: SENTENCE}: routes to next hops (mta.c), and before 6.0 the sessions with them
 * (mta_session.c).
 */
final class NextHopLine {
  private static final Literal ROUTING = Literal.of("routing: ");
  private static final Literal SESSION = Literal.of("session ");
  private static final Literal ON_SESSION = Literal.of(" on session ");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal EVPID = Literal.of("evpid=");
  private static final Literal CONNECTING = Literal.of("connecting to ");
  private static final Literal CONNECTING_BEFORE = Literal.of("Connecting to ");
  private static final Literal TLS_STARTED = Literal.of("TLS started ");
  private static final Literal CERTIFICATE = Literal.of("server certificate verification ");
  private static final Literal CLOSED = Literal.of("connection closed, ");
  private static final Literal DISCONNECTED = Literal.of("disconnected (");
  private static final Literal ERROR = Literal.of("error");
  private static final Literal ERROR_ON = Literal.of("Error on ");
  private static final Literal TLS_ERROR_ON = Literal.of("TLS Error on ");
  private static final Literal BETWEEN = Literal.of(" <-> ");
  private static final Literal STARTED_TLS = Literal.of("Started TLS");
  private static final Literal CERTIFICATE_BEFORE = Literal.of("Server certificate verification ");
  private static final Literal CLOSING = Literal.of("Closing");
  private static final Literal CONNECTED = Literal.of("Connected");
  private static final Literal DISCONNECTING = Literal.of("Disconnecting");
  private static final Literal REJECTS = Literal.of("Remote host seems to reject all mails");
  private static final Literal NO_MX = Literal.of("Failed to resolve MX for [relay:");
  private static final Literal END_OF_RELAY = Literal.of("]: ");
  private static final Literal[] NO_ROUTE = {
    Literal.of("No valid route"), Literal.of("No MX found"), Literal.of("Address family mismatch"),
  };
  private static final Literal RELAY = Literal.of("[relay:");

  private NextHopLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int p = ROUTING.startsAt(b, from, to) ? from + ROUTING.length() : from;
    if (SESSION.startsAt(b, p, to)) {
      return ofSession(b, p + SESSION.length(), to, e);
    } else if (ERROR_ON.startsAt(b, p, to)) {
      return error(b, p + ERROR_ON.length(), to, e);
    } else if (TLS_ERROR_ON.startsAt(b, p, to)) {
      return error(b, p + TLS_ERROR_ON.length(), to, e);
    } else if (NO_MX.startsAt(b, p, to)) {
      return noMx(b, p + NO_MX.length(), to, e);
    }
    for (Literal words : NO_ROUTE) {
      if (words.startsAt(b, p, to)) {
        relay(b, p + words.length(), to, e);
        return RelayLine.failed(b, p, p + words.length(), e);
      }
    }
    if (!onSession(b, p, to, e)) {
      e.kind(EventKind.DIAGNOSTIC); // routes that are disabled and enabled, queues that are full
    }
    return true;
  }

  /** {@code session ID: TEXT}, 5.7. */
  private static boolean ofSession(byte[] b, int from, int to, EventWriter e) {
    int p = from + Ids.SESSION;
    if (!Ids.isSession(b, from, to) || !COLON.startsAt(b, p, to)) {
      return false;
    }
    Ids.session(b, from, e);
    p += COLON.length();
    if (EVPID.startsAt(b, p, to)) {
      return DeliveryLine.pairs(b, p, to, e);
    } else if (TLS_STARTED.startsAt(b, p, to)) {
      return TlsLine.parameters(b, p + TLS_STARTED.length(), to, e);
    } else if (CERTIFICATE.startsAt(b, p, to)) {
      return certificate(b, p + CERTIFICATE.length(), to, e);
    } else if (CONNECTING.startsAt(b, p, to)) {
      return connecting(b, p + CONNECTING.length(), to, e);
    } else if (CLOSED.startsAt(b, p, to) || DISCONNECTED.startsAt(b, p, to)) {
      e.kind(EventKind.STATISTICS);
      return true;
    }
    return ERROR.startsAt(b, p, to) && reason(b, p, to, e);
  }

  private static boolean certificate(byte[] b, int from, int to, EventWriter e) {
    e.span(Field.TLS_TRUST, from, ByteScan.endOfWord(b, from, to));
    e.kind(EventKind.TLS);
    return true;
  }

  /** {@code SCHEMA://ADDRESS:PORT (NAME)}. */
  private static boolean connecting(byte[] b, int from, int to, EventWriter e) {
    int end = Host.relayUrl(b, from, to, e);
    if (end < 0) {
      return false;
    }
    int close = ByteScan.indexOf(b, end, to, (byte) ')');
    if (close > end + 2 && b[end + 1] == '(') {
      e.span(Field.RELAY_HOST, end + 2, close);
    }
    e.kind(EventKind.STATISTICS);
    return true;
  }

  /**
   * {@code session ID[ after N messages sent]: TEXT}, or {@code ADDRESS <-> ADDRESS (NAME): TEXT}.
   */
  private static boolean error(byte[] b, int from, int to, EventWriter e) {
    if (SESSION.startsAt(b, from, to)) {
      int id = from + SESSION.length();
      if (!Ids.isSession(b, id, to)) {
        return false;
      }
      Ids.session(b, id, e);
      return reason(b, id, to, e);
    }
    int between = BETWEEN.indexIn(b, from, to);
    if (between < 0) {
      return false;
    }
    int end = Host.relay(b, between + BETWEEN.length(), to, e);
    return COLON.startsAt(b, end, to) && RelayLine.failed(b, end + COLON.length(), to, e);
  }

  /** Sets the text behind the first colon. */
  private static boolean reason(byte[] b, int from, int to, EventWriter e) {
    int colon = COLON.indexIn(b, from, to);
    return colon > 0 && RelayLine.failed(b, colon + COLON.length(), to, e);
  }

  /** {@code DOMAIN,OPTIONS]: TEXT}. */
  private static boolean noMx(byte[] b, int from, int to, EventWriter e) {
    int close = END_OF_RELAY.indexIn(b, from, to);
    if (close < 0) {
      return false;
    }
    e.span(Field.RELAY_HOST, from, endOfDomain(b, from, close));
    return RelayLine.failed(b, close + END_OF_RELAY.length(), to, e);
  }

  private static int endOfDomain(byte[] b, int from, int to) {
    int comma = ByteScan.indexOf(b, from, to, (byte) ',');
    return comma < 0 ? to : comma;
  }

  /** {@code … [connector:ADDRESS->[relay:DOMAIN,OPTIONS],FLAGS]}. */
  private static void relay(byte[] b, int from, int to, EventWriter e) {
    int at = RELAY.indexIn(b, from, to);
    if (at >= 0) {
      Host.relay(b, at + RELAY.length(), endOfDomain(b, at, to), e);
    }
  }

  /** {@code SENTENCE on session ID[: TEXT]}, 5.4 and 5.9. */
  private static boolean onSession(byte[] b, int from, int to, EventWriter e) {
    int at = ON_SESSION.indexIn(b, from, to);
    int id = at + ON_SESSION.length();
    if (at < 0 || !Ids.isSession(b, id, to)) {
      return closing(b, from, to, e);
    }
    Ids.session(b, id, e);
    int text = Math.min(to, id + Ids.SESSION + COLON.length());
    if (CONNECTING_BEFORE.startsAt(b, from, at)) {
      return connecting(b, from + CONNECTING_BEFORE.length(), at, e);
    } else if (STARTED_TLS.equalsAt(b, from, at)) {
      return TlsLine.parameters(b, text, to, e);
    } else if (CERTIFICATE_BEFORE.startsAt(b, from, at)) {
      return certificate(b, from + CERTIFICATE_BEFORE.length(), at, e);
    } else if (CONNECTED.equalsAt(b, from, at)) {
      e.kind(EventKind.STATISTICS);
      return true;
    }
    return REJECTS.equalsAt(b, from, at) && RelayLine.failed(b, from, at, e);
  }

  /** {@code Closing session ID: N messages sent.}, {@code Disconnecting session ID: CA failure}. */
  private static boolean closing(byte[] b, int from, int to, EventWriter e) {
    int word = ByteScan.endOfWord(b, from, to);
    int id = word + 1 + SESSION.length();
    boolean ends = CLOSING.equalsAt(b, from, word) || DISCONNECTING.equalsAt(b, from, word);
    if (!ends || !SESSION.startsAt(b, Math.min(to, word + 1), to) || !Ids.isSession(b, id, to)) {
      return false;
    }
    Ids.session(b, id, e);
    int text = Math.min(to, id + Ids.SESSION + COLON.length());
    if (Decimal.endOfDigits(b, text, to) == text) {
      return RelayLine.failed(b, text, to, e);
    }
    e.kind(EventKind.STATISTICS);
    return true;
  }
}
