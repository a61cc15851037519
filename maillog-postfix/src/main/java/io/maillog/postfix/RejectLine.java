package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code STAGE from CLIENT: TEXT; from=<A> to=<A> proto=P helo=<H>[ sasl_…]}: what stands after the
 * action word of smtpd(8) (smtpd_check.c, log_whatsup), of milters (smtpd.c, cleanup_milter.c),
 * and, with commas in the tail, of postscreen(8).
 *
 * <p>The text and the HELO name are in part a stranger's: both may hold what looks like the tail.
 */
final class RejectLine {
  private static final Literal FROM_CLIENT = Literal.of(" from ");
  private static final Literal FROM = Literal.of("from=<");
  private static final Literal TO = Literal.of("to=<");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=<");
  private static final Literal METHOD = Literal.of("sasl_method=");
  private static final Literal USERNAME = Literal.of("sasl_username=");
  private static final Literal SENDER = Literal.of("sasl_sender=");

  /**
   * How many places are tried as the tail's start, so that a hostile line costs no more than its
   * length.
   */
  private static final int MAX_TRIES = 24;

  private RejectLine() {}

  /** Reads from the stage on; false if no stage and client stand there. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int client = FROM_CLIENT.indexIn(b, from, Math.min(to, from + 40));
    if (client < 0 || b[from] == ' ') {
      return false;
    }
    int end = Peer.client(b, client + FROM_CLIENT.length(), to, e);
    if (end < 0) {
      return false;
    }
    e.stage(Stage.of(b, from, client));
    if (end + 1 < to && b[end] == ':' && b[end + 1] == ' ') {
      text(b, end + 2, to, e);
    }
    return true;
  }

  /** {@code CODE DSN REASON; from=<A> …}: code and DSN may be missing, and so may the tail. */
  static void text(byte[] b, int from, int to, EventWriter e) {
    int p = Reply.dsn(b, Reply.code(b, from, to, e), to, e);
    int tail = tail(b, p, to, e);
    int reasonEnd = tail < 0 ? to : tail;
    if (reasonEnd > p && b[reasonEnd - 1] == ';') {
      reasonEnd--;
    }
    if (reasonEnd > p) {
      e.span(Field.REASON, p, reasonEnd);
    }
  }

  /** Where the tail starts, with its semicolon; its fields are set. -1 if there is none. */
  private static int tail(byte[] b, int textFrom, int to, EventWriter e) {
    // What the reason starts with is often an address or a HELO name in brackets: not the tail.
    int search = textFrom;
    int target = -1;
    if (search < to && b[search] == '<') {
      target = Address.close(b, search + 1, to);
      search = target < 0 ? search : target;
    }
    int first = -1;
    int tries = 0;
    for (int i = search; i + 8 < to && tries < MAX_TRIES; i++) {
      if (b[i] != ';' || b[i + 1] != ' ' || !startsTail(b, i + 2, to)) {
        continue;
      }
      tries++;
      clearTail(e);
      if (!read(b, i + 2, to, e)) {
        continue;
      }
      first = first < 0 ? i : first;
      if (quotesHelo(b, textFrom, i, e)) {
        return i; // Helo command rejected: the reason starts with the very name
      }
    }
    clearTail(e);
    if (first >= 0) {
      read(b, first + 2, to, e);
    }
    return first;
  }

  private static boolean startsTail(byte[] b, int at, int to) {
    byte c = b[at];
    return (c == 'f' && FROM.startsAt(b, at, to))
        || (c == 't' && TO.startsAt(b, at, to))
        || (c == 'p' && PROTO.startsAt(b, at, to))
        || (c == 'h' && HELO.startsAt(b, at, to));
  }

  private static void clearTail(EventWriter e) {
    e.clear(Field.FROM);
    e.clear(Field.TO);
    e.clear(Field.PROTOCOL);
    e.clear(Field.HELO);
    e.clear(Field.SASL_METHOD);
    e.clear(Field.SASL_USERNAME);
    e.clear(Field.SASL_SENDER);
  }

