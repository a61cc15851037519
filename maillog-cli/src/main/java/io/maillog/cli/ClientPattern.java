package io.maillog.cli;

import io.maillog.grammar.IpAddress;
import io.maillog.trace.Client;
import org.jspecify.annotations.Nullable;

/** A client to search for, by its address, however that is written, or by its host name. */
final class ClientPattern {
  private final String text;
  private final String key;

  ClientPattern(String text) {
    this.text = text;
    this.key = IpAddress.key(text);
  }

  /** Whether it is this client; a message of a local user has none. */
  boolean matches(@Nullable Client client) {
    if (client == null) {
      return false;
    }
    String ip = client.ip();
    return (ip != null && key.equals(IpAddress.key(ip))) || text.equalsIgnoreCase(client.host());
  }
}
