package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.FieldSet;
import io.maillog.event.MailEvent;
import io.maillog.trace.Client;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an SMTP client, as lines add to it. The first statement of a fact stays. A
 * client is never changed, but another one made: messages of the same client share it.
 */
final class ClientFacts {
  /** Nothing is known. */
  static final Client NONE = new Client(null, null, null, null, null, null, null, null);

  private static final FieldSet FIELDS =
      FieldSet.of(
          Field.CLIENT_HOST,
          Field.CLIENT_IP,
          Field.CLIENT_PORT,
          Field.HELO,
          Field.PROTOCOL,
          Field.TLS_PROTOCOL,
          Field.SASL_METHOD,
          Field.SASL_USERNAME);

  /** Clients that have longer texts are not remembered, so that those who are take little. */
  private static final int MAX_UNLIKE = 256;

  private final Names names;
  private final Shared<Client> shared = new Shared<>(1 << 13);

  ClientFacts(Names names) {
    this.names = names;
  }

  /** A client with what an event says too. */
  Client with(Client known, MailEvent e) {
    if (!e.fields().containsAny(FIELDS)) {
      return known;
    }
    return changed(
        known,
        or(known.host(), e, Field.CLIENT_HOST),
        or(known.ip(), e, Field.CLIENT_IP),
        known.port() == null ? port(e) : known.port(),
        or(known.helo(), e, Field.HELO),
        or(known.protocol(), e, Field.PROTOCOL),
        or(known.tls(), e, Field.TLS_PROTOCOL),
        or(known.saslMethod(), e, Field.SASL_METHOD),
        or(known.saslUsername(), e, Field.SASL_USERNAME));
  }

  private @Nullable String or(@Nullable String known, MailEvent e, Field field) {
    return known == null ? names.of(e.slice(field)) : known;
  }

  private static @Nullable Integer port(MailEvent e) {
    long stated = e.number(Field.CLIENT_PORT);
    return stated >= 0 && stated <= 65_535 ? (Integer) (int) stated : null;
  }

  /** A client with the address that an event names, and nothing else of it. */
  Client withAddress(Client known, MailEvent e) {
    return changed(
        known,
        names.of(e.slice(Field.CLIENT_HOST)),
        names.of(e.slice(Field.CLIENT_IP)),
        known.port(),
        known.helo(),
        known.protocol(),
        known.tls(),
        known.saslMethod(),
        known.saslUsername());
  }

  /**
   * A client with what a session knows beyond its address, where the message came by it: the
   * protocol tells whether it had TLS and SASL (RFC 3848).
   */
  Client withSessionOf(String cameBy, Client known, Client session) {
    boolean authenticated = cameBy.endsWith("A");
    boolean encrypted = cameBy.endsWith("S") || cameBy.endsWith("SA");
    return changed(
        known,
        known.host(),
        known.ip(),
        known.port(),
        known.helo(),
        known.protocol(),
        encrypted ? or(known.tls(), session.tls()) : known.tls(),
        authenticated ? or(known.saslMethod(), session.saslMethod()) : known.saslMethod(),
        authenticated ? or(known.saslUsername(), session.saslUsername()) : known.saslUsername());
  }

  /** A client with what a session knows beyond its address. */
  Client withSession(Client known, Client session) {
    return changed(
        known,
        known.host(),
        known.ip(),
        known.port(),
        or(known.helo(), session.helo()),
        or(known.protocol(), session.protocol()),
        or(known.tls(), session.tls()),
        or(known.saslMethod(), session.saslMethod()),
        or(known.saslUsername(), session.saslUsername()));
  }

  /** A client with all that its own session knows, its address too if no other is known. */
  Client inSession(Client known, Client session) {
    if (known.host() != null || known.ip() != null) {
      return withSession(known, session);
    }
    return changed(
        known,
        session.host(),
        session.ip(),
        session.port(),
        or(known.helo(), session.helo()),
        or(known.protocol(), session.protocol()),
        or(known.tls(), session.tls()),
        or(known.saslMethod(), session.saslMethod()),
        or(known.saslUsername(), session.saslUsername()));
  }

  private static @Nullable String or(@Nullable String known, @Nullable String other) {
    return known == null ? other : known;
  }

  /** The known client, if these are its facts, else one that has them. */
  private Client changed(
      Client known,
      @Nullable String host,
      @Nullable String ip,
      @Nullable Integer port,
      @Nullable String helo,
      @Nullable String protocol,
      @Nullable String tls,
      @Nullable String saslMethod,
      @Nullable String saslUsername) {
    Client made = new Client(host, ip, port, helo, protocol, tls, saslMethod, saslUsername);
    return made.equals(known) ? known : made;
  }

  /**
   * The client that a filter names as the one that it had the message from: {@code orig_client=}
   * with a name, and an address in brackets (Postfix: smtpd.c, from an XFORWARD command). {@code
   * null} if the line names none.
   */
  @Nullable Client original(MailEvent e) {
    ByteSlice text = e.attributeCount() == 0 ? null : attribute(e, "orig_client");
    if (text == null) {
      return null;
    }
    byte[] b = text.array();
    int close = ByteScan.lastIndexOf(b, text.from(), text.to(), (byte) ']');
    int open = close < 0 ? -1 : ByteScan.lastIndexOf(b, text.from(), close, (byte) '[');
    if (open < 0) {
      return null;
    }
    String host = known(names.of(b, text.from(), open));
    String ip = known(names.of(b, open + 1, close));
    return host == null && ip == null
        ? null
        : new Client(host, ip, null, null, null, null, null, null);
  }

  private static @Nullable String known(String name) {
    return name.isEmpty() || name.equals("unknown") ? null : name;
  }

  private static @Nullable ByteSlice attribute(MailEvent e, String key) {
    ByteSlice slice = new ByteSlice();
    for (int i = 0; i < e.attributeCount(); i++) {
      if (e.attributeKey(i, slice).contentEquals(key)) {
        return e.attributeValue(i, slice);
      }
    }
    return null;
  }

  /** A client's name and address, as servers write them. */
  static String address(Client client) {
    return address(client.host(), client.ip());
  }

  static String address(@Nullable String host, @Nullable String ip) {
    return (host == null ? "" : host) + (ip == null ? "" : "[" + ip + "]");
  }

  /** A client of these facts, which messages share. */
  Client shared(Client client) {
    return HeldBytes.of(client) > MAX_UNLIKE ? client : shared.of(client);
  }

  /** Whether an event names this client's address. */
  static boolean sameAddress(Client known, MailEvent e) {
    String ip = known.ip();
    ByteSlice stated = e.slice(Field.CLIENT_IP);
    return ip != null && stated != null && stated.contentEquals(ip);
  }

  /** The client; {@code null} if nothing tells of one: a local submission has a protocol too. */
  static @Nullable Client told(Client c) {
    return c.host() == null && c.ip() == null && c.helo() == null && c.saslUsername() == null
        ? null
        : c;
  }
}
