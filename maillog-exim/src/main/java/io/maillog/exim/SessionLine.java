package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/** A client's connection: its begin, its end, how it broke, and its abuse (smtp_in.c, daemon.c). */
final class SessionLine {
  private static final Literal CONNECTION_FROM = Literal.of("SMTP connection from ");
  private static final Literal CONNECTION = Literal.of("SMTP connection ");
  private static final Literal FROM = Literal.of("from ");
  private static final Literal LOST = Literal.of("lost");
  private static final Literal CLOSED = Literal.of("closed");
  private static final Literal COUNT = Literal.of("(TCP/IP connection count");
  private static final Literal TFO = Literal.of("TFO ");
  private static final Literal FINAL_DOT = Literal.of("SMTP connection lost after final dot");
  private static final Literal CLIENT = Literal.of(" H=");

  /** How a connection came, where not through the daemon (smtp_in.c, smtp_get_connection_info). */
  private static final Literal[] WAYS = {Literal.of("(via inetd)"), Literal.of("(ODMR customer)")};

  private static final Literal SENDER = Literal.of("F=<");
  private static final Literal DURATION = Literal.of("D=");

  private static final ClientHost.Next AFTER_CONNECTION =
      ClientHost.Next.of(LOST, CLOSED, COUNT, TFO, DURATION, WAYS[0], WAYS[1]);

  private static final Literal PROTOCOL = Literal.of("P=");

  /** A text that a client follows, and what the line is. */
  private record Head(Literal text, EventKind kind, boolean last) {
    /** A text with the client followed by nothing that a client writes. */
    Head(Literal text, EventKind kind) {
      this(text, kind, true);
    }
  }

  private static final Head[] HEADS = {
    new Head(Literal.of("SMTP call from "), EventKind.PROTOCOL_ERROR, false),
    new Head(
        Literal.of("unexpected disconnection while reading SMTP command from "),
        EventKind.CONNECTION_LOST),
    new Head(
        Literal.of("unexpected EOF while reading SMTP command from "), EventKind.CONNECTION_LOST),
    new Head(Literal.of("SMTP command timeout on connection from "), EventKind.CONNECTION_LOST),
    new Head(Literal.of("SMTP command timeout on TLS connection from "), EventKind.CONNECTION_LOST),
    new Head(
        Literal.of("SMTP data timeout (message abandoned) on connection from "),
        EventKind.CONNECTION_LOST,
        false),
    new Head(Literal.of("no MAIL in SMTP connection from "), EventKind.DISCONNECT),
    new Head(Literal.of("no MAIL in TFO SMTP connection from "), EventKind.DISCONNECT),
    new Head(Literal.of("no MAIL in TFO* SMTP connection from "), EventKind.DISCONNECT),
    new Head(Literal.of("Connection from "), EventKind.REJECT),
    new Head(Literal.of("connection from "), EventKind.REJECT),
    new Head(Literal.of("refused connection from "), EventKind.REJECT),
    new Head(Literal.of("temporarily refused connection from "), EventKind.REJECT),
    new Head(Literal.of("Error or EOF on input from "), EventKind.CONNECTION_LOST),
    new Head(Literal.of("ridiculously long message header received from "), EventKind.REJECT),
    new Head(Literal.of("overlong message header line received from "), EventKind.REJECT),
    new Head(Literal.of("too many connections from "), EventKind.REJECT),
  };
  private static final ClientHost.Next AFTER_CLIENT =
      ClientHost.Next.of(
          Literal.of("dropped: too many "),
          Literal.of("refused"),
          Literal.of(": not in reserve list"),
          Literal.of("(error: "),
          Literal.of("(more than "),
          Literal.of("(host_reject_connection)"),
          Literal.of("(tcp wrappers)"),
          Literal.of("(IP options)"),
          DURATION);

  private static final ClientHost.Next AFTER_DOT =
      ClientHost.Next.only(SENDER, PROTOCOL).or(AFTER_CLIENT);

  // Of a client with an ident neither sender nor protocol is stated: they are of the ident.
  private static final ClientHost.Next AFTER_HEAD = AFTER_DOT.butBehindIdent(AFTER_CLIENT);

