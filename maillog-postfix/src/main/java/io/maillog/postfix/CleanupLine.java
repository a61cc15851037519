package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.AngleBrackets;

/**
 * {@code message-id=TEXT} and {@code resent-message-id=TEXT}: the header's value, raw
 * (cleanup_message.c).
 */
final class CleanupLine {
  private static final Literal MESSAGE_ID = Literal.of("message-id=");
  private static final Literal RESENT = Literal.of("resent-message-id=");

  private CleanupLine() {}

  static boolean messageId(byte[] b, int from, int to, EventWriter e) {
    int value;
    if (MESSAGE_ID.startsAt(b, from, to)) {
      value = from + MESSAGE_ID.length();
    } else if (RESENT.startsAt(b, from, to)) {
      value = from + RESENT.length();
    } else {
      return false;
    }
    e.kind(EventKind.MESSAGE_ID);
    int start = AngleBrackets.after(b, value, to);
    e.span(Field.MESSAGE_ID, start, AngleBrackets.before(b, value, to));
    return true;
  }
}
