package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;

/**
 * {@code [TRUST ]TLS connection established|reused from|to PEER[ to SNI]: PROTOCOL with cipher NAME
 * (N/M bits)…} (tls_misc.c), and what went wrong with TLS (tls_server.c, tls_client.c,
 * tls_verify.c).
 */
final class TlsLine {
  private static final Literal[] TRUSTS = {
    Literal.of("Anonymous "),
    Literal.of("Untrusted "),
    Literal.of("Trusted "),
    Literal.of("Verified ")
  };
  private static final Literal CONNECTION = Literal.of("TLS connection ");
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal TO = Literal.of(" to ");
  private static final Literal WITH_CIPHER = Literal.of(" with cipher ");
  private static final Literal KEY_EXCHANGE = Literal.of("key-exchange ");
  private static final Literal SERVER_SIGNATURE = Literal.of("server-signature ");
  private static final Literal SERVER_DIGEST = Literal.of("server-digest ");
  private static final Literal CLIENT_SIGNATURE = Literal.of("client-signature ");
  private static final Literal CLIENT_DIGEST = Literal.of("client-digest ");
  private static final Literal ACCEPT_ERROR = Literal.of("SSL_accept error from ");
  private static final Literal CONNECT_ERROR = Literal.of("SSL_connect error to ");
  private static final Literal LIBRARY = Literal.of("TLS library problem: ");
  private static final Literal SETTING_UP = Literal.of("setting up TLS connection ");
  private static final Literal VERIFICATION = Literal.of("certificate verification failed for ");
  private static final Literal PEERNAME =
      Literal.of("certificate peer name verification failed for ");
  private static final Literal OF_CLIENT = Literal.of("client ");
  private static final Literal OF_SERVER = Literal.of("server ");
  private static final Literal NOT_FOR_CLIENTS =
      Literal.of(": not designated for use as a client certificate");
  private static final Literal NOT_FOR_SERVERS =
      Literal.of(": not designated for use as a server certificate");
  private static final Literal SMTPD = Literal.of("smtpd");
  private static final Literal SMTP = Literal.of("smtp");
  private static final Literal LMTP = Literal.of("lmtp");
  private static final Literal TLSPROXY = Literal.of("tlsproxy");
  private static final Literal HANDSHAKE = Literal.of("TLS handshake failed for service=");
  private static final Literal PEER = Literal.of(" peer=");
  private static final Literal TLSRPT = Literal.of("TLSRPT: status=");
  private static final int TLSRPT_HEAD = "TLSRPT: ".length();
  private static final Literal FAILURE_REASON = Literal.of("failure_reason=");
  private static final Literal MX = Literal.of("receiving_mx=");

