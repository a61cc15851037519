package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

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
  private static final Literal FROM = Literal.of("from=");
  private static final Literal TO = Literal.of("to=");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal SMTP = Literal.of("smtp");
  private static final Literal LMTP = Literal.of("lmtp");
  private static final int MAX_CONTENT = 200;

  /** How many envelopes' keys of a text are looked for in the content, and how much after each. */
  private static final int MAX_KEYS = 8;

  private static final int MAX_ECHO = 16;

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
    boolean sure = e.has(Field.FROM) || ORIGIN.indexIn(b, content, to) < 0;
    int contentEnd = origin < 0 || !sure ? to : origin;
    if (sure && SUBJECT.startsAt(b, content, contentEnd)) {
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
   * <p>The content can hold what looks like one, and so can an action's text, which can repeat a
   * part of the content (pcre_table(5)), and holds no envelope else. The one with an envelope as it
   * is logged since 3.5 is it. Where two are left, nothing of them is stated.
   */
  private static int origin(byte[] b, int content, int to, boolean rejected, EventWriter e) {
    long mark = e.mark();
    int last = -1;
    int possible = 0;
    int chosen = -1;
    int quoted = 0;
    for (int i = Math.min(to - ORIGIN.length(), content + MAX_CONTENT); i >= content; i--) {
      if (b[i] != ' ' || !ORIGIN.startsAt(b, i, to)) {
        continue;
      }
      e.reset(mark);
      int text = originAt(b, i + ORIGIN.length(), to, e);
      boolean cut = i == content + MAX_CONTENT; // what the text repeats may be cut off
      if (text >= 0 && (cut || repeats(b, text, to, content, i))) {
        last = Math.max(last, i);
        possible++;
        if (isQuoted(b, to, e)) {
          chosen = i;
          quoted++;
        }
      }
    }
    e.reset(mark);
    if (quoted == 0 && possible == 1 && origins(b, content, to) == 1) {
      chosen = last; // else an address that is not quoted can hold one
    } else if (quoted != 1) {
      return last;
    }
    int text = originAt(b, chosen + ORIGIN.length(), to, e);
    int reason = rejected ? SmtpReply.dsn(b, text, to, e) : text;
    if (reason < to) {
      e.span(Field.REASON, reason, to);
    }
    return chosen;
  }

  /** Whether both addresses have the form that they are logged in since 3.5. */
  private static boolean isQuoted(byte[] b, int to, EventWriter e) {
    return e.has(Field.TO)
        && ExternalAddress.close(b, e.from(Field.FROM), to) == e.to(Field.FROM)
        && ExternalAddress.close(b, e.from(Field.TO), to) == e.to(Field.TO);
  }

  /** How many places look like the start of an origin. */
  private static int origins(byte[] b, int from, int to) {
    int count = 0;
    for (int i = ORIGIN.indexIn(b, from, to); i >= 0; i = ORIGIN.indexIn(b, i + 1, to)) {
      int end = ByteScan.endOfWord(b, i + ORIGIN.length(), to);
      count += b[end - 1] == ';' && FROM.startsAt(b, end + 1, to) ? 1 : 0;
    }
    return count;
  }

  /** Whether all that looks like an envelope in the text stands in the content too. */
  private static boolean repeats(byte[] b, int text, int to, int content, int contentEnd) {
    int keys = 0;
    for (int i = text; i < to; i++) {
      if (b[i] != '<'
          || !(FROM.endsAt(b, text, i) || TO.endsAt(b, text, i) || HELO.endsAt(b, text, i))) {
        continue;
      }
      int end = Math.min(to, i + MAX_ECHO);
      if (keys++ == MAX_KEYS || !holds(b, content, contentEnd, i - TO.length(), end)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(byte[] b, int from, int to, int wanted, int wantedEnd) {
    int length = wantedEnd - wanted;
    for (int i = from; i + length <= to; i++) {
      if (b[i] == b[wanted] && ByteScan.equal(b, i, i + length, b, wanted, wantedEnd)) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code local}, {@code unknown} or the client; then the envelope.
   *
   * @return where the action's text starts, which may be the line's end; -1 if this is no origin
   */
  private static int originAt(byte[] b, int from, int to, EventWriter e) {
    int end;
    if (LOCAL.startsAt(b, from, to) && isSemicolon(b, from + 5, to)) {
      end = from + 5;
    } else if (UNKNOWN.startsAt(b, from, to) && isSemicolon(b, from + 7, to)) {
      end = from + 7;
    } else {
      end = Peer.client(b, from, to, e);
    }
    return end >= 0 && isSemicolon(b, end, to) ? envelope(b, end + 2, to, e) : -1;
  }

  private static boolean isSemicolon(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == ';' && b[at + 1] == ' ';
  }

  private static int envelope(byte[] b, int from, int to, EventWriter e) {
    int p = address(FROM, Field.FROM, b, from, to, e);
    p = p <= from ? -1 : address(TO, Field.TO, b, space(b, p, to), to, e);
    if (p < 0 || (!e.has(Field.TO) && holdsRecipient(b, e))) {
      return -1;
    }
    int start = space(b, p, to) + PROTO.length();
    if (PROTO.startsAt(b, start - PROTO.length(), to)) {
      p = endOfValue(b, start, to);
      if (p < to || RejectTail.isProtocol(b, start, p)) { // else it was cut
        CutLine.span(Field.PROTOCOL, start, p, e);
      }
    }
    start = space(b, p, to) + HELO.length();
    if (HELO.startsAt(b, start - HELO.length(), to)) {
      p = helo(b, start, to, e);
    }
    if (p < 0 || p == to) {
      return p;
    }
    // An action without a text of its own leaves the colon alone.
    return b[p] == ':' && (p + 1 == to || b[p + 1] == ' ') ? Math.min(to, p + 2) : -1;
  }

  /** Two addresses that are not quoted can look like one that is. */
  private static boolean holdsRecipient(byte[] b, EventWriter e) {
    return TO.indexIn(b, e.from(Field.FROM), e.to(Field.FROM)) >= 0;
  }

  /** After the address, if the key stands there; -1 if it does not end. */
  private static int address(Literal key, Field field, byte[] b, int at, int to, EventWriter e) {
    if (!key.startsAt(b, at, to)) {
      return at;
    }
    int start = at + key.length();
    if (start < to && b[start] != '<') { // somebody took the brackets off
      int end = endOfValue(b, start, to);
      e.span(field, start, end);
      return end;
    }
    int close = ExternalAddress.close(b, start + 1, to);
    close = close < 0 ? Address.close(b, start + 1, to) : close;
    if (close < 0) {
      return -1;
    }
    e.span(field, start + 1, close);
    return close + 1;
  }

  private static int endOfValue(byte[] b, int from, int to) {
    int end = ByteScan.endOfWord(b, from, to);
    return end > from && b[end - 1] == ':' ? end - 1 : end;
  }

  private static int space(byte[] b, int at, int to) {
    return at < to && b[at] == ' ' ? at + 1 : at;
  }

  /** A name holds no bracket, since smtpd(8) took it out (NEUTER_CHARACTERS). */
  private static int helo(byte[] b, int from, int to, EventWriter e) {
    if (from < to && b[from] != '<') {
      int end = endOfValue(b, from, to);
      e.span(Field.HELO, from, end);
      return end;
    }
    int end = from + 1;
    while (end < to && b[end] != '>') {
      if (StrictTail.isNeutered(b[end])) {
        return -1;
      }
      end++;
    }
    if (end < to) { // else the line was cut within it
      e.span(Field.HELO, from + 1, end);
    }
    return Math.min(to, end + 1);
  }
}
