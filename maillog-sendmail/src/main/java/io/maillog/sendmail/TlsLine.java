package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code STARTTLS=server, relay=CLIENT, version=V, verify=WORD, cipher=C, bits=N/M} and the same of
 * a {@code client}, which is this server with its next hop (tls.c, tls_get_info); and what went
 * wrong: {@code STARTTLS=server, error: TEXT[, relay=CLIENT]}.
 */
final class TlsLine {
  private static final Literal SERVER = Literal.of("STARTTLS=server, ");
  private static final Literal CLIENT = Literal.of("STARTTLS=client, ");
  private static final Literal STARTTLS = Literal.of("STARTTLS");
  private static final Literal RELAY = Literal.of("relay=");
  private static final Literal LAST_RELAY = Literal.of(", relay=");
  private static final Literal VERSION = Literal.of("version=");
  private static final Literal VERIFY = Literal.of("verify=");
  private static final Literal CIPHER = Literal.of("cipher=");
  private static final Literal BITS = Literal.of("bits=");
  private static final Literal ERROR = Literal.of("error: ");
  private static final Literal SUBJECT = Literal.of("cert-subject=");
  private static final Literal ISSUER = Literal.of(", cert-issuer=");
  private static final Literal MESSAGE = Literal.of(", verifymsg=");
  private static final Literal WARNING = Literal.of("warning=");

  private TlsLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!STARTTLS.startsAt(b, from, to)) {
      return false;
    }
    boolean server = SERVER.startsAt(b, from, to);
    if (!server && !CLIENT.startsAt(b, from, to)) {
      e.kind(EventKind.DIAGNOSTIC); // of its keys and certificates
      return true;
    }
    int p = from + (server ? SERVER.length() : CLIENT.length());
    if (ERROR.startsAt(b, p, to)) {
      error(server, b, p + ERROR.length(), to, e);
    } else if (RELAY.startsAt(b, p, to)) {
      session(server, b, p + RELAY.length(), to, e);
    } else {
      e.kind(EventKind.DIAGNOSTIC);
      certificate(b, p, to, e);
    }
    return true;
  }

  /**
   * {@code cert-subject=NAME, cert-issuer=NAME, verifymsg=TEXT}. The names are a stranger's, but as
   * xtext, without spaces (tls.c); where one has a space, it is not read.
   */
  private static void certificate(byte[] b, int from, int to, EventWriter e) {
    if (!SUBJECT.startsAt(b, from, to)) {
      return;
    }
    int subject = from + SUBJECT.length();
    int subjectEnd = ByteScan.endOfWord(b, subject, to) - 1; // before the comma
    if (subjectEnd < subject || !ISSUER.startsAt(b, subjectEnd, to)) {
      return;
    }
    int issuer = subjectEnd + ISSUER.length();
    int issuerEnd = ByteScan.endOfWord(b, issuer, to) - 1;
    if (issuerEnd < issuer || !MESSAGE.startsAt(b, issuerEnd, to)) {
      return;
    }
    int message = issuerEnd + MESSAGE.length();
    e.attribute(from, subject - 1, subject, subjectEnd);
    e.attribute(subjectEnd + 2, issuer - 1, issuer, issuerEnd);
    e.attribute(issuerEnd + 2, message - 1, message, to);
  }

  private static void error(boolean server, byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.TLS);
    int relay = server ? LAST_RELAY.lastIndexIn(b, from, to) : -1;
    int end = relay;
    if (relay < 0 || !Host.client(b, relay + LAST_RELAY.length(), to, e)) {
      end = to;
    }
    e.span(Field.REASON, from, end);
  }

  private static void session(boolean server, byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    if (server) {
      Host.client(b, from, end, e);
    } else {
      Host.relay(b, from, end, e);
    }
    e.kind(EventKind.DIAGNOSTIC); // unless it names the session's version
    while (end + 2 < to && b[end] == ',' && b[end + 1] == ' ') {
      int p = end + 2;
      end = Address.endOfValue(b, p, to);
      field(b, p, end, to, e);
    }
  }

  private static void field(byte[] b, int p, int end, int to, EventWriter e) {
    if (VERSION.startsAt(b, p, end)) {
      e.kind(EventKind.TLS);
      e.span(Field.TLS_PROTOCOL, p + VERSION.length(), end);
    } else if (VERIFY.startsAt(b, p, end)) {
      e.span(Field.TLS_TRUST, p + VERIFY.length(), end);
    } else if (CIPHER.startsAt(b, p, end)) {
      e.span(Field.TLS_CIPHER, p + CIPHER.length(), end);
    } else if (BITS.startsAt(b, p, end)) {
      int bits = p + BITS.length();
      int digits = Decimal.endOfDigits(b, bits, end);
      if (digits > bits) {
        e.span(Field.TLS_BITS, bits, digits);
      }
    } else if (WARNING.startsAt(b, p, end)) {
      e.kind(EventKind.TLS);
      e.span(Field.REASON, p + WARNING.length(), to);
    } else {
      int equals = ByteScan.indexOf(b, p, end, (byte) '=');
      if (equals > p) {
        e.attribute(p, equals, equals + 1, end);
      }
    }
  }
}
