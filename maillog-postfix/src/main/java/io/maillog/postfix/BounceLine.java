package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code sender non-delivery notification: QID} and its relatives (bounce_notify_service.c,
 * bounce_warn_service.c, bounce_trace_service.c).
 */
final class BounceLine {
  private static final Literal SENDER = Literal.of("sender ");
  private static final Literal POSTMASTER = Literal.of("postmaster ");
  private static final Literal[] KINDS = {
    Literal.of("non-delivery notification: "),
    Literal.of("delay notification: "),
    Literal.of("delivery status notification: "),
  };
  private static final Literal FAILED = Literal.of("notification failed");
  private static final Literal FAILED_TO = Literal.of(" to <");
  private static final Literal DISCARDED =
      Literal.of("undeliverable postmaster notification discarded");
  private static final Literal SKIPPED = Literal.of("not sending trace/success notification");

  private static final Literal STATUS = Literal.of("status=");

  private BounceLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int p;
    if (SENDER.startsAt(b, from, to)) {
      p = from + SENDER.length();
    } else if (POSTMASTER.startsAt(b, from, to)) {
      p = from + POSTMASTER.length();
    } else if (DISCARDED.startsAt(b, from, to) || SKIPPED.startsAt(b, from, to)) {
      e.kind(EventKind.BOUNCE);
      return true;
    } else {
      return status(b, from, to, e);
    }
    for (Literal kind : KINDS) {
      if (kind.startsAt(b, p, to)) {
        int id = p + kind.length();
        e.kind(EventKind.BOUNCE);
        e.span(Field.ACTION, p, id - 2);
        if (QueueId.is(b, id, to)) {
          e.span(Field.CHILD_QUEUE_ID, id, to);
        }
        return true;
      }
    }
    if (!FAILED.startsAt(b, p, to)) {
      return false;
    }
    e.kind(EventKind.BOUNCE);
    failed(b, p + FAILED.length(), to, e);
    return true;
  }

  /** {@code status=deferred (bounce failed)}: a notification that could not be made (abounce.c). */
  private static boolean status(byte[] b, int from, int to, EventWriter e) {
    if (!STATUS.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.BOUNCE);
    DeliveryLine.status(b, from + STATUS.length(), to, e);
    return true;
  }

  /** {@code [ to <ADDR>]: REASON} (3.11). */
  private static void failed(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    if (FAILED_TO.startsAt(b, p, to)) {
      int start = p + FAILED_TO.length();
      int close = Address.close(b, start, to);
      if (close < 0) {
        return;
      }
      e.span(Field.TO, start, close);
      p = close + 1;
    }
    if (p + 2 < to && b[p] == ':' && b[p + 1] == ' ') {
      e.span(Field.REASON, p + 2, to);
    }
  }
}
