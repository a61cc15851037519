package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * Hosts: an address, of IPv6 in brackets (to.c, sa_to_text), before 6.4 without; and a name from
 * the DNS.
 */
final class Host {
  private static final Literal LOCAL = Literal.of("local");
  private static final Literal UNKNOWN = Literal.of("<unknown>");
  private static final Literal IPV6 = Literal.of("IPv6:");
  private static final Literal ADDRESS = Literal.of("address");
  private static final Literal AUTHORITY = Literal.of("://");

  private Host() {}

  /**
   * Sets the client by its address and its name. One that came over the control socket has none:
   * its address is {@code local}, and the name is this host's own.
   */
  static void client(byte[] b, int from, int to, int hostFrom, int hostTo, EventWriter e) {
    if (LOCAL.equalsAt(b, from, to)) {
      e.attribute(ADDRESS, from, to);
      return;
    }
    ip(Field.CLIENT_IP, b, from, to, e);
    if (!UNKNOWN.equalsAt(b, hostFrom, hostTo)) {
      e.span(Field.CLIENT_HOST, hostFrom, hostTo);
    }
  }

  /** Sets the address {@code b[from, to)}, bare; nothing if it is none. */
  private static boolean ip(Field field, byte[] b, int from, int to, EventWriter e) {
    int start = from;
    int end = to;
    if (end - start > 1 && b[start] == '[' && b[end - 1] == ']') {
      start++;
      end--;
    }
    start = IPV6.startsAt(b, start, end) ? start + IPV6.length() : start;
    if (!isIp(b, start, end)) {
      return false;
    }
    e.span(field, start, end);
    return true;
  }

  private static boolean isIp(byte[] b, int from, int to) {
    int dots = 0;
    boolean six = false;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      dots += c == '.' ? 1 : 0;
      six |= c == ':';
      boolean hex = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
      if (!Decimal.isDigit(c) && c != '.' && c != ':' && !hex) {
        return six && c == '%'; // an interface's name follows
      }
    }
    return six || (dots == 3 && Decimal.isDigit(b[to - 1]));
  }

  /**
   * Sets the next hop that starts at {@code from}: {@code ADDRESS (NAME)}, an address, or the name
   * of a domain that no host was found for (mta.c, mta_host_to_text).
   *
   * @return where it ends
   */
  static int relay(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.firstOf(b, from, to, (byte) ' ', (byte) ',', (byte) '"');
    end = end < 0 ? to : end;
    int name = end;
    while (name > from && b[name - 1] == ':') {
      name--; // of the sentence around it
    }
    if (!ip(Field.RELAY_IP, b, from, name, e)) {
      e.span(Field.RELAY_HOST, from, name);
      return name;
    }
    if (end + 2 < to && b[end] == ' ' && b[end + 1] == '(') {
      int close = ByteScan.indexOf(b, end + 2, to, (byte) ')');
      if (close > 0) {
        e.span(Field.RELAY_HOST, end + 2, close);
        return close + 1;
      }
    }
    return name;
  }

  /**
   * Sets the next hop of {@code SCHEMA://ADDRESS:PORT} (mta_session.c, mta_connect).
   *
   * @return where it ends; -1 if there is none
   */
  static int relayUrl(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.endOfWord(b, from, to);
    int at = AUTHORITY.indexIn(b, from, end);
    int colon = ByteScan.lastIndexOf(b, from, end, (byte) ':');
    if (at < 0 || colon <= at || Decimal.endOfDigits(b, colon + 1, end) != end) {
      return -1;
    }
    if (ip(Field.RELAY_IP, b, at + AUTHORITY.length(), colon, e) && colon + 1 < end) {
      e.span(Field.RELAY_PORT, colon + 1, end);
    }
    return end;
  }
}
