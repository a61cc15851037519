package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** What went wrong with TLS, of a client or of a next hop (tls.c, tls-openssl.c, tls-gnu.c). */
final class TlsLine {
  private static final Literal CONNECTION = Literal.of("TLS error on connection ");
  private static final Literal FROM = Literal.of("from ");
  private static final Literal TO = Literal.of("to ");
  private static final Literal INETD = Literal.of("(via inetd) ");
  private static final Literal[] ON_CONNECTION = {
    Literal.of("on SMTP connection from "), Literal.of("on connection from "),
  };
  private static final Literal ERROR = Literal.of("TLS error ");
  private static final Literal[] HEADS = {
    ERROR,
    Literal.of("SSL_write"),
    Literal.of("SSL channel closed on write"),
    Literal.of("Required TLS certificate status"),
    Literal.of("Received TLS cert"),
    Literal.of("OCSP "),
    Literal.of("Server certificate "),
    Literal.of("TLS ALPN "),
    Literal.of("TLS client disconnected cleanly"), // tls-openssl.c, before 4.90
    Literal.of("TLS session: "),
    Literal.of("DANE "),
    Literal.of("a TLS session is required"),
    Literal.of("ALPN unusable"),
    Literal.of("tls_"),
    Literal.of("Failed to read PEM"),
    Literal.of("Warning: No server certificate defined"),
  };
  private static final Literal[] OF_ADDRESS = {
    Literal.of(" SSL verify "),
    Literal.of(" after QUIT, client reset TCP before SMTP response and TLS close"),
    Literal.of(" TLS verify "),
  };
  private static final Literal MISMATCH = Literal.of(": certificate name mismatch: DN=");
  private static final Literal EXPECTED = Literal.of("\" H=\"");

  /** How far {@code SSL verify error (during R-verify for [ADDRESS])} goes. */
  private static final int MAX_VERIFY = 120;

  private static final Literal CERTIFICATE = Literal.of("Received TLS cert");
  private static final Literal[] DELIVERING = {
    Literal.of(": delivering unencrypted to "), Literal.of(": callout unencrypted to "),
  };
  private static final Literal NOT_REQUIRED = Literal.of(" (not in hosts_require_tls)");
  private static final ClientHost.Next AFTER_CLIENT = ClientHost.Next.of(Literal.of("("));
  private static final Literal DANE = Literal.of("DANE attempt failed; TLS connection to ");
  private static final Literal LOOKUP = Literal.of("DANE error: TLSA lookup for ");
  private static final Literal NOT_SECURE = Literal.of(" not DNSSEC");
  private static final Literal WRITE = Literal.of("SSL_write: (from ");
  private static final Literal CLOSE = Literal.of(") ");
  private static final Literal HOST = Literal.of("H=");

