package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * What became of a queue file: removed by qmgr(8) (qmgr_active.c) or cleanup(8) (cleanup_api.c);
 * removed, held, released, requeued or expired by the operator (postsuper.c).
 */
final class QueueLine {
  private static final Literal REMOVED = Literal.of("removed");
  private static final Literal REQUEUED = Literal.of("requeued");
  private static final Literal HELD = Literal.of("placed on hold");
  private static final Literal RELEASED = Literal.of("released from hold");
  private static final Literal EXPIRED = Literal.of("expired");

  private static final Literal DELETE = Literal.of("delete");
  private static final Literal REQUEUE = Literal.of("requeue");
  private static final Literal HOLD = Literal.of("hold");
  private static final Literal RELEASE = Literal.of("release");
  private static final Literal EXPIRE = Literal.of("expire");

  private static final Literal[] SUMMARIES = {
    Literal.of("Requeued: "),
    Literal.of("Deleted: "),
    Literal.of("Force-expired: "),
    Literal.of("Placed on hold: "),
    Literal.of("Released from hold: "),
    Literal.of("Renamed to match inode number: "),
  };
  private static final Literal[] SUMMARY_ACTIONS = {
    REQUEUE, DELETE, EXPIRE, HOLD, RELEASE, Literal.of("rename")
  };

  private QueueLine() {}

  static boolean parse(byte[] b, int from, int to, boolean postsuper, EventWriter e) {
    if (REMOVED.startsAt(b, from, to)) {
      return removed(b, from + REMOVED.length(), to, postsuper, e);
    } else if (REQUEUED.equalsAt(b, from, to)) {
      return action(REQUEUE, e);
    } else if (HELD.equalsAt(b, from, to)) {
      return action(HOLD, e);
    } else if (RELEASED.equalsAt(b, from, to)) {
      return action(RELEASE, e);
    } else if (EXPIRED.equalsAt(b, from, to)) {
      return action(EXPIRE, e);
    }
    return false;
  }

  private static boolean removed(byte[] b, int at, int to, boolean postsuper, EventWriter e) {
    if (at == to) {
      if (postsuper) {
        return action(DELETE, e);
      }
      e.kind(EventKind.REMOVED);
      return true;
    }
    if (at + 3 > to || b[at] != ' ' || b[at + 1] != '(' || b[to - 1] != ')') {
      return false;
    }
    e.kind(EventKind.REMOVED); // (canceled) or (discarded)
    e.span(Field.ACTION, at + 2, to - 1);
    return true;
  }

  private static boolean action(Literal word, EventWriter e) {
    e.kind(EventKind.QUEUE_ACTION);
    e.literal(Field.ACTION, word);
    return true;
  }

  /** {@code Deleted: 3 messages}. */
  static boolean summary(byte[] b, int from, int to, EventWriter e) {
    for (int i = 0; i < SUMMARIES.length; i++) {
      int count = from + SUMMARIES[i].length();
      if (SUMMARIES[i].startsAt(b, from, to) && Decimal.endOfDigits(b, count, to) > count) {
        return action(SUMMARY_ACTIONS[i], e);
      }
    }
    return false;
  }
}
