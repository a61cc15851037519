package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code header CONTENT from ORIGIN; from=<A> to=<A>[ proto=P][ helo=<H>][: TEXT]}: what stands
 * after the action word of header_checks(5) and body_checks (cleanup_message.c, cleanup_milter.c).
 * The content is the message's own, at most 200 bytes of it.
 */
final class ContentCheckLine {
  private static final Literal[] PARTS = {
    Literal.of("header "),
    Literal.of("body "),
    Literal.of("mime-header "),
    Literal.of("nested-header "),
    Literal.of("mime-error "),
    Literal.of("content "),
  };
  private static final Literal SUBJECT = Literal.of("Subject: ");
  private static final Literal ORIGIN = Literal.of(" from ");
  private static final Literal LOCAL = Literal.of("local");
  private static final Literal UNKNOWN = Literal.of("unknown");
  private static final Literal FROM = Literal.of("from=<");
  private static final Literal TO = Literal.of("to=<");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=<");
  private static final int MAX_CONTENT = 200;

  private ContentCheckLine() {}

  /** Reads from the part's name on; false if none stands there. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int content = -1;
    for (Literal part : PARTS) {
      if (part.startsAt(b, from, to)) {
        content = from + part.length();
        break;
      }
    }
    if (content < 0) {
      return false;
    }
    // The last place in reach from which the rest can be read: whatever the content says stands
    // before it.
    int last = Math.min(to - ORIGIN.length(), content + MAX_CONTENT + 60);
    int contentEnd = to;
    for (int i = last; i >= content; i--) {
      if (b[i] == ' ' && ORIGIN.startsAt(b, i, to) && origin(b, i + ORIGIN.length(), to, e)) {
        contentEnd = i;
        break;
      }
    }
    if (SUBJECT.startsAt(b, content, contentEnd)) {
      e.span(Field.SUBJECT, content + SUBJECT.length(), contentEnd);
    }
    if (!e.has(Field.REASON) && contentEnd > content) {
      e.span(Field.REASON, content, contentEnd);
    }
    return true;
  }

  /** {@code local}, {@code unknown} or the client; then the envelope. */
  private static boolean origin(byte[] b, int from, int to, EventWriter e) {
    int end;
    if (LOCAL.startsAt(b, from, to) && isSemicolon(b, from + 5, to)) {
      end = from + 5;
    } else if (UNKNOWN.startsAt(b, from, to) && isSemicolon(b, from + 7, to)) {
      end = from + 7;
    } else {
      end = Peer.client(b, from, to, e);
    }
    if (end < 0 || !isSemicolon(b, end, to) || !envelope(b, end + 2, to, e)) {
      clear(e);
      return false;
    }
    return true;
  }

  private static boolean isSemicolon(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == ';' && b[at + 1] == ' ';
  }

  private static void clear(EventWriter e) {
    e.clear(Field.CLIENT_HOST);
    e.clear(Field.CLIENT_IP);
    e.clear(Field.CLIENT_PORT);
    e.clear(Field.FROM);
    e.clear(Field.TO);
    e.clear(Field.PROTOCOL);
    e.clear(Field.HELO);
    e.clear(Field.REASON);
  }

  private static boolean envelope(byte[] b, int from, int to, EventWriter e) {
    int p = Address.field(FROM, Field.FROM, b, from, to, e);
    p = p < 0 ? p : Address.field(TO, Field.TO, b, space(b, p, to), to, e);
    if (p < 0 || p == from) {
      return false;
    }
    p = space(b, p, to);
    if (PROTO.startsAt(b, p, to)) {
      int start = p + PROTO.length();
      int end = start;
      while (end < to && b[end] != ' ' && b[end] != ':') {
        end++;
      }
      e.span(Field.PROTOCOL, start, end);
      p = end < to && b[end] == ' ' ? end + 1 : end;
    }
    if (HELO.startsAt(b, p, to)) {
      int start = p + HELO.length();
      int close = closeHelo(b, start, to);
      e.span(Field.HELO, start, close < 0 ? to : close);
      p = close < 0 ? to : close + 1;
    }
    if (p + 1 < to && b[p] == ':' && b[p + 1] == ' ') {
      e.span(Field.REASON, p + 2, to);
      return true;
    }
    // An action without a text of its own leaves the colon alone.
    return p >= to || (p == to - 1 && b[p] == ':');
  }

  private static int space(byte[] b, int at, int to) {
    return at < to && b[at] == ' ' ? at + 1 : at;
  }

  /** The last bracket that ends the line, or that the action's text follows. */
  private static int closeHelo(byte[] b, int from, int to) {
    if (b[to - 1] == '>') {
      return to - 1;
    }
    for (int i = from; i < to; i++) {
      i = ByteScan.indexOf(b, i, to, (byte) '>');
      if (i < 0) {
        return -1;
      }
      if (i + 1 < to && b[i + 1] == ':') {
        return i;
      }
    }
    return -1;
  }
}