  private TlsLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (CONNECTION.startsAt(b, from, to)) {
      e.kind(EventKind.TLS);
      e.span(Field.REASON, peer(b, from, to, e), to);
      return true;
    }
    if (b[from] == '[') {
      return ofAddress(b, from, to, e);
    }
    if (HOST.startsAt(b, from, to) && ofNextHop(b, from, to, e)) {
      return true;
    }
    if (unencrypted(b, from, to, e)) {
      return true;
    }
    for (Literal head : HEADS) {
      if (head.startsAt(b, from, to)) {
        e.kind(EventKind.TLS);
        e.span(Field.REASON, from, to);
        if (DANE.startsAt(b, from, to)) {
          Host.relay(b, from + DANE.length(), to, e);
        } else if (LOOKUP.startsAt(b, from, to) && NOT_SECURE.endsAt(b, from, to)) {
          e.span(Field.RELAY_HOST, from + LOOKUP.length(), to - NOT_SECURE.length());
        } else if (WRITE.startsAt(b, from, to)) {
          int end = CLOSE.lastIndexIn(b, from, to); // (from HOST) syscall: …
          ClientHost.readLast(b, from + WRITE.length(), end < 0 ? to : end, AFTER_CLIENT, e);
        } else {
          onConnection(b, from, to, e);
        }
        return true;
      }
    }
    return false;
  }

  /** Reads the client in {@code TLS error (SSL_read): on connection from HOST TEXT}. */
  private static void onConnection(byte[] b, int from, int to, EventWriter e) {
    for (Literal head : ON_CONNECTION) {
      int client = head.indexIn(b, from, Math.min(to, from + 64));
      if (client > 0) {
        ClientHost.readLast(b, client + head.length(), to, AFTER_CLIENT, e);
        return;
      }
    }
  }

  /**
   * {@code H=HOST TLS error on connection TEXT}: of a delivery, or without an id of a callout
   * (tls-gnu.c, record_io_error). Of a client a HELO name or other words would follow.
   */
  private static boolean ofNextHop(byte[] b, int from, int to, EventWriter e) {
    int end = Host.relay(b, from + HOST.length(), to, e);
    if (end > 0 && end < to && b[end] == ' ' && CONNECTION.startsAt(b, end + 1, to)) {
      e.kind(EventKind.TLS);
      e.span(Field.REASON, end + 1, to);
      return true;
    }
    e.clear(Field.RELAY_HOST);
    e.clear(Field.RELAY_IP);
    e.clear(Field.RELAY_PORT);
    return false;
  }

  /**
   * Reads {@code [Ci=N ]from HOST[ (via inetd)]}, or as before 4.83 {@code to HOST} of a next hop;
   * where the text starts, or the line.
   */
  private static int peer(byte[] b, int from, int to, EventWriter e) {
    int p = from + CONNECTION.length();
    if (TO.startsAt(b, p, to)) {
      int end = Host.relay(b, p + TO.length(), to, e);
      return end > 0 && end + 1 < to && b[end] == ' ' ? end + 1 : from;
    }
    p = Tags.startsAt(b, p, to) ? ByteScan.endOfWord(b, p, to) + 1 : p;
    if (!FROM.startsAt(b, p, to)) {
      return from;
    }
    p = ClientHost.readLast(b, p + FROM.length(), to, AFTER_CLIENT, e);
    if (p > 0 && INETD.startsAt(b, p, to)) {
      p += INETD.length();
    }
    return p > 0 && p < to ? p : from;
  }

  /** {@code [ADDRESS] SSL verify error…}, {@code [ADDRESS] NAME Received TLS cert …}. */
  private static boolean ofAddress(byte[] b, int from, int to, EventWriter e) {
    int close = ByteScan.indexOf(b, from, Math.min(to, from + 48), (byte) ']');
    if (close < 0) {
      return false;
    }
    for (Literal text : OF_ADDRESS) {
      if (text.startsAt(b, close + 1, to)) {
        e.kind(EventKind.TLS);
        if (isMismatch(b, close, to)) {
          Host.relay(b, from, to, e);
          mismatch(b, close, to, e);
        } else if (e.has(Field.QUEUE_ID)) {
          Host.relay(b, from, to, e); // of a delivery
        } else {
          Host.client(b, from, to, 0, e);
        }
        e.span(Field.REASON, close + 2, to);
        return true;
      }
    }
    int name = close + 2;
    int end = ByteScan.endOfWord(b, name, to);
    if (end + 1 < to && CERTIFICATE.startsAt(b, end + 1, to)) {
      e.kind(EventKind.TLS);
      Host.relay(b, from, to, e);
      e.span(Field.RELAY_HOST, name, end);
      e.span(Field.REASON, end + 1, to);
      return true;
    }
    return false;
  }

  private static boolean isMismatch(byte[] b, int from, int to) {
    return MISMATCH.indexIn(b, from, Math.min(to, from + MAX_VERIFY)) >= 0;
  }

  /**
   * {@code certificate name mismatch: DN="NAME" H="HOST"}: only a client compares the name with the
   * host's (tls-openssl.c, verify_callback_client_dane and verify_callback). The name in the
   * certificate is the host's, so the last quoted word counts.
   */
  private static void mismatch(byte[] b, int from, int to, EventWriter e) {
    int host = EXPECTED.lastIndexIn(b, from, to);
    int name = host + EXPECTED.length();
    if (host >= 0 && name < to - 1 && b[to - 1] == '"') {
      int end = ByteScan.endOfWord(b, name, to - 1);
      if (end == to - 1 && ByteScan.indexOf(b, name, end, (byte) ':') < 0) {
        e.span(Field.RELAY_HOST, name, end); // else a list of names
      }
    }
  }

  /** {@code ERROR: delivering unencrypted to H=HOST (not in hosts_require_tls)}. */
  private static boolean unencrypted(byte[] b, int from, int to, EventWriter e) {
    if (!NOT_REQUIRED.endsAt(b, from, to)) {
      return false;
    }
    for (Literal text : DELIVERING) {
      int at = text.lastIndexIn(b, from, to);
      if (at >= 0) {
        e.kind(EventKind.TLS);
        int host = at + text.length();
        Host.relay(b, HOST.startsAt(b, host, to) ? host + HOST.length() : host, to, e);
        e.span(Field.REASON, from, to);
        return true;
      }
    }
    return false;
  }
}
