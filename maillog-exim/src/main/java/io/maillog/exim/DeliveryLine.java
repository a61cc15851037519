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
  private static final Literal BY_FILTER = Literal.of("discarded (system filter)");
  private static final Literal RECIPIENTS = Literal.of(" discarded recipients)");
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
    if (ofAll(b, from, to)) {
      e.status(DeliveryStatus.DISCARDED); // of all recipients, whom the line does not name
      int open = ByteScan.indexOf(b, from, to, (byte) '(');
      int close = ByteScan.lastIndexOf(b, open, to, (byte) ')');
      e.span(Field.REASON, open + 1, close < 0 ? to : close);
      return;
    }
    long mark = e.mark();
    if (!quoted(b, from, to, mark, e)
        && !read(b, from, to, true, mark, e)
        && !read(b, from, to, false, mark, e)) {
      loose(b, from, to, mark, e);
    }
    if (isDiscard(b, e)) {
      e.status(DeliveryStatus.DISCARDED);
    }
  }

  /** {@code discarded (system filter)}, {@code blackhole (ACL discarded recipients)}. */
  private static boolean ofAll(byte[] b, int from, int to) {
    return BY_FILTER.equalsAt(b, from, to)
        || (BLACKHOLE_BY.startsAt(b, from, to) && RECIPIENTS.indexIn(b, from, to) > 0);
  }

  private static boolean quoted(byte[] b, int from, int to, long mark, EventWriter e) {
    int end = Target.quoted(b, from, to, e);
    if (end >= 0 && tags(b, end, to, e) >= to) {
      return true;
    }
    e.reset(mark);
    return false;
  }

  /** Reads target and tags: the first reading with which they fill the line. */
  private static boolean read(
      byte[] b, int from, int to, boolean likely, long mark, EventWriter e) {
    int end = from;
    for (int reading = 0; reading < Target.MAX_READINGS; reading++) {
      end = Target.read(b, from, end, to, e);
      if (end < 0) {
        break;
      }
      if ((!likely || Target.isLikely(b, e)) && tags(b, end, to, e) >= to) {
        return true;
      }
      e.reset(mark);
    }
    e.reset(mark);
    return false;
  }

  /**
   * Reads tags; where something else stands, a tag that was there already, or the line's end. Of
   * the readings of a certificate's name the first is right behind which no quote is left over.
   */
  static int tags(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    for (int certificate = 0; certificate < Reading.CERTIFICATES; certificate++) {
      int end = tags(b, from, to, certificate, true, e);
      if (end >= 0) {
        return end;
      }
      e.reset(mark);
    }
    return tags(b, from, to, 0, false, e);
  }

  /** As above; -1 where the reading of the certificate does not fit. */
  private static int tags(
      byte[] b, int from, int to, int certificate, boolean strict, EventWriter e) {
    int p = from;
    int seen = 0;
    while (p + 1 < to && b[p] == ' ') {
      boolean certified = strict && (seen & TagOrder.DELIVERY_CERTIFICATE) != 0;
      int equals = Tags.equals(b, p + 1, to);
      int tag = equals < 0 ? 0 : TagOrder.ofDelivery(b, p + 1, equals);
      if ((seen & tag) != 0 || (equals > 0 && !isAddress(b, equals + 1, to))) {
        return certified ? -1 : p;
      }
      seen |= tag;
      int end =
          b[p + 1] == '('
              ? remark(b, p + 1, to)
              : Tags.delivery(b, p + 1, equals, to, certificate, e);
      if (end < 0) {
        return certified && b[p + 1] != ':' ? -1 : p;
      }
      if (certified && equals > 0 && Tags.isLeftOver(b, equals + 1, end)) {
        return -1;
      }
      p = end;
    }
    return p + 1 < to ? p : to;
  }

  /** False for a value in brackets that is no address, unless the line is cut there. */
  private static boolean isAddress(byte[] b, int value, int to) {
    return value >= to
        || b[value] != '<'
        || Address.strictClose(b, value + 1, to) >= 0
        || ByteScan.indexOf(b, value, to, (byte) '>') < 0;
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
      int end = p < to ? Tags.delivery(b, p, to, 0, e) : -1;
      p = end < 0 ? ByteScan.endOfWord(b, p, to) : end;
    }
  }

  private static boolean isDiscard(byte[] b, EventWriter e) {
    if (!e.has(Field.TO)) {
      return false;
    }
    int from = e.from(Field.TO);
    int to = e.to(Field.TO);
    return !e.has(Field.TRANSPORT) // else it is an address
        && (BLACKHOLE.equalsAt(b, from, to) || DISCARDED.equalsAt(b, from, to));
  }
}
