package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * What became of an envelope: it is done (envelope.c), was discarded, held, released (queue.c),
 * split (queue.c), cloned for a list's owner (deliver.c), or caused a notification (savemail.c).
 */
final class QueueLine {
  private static final Literal DONE = Literal.of("done; delay=");
  private static final Literal DISCARDED = Literal.of("discarded");
  private static final Literal QUARANTINE = Literal.of("quarantine=");
  private static final Literal UNQUARANTINE = Literal.of("unquarantine");
  private static final Literal SPLIT = Literal.of("split: ");
  private static final Literal RCPTS = Literal.of("rcpts=");
  private static final Literal ID = Literal.of("id=");
  private static final Literal IDS = Literal.of("ids=");
  private static final Literal CLONE_OF = Literal.of("clone ");
  private static final Literal OWNER = Literal.of(", owner=");
  private static final Literal LINE_FEED = Literal.of("\\n"); // as it is printed
  private static final Literal OWNER_KEY = Literal.of("owner");
  private static final Literal CLONE = Literal.of("clone: ");
  private static final Literal CANNOT_SEND = Literal.of("Cannot send message for ");
  private static final Literal RECEIPT = Literal.of("Return receipt");
  private static final Literal WARNING = Literal.of("Warning: ");
  private static final Literal TOO_LATE = Literal.of("delivery time expired ");
  private static final Literal SAVED = Literal.of("Saved message in ");
  private static final Literal ARROW = Literal.of(" => ");
  private static final Literal DOTS = Literal.of("...");

  // To how many characters an address is cut; of a list the first and the last hundred are left
  // (libsmutil/snprintf.c, shortenstring).
  private static final int[] CUTS = {100, 200};
  static final int HALF = 100;
  private static final int SHORTENED = 203;
  private static final Literal[] EXPANSIONS = {
    Literal.of("alias "), Literal.of("forward "), Literal.of("expand "), Literal.of("hesiod "),
  };
  private static final Literal SPAM = Literal.of("possible spam from <> to list: ");
  private static final Literal REDIRECTED = Literal.of(", redirected to ");
  private static final Literal[] NOTIFICATIONS = {
    Literal.of("DSN: "),
    Literal.of("return to sender: "),
    Literal.of("sender notify: "),
    Literal.of("postmaster notify: "),
  };

