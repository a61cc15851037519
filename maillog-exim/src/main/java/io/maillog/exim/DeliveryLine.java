package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * {@code => TARGET TAGS}: delivered; {@code ->} with the message to others at once, {@code >>}
 * while it came in (cutthrough), {@code *>} not at all, by option -N (deliver.c, delivery_log).
 */
final class DeliveryLine {
  private static final Literal BLACKHOLE = Literal.of(":blackhole:");
  private static final Literal DISCARDED = Literal.of("discarded");
  private static final Literal DISCARDED_BY = Literal.of("discarded (");
  private static final Literal BLACKHOLE_BY = Literal.of("blackhole (");

  private DeliveryLine() {}

  /**
   * Reads what stands after the flag.
   *
   * @param status null where nothing was delivered
   */
  static void parse(byte[] b, int from, int to, @Nullable DeliveryStatus status, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(status);
    if (BLACKHOLE_BY.startsAt(b, from, to) || DISCARDED_BY.startsAt(b, from, to)) {
      e.status(DeliveryStatus.DISCARDED); // of all recipients, whom the line does not name
      int open = ByteScan.indexOf(b, from, to, (byte) '(');
      int close = ByteScan.lastIndexOf(b, open, to, (byte) ')');
      e.span(Field.REASON, open + 1, close < 0 ? to : close);
      return;
    }
    int end = from;
    long mark = e.mark();
    for (int reading = 0; reading < Target.MAX_READINGS; reading++) {
      e.reset(mark);
      end = Target.read(b, from, end, to, e);
      if (end < 0 || tags(b, end, to, e) >= to) {
        break;
      }
    }
    if (end < 0) {
      loose(b, from, to, mark, e);
    }
    if (isDiscard(b, e)) {
      e.status(DeliveryStatus.DISCARDED);
    }
  }

  /** Reads tags; where something else stands, or the line's end. */
  static int tags(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p + 1 < to && b[p] == ' ') {
      int end = b[p + 1] == '(' ? remark(b, p + 1, to) : Tags.delivery(b, p + 1, to, e);
      if (end < 0) {
        return p;
      }
      p = end;
    }
    return p + 1 < to ? p : to;
  }

  /** After {@code (TEXT)}: why a copy could not be made ({@code ST=NAME (TEXT)}). */
  private static int remark(byte[] b, int open, int to) {
    int close = ByteScan.lastIndexOf(b, open, to, (byte) ')');
    return close < 0 ? -1 : close + 1;
  }

  /** Reads the first target, and the tags that can be read, of a line that is cut. */
  private static void loose(byte[] b, int from, int to, long mark, EventWriter e) {
    e.reset(mark);
    int p = Math.max(from, Target.read(b, from, from, to, e));
    while (p < to) {
      p++;
      int end = p < to ? Tags.delivery(b, p, to, e) : -1;
      p = end < 0 ? ByteScan.endOfWord(b, p, to) : end;
    }
  }

  private static boolean isDiscard(byte[] b, EventWriter e) {
    if (!e.has(Field.TO)) {
      return false;
    }
    int from = e.from(Field.TO);
    int to = e.to(Field.TO);
    return BLACKHOLE.equalsAt(b, from, to) || DISCARDED.equalsAt(b, from, to);
  }
}
