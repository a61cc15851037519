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
  private static final Literal BLACKHOLE_OF_ALL = Literal.of("blackhole ");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal CERTIFICATE = Literal.of(" DN=\"");
  private static final Literal NOWHERE = Literal.of("/dev/null");
  private static final Literal BYPASSED = Literal.of("**bypassed**");

  /** Longer than {@code (non-SMTP ACL discarded recipients)}. */
  private static final int MAX_DISCARDED = 64;

  private DeliveryLine() {}

  /**
   * Reads what stands after the flag.
   *
   * @param status null where nothing was delivered
   */
  static void parse(byte[] b, int from, int to, @Nullable DeliveryStatus status, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(status);
    if (ofAll(b, from, to, e)) {
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
      if (e.has(Field.ORIG_TO)) { // the word stands where the address does
        e.span(Field.TO, e.from(Field.ORIG_TO), e.to(Field.ORIG_TO));
      }
    } else if (BLACKHOLE_OF_ALL.startsAt(b, from, to) && !isUser(b, from, e)) {
      e.reset(mark);
      discardAll(from + BLACKHOLE_OF_ALL.length(), to, e);
    }
  }

  /**
   * Reads {@code discarded (system filter)} (deliver.c), {@code blackhole (DATA ACL discarded
   * recipients)[: TEXT]} (receive.c, at its end). The parents of a user called {@code blackhole}
   * would have their domains there, and quotes around a space.
   */
  private static boolean ofAll(byte[] b, int from, int to, EventWriter e) {
    if (BY_FILTER.equalsAt(b, from, to)) {
      discardAll(from + DISCARDED.length() + 2, to - 1, e);
      return true;
    }
    int open = from + BLACKHOLE_OF_ALL.length();
    if (!BLACKHOLE_OF_ALL.startsAt(b, from, to) || open >= to || b[open] != '(') {
      return false;
    }
    int who = RECIPIENTS.indexIn(b, open, Math.min(to, open + MAX_DISCARDED));
    if (who < 0
        || ByteScan.indexOf(b, open, who, (byte) '@') >= 0
        || ByteScan.indexOf(b, open, who, (byte) '"') >= 0) {
      return false;
    }
    int end = who + RECIPIENTS.length();
    if (end == to) {
      discardAll(open + 1, end - 1, e);
    } else if (COLON.startsAt(b, end, to)) {
      discardAll(end + COLON.length(), to, e);
    } else {
      return false;
    }
    return true;
  }

  /** All recipients, whom the line does not name, were discarded. */
  private static void discardAll(int reason, int to, EventWriter e) {
    e.status(DeliveryStatus.DISCARDED);
    if (reason < to) {
      e.span(Field.REASON, reason, to);
    }
  }

  /**
   * Whether {@code blackhole } is whom a delivery was for: a local user, whose whole address
   * follows, or the begin of a local part with a space, which has quotes in that address. Else
   * local_scan() wrote what follows (receive.c, local_scan_data): anything.
   */
  private static boolean isUser(byte[] b, int from, EventWriter e) {
    if (!e.has(Field.TRANSPORT) || !e.has(Field.ORIG_TO)) {
      return false;
    }
    int address = e.from(Field.ORIG_TO);
    int end = e.to(Field.ORIG_TO);
    return e.to(Field.TO) == from + BLACKHOLE_OF_ALL.length() - 1
        || ByteScan.indexOf(b, address, end, (byte) '"') >= 0
        || ByteScan.indexOf(b, address, end, (byte) '\\') >= 0;
  }

  private static boolean quoted(byte[] b, int from, int to, long mark, EventWriter e) {
    int end = Target.quoted(b, from, to, e);
    if (end < 0) {
      return false;
    }
    if (fill(b, end, to, e)) {
      return true;
    }
    e.reset(mark);
    if (isCertified(b, end, to) && fillOtherwise(b, Target.quoted(b, from, to, e), to, e)) {
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
      int before = end;
      end = Target.read(b, from, before, to, e);
      if (end < 0) {
        break;
      }
      boolean tried = !likely || Target.isLikely(b, e);
      if (tried && fill(b, end, to, e)) {
        return true;
      }
      e.reset(mark);
      if (tried
          && isCertified(b, end, to)
          && fillOtherwise(b, Target.read(b, from, before, to, e), to, e)) {
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

  /** Whether tags fill the line, nearly always; what was set is to be taken back if not. */
  private static boolean fill(byte[] b, int from, int to, EventWriter e) {
    return tags(b, from, to, 0, true, e) >= to;
  }

  private static boolean isCertified(byte[] b, int from, int to) {
    return CERTIFICATE.indexIn(b, from, to) >= 0;
  }

  /** Whether tags fill the line with one of the other readings of a certificate's name. */
  private static boolean fillOtherwise(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    for (int certificate = 1; certificate < Reading.CERTIFICATES; certificate++) {
      if (tags(b, from, to, certificate, true, e) >= to) {
        return true;
      }
      e.reset(mark);
    }
    return false;
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
        return certified && !COLON.startsAt(b, p + 1, to) ? -1 : p;
      }
      if (certified && equals > 0 && Tags.isLeftOver(b, equals + 1, end)) {
        return -1;
      }
      p = end;
    }
    boolean inName =
        strict
            && (seen & TagOrder.DELIVERY_CERTIFICATE) != 0
            && p < to
            && b[p] != ' '
            && b[p] != ':';
    return inName ? -1 : p + 1 < to ? p : to;
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

  /**
   * Whether a word stands in place of an address: {@code :blackhole:} of an alias, {@code
   * discarded} by a filter (routers/redirect.c), both without a transport, since with one it is a
   * mailbox; or a filter's {@code /dev/null}, for which the transport is not run (deliver.c).
   */
  private static boolean isDiscard(byte[] b, EventWriter e) {
    if (!e.has(Field.TO)) {
      return false;
    }
    int from = e.from(Field.TO);
    int to = e.to(Field.TO);
    if (e.has(Field.TRANSPORT)) {
      return NOWHERE.equalsAt(b, from, to)
          && BYPASSED.equalsAt(b, e.from(Field.TRANSPORT), e.to(Field.TRANSPORT));
    }
    return BLACKHOLE.equalsAt(b, from, to) || DISCARDED.equalsAt(b, from, to);
  }
}
