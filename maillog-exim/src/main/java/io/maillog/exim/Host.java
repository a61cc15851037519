package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code NAME (HELO) [ADDRESS]:PORT}, name and HELO where they are known and differ (host.c,
 * host_build_sender_fullhost); and a next hop's {@code NAME [ADDRESS]:PORT} (deliver.c).
 *
 * <p>A HELO name may hold what looks like its own end, {@code ) [192.0.2.1]}. So a client has
 * several readings, and what follows decides which one is right.
 */
final class Host {
  private static final byte HEX = 1;
  private static final byte SEPARATOR = 2;

  /** Of the name of an interface, behind an address of IPv6. */
  private static final byte SCOPE = 4;

  // By byte: what it is in an address.
  private static final byte[] FORMS = new byte[256];

  static {
    for (int c = 'a'; c <= 'z'; c++) {
      FORMS[c] = c <= 'f' ? HEX : SCOPE;
      FORMS[c - 'a' + 'A'] = FORMS[c];
    }
    for (int c = '0'; c <= '9'; c++) {
      FORMS[c] = HEX;
    }
    FORMS['.'] = SEPARATOR;
    FORMS[':'] = SEPARATOR;
    FORMS['%'] = SCOPE;
  }

  /** The name was looked up with DNSSEC (log_selector = +dnssec). */
  private static final Literal SECURE = Literal.of(" DS ");

  private Host() {}

  /**
   * Reads a client.
   *
   * @param reading which reading of the HELO name, from 0
   * @return its end; -1 if there is no such reading
   */
  static int client(byte[] b, int from, int to, int reading, EventWriter e) {
    int p = from;
    if (p < to && b[p] != '(' && b[p] != '[') {
      p = ByteScan.endOfWord(b, p, to);
      if (p == from || p + 1 >= to || (b[p + 1] != '(' && b[p + 1] != '[')) {
        return -1;
      }
      e.span(Field.CLIENT_HOST, from, p);
      p++;
    }
    int end;
    if (p < to && b[p] == '(') {
      int left = reading;
      int close = p;
      do {
        close = closeOfHelo(b, close + 1, to);
        if (close < 0) {
          return -1;
        }
        end = endOfAddress(b, close + 3, to);
      } while (end < 0 || left-- > 0);
      e.span(Field.HELO, p + 1, close);
      p = close + 2;
    } else if (reading > 0) {
      return -1;
    } else {
      end = p < to && b[p] == '[' ? endOfAddress(b, p + 1, to) : -1;
    }
    return address(b, p, end, to, Field.CLIENT_IP, Field.CLIENT_PORT, e);
  }

  /** Forgets a client. */
  static void clearClient(EventWriter e) {
    e.clear(Field.CLIENT_HOST);
    e.clear(Field.CLIENT_IP);
    e.clear(Field.CLIENT_PORT);
    e.clear(Field.HELO);
  }

  /** Whether a HELO name that ends at {@code close} may end later. */
  static boolean mayEndLater(byte[] b, int close, int to) {
    int later = close;
    while ((later = closeOfHelo(b, later + 1, to)) >= 0) {
      if (endOfAddress(b, later + 3, to) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The first {@code ) [}; -1 if there is none. */
  private static int closeOfHelo(byte[] b, int from, int to) {
    int close = from - 1;
    while ((close = ByteScan.indexOf(b, close + 1, to, (byte) ')')) >= 0) {
      if (close + 2 < to && b[close + 1] == ' ' && b[close + 2] == '[') {
        return close;
      }
    }
    return -1;
  }

  /** Reads a next hop; its end, or -1 if there is none. */
  static int relay(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    if (p < to && b[p] != '[') {
      if (b[p] == '(') {
        return -1; // a client's HELO name
      }
      int name = ByteScan.endOfWord(b, p, to);
      p = SECURE.startsAt(b, name, to) ? name + SECURE.length() : name + 1;
      if (name == from || p >= to || b[p] != '[') {
        return -1;
      }
      e.span(Field.RELAY_HOST, from, name);
    }
    int close = p < to && b[p] == '[' ? endOfAddress(b, p + 1, to) : -1;
    int end = address(b, p, close, to, Field.RELAY_IP, Field.RELAY_PORT, e);
    if (end < 0) {
      e.clear(Field.RELAY_HOST);
    }
    return end >= 0 && end < to && b[end] == '*' ? end + 1 : end; // a connection used again
  }

  /** {@code [ADDRESS]:PORT}, of which the brackets are known; the second is -1 if it is none. */
  private static int address(
      byte[] b, int open, int close, int to, Field address, Field port, EventWriter e) {
    if (close < 0) {
      return -1;
    }
    e.span(address, open + 1, close);
    int p = close + 1;
    if (p < to && b[p] == ':') {
      int digits = Decimal.endOfDigits(b, p + 1, to);
      if (digits > p + 1) {
        e.span(port, p + 1, digits);
        return digits;
      }
    }
    return p;
  }

  /** The bracket after an address of IPv4 or IPv6; -1 if other bytes stand there. */
  private static int endOfAddress(byte[] b, int from, int to) {
    int i = from;
    int met = 0;
    while (i < to) {
      int form = FORMS[b[i] & 0xff];
      if (form == 0 || (form == SCOPE && (met & SEPARATOR) == 0)) {
        break;
      }
      met |= form;
      i++;
    }
    return i < to && b[i] == ']' && (met & SEPARATOR) != 0 ? i : -1;
  }
}
