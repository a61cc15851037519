package io.maillog.grammar;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** IP addresses as texts, of which one address of version 6 has many. */
public final class IpAddress {
  private IpAddress() {}

  /**
   * One text for each address: that of an IPv6 address whichever way it is written, and any other
   * text in lower case. Asks no name server.
   */
  public static String key(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!mayBeVersion6(lower)) {
      return lower; // IPv4 has one way to be written
    }
    try {
      return InetAddress.getByName(lower).getHostAddress();
    } catch (UnknownHostException e) {
      return lower;
    }
  }

  /** Whether a text is an address, or none that is taken for a name to be looked up. */
  private static boolean mayBeVersion6(String lower) {
    boolean literal = lower.indexOf(':') >= 0 && lower.charAt(0) != '.';
    for (int i = 0; i < lower.length() && literal; i++) {
      char c = lower.charAt(i);
      literal = c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }
    return literal;
  }
}
