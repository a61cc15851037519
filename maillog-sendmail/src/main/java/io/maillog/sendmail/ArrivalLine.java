package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code from=ADDR, size=N, class=N, [pri=N, ]nrcpts=N[, msgid=TEXT][, bodytype=WORD][,
 * proto=WORD][, daemon=NAME][, tls_verify=, tls_version=, cipher=][, auth=], relay=CLIENT}
 * (headers.c, logsender).
 *
 * <p>Sender and Message-ID are a stranger's texts. So the line is read from its start to the count
 * of recipients, where the sender's quotes and brackets tell its end, and from its end backwards to
 * the Message-ID, in the order of the server's own fields.
 */
final class ArrivalLine {
  private static final Literal SIZE = Literal.of(", size=");
  private static final Literal RELAY = Literal.of(", relay=");
  private static final long CLASS = PackedKey.of("class");
  private static final long PRI = PackedKey.of("pri");
  private static final long NRCPTS = PackedKey.of("nrcpts");
  private static final Literal MSGID = Literal.of("msgid=");
  private static final Literal NONE = Literal.of("<NONE>");
  private static final Literal RESPONSE = Literal.of("[RESPONSE]");
  private static final int FROM_LENGTH = 5;
  private static final int MAX_SENDER = 200;

  private ArrivalLine() {}

  /**
   * Reads the line.
   *
   * @param unfinished whether syslog got the line in pieces, and this is the first: then what
   *     stands at its end is not the server's own
   * @return false if it is a reply to a client, who gave an address that looks like the line's
   *     beginning
   */
  static boolean parse(byte[] b, int from, int to, boolean unfinished, EventWriter e) {
    int start = from + FROM_LENGTH;
    int size = endOfSender(b, start, to);
    if (size < 0 && ReplyLine.endOfAbout(b, from, to) > from) {
      return false;
    }
    e.kind(EventKind.RECEIVED);
    if (size < 0) {
      int end = Address.endOfValue(b, start, to); // the line was cut, or has the sender alone
      sender(b, start, end, e);
      if (end == to && !unfinished) {
        FieldsLine.sender(b, from, to, e);
      }
      return true;
    }
    sender(b, start, size, e);
    int p = figures(b, size + SIZE.length(), to, e);
    if (p >= to || unfinished) {
      return true;
    }
    int relay = RELAY.lastIndexIn(b, p - 2, to); // the client is the last
    int end = relay < 0 ? to : Math.max(p, relay);
    boolean msgid = MSGID.startsAt(b, p, end);
    int text = msgid ? p + MSGID.length() : p;
    int tail = Trailer.read(b, text, end, e);
    if (msgid && tail > text) {
      Printed.messageId(b, text, tail, e);
    }
    if (relay >= 0) {
      client(b, relay + RELAY.length(), to, e);
    }
    return true;
  }

  /** The place of {@code , size=} behind the sender; -1 if the line is cut before. */
  private static int endOfSender(byte[] b, int from, int to) {
    int end = from;
    while (end < to) {
      int next = Address.end(b, end, to);
      if (next < 0) {
        break; // the sender was cut, or has a quote that does not close
      }
      if (isSize(b, next, to)) {
        return next;
      }
      end = next + 1;
    }
    if (end > to) {
      return -1; // the whole line balances
    }
    int cut = Printed.endOfCharacters(MAX_SENDER, b, from, to);
    if (isSize(b, cut, to)) {
      return cut;
    }
    int size = SIZE.indexIn(b, from, to);
    return size >= 0 && isSize(b, size, to) ? size : -1;
  }

  private static boolean isSize(byte[] b, int at, int to) {
    int digits = at + SIZE.length();
    if (!SIZE.startsAt(b, at, to)) {
      return false;
    }
    int end = Decimal.endOfDigits(b, digits, to);
    return end > digits && (end == to || b[end] == ',');
  }

  private static void sender(byte[] b, int from, int to, EventWriter e) {
    if (NONE.equalsAt(b, from, to)) {
      return; // there is no sender yet
    }
    Printed.address(Field.FROM, b, from, to, e);
  }

  /** {@code N, class=N, pri=N, nrcpts=N}; where the next field starts. */
  private static int figures(byte[] b, int from, int to, EventWriter e) {
    int end = Decimal.endOfDigits(b, from, to);
    e.span(Field.SIZE, from, end);
    while (end + 2 < to && b[end] == ',' && b[end + 1] == ' ') {
      int key = end + 2;
      int equals = ByteScan.indexOf(b, key, Math.min(to, key + 8), (byte) '=');
      if (equals < 0) {
        return key;
      }
      long word = PackedKey.at(b, key, equals);
      boolean count = word == NRCPTS;
      if (!count && word != CLASS && word != PRI) {
        return key;
      }
      int value = equals + 1;
      end = Decimal.endOfDigits(b, value < to && b[value] == '-' ? value + 1 : value, to);
      if (count) {
        e.span(Field.NRCPT, value, end);
      } else {
        e.attribute(key, equals, value, end);
      }
    }
    return Math.min(to, end + 2);
  }

  private static void client(byte[] b, int from, int to, EventWriter e) {
    if (!RESPONSE.equalsAt(b, from, to)) {
      Host.client(b, from, to, e);
    }
  }
}
