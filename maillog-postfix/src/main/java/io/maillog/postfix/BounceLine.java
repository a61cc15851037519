package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
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
  private static final Literal NOTICE_FAILED = Literal.of("notice failed while ");
  private static final Literal TO = Literal.of(" to ");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal NO_TRACE = Literal.of("no trace file -- not sending a notification");
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
    } else if (DISCARDED.startsAt(b, from, to)
        || SKIPPED.startsAt(b, from, to)
        || NO_TRACE.startsAt(b, from, to)) {
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
        if (id < to && ByteScan.endOfWord(b, id, to) == to) {
          e.span(Field.CHILD_QUEUE_ID, id, to);
        }
        return true;
      }
    }
    if (NOTICE_FAILED.startsAt(b, p, to)) { // bouncing to ADDR, or warning ADDR
      e.kind(EventKind.BOUNCE);
      int address = ByteScan.endOfWord(b, p + NOTICE_FAILED.length(), to);
      recipient(b, address + (TO.startsAt(b, address, to) ? TO.length() : 1), to, e);
      return true;
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

  /**
   * {@code [ to ADDR][: REASON]}. The reason is one of cleanup's (cleanup_strerror.c), which hold
   * no address, as an address may hold a colon.
   */
  private static void failed(byte[] b, int from, int to, EventWriter e) {
    int colon = COLON.lastIndexIn(b, from, to);
    int reason = colon + COLON.length();
    boolean known = colon >= 0 && ByteScan.indexOf(b, reason, to, (byte) '@') < 0;
    if (TO.startsAt(b, from, to)) {
      recipient(b, from + TO.length(), known ? colon : to, e);
    }
    if (known && reason < to) {
      e.span(Field.REASON, reason, to);
    }
  }

  private static void recipient(byte[] b, int from, int to, EventWriter e) {
    boolean cut = from < to && b[to - 1] == ':'; // before a reason
    int end = cut ? to - 1 : to;
    if (from < end) {
      boolean bracketed = from + 1 < end && b[from] == '<' && b[end - 1] == '>';
      e.span(Field.TO, bracketed ? from + 1 : from, bracketed ? end - 1 : end);
    }
  }
}
