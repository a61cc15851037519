package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code <= SENDER TAGS[ from <SENDER>][ for RECIPIENTS]}: a message was taken in (receive.c); with
 * {@code (=} although its client was told that it was not (control = fakereject).
 */
final class ArrivalLine {
  private static final Literal FROM = Literal.of("from <");
  private static final Literal FOR = Literal.of("for ");

  /** Stands where a list of recipients was too long (receive.c). */
  private static final Literal CUT = Literal.of("<trunc>");

  private static final Literal CERTIFICATE = Literal.of(" DN=\"");
  private static final Literal IDENT = Literal.of(" U=");
  private static final Literal NULL_SENDER = Literal.of("<>");

  private ArrivalLine() {}

  /** Reads what stands after the flag. */
  static void parse(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.RECEIVED);
    int end = Address.endOfBare(b, from, to);
    if (NULL_SENDER.equalsAt(b, from, end)) {
      e.span(Field.FROM, from + 1, from + 1);
    } else {
      e.span(Field.FROM, from, end);
    }
    long mark = e.mark();
    if (plain(b, end, to, e)) {
      return;
    }
    e.reset(mark);
    if (!exact(b, end, to, mark, e) && !tolerant(b, end, to, mark, e)) {
      loose(b, end, to, mark, e);
    }
  }

  /**
   * Reads the tags of a line that has one reading, as nearly all do: no HELO name that may end
   * later, no certificate and no ident.
   */
  private static boolean plain(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (b[p] == 'f' && FOR.startsAt(b, p, to)) {
        recipients(b, p + FOR.length(), to, e);
        p = to;
        break;
      }
      boolean free = b[p] == 'D' || (b[p] == 'U' && e.has(Field.CLIENT_IP));
      boolean sender = b[p] == 'f' && FROM.startsAt(b, p, to);
      p = sender ? sender(b, p, to, e) : Tags.usual(b, p, to, e);
      if (p < 0 || free) {
        return false;
      }
    }
    return p + 1 >= to && !(e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to));
  }

  /**
   * Reads tags that Exim knows, in its order. Of the readings of a certificate and an ident the
   * first that fits is right. Of those of a HELO name it is the last: what stands behind it (the
   * message id, the subject) cannot hold another that fits, but the HELO name itself can.
   */
  private static boolean exact(byte[] b, int from, int to, long mark, EventWriter e) {
    boolean certificate = CERTIFICATE.indexIn(b, from, to) >= 0;
    boolean ident = IDENT.indexIn(b, from, to) >= 0;
    int best = -1;
    int left = Reading.MAX;
    boolean more = true;
    for (int helo = 0; helo < Reading.HELOS && more; helo++) {
      for (int r = helo; r >= 0 && left > 0; r = Reading.next(r, certificate, ident), left--) {
        e.reset(mark);
        boolean fits = ordered(b, from, to, r, e);
        more = e.has(Field.HELO);
        if (fits) {
          best = r;
          break;
        }
      }
    }
    e.reset(mark);
    return best >= 0 && ordered(b, from, to, best, e);
  }

  /** Reads tags of which some are not known; false if something else stands among them. */
  private static boolean tolerant(byte[] b, int from, int to, long mark, EventWriter e) {
    for (int helo = 0; helo < Reading.HELOS; helo++) {
      if (tags(b, from, to, helo, e)) {
        return true;
      }
      boolean more = e.has(Field.HELO);
      e.reset(mark);
      if (!more) {
        break;
      }
    }
    return false;
  }

  private static boolean ordered(byte[] b, int from, int to, int reading, EventWriter e) {
    int p = from;
    int last = 0;
    boolean sized = false;
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (sized && b[p] == 'f' && FOR.startsAt(b, p, to)) {
        return exactRecipients(b, p + FOR.length(), to, e);
      }
      if (sized && b[p] == 'f' && FROM.startsAt(b, p, to)) {
        int close = Address.strictClose(b, p + FROM.length(), to);
        p = sender(b, p, to, e);
        if (close < 0) {
          return false;
        }
        continue;
      }
      int equals = Tags.equals(b, p, to);
      int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p, equals);
      int end = Tags.client(b, p, equals, place, to, reading, e);
      if (equals >= 0) {
        if (place == TagOrder.UNKNOWN
            || (place != TagOrder.ANYWHERE && place <= last)
            || end < 0
            || !TagOrder.fits(place, b, equals + 1, end)) {
          return false;
        }
        last = Math.max(last, place);
        sized |= place == TagOrder.SIZE;
      }
      if (end < 0) {
        return false;
      }
      p = end;
    }
    return sized && p + 1 >= to;
  }

  private static boolean exactRecipients(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.endOfBare(b, p, to);
      if (end == to && CUT.equalsAt(b, p, end)) {
        break;
      }
      if (!Address.isQualified(b, p, end)) {
        return false;
      }
      e.recipient(p, end);
      p = end + 1;
    }
    return true;
  }

  /** Reads the tags; false if something else stands among them. */
  private static boolean tags(byte[] b, int from, int to, int reading, EventWriter e) {
    int p = from;
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (FOR.startsAt(b, p, to)) {
        recipients(b, p + FOR.length(), to, e);
        return true;
      }
      p = FROM.startsAt(b, p, to) ? sender(b, p, to, e) : Tags.client(b, p, to, reading, e);
      if (p < 0) {
        return false;
      }
    }
    return p + 1 >= to;
  }

  /** Reads the tags that can be read, of a line that is cut or has what is not known. */
  private static void loose(byte[] b, int from, int to, long mark, EventWriter e) {
    e.reset(mark);
    int p = from;
    boolean doubt = false;
    while (p < to) {
      p++;
      int end = p < to ? Tags.client(b, p, to, 0, e) : -1;
      if (p < to && end < 0) {
        end = ByteScan.endOfWord(b, p, to);
        doubt |= end < to || b[p] == '('; // the last word may be cut
      }
      p = end < 0 ? to : end;
    }
    if (e.has(Field.HELO) && (doubt || Host.mayEndLater(b, e.to(Field.HELO), to))) {
      e.reset(mark); // the HELO name may end later, and all of this be a part of it
    }
  }

  /** The sender before it was rewritten. */
  private static int sender(byte[] b, int key, int to, EventWriter e) {
    int value = key + FROM.length();
    int close = Address.close(b, value, to);
    int end = close < 0 ? to : close;
    e.attribute(key, key + 4, value, end);
    return Math.min(to, end + 1);
  }

  private static void recipients(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.endOfBare(b, p, to);
      if (end > p && !CUT.equalsAt(b, p, end)) {
        e.recipient(p, end);
      }
      p = end + 1;
    }
  }
}
