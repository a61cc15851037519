package io.maillog.grammar;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * An SMTP reply as a line quotes it, {@code 550 5.1.1 text} (RFC 5321, 4.2; RFC 2034), for the
 * parsers of dialects. Allocates nothing, and throws nothing on content.
 */
public final class SmtpReply {
  private static final Literal QUEUED_AS = Literal.of(" queued as");
  private static final Literal OK = Literal.of("OK");
  private static final Literal ID = Literal.of("id=");
  private static final Literal ACCEPTED = Literal.of(" Message accepted for delivery");
  private static final Literal OK_DISCARDED = Literal.of("Ok, discarded, id=");

  private SmtpReply() {}

  /** Sets the code where the text starts with three digits; where the text goes on after it. */
  public static int code(byte[] b, int from, int to, EventWriter e) {
    if (to - from < 3 || Decimal.endOfDigits(b, from, Math.min(to, from + 4)) != from + 3) {
      return from;
    }
    if (b[from] < '2'
        || b[from] > '5'
        || (to > from + 3 && b[from + 3] != ' ' && b[from + 3] != '-')) {
      return from;
    }
    e.span(Field.CODE, from, from + 3);
    return Math.min(to, from + 4);
  }

  /** Sets the enhanced status where the text starts with one; where the text goes on after it. */
  public static int dsn(byte[] b, int from, int to, EventWriter e) {
    int end = EnhancedStatus.endOf(b, from, to);
    if (end < 0 || (end < to && b[end] != ' ')) {
      return from;
    }
    e.span(Field.DSN, from, end);
    return Math.min(to, end + 1);
  }

  /**
   * Whether a content filter says that it dropped the message: amavis's {@code 250 2.7.0 Ok,
   * discarded, id=…}, with its codes or without.
   */
  public static boolean isDiscard(byte[] b, int from, int to) {
    if (from >= to || (b[from] != '2' && b[from] != 'O')) {
      return false;
    }
    boolean code = to - from > 4 && Decimal.endOfDigits(b, from, from + 4) == from + 3;
    int p = code ? from + 4 : from;
    int dsn = EnhancedStatus.endOf(b, p, to);
    return OK_DISCARDED.startsAt(b, dsn < 0 ? p : dsn + 1, to);
  }

  /**
   * Sets the id under which the next hop took the message, where the reply ends as those of the
   * usual servers: {@code queued as ID}, {@code OK id=ID} or {@code ID Message accepted for
   * delivery}.
   */
  public static void remoteId(byte[] b, int from, int to, EventWriter e) {
    boolean accepted = ACCEPTED.endsAt(b, from, to);
    int end = accepted ? to - ACCEPTED.length() : to;
    int start = Math.max(from, ByteScan.lastIndexOf(b, from, end, (byte) ' ') + 1);
    int before = start - 1;
    if (!accepted) {
      if (start == from) {
        return;
      }
      if (ID.startsAt(b, start, end) && endsWithOk(b, from, before)) {
        start += ID.length();
      } else if (!QUEUED_AS.endsAt(b, from, before)) {
        return;
      }
    }
    if (isId(b, start, end)) {
      e.span(Field.REMOTE_QUEUE_ID, start, end);
    }
  }

  private static boolean endsWithOk(byte[] b, int from, int to) {
    return OK.endsAt(b, from, to) && (to - from == OK.length() || b[to - OK.length() - 1] == ' ');
  }

  private static boolean isId(byte[] b, int from, int to) {
    int length = to - from;
    if (length < 5 || length > 64) {
      return false;
    }
    int plain = from;
    while (plain + Long.BYTES <= to && ByteScan.alphanumerics(ByteScan.word(b, plain)) == 8) {
      plain += Long.BYTES;
    }
    for (int i = plain; i < to; i++) {
      byte c = b[i];
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (!letter && !Decimal.isDigit(c) && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
