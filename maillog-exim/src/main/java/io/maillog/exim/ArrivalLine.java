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

  /**
   * Ends a list of recipients that was too long, in the midst of one of them (log.c, log_write).
   */
  private static final Literal CUT = Literal.of("<trunc>");

  private static final Literal SIZE = Literal.of(" S=");
  private static final Literal SERVER_NAME = Literal.of("SNI=\"");
  private static final Literal[] DECIDING = {SIZE, Literal.of(" P="), Literal.of(" A=")};
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
    int last = Reading.last(b, end, to, false);
    if (ordered(b, end, to, last, true, mark, e)) {
      return;
    }
    if (!ordered(b, end, to, last, false, mark, e)) {
      loose(b, end, to, mark, e);
    }
    if (Reading.isBeforeUser(last)) { // and may hold what looks like one
      e.clear(Field.SASL_METHOD);
      e.clear(Field.SASL_USERNAME);
    }
  }

  /**
   * Reads the tags of a line that has one reading, as nearly all do: no HELO name and no user that
   * may end later, no certificate, no server name in quotes and no ident.
   */
  private static boolean plain(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    int user = -1;
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (user >= 0 && !e.has(Field.SIZE) && isOfUser(b, p, to)) {
        return false;
      }
      if (b[p] == 'f' && FOR.startsAt(b, p, to)) {
        recipients(b, p + FOR.length(), to, e);
        p = to;
        break;
      }
      if (b[p] == 'H' && e.has(Field.CLIENT_IP)) {
        return false; // a second client, of the HELO name before it
      }
      boolean free =
          b[p] == 'D'
              || (b[p] == 'U' && e.has(Field.CLIENT_IP))
              || (b[p] == 'S' && SERVER_NAME.startsAt(b, p, to));
      user = b[p] == 'A' ? p : user;
      boolean sender = b[p] == 'f' && FROM.startsAt(b, p, to);
      p = sender ? sender(b, p, to, e) : Tags.usual(b, p, to, e);
      if (p < 0 || free) {
        return false;
      }
    }
    return p + 1 >= to
        && !(e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to))
        && !(user >= 0 && SIZE.lastIndexIn(b, user, to) != SIZE.indexIn(b, user, to));
  }

  /**
   * Reads tags in Exim's order. Of the readings of a certificate, a server name, an ident and a
   * user the first that fits is right. Those of a HELO name that fit are compared: what stands
   * behind it may hold another, as a certificate's name does, and only what they share is stated.
   *
   * @param last the last reading of what stands there
   * @param known whether all tags must be those that Exim has now
   */
  private static boolean ordered(
      byte[] b, int from, int to, int last, boolean known, long mark, EventWriter e) {
    boolean doubled = last != 0 && isDoubled(b, from, to);
    boolean beyond = doubled && Reading.isBeyond(last);
    int left = Reading.MAX;
    boolean more = true;
    boolean found = false;
    for (int helo = 0; helo < Reading.HELOS && more; helo++) {
      int places = 0;
      int r = helo;
      for (; r >= 0 && left > 0; r = Reading.next(r, last), left--) {
        e.reset(mark);
        boolean fits = ordered(b, from, to, r, known, e);
        more = e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to);
        if (fits && helo == 0 && !more && !doubled) {
          return true;
        }
        found |= fits;
        if (fits && places(e) != places) {
          places = places(e);
          e.setAside(mark);
        }
        if (fits && !doubled) {
          r = -1;
          break;
        }
      }
      if (beyond || (r >= 0 && (doubled || found))) {
        e.reset(mark);
        e.setAside(mark); // what was not tried is in doubt
      }
    }
    return e.takeCommon(mark) > 0;
  }

  /** Whether what stands between a user and the size is none of the tags that may, but his name. */
  private static boolean isOfUser(byte[] b, int p, int to) {
    int equals = Tags.equals(b, p, to);
    int place = equals < 0 ? TagOrder.ANYWHERE : TagOrder.ofArrival(b, p, equals);
    return b[p] == 'f'
        || (place != TagOrder.ANYWHERE && place != TagOrder.PROXY && place != TagOrder.SIZE);
  }

  /** Whether a tag that decides where the texts before it end stands there twice. */
  private static boolean isDoubled(byte[] b, int from, int to) {
    for (Literal tag : DECIDING) {
      int first = tag.indexIn(b, from, to);
      if (first >= 0 && tag.lastIndexIn(b, from, to) != first) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a connection's tag that may be of the ident before it. */
  private static boolean isInDoubt(int place, int last, EventWriter e) {
    return place == TagOrder.CONNECTION && last == TagOrder.IDENT && e.has(Field.CLIENT_IP);
  }

  /** Where those tags were found: readings with the same places are one. */
  private static int places(EventWriter e) {
    int user = e.has(Field.SASL_METHOD) ? e.from(Field.SASL_METHOD) : 0;
    int protocol = e.has(Field.PROTOCOL) ? e.from(Field.PROTOCOL) : 0;
    return 1 + 31 * (31 * user + protocol) + e.from(Field.SIZE);
  }

  private static boolean ordered(
      byte[] b, int from, int to, int reading, boolean known, EventWriter e) {
    int p = from;
    int last = 0;
    boolean sized = false;
    boolean free = false;
    boolean named = false; // a quote in a user's name may be the end of that one
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (sized && b[p] == 'f' && FOR.startsAt(b, p, to)) {
        return (!known || hasProtocol(e)) && exactRecipients(b, p + FOR.length(), to, e);
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
      boolean unknown = equals >= 0 && place == TagOrder.UNKNOWN;
      if (last == TagOrder.IDENT && (equals < 0 || place == TagOrder.ANYWHERE)) {
        return false; // of the ident: connection or protocol follow it
      }
      if (equals >= 0 && !TagOrder.mayFollow(place, last)) {
        return false; // before a second client is read, of the HELO name
      }
      free = place == TagOrder.IDENT || place == TagOrder.AUTHENTICATED || (unknown && free);
      int end =
          (unknown && free) || isInDoubt(place, last, e) // of the text before it, perhaps
              ? Tags.end(b, equals + 1, to)
              : Tags.client(b, p, equals, place, to, reading | Reading.ARRIVAL, e);
      if (equals >= 0) {
        if ((known && place == TagOrder.UNKNOWN)
            || (place == TagOrder.AUTHENTICATED && !e.has(Field.PROTOCOL))
            || end < 0
            || !((place == TagOrder.AUTHENTICATED && !named)
                || TagOrder.fits(place, b, equals + 1, end))) {
          return false;
        }
        last = Math.max(last, place);
        sized |= place == TagOrder.SIZE;
        named |= TagOrder.isUnmarkedName(place, b, equals + 1, to);
      }
      if (end < 0) {
        return false;
      }
      p = end;
    }
    return p + 1 >= to && (!known || (sized && hasProtocol(e)));
  }

  /** A client's message has a protocol; in a reading without one it is of a text before it. */
  private static boolean hasProtocol(EventWriter e) {
    return e.has(Field.PROTOCOL) || !e.has(Field.CLIENT_IP);
  }

  private static boolean exactRecipients(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.endOfBare(b, p, to);
      if (end == to && CUT.endsAt(b, p, end)) {
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

  /**
   * Reads the tags that can be read, of a line that is cut or has what is not known; behind a text
   * that may hold tags, none.
   */
  private static void loose(byte[] b, int from, int to, long mark, EventWriter e) {
    e.reset(mark);
    int p = from;
    boolean doubt = false;
    boolean text = false;
    while (p < to && !text) {
      p++;
      int equals = Tags.equals(b, p, to);
      int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p, equals);
      text =
          TagOrder.isText(place, b, equals + 1, to)
              && (place != TagOrder.IDENT || e.has(Field.CLIENT_IP));
      if (place == TagOrder.HOST && e.has(Field.CLIENT_IP)) {
        doubt = true;
        break;
      }
      int end = p < to ? Tags.client(b, p, equals, place, to, Reading.ARRIVAL, e) : -1;
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
      if (end > p && !(end == to && CUT.endsAt(b, p, end))) {
        e.recipient(p, end);
      }
      p = end + 1;
    }
  }
}
