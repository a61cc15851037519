package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import java.util.Arrays;

/**
 * A host as Sendmail writes it: {@code [[IDENT:]USER@]NAME. [ADDRESS][ (may be forged)]} for a
 * client (daemon.c, getauthinfo), {@code [[IDENT:]USER@][ADDRESS]} where its name is not known,
 * {@code NAME. [ADDRESS]} for a next hop (deliver.c, logdelivery), and {@code USER@localhost} for a
 * local submitter.
 *
 * <p>The user of a client is what an ident server said (RFC 1413), of which Sendmail keeps letters,
 * digits and some marks (util.c, cleanstrcpy): no space, comma, bracket or {@code @}. It is no user
 * of this server, so it is an attribute.
 */
final class Host {
  private static final Literal FORGED = Literal.of(" (may be forged)");
  private static final Literal SOCKET = Literal.of("[[UNIX: ");
  private static final Literal IPV6 = Literal.of("IPv6:");
  private static final Literal IDENT = Literal.of("IDENT:");
  private static final Literal IDENT_KEY = Literal.of("ident");

  // Some lines have so many characters of a client (srvrsmtp.c, tls.c), and then not all of a name.
  private static final int CUT = 100;

  private static final byte SEPARATOR = 1;
  private static final byte OTHER = 2;
  private static final byte[] MARKS = new byte[256];

  static {
    Arrays.fill(MARKS, OTHER);
    for (char c : "0123456789abcdefABCDEF%".toCharArray()) {
      MARKS[c] = 0;
    }
    MARKS['.'] = SEPARATOR;
    MARKS[':'] = SEPARATOR;
  }

  private Host() {}

  /** Whether the range has the form of a client: else {@link #client} reads none there. */
  static boolean isClient(byte[] b, int from, int to) {
    int end = beforeSocket(b, from, FORGED.endsAt(b, from, to) ? to - FORGED.length() : to);
    if (end > from && b[end - 1] == ']') {
      int open = openOfAddress(b, from, end);
      return open >= 0 && clientNameEnd(b, from, open) >= 0;
    }
    if (end > from && b[end - 1] == ')') {
      end = openOfParentheses(b, from, end) - 1;
    }
    return end > from && ByteScan.indexOf(b, from, end, (byte) ' ') < 0;
  }

  /** Reads a client that fills the whole range; false, and nothing is set, if none does. */
  static boolean client(byte[] b, int from, int to, EventWriter e) {
    int end = beforeSocket(b, from, FORGED.endsAt(b, from, to) ? to - FORGED.length() : to);
    if (end <= from) {
      return false;
    }
    if (b[end - 1] == ')') {
      return inParentheses(b, from, end, e);
    }
    if (b[end - 1] != ']') {
      return withoutAddress(b, from, end, e);
    }
    int open = openOfAddress(b, from, end);
    if (open < 0) {
      return false;
    }
    int nameEnd = clientNameEnd(b, from, open);
    if (nameEnd < 0) {
      return false;
    }
    int name = afterIdent(b, from, nameEnd, e);
    if (name < nameEnd && b[name] != '[') {
      name(Field.CLIENT_HOST, b, name, nameEnd, e);
    }
    address(Field.CLIENT_IP, b, open, end, e);
    return true;
  }

  /** Whether the range is {@code NAME [ADDRESS]}. */
  static boolean isHop(byte[] b, int from, int to) {
    int open = openOfAddress(b, from, to);
    return open > from && nameEnd(b, from, open) > from;
  }

  /** Reads a next hop that fills the whole range. */
  static void relay(byte[] b, int from, int to, EventWriter e) {
    int end = beforeSocket(b, from, to);
    int open = end > from && b[end - 1] == ']' ? openOfAddress(b, from, end) : -1;
    int nameEnd = open < 0 ? end : nameEnd(b, from, open);
    if (open >= 0 && nameEnd >= 0) {
      address(Field.RELAY_IP, b, open, end, e);
    } else {
      nameEnd = end;
    }
    if (nameEnd > from) {
      name(Field.RELAY_HOST, b, from, nameEnd, e);
    }
  }

