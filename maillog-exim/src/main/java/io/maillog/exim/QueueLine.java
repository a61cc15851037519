package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * What became of a message in the queue: completed (deliver.c), frozen and thawed, removed,
 * cancelled or changed by an administrator (queue.c), left for a queue runner (receive.c).
 */
final class QueueLine {
  private static final Literal COMPLETED = Literal.of("Completed");
  private static final Literal QUEUE_TIME = Literal.of(" QT=");
  private static final Literal[] FROZEN = {
    Literal.of("Frozen"), Literal.of("frozen by "), Literal.of("*** Frozen"),
  };
  private static final Literal IS_FROZEN = Literal.of("Message is frozen");
  private static final Literal LOCKED_FOR = Literal.of("Spool file for ");
  private static final Literal LOCKED = Literal.of("Spool file is locked");
  private static final Literal[] THAWED = {
    Literal.of("Unfrozen by "), Literal.of("unfrozen by "), Literal.of("Unfrozen"),
  };
  private static final Literal[] DELETED = {
    Literal.of("removed by "),
    Literal.of("Message removed because older than "),
    Literal.of("rescind the above message-accept"),
    Literal.of("Message abandoned: "),
  };
  private static final Literal[] CANCELLED = {Literal.of("cancelled by ")};
  private static final Literal ADDRESS = Literal.of("address <");
  private static final Literal MARKED = Literal.of(" marked delivered by ");
  private static final Literal RECIPIENT = Literal.of("recipient <");
  private static final Literal ADDED = Literal.of(" added by ");
  private static final Literal SENDER = Literal.of("sender address changed to <");
  private static final Literal MOVED = Literal.of("moved from ");
  private static final Literal QUEUED = Literal.of("no immediate delivery: ");
  private static final Literal DEFERRED = Literal.of("Delivery deferred by system filter");
  private static final Literal NOT_SIGNED =
      Literal.of("DKIM: message could not be signed, and dkim_strict is set. Deferring message");

  private static final Literal IGNORED = Literal.of(": error ignored");

  private QueueLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'C' -> completed(b, from, to, e);
      case 'F', 'f', '*' -> action(FROZEN, Words.FREEZE, b, from, to, e);
      case 'U', 'u' -> action(THAWED, Words.THAW, b, from, to, e);
      case 'r' ->
          action(DELETED, Words.DELETE, b, from, to, e)
              || recipient(RECIPIENT, ADDED, b, from, to, e);
      case 'c' -> action(CANCELLED, Words.CANCEL, b, from, to, e);
      case 'M' -> message(b, from, to, e);
      case 'a' -> recipient(ADDRESS, MARKED, b, from, to, e);
      case 's' -> sender(b, from, to, e);
      case 'm' -> moved(b, from, to, e);
      case 'n' -> queued(b, from, to, e);
      case 'D' -> deferred(b, from, to, e);
      case 'S' -> spool(b, from, to, e);
      default -> false;
    };
  }

  private static boolean completed(byte[] b, int from, int to, EventWriter e) {
    if (!COMPLETED.startsAt(b, from, to)) {
      return false;
    }
    int p = from + COMPLETED.length();
    if (p < to && !QUEUE_TIME.startsAt(b, p, to)) {
      return false;
    }
    e.kind(EventKind.REMOVED);
    if (p < to) {
      Duration.seconds(Field.DELAY, b, p + QUEUE_TIME.length(), to, e);
    }
    return true;
  }

  private static boolean action(
      Literal[] texts, Literal word, byte[] b, int from, int to, EventWriter e) {
    for (Literal text : texts) {
      if (text.startsAt(b, from, to)) {
        e.kind(EventKind.QUEUE_ACTION);
        e.literal(Field.ACTION, word);
        e.span(Field.REASON, from, to);
        return true;
      }
    }
    return false;
  }

  /**
   * {@code Message is frozen}: a queue runner leaves it alone (deliver.c). Nothing is done to it
   * now, but it may be the only line of the log that says so.
   */
  private static boolean message(byte[] b, int from, int to, EventWriter e) {
    if (IS_FROZEN.startsAt(b, from, to)) {
      e.kind(EventKind.QUEUE_RUN);
      e.literal(Field.ACTION, Words.FREEZE);
      return true;
    }
    return action(DELETED, Words.DELETE, b, from, to, e);
  }

  /** {@code Spool file[ for ID] is locked (another process is handling this message)}. */
  private static boolean spool(byte[] b, int from, int to, EventWriter e) {
    if (!LOCKED.startsAt(b, from, to) && !LOCKED_FOR.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.QUEUE_RUN);
    return true;
  }

  private static boolean recipient(
      Literal head, Literal tail, byte[] b, int from, int to, EventWriter e) {
    if (!head.startsAt(b, from, to)) {
      return false;
    }
    int address = from + head.length();
    int close = Address.close(b, address, to);
    if (close < 0 || !tail.startsAt(b, close + 1, to)) {
      return false;
    }
    e.kind(EventKind.QUEUE_ACTION);
    if (MARKED.equals(tail)) {
      e.literal(Field.ACTION, Words.DELETE); // by hand: it was not delivered
    }
    e.span(Field.TO, address, close);
    e.span(Field.REASON, from, to);
    return true;
  }

  private static boolean sender(byte[] b, int from, int to, EventWriter e) {
    if (!SENDER.startsAt(b, from, to)) {
      return false;
    }
    int address = from + SENDER.length();
    int close = Address.close(b, address, to);
    e.kind(EventKind.QUEUE_ACTION);
    e.span(Field.FROM, address, close < 0 ? to : close);
    e.span(Field.REASON, from, to);
    return true;
  }

  private static boolean moved(byte[] b, int from, int to, EventWriter e) {
    if (!MOVED.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.QUEUE_ACTION);
    e.span(Field.REASON, from, to);
    return true;
  }

  private static boolean queued(byte[] b, int from, int to, EventWriter e) {
    if (!QUEUED.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.QUEUED);
    e.span(Field.REASON, from + QUEUED.length(), to);
    return true;
  }

  private static boolean deferred(byte[] b, int from, int to, EventWriter e) {
    if (!DEFERRED.startsAt(b, from, to) && !NOT_SIGNED.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.DEFERRED);
    e.span(Field.REPLY, from, to);
    return true;
  }

  /** {@code ADDRESS[ <ORIGINAL>]: error ignored}: a notification that is not sent (deliver.c). */
  static boolean ignored(byte[] b, int from, int to, EventWriter e) {
    int colon = IGNORED.lastIndexIn(b, from, to);
    if (colon < 0) {
      return false;
    }
    int end = Target.read(b, from, from, to, e);
    if (end != colon) {
      e.clear(Field.TO);
      e.clear(Field.ORIG_TO);
      return false;
    }
    e.kind(EventKind.BOUNCE);
    e.span(Field.REASON, ByteScan.skipSpaces(b, colon + 1, to), to);
    return true;
  }
}
