package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code uid=N from=<ADDR>[ orig_id=QID]}: a message of a local user, or one queued anew
 * (pickup.c).
 */
final class PickupLine {
  private static final Literal UID = Literal.of("uid=");
  private static final Literal FROM = Literal.of(" from=<");
  private static final Literal ORIG_ID = Literal.of(" orig_id=");

  private PickupLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!UID.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.RECEIVED);
    int end = Decimal.endOfDigits(b, from + UID.length(), to);
    e.span(Field.UID, from + UID.length(), end);
    if (FROM.startsAt(b, end, to)) {
      int start = end + FROM.length();
      int close = b[to - 1] == '>' && to > start ? to - 1 : Address.close(b, start, to);
      e.span(Field.FROM, start, close < 0 ? to : close);
      int id = close + 1 + ORIG_ID.length();
      if (close > 0 && ORIG_ID.startsAt(b, close + 1, to) && QueueId.is(b, id, to)) {
        e.kind(EventKind.QUEUE_ACTION); // postsuper -r: the message goes on under a new id
        e.span(Field.PARENT_QUEUE_ID, id, to);
      }
    }
    return true;
  }
}
