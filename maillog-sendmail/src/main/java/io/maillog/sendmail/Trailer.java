package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * The server's own fields behind a stranger's text, read from the end backwards: {@code [,
 * bodytype=WORD][, proto=WORD][, daemon=NAME][, tls_verify=WORD][, tls_version=WORD][,
 * cipher=WORD][, auth=WORD]}. Each stands once and in this order, so that what the text before
 * pretends is not taken for one.
 */
final class Trailer {
  private static final Literal[] KEYS = {
    Literal.of("bodytype="),
    Literal.of("proto="),
    Literal.of("daemon="),
    Literal.of("tls_verify="),
    Literal.of("tls_version="),
    Literal.of("cipher="),
    Literal.of("auth="),
  };
  private static final Literal SEVEN_BIT = Literal.of("7BIT");
  private static final Literal EIGHT_BIT = Literal.of("8BITMIME");
  private static final int BODYTYPE = 0;
  private static final int PROTO = 1;
  private static final int DAEMON = 2;
  private static final int TLS_VERIFY = 3;
  private static final int TLS_VERSION = 4;
  private static final int CIPHER = 5;
  private static final int AUTH = 6;

  private Trailer() {}

  /** Reads the fields that end at {@code to}; where they begin, with the comma before them. */
  static int read(byte[] b, int from, int to, EventWriter e) {
    int begin = to;
    int next = KEYS.length - 1;
    int daemon = -1;
    int daemonEnd = -1;
    while (begin > from) {
      int start = startOfField(b, from, begin);
      int key = keyAt(b, start, begin, next);
      if (key < 0) {
        break;
      }
      if (key == DAEMON) {
        daemon = start;
        daemonEnd = begin;
      } else {
        field(key, start, begin, e);
      }
      begin = start == from ? from : start - 2;
      next = key - 1;
    }
    if (daemon >= 0) {
      field(DAEMON, daemon, daemonEnd, e); // last, so that attributes stand in the line's order
    }
    return begin;
  }

  /** Which key stands at {@code start}, of those up to {@code last}; -1 if none does. */
  private static int keyAt(byte[] b, int start, int end, int last) {
    int key = last;
    while (key >= 0 && !KEYS[key].startsAt(b, start, end)) {
      key--;
    }
    return key == BODYTYPE && !isBodyType(b, start + KEYS[key].length(), end) ? -1 : key;
  }

  private static boolean isBodyType(byte[] b, int from, int to) {
    return SEVEN_BIT.equalsAt(b, from, to) || EIGHT_BIT.equalsAt(b, from, to);
  }

  /** Where the last part between commas starts. */
  private static int startOfField(byte[] b, int from, int end) {
    int comma = ByteScan.lastIndexOf(b, from, end, (byte) ',');
    return comma < 0 || comma + 2 > end || b[comma + 1] != ' ' ? from : comma + 2;
  }

  private static void field(int key, int start, int end, EventWriter e) {
    int value = start + KEYS[key].length();
    switch (key) {
      case PROTO -> e.span(Field.PROTOCOL, value, end);
      case TLS_VERIFY -> e.span(Field.TLS_TRUST, value, end);
      case TLS_VERSION -> e.span(Field.TLS_PROTOCOL, value, end);
      case CIPHER -> e.span(Field.TLS_CIPHER, value, end);
      case AUTH -> e.span(Field.SASL_METHOD, value, end);
      default -> e.attribute(start, value - 1, value, end);
    }
  }
}
