package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Client;
import org.jspecify.annotations.Nullable;

/** What is known of an SMTP client. The first statement of a fact stays. */
final class ClientFacts {
  @Nullable String host;
  @Nullable String ip;
  int port = -1;
  @Nullable String helo;
  @Nullable String protocol;
  @Nullable String tls;
  @Nullable String saslMethod;
  @Nullable String saslUsername;

  void takeFrom(MailEvent e, Names names) {
    host = host == null ? names.of(e.slice(Field.CLIENT_HOST)) : host;
    ip = ip == null ? names.of(e.slice(Field.CLIENT_IP)) : ip;
    if (port < 0) {
      long stated = e.number(Field.CLIENT_PORT);
      port = stated >= 0 && stated <= 65_535 ? (int) stated : -1;
    }
    helo = helo == null ? names.of(e.slice(Field.HELO)) : helo;
    protocol = protocol == null ? names.of(e.slice(Field.PROTOCOL)) : protocol;
    tls = tls == null ? names.of(e.slice(Field.TLS_PROTOCOL)) : tls;
    saslMethod = saslMethod == null ? names.of(e.slice(Field.SASL_METHOD)) : saslMethod;
    saslUsername = saslUsername == null ? names.of(e.slice(Field.SASL_USERNAME)) : saslUsername;
  }

  /** Takes the client's address alone. */
  void takeAddress(MailEvent e, Names names) {
    host = names.of(e.slice(Field.CLIENT_HOST));
    ip = names.of(e.slice(Field.CLIENT_IP));
  }

  /**
   * Takes what a session knows beyond its client's address, where the message came by it: the
   * protocol tells whether it had TLS and SASL (RFC 3848).
   */
  void takeSessionOf(String cameBy, ClientFacts session) {
    boolean authenticated = cameBy.endsWith("A");
    boolean encrypted = cameBy.endsWith("S") || cameBy.endsWith("SA");
    tls = tls == null && encrypted ? session.tls : tls;
    saslMethod = saslMethod == null && authenticated ? session.saslMethod : saslMethod;
    saslUsername = saslUsername == null && authenticated ? session.saslUsername : saslUsername;
  }

  /** Takes what a session knows beyond its client's address. */
  void takeSession(ClientFacts session) {
    helo = helo == null ? session.helo : helo;
    protocol = protocol == null ? session.protocol : protocol;
    tls = tls == null ? session.tls : tls;
    saslMethod = saslMethod == null ? session.saslMethod : saslMethod;
    saslUsername = saslUsername == null ? session.saslUsername : saslUsername;
  }

  /** Whether an event names this client's address. */
  boolean sameAddress(MailEvent e) {
    ByteSlice stated = e.slice(Field.CLIENT_IP);
    return ip != null && stated != null && stated.contentEquals(ip);
  }

  /** Whether nothing tells of a client: a local submission has a protocol too. */
  boolean isEmpty() {
    return host == null && ip == null && helo == null && saslUsername == null;
  }

  @Nullable Client toClient() {
    if (isEmpty()) {
      return null;
    }
    Integer statedPort = port < 0 ? null : port;
    return new Client(host, ip, statedPort, helo, protocol, tls, saslMethod, saslUsername);
  }
}