  private QueueLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    switch (b[from]) {
      case 'd' -> {
        return done(b, from, to, e) || discarded(b, from, to, e);
      }
      case 'q', 'u' -> {
        return quarantine(b, from, to, e);
      }
      case 's' -> {
        return split(b, from, to, e);
      }
      case 'c' -> {
        return cloned(b, from, to, e);
      }
      case 'a', 'f', 'e', 'h' -> {
        return expanded(b, from, to, e);
      }
      case 'p' -> {
        return redirected(b, from, to, e);
      }
      case 'S' -> {
        return saved(b, from, to, e);
      }
      default -> {
        return false;
      }
    }
  }

  /** {@code NEWID: WHAT: TEXT}, behind the id that caused it. */
  static boolean another(byte[] b, int from, int to, EventWriter e) {
    int end = QueueId.endOf(b, from, to);
    if (end < 0 || end + 2 >= to || b[end] != ':' || b[end + 1] != ' ') {
      end = QueueId.endOfToken(b, from, to);
      if (end < 0) {
        return false;
      }
    }
    int p = end + 2;
    if (!mayFollowId(b[p])) {
      return false;
    }
    if (CLONE.startsAt(b, p, to)) {
      e.kind(EventKind.EXPANDED);
      e.span(Field.CHILD_QUEUE_ID, from, end);
      attribute(b, p + CLONE.length(), to, e);
      return true;
    }
    int reason = afterNotification(b, p, to);
    if (reason < 0) {
      return false;
    }
    e.kind(EventKind.BOUNCE);
    e.span(Field.CHILD_QUEUE_ID, from, end);
    e.span(Field.ACTION, p, reason - 2);
    e.span(Field.REASON, reason, to);
    e.status(failure(b, p, reason, to));
    return true;
  }

  /** Whether the text begins with an id, of whatever characters, and what became of it. */
  static boolean isAnother(byte[] b, int from, int to) {
    int end = QueueId.endOfToken(b, from, to);
    return end >= 0
        && mayFollowId(b[end + 2])
        && (CLONE.startsAt(b, end + 2, to) || afterNotification(b, end + 2, to) >= 0);
  }

  /** Whether {@link #CLONE} or one of {@link #NOTIFICATIONS} may begin so. */
  private static boolean mayFollowId(byte first) {
    return first == 'c' || first == 'D' || first == 'r' || first == 's' || first == 'p';
  }

  private static int afterNotification(byte[] b, int at, int to) {
    for (Literal notification : NOTIFICATIONS) {
      if (notification.startsAt(b, at, to)) {
        return at + notification.length();
      }
    }
    return -1;
  }

  /** What a notification says of the message's delivery; null of a warning or a receipt. */
  private static @Nullable DeliveryStatus failure(byte[] b, int word, int reason, int to) {
    if (CANNOT_SEND.startsAt(b, reason, to) || TOO_LATE.startsAt(b, reason, to)) {
      return DeliveryStatus.EXPIRED; // Timeout.queuereturn, or the sender's own (RFC 2852)
    }
    boolean ofFailure =
        NOTIFICATIONS[0].startsAt(b, word, to) || NOTIFICATIONS[1].startsAt(b, word, to);
    return ofFailure && !RECEIPT.equalsAt(b, reason, to) && !WARNING.startsAt(b, reason, to)
        ? DeliveryStatus.BOUNCED
        : null;
  }

  private static void attribute(byte[] b, int key, int to, EventWriter e) {
    int equals = ByteScan.indexOf(b, key, to, (byte) '=');
    if (equals > key) {
      e.attribute(key, equals, equals + 1, to);
    }
  }

  /** {@code done; delay=TIME, ntries=N}: the envelope has left the queue. */
  private static boolean done(byte[] b, int from, int to, EventWriter e) {
    if (!DONE.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.REMOVED);
    int delay = from + DONE.length();
    int end = Address.endOfValue(b, delay, to);
    Interval.seconds(Field.DELAY, b, delay, end, e);
    if (end + 2 < to) {
      attribute(b, end + 2, to, e);
    }
    return true;
  }

  private static boolean discarded(byte[] b, int from, int to, EventWriter e) {
    if (!DISCARDED.equalsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.CONTENT_CHECK);
    e.literal(Field.ACTION, Words.DISCARD);
    return true;
  }

  /** Of an operator, by sendmail -Q (queue.c, quarantine_queue_item). */
  private static boolean quarantine(byte[] b, int from, int to, EventWriter e) {
    if (QUARANTINE.startsAt(b, from, to)) {
      e.literal(Field.ACTION, Words.HOLD);
      e.span(Field.REASON, from + QUARANTINE.length(), to);
    } else if (UNQUARANTINE.equalsAt(b, from, to)) {
      e.literal(Field.ACTION, Words.RELEASE);
    } else {
      return false;
    }
    e.kind(EventKind.QUEUE_ACTION);
    return true;
  }

  /**
   * {@code split: [maxrcpts=N, rcpts=N, ]count=N, id[s]=NEWID[; NEWID…]} (queue.c,
   * split_within_queue, split_by_recipient).
   */
  private static boolean split(byte[] b, int from, int to, EventWriter e) {
    if (!SPLIT.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.EXPANDED);
    int p = from + SPLIT.length();
    while (p < to) {
      boolean last = IDS.startsAt(b, p, to);
      int end = last ? to : Address.endOfValue(b, p, to);
      if (RCPTS.startsAt(b, p, end)) {
        e.span(Field.NRCPT, p + RCPTS.length(), end);
      } else if (ID.startsAt(b, p, end) && QueueId.endOf(b, p + ID.length(), end) == end) {
        e.span(Field.CHILD_QUEUE_ID, p + ID.length(), end);
      } else if (!last || !ids(b, p + IDS.length(), end, e)) {
        attribute(b, p, end, e);
      }
      p = end + 2;
    }
    return true;
  }

  /**
   * {@code NEWID; NEWID…}, whose last may be cut; false if anything else stands there. One process
   * gave the ids, so they are of one length, and a shorter one is not whole.
   */
  private static boolean ids(byte[] b, int from, int to, EventWriter e) {
    int end = QueueId.endOf(b, from, to);
    if (end < 0) {
      return false;
    }
    int length = end - from;
    int p = from;
    while (end == p + length && (end == to || b[end] == ';')) {
      e.child(p, end);
      p = Math.min(to, end + 2);
      end = QueueId.endOf(b, p, to);
    }
    return p > from && to - p < length;
  }

  /** {@code clone OLDID, owner=ADDR}, behind the new id (8.11 and before). */
  private static boolean cloned(byte[] b, int from, int to, EventWriter e) {
    if (!CLONE_OF.startsAt(b, from, to)) {
      return false;
    }
    int id = from + CLONE_OF.length();
    int end = QueueId.endOf(b, id, to);
    if (end < 0 || !OWNER.startsAt(b, end, to)) {
      return false;
    }
    e.kind(EventKind.EXPANDED);
    e.span(Field.PARENT_QUEUE_ID, id, end);
    attribute(b, end + 2, to, e);
    return true;
  }

  /**
   * {@code alias ADDR => ADDRS} (alias.c), {@code forward ADDR => ADDRS} (recipient.c), {@code
   * expand} and {@code hesiod ADDR => ADDRS} (udb.c). The address is a stranger's text.
   */
  private static boolean expanded(byte[] b, int from, int to, EventWriter e) {
    for (Literal head : EXPANSIONS) {
      if (head.startsAt(b, from, to)) {
        int address = from + head.length();
        if (ARROW.indexIn(b, address, to) < 0) {
          return false;
        }
        e.kind(EventKind.EXPANDED);
        int arrow = endOfExpanded(b, address, to);
        if (arrow > address) {
          Printed.address(Field.ORIG_TO, b, address, arrow, e);
          members(b, arrow + ARROW.length(), to, e);
        }
        return true;
      }
    }
    return false;
  }

  /** The arrow behind the address; -1 if none is certain to be it. */
  private static int endOfExpanded(byte[] b, int from, int to) {
    int end = Address.endOfWord(b, from, to);
    while (end >= 0 && end < to && !ARROW.startsAt(b, end, to)) {
      end = Address.endOfWord(b, end + 1, to);
    }
    if (end >= 0 && end < to) {
      return end;
    }
    for (int most : CUTS) { // a quote that does not close was cut
      int cut = Printed.endOfCharacters(most, b, from, to);
      if (ARROW.startsAt(b, cut, to)) {
        return cut;
      }
    }
    return -1;
  }

  /** {@code ADDR,ADDR, ADDR}: what it became, but for what a cut in the middle leaves of one. */
  private static void members(byte[] b, int from, int to, EventWriter e) {
    int dots = from + HALF;
    boolean cut = to - from == SHORTENED && DOTS.startsAt(b, dots, to);
    int p = from;
    while (p < to) {
      while (p < to && b[p] == ' ') {
        p++;
      }
      int end = Address.end(b, p, to);
      if (end < 0) {
        return; // cut inside its quotes: where it ends is not known
      }
      if (end > p && !(cut && p < dots + DOTS.length() && end > dots)) {
        Printed.recipient(b, p, end, e);
      }
      p = end + 1;
    }
  }

  /** {@code possible spam from <> to list: LIST, redirected to OWNER} (alias.c). */
  private static boolean redirected(byte[] b, int from, int to, EventWriter e) {
    if (!SPAM.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.CONTENT_CHECK);
    e.literal(Field.ACTION, Words.REDIRECT);
    int list = from + SPAM.length();
    int end = REDIRECTED.lastIndexIn(b, list, to);
    Printed.address(Field.TO, b, list, end < 0 ? to : end, e);
    if (end >= 0) {
      int lineFeed = LINE_FEED.endsAt(b, end, to) ? LINE_FEED.length() : 0;
      e.attribute(OWNER_KEY, end + REDIRECTED.length(), to - lineFeed);
    }
    return true;
  }

  private static boolean saved(byte[] b, int from, int to, EventWriter e) {
    if (!SAVED.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.BOUNCE);
    e.span(Field.REASON, from, to);
    return true;
  }
}
