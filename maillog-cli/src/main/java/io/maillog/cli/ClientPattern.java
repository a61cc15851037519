package io.maillog.cli;

import io.maillog.trace.Client;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A client to search for, by its address, however that is written, or by its host name. */
final class ClientPattern {
  private final String text;
  private final @Nullable InetAddress address;

  ClientPattern(String text) {
    this.text = text;
    this.address = address(text);
  }

  /** The address that a text spells; {@code null} if it spells none. Asks no name server. */
  private static @Nullable InetAddress address(String text) {
    boolean literal = text.indexOf(':') >= 0;
    for (int i = 0; i < text.length() && literal; i++) {
      char c = text.charAt(i);
      literal = c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }
    if (!literal) {
      return null; // IPv4 has one way to be written
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether it is this client; a message of a local user has none. */
  boolean matches(@Nullable Client client) {
    if (client == null) {
      return false;
    }
    String ip = client.ip();
    if (text.equalsIgnoreCase(ip) || text.equalsIgnoreCase(client.host())) {
      return true;
    }
    return address != null && ip != null && address.equals(address(ip));
  }
}
