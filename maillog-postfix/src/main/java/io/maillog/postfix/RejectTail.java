package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * {@code from=<A> to=<A> proto=P helo=<H> sasl_method=M sasl_username=U sasl_sender=S}, each
 * optional, in this order, to the line's end: what smtpd(8) knows of the session (smtpd_check.c,
 * log_whatsup; the SASL facts since 3.10). With commas between them they are postscreen(8)'s.
 */
final class RejectTail {
  /** Of a tail's start: the text has none. */
  static final int NOWHERE = -1;

  /** Of a tail's start: it is not known. */
  static final int SOMEWHERE = -2;

  /** It is none. */
  static final int NONE = 0;

  /** The line ends within it: what is stated of it is set. */
  static final int CUT = 1;

  /** It reaches to the line's end. */
  static final int WHOLE = 2;

  private static final Literal FROM = Literal.of("from=<");
  private static final Literal TO = Literal.of("to=<");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=<");
  private static final Literal SMTP = Literal.of("SMTP");
  private static final Literal METHOD = Literal.of("sasl_method=");
  private static final Literal USERNAME = Literal.of("sasl_username=");
  private static final Literal SENDER = Literal.of("sasl_sender=");
  private static final Literal[] SASL_KEYS = {METHOD, USERNAME, SENDER};
  private static final Literal[] KEYS = {TO, PROTO, HELO, METHOD, USERNAME, SENDER};
  private static final Literal MILTER_USER = Literal.of("> sasl_username=<");

  /** No name is longer, since no refusal's text is; and so a search costs the line's length. */
  private static final int MAX_NAME = 510;

  private RejectTail() {}

  /**
   * Reads from its first key on.
   *
   * @param milter whether the user's name follows the HELO name alone, in brackets
   * @param named the value that the reason names, null if none: that one is {@code b[name,
   *     nameEnd)} if it can be
   */
  static int read(
      byte[] b,
      int from,
      int to,
      boolean milter,
      @Nullable Field named,
      int name,
      int nameEnd,
      EventWriter e) {
    int length = named == null || nameEnd - name > MAX_NAME ? 0 : nameEnd - name;
    int p = from;
    if (FROM.startsAt(b, p, to)) {
      int start = p + FROM.length();
      int close = -1;
      if (length > 0 && named == Field.FROM) {
        close = isBracketed(b, start, to, name, length) ? start + length : -1;
      } else if (length > 0 && named == Field.TO) {
        close = beforeRecipient(b, start, to, name, length);
      }
      p = address(Field.FROM, b, start, close, to, e);
      if (p < 0) {
        return CUT;
      }
    }
    if (TO.startsAt(b, p, to)) {
      int start = p + TO.length();
      boolean isNamed = length > 0 && named == Field.TO && isBracketed(b, start, to, name, length);
      p = address(Field.TO, b, start, isNamed ? start + length : -1, to, e);
      if (p < 0) {
        return CUT;
      }
    }
    if (PROTO.startsAt(b, p, to)) {
      int start = p + PROTO.length();
      int end = start;
      while (end < to && b[end] != ' ' && b[end] != ',') {
        end++;
      }
      if (end < to || isProtocol(b, start, to)) { // else it was cut
        CutLine.span(Field.PROTOCOL, start, end, e);
      }
      p = separator(b, end, to);
    }
    if (HELO.startsAt(b, p, to)) {
      return helo(b, p + HELO.length(), to, milter, e);
    }
    return p >= to ? WHOLE : sasl(b, p, to, e);
  }

  /**
   * Sets an address; after it and its separator, or -1 if the line ends within it: then its rest is
   * not known.
   */
  private static int address(Field field, byte[] b, int start, int known, int to, EventWriter e) {
    int close = known < 0 ? Address.close(b, start, to) : known;
    if (close >= 0) {
      e.span(field, start, close);
      return separator(b, close + 1, to);
    }
    return -1;
  }

  /** Whether it is {@code SMTP} or {@code ESMTP} (mail_proto.h), and no part of them. */
  static boolean isProtocol(byte[] b, int from, int to) {
    return SMTP.endsAt(b, from, to);
  }

  /** Whether the name stands there, and a bracket after it. */
  private static boolean isBracketed(byte[] b, int at, int to, int name, int length) {
    int end = at + length;
    return end < to
        && b[end] == '>'
        && (end + 1 == to || b[end + 1] == ' ' || b[end + 1] == ',')
        && ByteScan.equal(b, at, end, b, name, name + length);
  }

  /** The bracket before the first {@code to=<} that the name follows; -1 if there is none. */
  private static int beforeRecipient(byte[] b, int from, int to, int name, int length) {
    for (int i = from; i < to; i++) {
      i = ByteScan.indexOf(b, i, to, (byte) '>');
      if (i < 0) {
        return -1;
      }
      int key = separator(b, i + 1, to);
      if (TO.startsAt(b, key, to) && isBracketed(b, key + TO.length(), to, name, length)) {
        return i;
      }
    }
    return -1;
  }

  /** After a space, or after a comma and a space. */
  private static int separator(byte[] b, int at, int to) {
    int p = at < to && b[at] == ',' ? at + 1 : at;
    return p < to && b[p] == ' ' ? p + 1 : p;
  }

  /**
   * The name may hold anything, what looks like SASL facts too. A line that ends in a bracket ends
   * with the name: smtpd(8) puts no brackets round those facts. Where they follow, what follows the
   * last place that looks like their start is theirs.
   */
  private static int helo(byte[] b, int from, int to, boolean milter, EventWriter e) {
    if (from < to && b[to - 1] == '>') {
      int user = milter ? MILTER_USER.indexIn(b, from, to) : -1;
      if (user >= 0 && user + MILTER_USER.length() < to) {
        e.span(Field.SASL_USERNAME, user + MILTER_USER.length(), to - 1);
      }
      e.span(Field.HELO, from, user < 0 ? to - 1 : user);
      return WHOLE;
    }
    for (int i = to - 1; i >= from; i--) {
      if (b[i] == '>' && isSasl(b, separator(b, i + 1, to), to)) {
        e.span(Field.HELO, from, i);
        return Math.max(CUT, sasl(b, separator(b, i + 1, to), to, e));
      }
    }
    int last = ByteScan.lastIndexOf(b, from, to, (byte) '>');
    boolean key = last >= 0 && CutLine.endsWithin(SASL_KEYS, b, separator(b, last + 1, to), to);
    CutLine.span(Field.HELO, from, key ? last : from, e);
    return CUT;
  }

  private static boolean isSasl(byte[] b, int at, int to) {
    return METHOD.startsAt(b, at, to) || USERNAME.startsAt(b, at, to) || SENDER.startsAt(b, at, to);
  }

  private static int sasl(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    if (METHOD.startsAt(b, p, to)) {
      int start = p + METHOD.length();
      int end = start;
      while (end < to && b[end] != ' ' && b[end] != ',') {
        end++;
      }
      CutLine.span(Field.SASL_METHOD, start, end, e);
      p = separator(b, end, to);
    }
    if (USERNAME.startsAt(b, p, to)) {
      StrictTail.user(b, p + USERNAME.length(), to, e);
      p = to;
    } else if (SENDER.startsAt(b, p, to)) {
      CutLine.span(Field.SASL_SENDER, p + SENDER.length(), to, e);
      p = to;
    }
    return p >= to ? WHOLE : CutLine.endsWithin(KEYS, b, p, to) ? CUT : NONE;
  }
}