  private TlsLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    for (Literal trust : TRUSTS) {
      if (trust.startsAt(b, from, to)) {
        p = from + trust.length();
        break;
      }
    }
    if (CONNECTION.startsAt(b, p, to)) {
      e.kind(EventKind.TLS);
      if (p > from) {
        e.span(Field.TLS_TRUST, from, p - 1);
      }
      connection(b, p + CONNECTION.length(), to, e);
      return true;
    }
    if (ACCEPT_ERROR.startsAt(b, from, to)) {
      return failed(b, Peer.client(b, from + ACCEPT_ERROR.length(), to, e), to, e);
    } else if (CONNECT_ERROR.startsAt(b, from, to)) {
      return failed(b, Peer.relay(b, from + CONNECT_ERROR.length(), to, e), to, e);
    } else if (LIBRARY.startsAt(b, from, to)) {
      e.kind(EventKind.TLS);
      e.span(Field.REASON, from + LIBRARY.length(), to);
      return true;
    } else if (SETTING_UP.startsAt(b, from, to)) {
      return settingUp(b, from + SETTING_UP.length(), to, e);
    } else if (HANDSHAKE.startsAt(b, from, to)) {
      return handshake(b, from + HANDSHAKE.length(), to, e);
    } else if (TLSRPT.startsAt(b, from, to)) {
      return report(b, from, to, e);
    }
    return false;
  }

  private static boolean failed(byte[] b, int p, int to, EventWriter e) {
    e.kind(EventKind.TLS);
    if (p > 0 && p + 2 < to && b[p] == ':') {
      e.span(Field.REASON, p + 2, to);
    }
    return true;
  }

  private static boolean settingUp(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.TLS);
    if (FROM.startsAt(b, from - 1, to)) {
      Peer.client(b, from + 5, to, e);
    } else if (TO.startsAt(b, from - 1, to)) {
      Peer.relay(b, from + 3, to, e);
    }
    return true;
  }

  /** {@code established from PEER: …}: the peer's side tells client from next hop. */
  private static void connection(byte[] b, int from, int to, EventWriter e) {
    int word = ByteScan.endOfWord(b, from, to);
    int p;
    if (FROM.startsAt(b, word, to)) {
      p = Peer.client(b, word + FROM.length(), to, e);
    } else if (TO.startsAt(b, word, to)) {
      p = Peer.relay(b, word + TO.length(), to, e);
      if (p < 0) { // Postfix 2.2 named the host alone
        p = ByteScan.indexOf(b, word + TO.length(), to, (byte) ':');
        if (p > 0) {
          e.span(Field.RELAY_HOST, word + TO.length(), p);
        }
      }
    } else {
      return;
    }
    if (p < 0) {
      return;
    }
    if (TO.startsAt(b, p, to)) { // the name that the client asked for (SNI)
      p = ByteScan.indexOf(b, p, to, (byte) ':');
    }
    if (p > 0 && p + 2 < to && b[p] == ':') {
      cipher(b, p + 2, to, e);
    }
  }

  private static void cipher(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.endOfWord(b, from, to);
    if (end < to) { // else the line was cut
      e.span(Field.TLS_PROTOCOL, from, end);
    }
    if (!WITH_CIPHER.startsAt(b, end, to)) {
      return;
    }
    int cipher = end + WITH_CIPHER.length();
    end = ByteScan.endOfWord(b, cipher, to);
    if (end < to) {
      e.span(Field.TLS_CIPHER, cipher, end);
    }
    if (end + 2 < to && b[end + 1] == '(') {
      int bits = end + 2;
      int bitsEnd = Decimal.endOfDigits(b, bits, to);
      if (bitsEnd > bits && bitsEnd < to) {
        e.span(Field.TLS_BITS, bits, bitsEnd);
      }
      int close = ByteScan.indexOf(b, bitsEnd, to, (byte) ')');
      more(b, close < 0 ? to : close + 1, to, e);
    }
  }

  /** {@code key-exchange K server-signature S server-digest D}, of TLS 1.3 (3.4). */
  private static void more(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    int name = nameLength(b, p, to);
    while (name > 0) {
      int value = p + name;
      int end = ByteScan.endOfWord(b, value, to);
      int next = nameLength(b, end, to);
      while (end < to && next == 0) {
        end = ByteScan.endOfWord(b, end + 1, to);
        next = nameLength(b, end, to);
      }
      e.attribute(p + 1, value - 1, value, end);
      p = end;
      name = next;
    }
  }

  /** The length of the name that a space stands before and one behind; 0 if there is none. */
  private static int nameLength(byte[] b, int space, int to) {
    int at = space + 1;
    if (at >= to || b[space] != ' ') {
      return 0;
    }
    switch (b[at]) {
      case 'k' -> {
        return length(KEY_EXCHANGE, b, at, to);
      }
      case 's' -> {
        int length = length(SERVER_SIGNATURE, b, at, to);
        return length > 0 ? length : length(SERVER_DIGEST, b, at, to);
      }
      case 'c' -> {
        int length = length(CLIENT_SIGNATURE, b, at, to);
        return length > 0 ? length : length(CLIENT_DIGEST, b, at, to);
      }
      default -> {
        return 0;
      }
    }
  }

  private static int length(Literal name, byte[] b, int at, int to) {
    return name.startsAt(b, at, to) ? 1 + name.length() : 0;
  }

  /** tlsproxy(8): {@code TLS handshake failed for service=S peer=[ADDR]:PORT}. */
  private static boolean handshake(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.TLS);
    int peer = PEER.indexIn(b, from, to);
    if (peer > 0) {
      Peer.client(b, peer + PEER.length(), to, e);
    }
    return true;
  }

  private static boolean report(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.TLS);
    int p = from + TLSRPT_HEAD;
    while (p < to) {
      int equals = ByteScan.indexOf(b, p, to, (byte) '=');
      if (equals <= p) {
        return true;
      }
      boolean last = FAILURE_REASON.startsAt(b, p, to); // the library's words, to the line's end
      int end = equals + 1;
      while (end < to && (last || b[end] != ',')) {
        end++;
      }
      if (MX.startsAt(b, p, to)) {
        Peer.relay(b, equals + 1, end, e);
      } else if (last) {
        e.span(Field.REASON, equals + 1, end);
      } else {
        e.attribute(p, equals, equals + 1, end);
      }
      p = end + 2;
    }
    return true;
  }

  /**
   * {@code [PURPOSE ]certificate verification failed for PEER: REASON} (tls_verify.c), since 2.9
   * with the peer in front as well.
   */
  static boolean verification(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    int at = from;
    if (!VERIFICATION.startsAt(b, at, to) && !PEERNAME.startsAt(b, at, to)) {
      at = ByteScan.endOfWord(b, from, to) + 1;
    }
    boolean name = PEERNAME.startsAt(b, at, to); // only the next hop's is checked
    if (!name && !VERIFICATION.startsAt(b, at, to)) {
      return false;
    }
    int peer = at + (name ? PEERNAME : VERIFICATION).length();
    int end;
    if (name || (at == from + OF_SERVER.length() && OF_SERVER.startsAt(b, from, to))) {
      end = Peer.relay(b, peer, to, e);
    } else if (at == from + OF_CLIENT.length() && OF_CLIENT.startsAt(b, from, to)) {
      end = Peer.client(b, peer, to, e);
    } else {
      end = peer(b, peer, to, h, e);
    }
    return failed(b, end, to, e);
  }

  /** {@code PEER: TEXT}, of which only the words tell the kind (tls_client.c, smtp_chat.c). */
  static void peerInFront(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    int end = peer(b, from, to, h, e);
    if (end < 0 || end + 1 >= to || b[end] != ':' || b[end + 1] != ' ') {
      Peer.clearClient(e);
      e.clear(Field.RELAY_HOST);
      e.clear(Field.RELAY_IP);
      e.clear(Field.RELAY_PORT);
    }
  }

  /**
   * The text says the same of both sides; which it is, the reason tells, or the daemon. tlsproxy(8)
   * serves both: postscreen(8) hands it a client by its address alone, smtp(8) a next hop with its
   * name (postscreen_starttls.c, smtp_proto.c). Where syslog cut the daemon's name, the peer is
   * neither.
   */
  private static int peer(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    int end = Peer.client(b, from, to, e);
    if (end < 0 || b[from] == '[' || NOT_FOR_CLIENTS.equalsAt(b, end, to)) {
      return end;
    }
    int program = h.programFrom();
    int programEnd = h.programTo();
    boolean server = NOT_FOR_SERVERS.equalsAt(b, end, to);
    if (!server && SMTPD.endsAt(b, program, programEnd)) {
      return end;
    }
    Peer.clearClient(e);
    if (server
        || SMTP.endsAt(b, program, programEnd)
        || LMTP.endsAt(b, program, programEnd)
        || TLSPROXY.endsAt(b, program, programEnd)) {
      Peer.relay(b, from, to, e);
    }
    return end;
  }
}
