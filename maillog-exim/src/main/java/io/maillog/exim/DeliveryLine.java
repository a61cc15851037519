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
    int p = Target.read(b, from, to, e);
    if (isDiscard(b, e)) {
      e.status(DeliveryStatus.DISCARDED);
    }
    while (p < to) {
      p++;
      int end = p < to ? Tags.delivery(b, p, to, e) : -1;
      p = end < 0 ? ByteScan.endOfWord(b, p, to) : end;
    }
  }

  private static boolean isDiscard(byte[] b, EventWriter e) {
    int from = e.from(Field.TO);
    int to = e.to(Field.TO);
    return BLACKHOLE.equalsAt(b, from, to) || DISCARDED.equalsAt(b, from, to);
  }
}
