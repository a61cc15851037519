package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** TLS, with a client or a next hop (smtp_session.c, mta_session.c; ssl.c, to.c). */
final class TlsLine {
  private static final Literal TLS = Literal.of("tls ");
  private static final Literal STARTTLS = Literal.of("starttls ");
  private static final Literal CIPHERS = Literal.of("ciphers=");
  private static final Literal VERSION = Literal.of("version=");
  private static final Literal CIPHER = Literal.of("cipher=");
  private static final Literal BITS = Literal.of("bits=");
  private static final Literal CERT_CHECK = Literal.of("cert-check ");
  private static final Literal CLIENT_CERT_CHECK = Literal.of("client-cert-check ");
  private static final Literal SERVER_CERT_CHECK = Literal.of("server-cert-check ");
  private static final Literal RESULT = Literal.of("result=\"");
  private static final Literal FINGERPRINT = Literal.of("\" fingerprint=\"");

  private TlsLine() {}

  /** Reads what a session says of TLS since 6.0. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (TLS.startsAt(b, from, to)) {
      return ciphers(b, from + TLS.length(), to, e);
    } else if (STARTTLS.startsAt(b, from, to)) {
      return ciphers(b, from + STARTTLS.length(), to, e);
    } else if (CERT_CHECK.startsAt(b, from, to)) {
      return certificate(b, from + CERT_CHECK.length(), to, e);
    } else if (CLIENT_CERT_CHECK.startsAt(b, from, to)) {
      return certificate(b, from + CLIENT_CERT_CHECK.length(), to, e);
    }
    return SERVER_CERT_CHECK.startsAt(b, from, to)
        && certificate(b, from + SERVER_CERT_CHECK.length(), to, e);
  }

  /** {@code [CLIENT ]ciphers=PARAMETERS}, in quotes in 6.0. */
  private static boolean ciphers(byte[] b, int from, int to, EventWriter e) {
    int p = Pairs.client(b, from, to, e);
    if (p < 0 || !CIPHERS.startsAt(b, p, to)) {
      return false;
    }
    int value = p + CIPHERS.length();
    boolean quoted = value < to && b[value] == '"';
    int start = quoted ? value + 1 : value;
    return parameters(b, start, quoted ? Pairs.endOfQuoted(b, start, to) : to, e);
  }

  /** {@code VERSION:CIPHER:BITS}, or {@code version=VERSION, cipher=CIPHER, bits=BITS}. */
  static boolean parameters(byte[] b, int from, int to, EventWriter e) {
    if (VERSION.startsAt(b, from, to)) {
      int p = Pairs.word(VERSION, Field.TLS_PROTOCOL, b, from, to, e);
      if (p >= 0 && p < to && b[p] == '(') { // OpenSSL's own name of it, in 5.7
        int close = ByteScan.indexOf(b, p, to, (byte) ')');
        p = close < 0 ? -1 : Pairs.next(b, close + 1, to);
      }
      p = Pairs.word(CIPHER, Field.TLS_CIPHER, b, p, to, e);
      p = Pairs.word(BITS, Field.TLS_BITS, b, p, to, e);
      e.kind(EventKind.TLS);
      return p == to;
    }
    int first = ByteScan.indexOf(b, from, to, (byte) ':');
    int last = ByteScan.lastIndexOf(b, from, to, (byte) ':');
    if (first < 0 || first == last || Decimal.endOfDigits(b, last + 1, to) != to) {
      return false;
    }
    e.span(Field.TLS_PROTOCOL, from, first);
    e.span(Field.TLS_CIPHER, first + 1, last);
    e.span(Field.TLS_BITS, last + 1, to);
    e.kind(EventKind.TLS);
    return true;
  }

  /** {@code [CLIENT ]result="WORDS"[ fingerprint="TEXT"]}. */
  private static boolean certificate(byte[] b, int from, int to, EventWriter e) {
    int p = Pairs.client(b, from, to, e);
    if (p < 0 || !RESULT.startsAt(b, p, to)) {
      return false;
    }
    int value = p + RESULT.length();
    int quote = ByteScan.indexOf(b, value, to, (byte) '"');
    e.span(Field.TLS_TRUST, value, quote < 0 ? to : quote);
    e.kind(EventKind.TLS);
    if (quote >= 0 && FINGERPRINT.startsAt(b, quote, to)) {
      int start = quote + FINGERPRINT.length();
      int key = quote + 2;
      e.attribute(key, start - 2, start, Pairs.endOfQuoted(b, start, to));
    }
    return true;
  }
}