  private static boolean quotesHelo(byte[] b, int textFrom, int textTo, EventWriter e) {
    if (!e.has(Field.HELO) || textFrom >= textTo || b[textFrom] != '<') {
      return false;
    }
    int from = e.from(Field.HELO);
    int length = e.to(Field.HELO) - from;
    int end = textFrom + 1 + length;
    if (length == 0 || end + 1 >= textTo || b[end] != '>' || b[end + 1] != ':') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (b[textFrom + 1 + i] != b[from + i]) {
        return false;
      }
    }
    return true;
  }

  // --- the tail
  // -------------------------------------------------------------------------------------

  /**
   * Reads {@code from=<A> to=<A> proto=P helo=<H>}, each optional, in this order, to the line's
   * end.
   */
  static boolean read(byte[] b, int from, int to, EventWriter e) {
    int p = Address.field(FROM, Field.FROM, b, from, to, e);
    p = p < 0 ? p : Address.field(TO, Field.TO, b, separator(b, p, to), to, e);
    if (p < 0) {
      return false;
    }
    p = separator(b, p, to);
    if (PROTO.startsAt(b, p, to)) {
      int start = p + PROTO.length();
      int end = start;
      while (end < to && b[end] != ' ' && b[end] != ',') {
        end++;
      }
      e.span(Field.PROTOCOL, start, end);
      p = separator(b, end, to);
    }
    if (p >= to) {
      return true;
    }
    if (HELO.startsAt(b, p, to)) {
      return helo(b, p + HELO.length(), to, e);
    }
    return sasl(b, p, to, e);
  }

  /** After a space, or after a comma and a space. */
  private static int separator(byte[] b, int at, int to) {
    int p = at < to && b[at] == ',' ? at + 1 : at;
    return p < to && b[p] == ' ' ? p + 1 : p;
  }

  /**
   * The name is the rest of the line, up to its last bracket; since 3.10 the SASL facts may follow.
   */
  private static boolean helo(byte[] b, int from, int to, EventWriter e) {
    int close = to - 1;
    while (close >= from && b[close] != '>') {
      close--;
    }
    if (close < from) {
      e.span(Field.HELO, from, to); // cut
      return true;
    }
    // A user name may hold a bracket: look for the first one that the SASL facts follow.
    for (int i = from; i < close; i++) {
      if (b[i] == '>'
          && i + 2 < to
          && b[i + 1] == ' '
          && isSasl(b, i + 2, to)
          && sasl(b, i + 2, to, e)) {
        e.span(Field.HELO, from, i);
        return true;
      }
    }
    if (close != to - 1 && !sasl(b, separator(b, close + 1, to), to, e)) {
      return false;
    }
    e.span(Field.HELO, from, close);
    return true;
  }

  private static boolean isSasl(byte[] b, int at, int to) {
    return METHOD.startsAt(b, at, to) || USERNAME.startsAt(b, at, to) || SENDER.startsAt(b, at, to);
  }

  /**
   * {@code sasl_method=M sasl_username=U sasl_sender=S}; milters' lines have the name in brackets.
   */
  private static boolean sasl(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    if (METHOD.startsAt(b, p, to)) {
      int start = p + METHOD.length();
      int end = start;
      while (end < to && b[end] != ' ') {
        end++;
      }
      e.span(Field.SASL_METHOD, start, end);
      p = separator(b, end, to);
    }
    if (USERNAME.startsAt(b, p, to)) {
      int start = p + USERNAME.length();
      int end = SENDER.lastIndexIn(b, start, to);
      end = end < 0 ? to : end - 1;
      boolean bracketed = end - start >= 2 && b[start] == '<' && b[end - 1] == '>';
      e.span(Field.SASL_USERNAME, bracketed ? start + 1 : start, bracketed ? end - 1 : end);
      p = separator(b, end, to);
    }
    if (SENDER.startsAt(b, p, to)) {
      e.span(Field.SASL_SENDER, p + SENDER.length(), to);
      p = to;
    }
    return p >= to;
  }
}
