package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * The tail of a refusal with addresses that are not quoted, as Postfix wrote them before 3.5 and
 * does with info_log_address_format = internal. They can hold anything. The line's end is
 * smtpd(8)'s: the HELO name, which holds no bracket, and the protocol. Before them every place is
 * tried where the tail can start, and where the sender can end; what the text says of itself
 * ({@link RejectReason}) chooses. What stays in doubt is not stated.
 */
final class UnquotedTail {
  private static final Literal FROM = Literal.of("; from=<");
  private static final Literal TO = Literal.of("; to=<");
  private static final Literal THEN_TO = Literal.of("> to=<");
  private static final Literal HELO = Literal.of(" helo=<");
  private static final Literal PROTO = Literal.of(" proto=");
  private static final Literal THEN_SASL = Literal.of("> sasl_");

  /** How many readings are tried, and of how long a text: no daemon logs more (msg_output.c). */
  private static final int MAX_READINGS = 64;

  private static final int MAX_LENGTH = 2048;

  private static final int QUOTE_ENDS = 1 << 28;

  private UnquotedTail() {}

  /**
   * Reads the tail, and sets what is not in doubt.
   *
   * @param text where the refusal's codes start
   * @param reason where its text starts
   * @param nameEnd no tail starts before
   * @param milter whether smtpd_whatsup wrote the tail, with the user in brackets
   * @param stage where the client was refused
   * @return where it starts; {@link RejectTail#NOWHERE} if the line has another form; {@link
   *     RejectTail#SOMEWHERE} if that is not known
   */
  static int read(
      byte[] b,
      int text,
      int reason,
      int nameEnd,
      int to,
      boolean milter,
      SmtpStage stage,
      EventWriter e) {
    int end = heloEnd(b, reason, to);
    int open = end < 0 ? -1 : ByteScan.lastIndexOf(b, reason, end, (byte) '<');
    int helo = open + 1 - HELO.length();
    if (helo < reason || !HELO.startsAt(b, helo, to) || !isHelo(b, open + 1, end)) {
      return RejectTail.NOWHERE;
    }
    int proto = ByteScan.lastIndexOf(b, reason, helo, (byte) ' ');
    int close = proto - 1;
    if (close < reason || b[close] != '>' || !PROTO.startsAt(b, proto, helo)) {
      return RejectTail.NOWHERE;
    }
    e.span(Field.PROTOCOL, proto + PROTO.length(), helo);
    e.span(Field.HELO, open + 1, end);
    if (end + 2 < to) {
      StrictTail.sasl(b, end + 2, to, milter, e);
    }
    if (close - reason > MAX_LENGTH) {
      return RejectTail.SOMEWHERE;
    }
    return addresses(b, text, reason, nameEnd, close, stage, e);
  }

  /** The bracket that ends the HELO name: at the line's end, or before the last SASL facts. */
  private static int heloEnd(byte[] b, int from, int to) {
    int open = ByteScan.lastIndexOf(b, from, to, (byte) '<');
    boolean last = b[to - 1] == '>' && HELO.endsAt(b, from, open + 1);
    return last ? to - 1 : THEN_SASL.lastIndexIn(b, from, to);
  }

  private static boolean isHelo(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (StrictTail.isNeutered(b[i])) {
        return false;
      }
    }
    return true;
  }

  private static int addresses(
      byte[] b, int text, int reason, int nameEnd, int close, SmtpStage stage, EventWriter e) {
    int quote = RejectReason.quote(b, nameEnd, close);
    int first = nextStart(b, Math.max(reason, nameEnd), close);
    int readings = 0;
    int best = -1;
    for (int s = first; s >= 0; s = nextStart(b, s + 1, close)) {
      for (int end = firstEnd(b, s, close, stage); end >= 0; end = nextEnd(b, end, close, stage)) {
        if (readings++ == MAX_READINGS) {
          e.clear(Field.FROM);
          e.clear(Field.TO);
          return RejectTail.SOMEWHERE;
        }
        best = Math.max(best, rank(b, text, reason, quote, s, end, close, e));
      }
    }
    int start = RejectTail.NOWHERE;
    int chosen = -1;
    int senderEnd = -1;
    boolean sender = true;
    boolean recipient = true;
    for (int s = first; s >= 0 && best >= 0; s = nextStart(b, s + 1, close)) {
      for (int end = firstEnd(b, s, close, stage); end >= 0; end = nextEnd(b, end, close, stage)) {
        if (rank(b, text, reason, quote, s, end, close, e) < best) {
          continue;
        }
        if (chosen < 0) {
          start = s;
          chosen = s;
          senderEnd = end;
        } else {
          sender = false;
          recipient &= end == senderEnd;
          start = s == start ? s : RejectTail.SOMEWHERE;
        }
      }
    }
    if (chosen >= 0) {
      set(b, chosen, senderEnd, close, e);
    }
    if (!sender) {
      e.clear(Field.FROM);
    }
    if (!recipient) {
      e.clear(Field.TO);
    }
    return start;
  }

  private static int nextStart(byte[] b, int from, int close) {
    for (int i = from; i < close; i++) {
      if (b[i] == ';' && (FROM.startsAt(b, i, close) || TO.startsAt(b, i, close))) {
        return i;
      }
    }
    return -1;
  }

  /** Where the sender of the tail that starts at {@code s} can first end. */
  private static int firstEnd(byte[] b, int s, int close, SmtpStage stage) {
    boolean alone = stage == SmtpStage.MAIL; // no recipient was named yet
    int end =
        !alone && FROM.startsAt(b, s, close) ? THEN_TO.indexIn(b, s + FROM.length(), close) : -1;
    return end < 0 ? close : end;
  }

  private static int nextEnd(byte[] b, int end, int close, SmtpStage stage) {
    if (end == close) {
      return -1;
    }
    int next = THEN_TO.indexIn(b, end + 1, close);
    return next < 0 && stage != SmtpStage.RCPT ? close : next;
  }

  /** Sets the addresses of the tail that starts at {@code s}, the sender ending at {@code end}. */
  private static void set(byte[] b, int s, int end, int close, EventWriter e) {
    e.clear(Field.FROM);
    e.clear(Field.TO);
    if (!FROM.startsAt(b, s, close)) {
      e.span(Field.TO, s + TO.length(), close);
      return;
    }
    e.span(Field.FROM, s + FROM.length(), end);
    if (end < close) {
      e.span(Field.TO, end + THEN_TO.length(), close);
    }
  }

  /** -1 if the server cannot have written it so; else more, the more the text says for it. */
  private static int rank(
      byte[] b, int text, int reason, int quote, int s, int end, int close, EventWriter e) {
    set(b, s, end, close, e);
    if (!endsWithDomain(b, Field.FROM, e) || !endsWithDomain(b, Field.TO, e)) {
      return -1;
    }
    boolean quoteEnds = quote >= 0 && RejectReason.endsQuote(b, text, quote, s);
    if (!quoteEnds && !RejectReason.isEcho(b, reason, s, e)) {
      return -1;
    }
    int named = RejectReason.namedLength(b, reason, s, e) + 1;
    return (quoteEnds ? QUOTE_ENDS : 0) + Math.min(named, QUOTE_ENDS - 1);
  }

  private static boolean endsWithDomain(byte[] b, Field field, EventWriter e) {
    return !e.has(field) || ExternalAddress.endsWithDomain(b, e.from(field), e.to(field));
  }
}
