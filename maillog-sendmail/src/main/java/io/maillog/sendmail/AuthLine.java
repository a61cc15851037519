package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * SASL: {@code AUTH=server, relay=CLIENT, authid=NAME, mech=M, bits=N} and {@code AUTH failure (M):
 * ERROR (N) DETAIL[, user=NAME], relay=CLIENT} (srvrsmtp.c); {@code AUTH=client, relay=HOST,
 * mech=M, bits=N}, and that it failed (deliver.c, usersmtp.c). The name is a stranger's text, so
 * what follows it is read from the end of the line.
 */
final class AuthLine {
  private static final Literal AUTH = Literal.of("AUTH");
  private static final Literal SERVER = Literal.of("AUTH=server, relay=");
  private static final Literal CLIENT = Literal.of("AUTH=client, relay=");
  private static final Literal OF_CLIENT = Literal.of("AUTH=client, ");
  private static final Literal FAILURE = Literal.of("AUTH failure (");
  private static final Literal AUTHID = Literal.of(", authid=");
  private static final Literal MECH = Literal.of(", mech=");
  private static final Literal BITS = Literal.of(", bits=");
  private static final Literal USER = Literal.of(", user=");
  private static final Literal RELAY = Literal.of(", relay=");
  private static final Literal AFTER_MECH = Literal.of("): ");
  private static final Literal DECODE = Literal.of("AUTH decode64 error [");
  private static final Literal ENCODE = Literal.of("AUTH encode64 error [");
  private static final Literal REALM = Literal.of("AUTH=client, realm=");
  private static final Literal REALMS = Literal.of(", available realms=");
  private static final Literal AUTHINFO = Literal.of(", authinfo ");
  private static final Literal IPV6 = Literal.of(" [IPv6:");
  private static final int CUT_ADDRESS = " [".length() + 16 + "]".length();
  private static final Literal FAILED = Literal.of("failed");

  private AuthLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!AUTH.startsAt(b, from, to)) {
      return false;
    }
    if (SERVER.startsAt(b, from, to)) {
      server(b, from + SERVER.length(), to, e);
    } else if (FAILURE.startsAt(b, from, to)) {
      failure(b, from + FAILURE.length(), to, e);
    } else if (CLIENT.startsAt(b, from, to)) {
      client(b, from + CLIENT.length(), to, e);
    } else if (OF_CLIENT.startsAt(b, from, to)) {
      // which realm is taken is told before anything failed (usersmtp.c, saslgetrealm)
      boolean realm = REALM.startsAt(b, from, to) && REALMS.indexIn(b, from, to) >= 0;
      e.kind(realm ? EventKind.DIAGNOSTIC : EventKind.AUTH_FAILURE);
      e.span(Field.REASON, from + OF_CLIENT.length(), to);
    } else {
      e.kind(EventKind.DIAGNOSTIC);
      int relay = isCoding(b, from, to) ? RELAY.lastIndexIn(b, from, to) : -1;
      if (relay > 0) {
        Host.client(b, relay + RELAY.length(), to, e);
      }
    }
    return true;
  }

  /** {@code AUTH decode64 error [N for "TEXT"], relay=CLIENT}, of what a client sent. */
  private static boolean isCoding(byte[] b, int from, int to) {
    return DECODE.startsAt(b, from, to) || ENCODE.startsAt(b, from, to);
  }

  /** {@code CLIENT, authid=NAME, mech=M, bits=N}. */
  private static void server(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.AUTH_SUCCESS);
    int end = Address.endOfValue(b, from, to);
    Host.client(b, from, end, e);
    if (AUTHID.startsAt(b, end, to)) {
      int name = end + AUTHID.length();
      Printed.text(Field.SASL_USERNAME, b, name, mechanism(b, name, to, e), e);
    }
  }

  /** Reads {@code , mech=M, bits=N} at the end of the line; where that starts. */
  private static int mechanism(byte[] b, int from, int to, EventWriter e) {
    int bits = BITS.lastIndexIn(b, from, to);
    int mech = MECH.lastIndexIn(b, from, bits < 0 ? to : bits);
    int digits = bits + BITS.length();
    if (bits < 0 || mech < 0 || Decimal.endOfDigits(b, digits, to) != to) {
      return to; // the line was cut
    }
    e.span(Field.SASL_METHOD, mech + MECH.length(), bits);
    e.attribute(bits + 2, digits - 1, digits, to); // of SASL's own layer
    return mech;
  }

  /** {@code M): ERROR (N) DETAIL[, user=NAME], relay=CLIENT}. */
  private static void failure(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.AUTH_FAILURE);
    int close = AFTER_MECH.indexIn(b, from, to);
    if (close < 0) {
      e.span(Field.REASON, from, to);
      return;
    }
    e.span(Field.SASL_METHOD, from, close);
    int text = close + AFTER_MECH.length();
    int relay = RELAY.lastIndexIn(b, text, to);
    if (relay < 0) {
      relay = to; // the line was cut
    } else {
      Host.client(b, relay + RELAY.length(), to, e); // or the host was, to a hundred characters
    }
    int user = USER.indexIn(b, text, relay);
    if (user >= 0 && user + USER.length() < relay) { // empty where the server did not learn it
      Printed.text(Field.SASL_USERNAME, b, user + USER.length(), relay, e);
    }
    e.span(Field.REASON, text, user >= 0 ? user : relay);
  }

  private static void client(byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    int cut = end - CUT_ADDRESS; // where 16 characters of an address stand, it may have had more
    boolean doubtful = AUTHINFO.startsAt(b, end, to) && cut > from && IPV6.startsAt(b, cut, end);
    Host.relay(b, from, doubtful ? cut : end, e);
    if (MECH.startsAt(b, end, to)) {
      e.kind(EventKind.AUTH_SUCCESS);
      mechanism(b, end, to, e);
      return;
    }
    boolean failed = FAILED.endsAt(b, end, to) || ByteScan.indexOf(b, end, to, (byte) '=') < 0;
    e.kind(failed ? EventKind.AUTH_FAILURE : EventKind.DIAGNOSTIC);
    if (end + 2 < to) {
      e.span(Field.REASON, end + 2, to);
    }
  }
}
