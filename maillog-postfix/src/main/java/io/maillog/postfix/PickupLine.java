package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
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
  private static final Literal FROM = Literal.of(" from=");
  private static final Literal ORIG_ID = Literal.of(" orig_id=");
  private static final Literal[] NEXT = {ORIG_ID};

  private PickupLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!UID.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.RECEIVED);
    int end = Decimal.endOfDigits(b, from + UID.length(), to);
    CutLine.span(Field.UID, from + UID.length(), end < to ? end : from, e);
    int start = end + FROM.length();
    if (!FROM.startsAt(b, end, to) || start == to) {
      return true;
    }
    int id = ORIG_ID.lastIndexIn(b, start, to);
    int idStart = id + ORIG_ID.length();
    boolean anew = id > 0 && isWord(b, idStart, to);
    int senderEnd = anew ? id : to;
    if (start < senderEnd && b[start] == '<') {
      start++;
      // A line that was cut has a part of the next key at its end, or no bracket.
      int close = ByteScan.lastIndexOf(b, start, senderEnd, (byte) '>');
      boolean closed = close >= 0 && CutLine.endsWithin(NEXT, b, close + 1, senderEnd);
      senderEnd = closed ? close : -1;
    }
    if (senderEnd >= start) {
      e.span(Field.FROM, start, senderEnd);
    }
    if (anew) {
      e.kind(EventKind.QUEUE_ACTION); // postsuper -r: the message goes on under a new id
      e.span(Field.PARENT_QUEUE_ID, idStart, to);
    }
    return true;
  }

  private static boolean isWord(byte[] b, int from, int to) {
    return from < to && ByteScan.endOfWord(b, from, to) == to && b[to - 1] != '>';
  }
}
