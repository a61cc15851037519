package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EnhancedStatus;
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
  private static final Literal COLON = Literal.of(": ");
  private static final Literal TEXT = Literal.of(">: ");
  private static final Literal SMTP = Literal.of("smtp");
  private static final Literal LMTP = Literal.of("lmtp");
  private static final int MAX_CONTENT = 200;

  private ContentCheckLine() {}

  /**
   * Reads from the part's name on; false if none stands there.
   *
   * @param rejected whether the action is a refusal
   */
  static boolean parse(byte[] b, int from, int to, boolean rejected, EventWriter e) {
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
    if (isSmtpClient(b, e)) {
      delivered(b, content, to, e);
      return true;
    }
    int origin = origin(b, content, to, rejected, e);
    int contentEnd = origin < 0 ? to : origin;
    if (SUBJECT.startsAt(b, content, contentEnd)) {
      e.span(Field.SUBJECT, content + SUBJECT.length(), contentEnd);
    }
    if (!e.has(Field.REASON) && contentEnd > content) {
      e.span(Field.REASON, content, contentEnd);
    }
    return true;
  }

  /** Whether smtp(8) or lmtp(8) wrote the line; false too where syslog cut the program's name. */
  private static boolean isSmtpClient(byte[] b, EventWriter e) {
    if (!e.has(Field.PROGRAM)) {
      return false;
    }
    int from = e.from(Field.PROGRAM);
    int to = e.to(Field.PROGRAM);
    int name = ByteScan.lastIndexOf(b, from, to, (byte) '/') + 1;
    name = Math.max(name, from);
    return SMTP.equalsAt(b, name, to) || LMTP.equalsAt(b, name, to);
  }

  /**
   * {@code CONTENT[: TEXT]}, the line of smtp_header_checks (smtp_proto.c, smtp_hbc_logger): it has
   * no origin. Where the content ends is not said; a subject is stated only if no text can follow.
   */
  private static void delivered(byte[] b, int content, int to, EventWriter e) {
    int subject = content + SUBJECT.length();
    if (SUBJECT.startsAt(b, content, to) && COLON.indexIn(b, subject, to) < 0) {
      e.span(Field.SUBJECT, subject, to);
    }
    if (to > content) {
      e.span(Field.REASON, content, to);
    }
  }

  /**
   * Where the origin stands, from its space on; -1 if there is none. It is set, with what follows.
   *
   * <p>The content can hold what looks like one, so the last place that can be read is it. But
   * where a HELO name or an action's text can hold that one, none is stated.
   */
  private static int origin(byte[] b, int content, int to, boolean rejected, EventWriter e) {
    long mark = e.mark();
    int last = -1;
    boolean stated = true;
    for (int i = Math.min(to - ORIGIN.length(), content + MAX_CONTENT); i >= content; i--) {
      if (b[i] != ' ' || !ORIGIN.startsAt(b, i, to)) {
        continue;
      }
      e.reset(mark);
      if (!originAt(b, i + ORIGIN.length(), to, rejected, e)) {
        continue;
      }
      if (last < 0) {
        last = i;
      } else if (isInHelo(last, e) || isCaptured(b, content, i, last)) {
        stated = false;
      }
    }
    e.reset(mark);
    if (last >= 0 && stated) {
      originAt(b, last + ORIGIN.length(), to, rejected, e);
    }
    return last;
  }

  private static boolean isInHelo(int at, EventWriter e) {
    return e.has(Field.HELO) && e.from(Field.HELO) <= at && at < e.to(Field.HELO);
  }

  /**
   * Whether the content holds the client that stands at {@code origin}: an action's text can repeat
   * a part of the content, and holds no other stranger's (pcre_table(5)).
   */
  private static boolean isCaptured(byte[] b, int content, int contentEnd, int origin) {
    int client = origin + ORIGIN.length();
    int length = 0;
    while (b[client + length] != ';') { // which the origin was read with
      length++;
    }
    for (int i = content; i + length <= contentEnd; i++) {
      if (b[i] == b[client] && ByteScan.equal(b, i, i + length, b, client, client + length)) {
        return true;
      }
    }
    return false;
  }

  /** {@code local}, {@code unknown} or the client; then the envelope. */
  private static boolean originAt(byte[] b, int from, int to, boolean rejected, EventWriter e) {
    int end;
    if (LOCAL.startsAt(b, from, to) && isSemicolon(b, from + 5, to)) {
      end = from + 5;
    } else if (UNKNOWN.startsAt(b, from, to) && isSemicolon(b, from + 7, to)) {
      end = from + 7;
    } else {
      end = Peer.client(b, from, to, e);
    }
    return end >= 0 && isSemicolon(b, end, to) && envelope(b, end + 2, to, rejected, e);
  }

  private static boolean isSemicolon(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == ';' && b[at + 1] == ' ';
  }

  private static boolean envelope(byte[] b, int from, int to, boolean rejected, EventWriter e) {
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
      int close = closeHelo(b, start, to, rejected);
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

  /**
   * The bracket that the action's text follows, or else the line's last byte. A refusal's text
   * starts with an enhanced status (cleanup_message.c), so its name may hold other brackets.
   */
  private static int closeHelo(byte[] b, int from, int to, boolean rejected) {
    int first = TEXT.indexIn(b, from, to);
    if (first >= 0 && rejected) {
      for (int i = to - TEXT.length(); i > first; i--) {
        if (b[i] == '>' && TEXT.startsAt(b, i, to) && isStatus(b, i + TEXT.length(), to)) {
          return i;
        }
      }
    }
    if (first >= 0) {
      return first;
    }
    int last = to > from && b[to - 1] == ':' ? to - 2 : to - 1;
    return last >= from && b[last] == '>' ? last : -1;
  }

  private static boolean isStatus(byte[] b, int at, int to) {
    int end = EnhancedStatus.endOf(b, at, to);
    return end > 0 && (end == to || b[end] == ' ');
  }
}