  private static final Literal LOCAL_TIMEOUT = Literal.of("timed out while reading local message");
  private static final Literal PROCESS = Literal.of("local process ");
  private static final Literal IDENT = Literal.of("ident connection to ");

  private SessionLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (FINAL_DOT.startsAt(b, from, to)) {
      e.kind(EventKind.CONNECTION_LOST);
      e.stage(SmtpStage.EOD);
      if (CLIENT.startsAt(b, from + FINAL_DOT.length(), to)) {
        int p = ClientHost.readLast(b, from + FINAL_DOT.length() + 1, to, AFTER_DOT, e);
        p = p < 0 ? to : p;
        ClientHost.ofMessage(b, p, p, to, e);
      }
      return true;
    }
    if (CONNECTION.startsAt(b, from, to)) {
      return connection(b, from, to, e);
    }
    if (LOCAL_TIMEOUT.startsAt(b, from, to)) {
      e.kind(EventKind.CONNECTION_LOST);
      return true;
    }
    for (Head head : HEADS) {
      if (head.text().startsAt(b, from, to)) {
        e.kind(head.kind());
        client(b, from + head.text().length(), to, head.last(), e);
        if (!e.has(Field.REASON)) {
          e.span(Field.REASON, from, to);
        }
        return true;
      }
    }
    return ProtocolLine.parse(b, from, to, e) || ident(b, from, to, e);
  }

  /**
   * {@code SMTP connection from HOST lost D=5s}, {@code closed by QUIT}, {@code (TCP/IP … = 3)}.
   */
  private static boolean connection(byte[] b, int from, int to, EventWriter e) {
    int start = from + CONNECTION.length();
    if (!CONNECTION_FROM.startsAt(b, from, to)) {
      // SMTP connection Ci=N from root: a local one
      int word = Tags.startsAt(b, start, to) ? ByteScan.endOfWord(b, start, to) + 1 : start;
      if (!FROM.startsAt(b, word, to)) {
        return false;
      }
      start = word;
    }
    int client = start + (FROM.startsAt(b, start, to) ? FROM.length() : 0);
    int p = ClientHost.readLast(b, client, to, AFTER_CONNECTION, e);
    if (p < 0 && client < to && (b[client] == '(' || b[client] == '[')) {
      e.kind(EventKind.OTHER); // a client, and no reading of it is beyond doubt
      return true;
    }
    if (p < 0) {
      p = ByteScan.endOfWord(b, client, to); // a local user
      e.span(Field.USER, client, p);
      p++;
    }
    while (p < to && TFO.startsAt(b, p, to)) {
      p += TFO.length();
    }
    for (Literal way : WAYS) {
      p = way.startsAt(b, p, to) ? p + way.length() + 1 : p;
    }
    int time = Tags.equals(b, p, to);
    if (time > 0) { // D=3s closed by QUIT
      p = Tags.client(b, p, to, 0, e) + 1;
    }
    if (LOST.startsAt(b, p, to)) {
      e.kind(EventKind.CONNECTION_LOST);
    } else if (CLOSED.startsAt(b, p, to)) {
      e.kind(EventKind.DISCONNECT);
    } else {
      e.kind(EventKind.CONNECT);
      return true;
    }
    e.span(Field.REASON, p, to);
    return true;
  }

  /** The client, and what is said of it. */
  private static void client(byte[] b, int from, int to, boolean last, EventWriter e) {
    int p =
        PROCESS.startsAt(b, from, to)
            ? Tags.client(b, from + PROCESS.length(), to, 0, e)
            : last
                ? ClientHost.readLast(b, from, to, AFTER_HEAD, e)
                : ClientHost.read(b, from, to, AFTER_HEAD, e);
    p = p < 0 ? to : ClientHost.ofMessage(b, from, p, to, e);
    if (p >= to) {
      return;
    }
    int reason = b[p] == ':' ? p + 1 : p;
    reason = ByteScan.skipSpaces(b, reason, to);
    if (reason < to) {
      e.span(Field.REASON, reason, to);
    }
  }

  private static boolean ident(byte[] b, int from, int to, EventWriter e) {
    if (!IDENT.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DIAGNOSTIC);
    int address = from + IDENT.length();
    e.span(Field.CLIENT_IP, address, ByteScan.endOfWord(b, address, to));
    e.span(Field.REASON, from, to);
    return true;
  }
}
