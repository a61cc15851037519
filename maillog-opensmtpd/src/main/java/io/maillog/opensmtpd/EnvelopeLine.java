package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code delivery: WORD for ID: PAIRS} and {@code relay: WORD for ID: PAIRS}: what the queue says
 * of an envelope (queue.c, queue_log), and before 5.7 what a delivery said of it (mda.c, mta.c).
 */
final class EnvelopeLine {
  private static final Literal FOR = Literal.of(" for ");
  private static final Literal REMOVE = Literal.of("Remove");
  private static final Literal EXPIRE = Literal.of("Expire");
  private static final Literal DELETE = Literal.of("delete");

  private EnvelopeLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.endOfWord(b, from, to);
    int id = end + FOR.length();
    int colon = id < to ? ByteScan.indexOf(b, id, to, (byte) ':') : -1;
    if (!FOR.startsAt(b, end, to) || colon < 0 || !Ids.envelope(b, id, colon, e)) {
      return false;
    }
    int pairs = Math.min(to, colon + 2);
    if (REMOVE.equalsAt(b, from, end)) {
      return removed(b, pairs, to, e);
    }
    e.status(
        EXPIRE.equalsAt(b, from, end) ? DeliveryStatus.EXPIRED : DeliveryLine.status(b, from, end));
    return DeliveryLine.pairs(b, pairs, to, e);
  }

  /** An operator took the envelope out of the queue (smtpctl remove); nothing was delivered. */
  private static boolean removed(byte[] b, int from, int to, EventWriter e) {
    e.status(DeliveryStatus.DISCARDED); // only so that the pairs tell whether they are all there
    boolean read = DeliveryLine.pairs(b, from, to, e);
    e.status(null);
    if (!read) {
      return false;
    }
    if (e.has(Field.REPLY)) {
      e.span(Field.REASON, e.from(Field.REPLY), e.to(Field.REPLY));
      e.clear(Field.REPLY);
    }
    e.literal(Field.ACTION, DELETE);
    e.kind(EventKind.QUEUE_ACTION);
    return true;
  }
}