  /**
   * {@code NAME (ADDRESS)}, where nothing was asked of the client's name (headers.c, logsender).
   */
  private static boolean inParentheses(byte[] b, int from, int end, EventWriter e) {
    int open = openOfParentheses(b, from, end);
    if (open < 0) {
      return false;
    }
    if (!withoutAddress(b, from, open - 1, e)) {
      return false;
    }
    e.span(Field.CLIENT_IP, open + 1, end - 1);
    return true;
  }

  private static int openOfParentheses(byte[] b, int from, int end) {
    int open = ByteScan.lastIndexOf(b, from, end, (byte) '(');
    return open > from && b[open - 1] == ' ' && isAddress(b, open + 1, end - 1) ? open : -1;
  }

  /**
   * Where the host ends before {@code [[UNIX: PATH]]}, the address of a socket of this machine
   * (daemon.c, anynet_ntoa); else {@code to}.
   */
  private static int beforeSocket(byte[] b, int from, int to) {
    if (to - from < 2 || b[to - 1] != ']' || b[to - 2] != ']') {
      return to;
    }
    int socket = SOCKET.lastIndexIn(b, from, to);
    return socket <= from ? to : b[socket - 1] == ' ' ? socket - 1 : socket;
  }

  /** {@code NAME}, or {@code USER@localhost}. */
  private static boolean withoutAddress(byte[] b, int from, int end, EventWriter e) {
    if (end - from >= CUT || ByteScan.indexOf(b, from, end, (byte) ' ') >= 0) {
      return false;
    }
    int at = ByteScan.lastIndexOf(b, from, end, (byte) '@');
    if (at < 0) {
      name(Field.CLIENT_HOST, b, from, end, e);
    } else {
      e.span(Field.USER, afterMark(b, from, at), at);
    }
    return true;
  }

  /** Where the name ends before the bracket at {@code open}; -1 if it has spaces inside. */
  private static int nameEnd(byte[] b, int from, int open) {
    if (open == from) {
      return from;
    }
    if (b[open - 1] != ' ') {
      return -1;
    }
    int end = open - 1;
    return ByteScan.indexOf(b, from, end, (byte) ' ') < 0 ? end : -1;
  }

  /** The same of a client, whose address may stand behind a user's name. */
  private static int clientNameEnd(byte[] b, int from, int open) {
    if (open > from && b[open - 1] == '@') {
      return ByteScan.indexOf(b, from, open, (byte) ' ') < 0 ? open : -1;
    }
    return nameEnd(b, from, open);
  }

  /** Reads what an ident server said of the client's user, if it did; where the name starts. */
  private static int afterIdent(byte[] b, int from, int nameEnd, EventWriter e) {
    int at = ByteScan.lastIndexOf(b, from, nameEnd, (byte) '@');
    if (at < 0) {
      return from;
    }
    int user = afterMark(b, from, at);
    if (user < at) {
      e.attribute(IDENT_KEY, user, at);
    }
    return at + 1;
  }

  private static int afterMark(byte[] b, int from, int to) {
    return IDENT.startsAt(b, from, to) ? from + IDENT.length() : from;
  }

  /** The name without the dot that says that it is whole. */
  private static void name(Field field, byte[] b, int from, int to, EventWriter e) {
    int end = to - from > 1 && b[to - 1] == '.' ? to - 1 : to;
    e.span(field, from, end);
  }

  private static void address(Field field, byte[] b, int open, int to, EventWriter e) {
    int start = open + 1;
    if (IPV6.startsAt(b, start, to)) {
      start += IPV6.length();
    }
    e.span(field, start, to - 1);
  }

  /** Where the bracket of the address opens that closes before {@code to}; -1 if it is none. */
  private static int openOfAddress(byte[] b, int from, int to) {
    int open = ByteScan.lastIndexOf(b, from, to, (byte) '[');
    int start = open + 1;
    if (open >= 0 && IPV6.startsAt(b, start, to)) {
      start += IPV6.length();
    }
    return open >= 0 && isAddress(b, start, to - 1) ? open : -1;
  }

  /** Whether the range is an address by its bytes: digits and dots, or with colons. */
  static boolean isAddress(byte[] b, int from, int to) {
    int marks = 0;
    for (int i = from; i < to; i++) {
      marks |= MARKS[b[i] & 0xff];
    }
    return marks == SEPARATOR;
  }
}
