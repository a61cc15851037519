package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * The tail of a refusal as smtpd(8) writes it (smtpd_check.c, log_whatsup; smtpd.c, smtpd_whatsup),
 * each value in a form that it can have: {@code from=<A> to=<A> proto=P helo=<H>} and the SASL
 * facts. It takes what is special in a HELO name out of it (NEUTER_CHARACTERS), and since 3.5
 * addresses are quoted, so that such a tail can be read in one way.
 *
 * <p>Where somebody took the brackets off, a value is a word.
 */
final class StrictTail {
  /** It is none. */
  static final int NONE = 0;

  /** It is one. */
  static final int POSSIBLE = 1;

  /** It is one, and no value in it can hold another. */
  static final int PLAIN = 2;

  /** It is one, of a user whose name holds another. */
  static final int DOUBTFUL = 3;

  private static final Literal FROM = Literal.of("from=");
  private static final Literal TO = Literal.of("to=");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=");
  private static final Literal SASL = Literal.of("sasl_");
  private static final Literal METHOD = Literal.of("sasl_method=");
  private static final Literal USERNAME = Literal.of("sasl_username=");
  private static final Literal THEN_TO = Literal.of("> to=<");
  private static final Literal THEN_PROTO = Literal.of("> proto=");
  private static final Literal SENDER = Literal.of("sasl_sender=");
  private static final Literal THEN_SENDER = Literal.of(" sasl_sender=");

  private StrictTail() {}

  /** Whether the first key of a tail stands there, after a semicolon and a space. */
  static boolean startsAt(byte[] b, int semicolon, int to) {
    int at = semicolon + 2;
    if (at >= to || b[semicolon] != ';' || b[semicolon + 1] != ' ') {
      return false;
    }
    return switch (b[at]) {
      case 'f' -> FROM.startsAt(b, at, to);
      case 't' -> TO.startsAt(b, at, to);
      case 'p' -> PROTO.startsAt(b, at, to);
      case 'h' -> HELO.startsAt(b, at, to);
      default -> false;
    };
  }

  /**
   * Reads from the first key to the line's end, and sets the fields.
   *
   * @param milter whether smtpd_whatsup wrote the tail, with the user in brackets
   * @return {@link #NONE}, {@link #POSSIBLE}, {@link #PLAIN} or {@link #DOUBTFUL}; if none, the
   *     fields are not to be used
   */
  static int read(byte[] b, int from, int to, boolean milter, EventWriter e) {
    int p = from;
    boolean quoted = false;
    if (FROM.startsAt(b, p, to)) {
      quoted = isQuoted(b, p + FROM.length(), to);
      p = address(Field.FROM, b, p + FROM.length(), to, e);
    }
    if (p >= 0 && TO.startsAt(b, p, to)) {
      quoted |= isQuoted(b, p + TO.length(), to);
      p = address(Field.TO, b, p + TO.length(), to, e);
    }
    if (p >= 0 && PROTO.startsAt(b, p, to)) {
      p = protocol(b, p + PROTO.length(), to, e);
    }
    if (p >= 0 && HELO.startsAt(b, p, to)) {
      p = helo(b, p + HELO.length(), to, e);
    }
    if (p < 0 || p == from) {
      return NONE;
    }
    if (p == to) {
      return quoted ? POSSIBLE : PLAIN;
    }
    if (!sasl(b, p, to, milter, e)) {
      return NONE;
    }
    return holdsTail(b, p, to) ? DOUBTFUL : POSSIBLE;
  }

  private static boolean isQuoted(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == '<' && b[at + 1] == '"';
  }

  /** Sets the address; where the next key stands, or -1 if this is none. */
  private static int address(Field field, byte[] b, int at, int to, EventWriter e) {
    if (at >= to || b[at] != '<') {
      return word(field, b, at, to, e);
    }
    int close = ExternalAddress.close(b, at + 1, to);
    if (close < 0) {
      return -1;
    }
    e.span(field, at + 1, close);
    return next(b, close + 1, to);
  }

  private static int word(Field field, byte[] b, int from, int to, EventWriter e) {
    int end = from;
    while (end < to && b[end] != ' ') {
      if (b[end] == '<' || b[end] == '>' || b[end] == '"' || b[end] == ';' || b[end] == ',') {
        return -1;
      }
      end++;
    }
    if (end == from) {
      return -1;
    }
    e.span(field, from, end);
    return next(b, end, to);
  }

  /** After the space; the line's end if that is here; -1 if something else follows. */
  private static int next(byte[] b, int at, int to) {
    if (at == to) {
      return to;
    }
    return b[at] == ' ' && at + 1 < to ? at + 1 : -1;
  }

  /** {@code SMTP} or {@code ESMTP} (mail_proto.h). */
  private static int protocol(byte[] b, int from, int to, EventWriter e) {
    int end = from;
    while (end < to && b[end] >= 'A' && b[end] <= 'Z') {
      end++;
    }
    if (end == from || (end == to && !RejectTail.isProtocol(b, from, to))) {
      return -1; // none, or a part of it at the end of a line that was cut
    }
    e.span(Field.PROTOCOL, from, end);
    return next(b, end, to);
  }

  /** Before 2.0 a space was let through. */
  private static int helo(byte[] b, int at, int to, EventWriter e) {
    if (at >= to || b[at] != '<') {
      return word(Field.HELO, b, at, to, e);
    }
    int end = at + 1;
    while (end < to && b[end] != '>') {
      if (isNeutered(b[end])) {
        return -1;
      }
      end++;
    }
    if (end == to) {
      return -1;
    }
    e.span(Field.HELO, at + 1, end);
    return next(b, end + 1, to);
  }

  /** Whether smtpd(8) lets the byte stand in no HELO name. */
  static boolean isNeutered(byte c) {
    return switch (c) {
      case '<', '>', '(', ')', '\\', '"', ';', '@' -> true;
      default -> false;
    };
  }

  /** A user's name can be anything. */
  static boolean sasl(byte[] b, int from, int to, boolean milter, EventWriter e) {
    if (!SASL.startsAt(b, from, to)) {
      return false;
    }
    if (milter && USERNAME.startsAt(b, from, to)) {
      int name = from + USERNAME.length() + 1;
      if (name < to && b[name - 1] == '<' && b[to - 1] == '>') {
        e.span(Field.SASL_USERNAME, name, to - 1);
        return true;
      }
    }
    int p = from;
    if (METHOD.startsAt(b, p, to)) {
      p = word(Field.SASL_METHOD, b, p + METHOD.length(), to, e);
    }
    if (p < 0 || p == to) {
      return p == to;
    }
    if (SENDER.startsAt(b, p, to)) {
      CutLine.span(Field.SASL_SENDER, p + SENDER.length(), to, e);
      return true;
    }
    if (!USERNAME.startsAt(b, p, to)) {
      return false;
    }
    user(b, p + USERNAME.length(), to, e);
    return true;
  }

  /** Of a user whose name holds what may follow one it is not known where the name ends. */
  static void user(byte[] b, int from, int to, EventWriter e) {
    if (THEN_SENDER.indexIn(b, from, to) < 0) {
      CutLine.span(Field.SASL_USERNAME, from, to, e);
    }
  }

  private static boolean holdsTail(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((b[i] == ';' && startsAt(b, i, to))
          || (b[i] == '>' && (THEN_TO.startsAt(b, i, to) || THEN_PROTO.startsAt(b, i, to)))) {
        return true;
      }
    }
    return false;
  }
}
