package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code ** TARGET TAGS: TEXT}: given up; {@code == TARGET TAGS defer (N)[: ERROR][ H=HOST]: TEXT}:
 * tried again later (deliver.c, failure_log and deferral_log).
 */
final class FailureLine {
  private static final Literal RETRY_TIMEOUT = Literal.of("retry timeout exceeded");
  private static final Literal RETRY_TIMEOUT_AFTER = Literal.of(": retry timeout exceeded");
  private static final Literal NOT_REACHED =
      Literal.of("retry time not reached for any host after a long failure period");
  private static final Literal ALL_HOSTS = Literal.of("all hosts ");
  private static final Literal FAILING = Literal.of(" have been failing for a long time");
  private static final Literal DEFER = Literal.of("defer (");
  private static final Literal HOST = Literal.of(" H=");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal TIME = Literal.of(" DT=");
  private static final Literal PROXY = Literal.of(" PRX=[");
  private static final Literal INTERFACE = Literal.of(" I=[");
  private static final Literal EARLY = Literal.of(" TFO");
  private static final Literal NOT_AT_ONCE =
      Literal.of("mua_wrapper is set but recipients cannot all be delivered in one transaction");
  private static final Literal[] BY_WRAPPER = {
    Literal.of(" mua_wrapper forced failure for deferred delivery"),
    Literal.of(" routing yielded a local delivery"),
    Literal.of(" routing yielded a deferred delivery"),
    Literal.of(" routing yielded a failed delivery"),
  };

  private FailureLine() {}

  /** Reads what stands after {@code **}. */
  static void bounced(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.BOUNCED);
    if (byWrapper(b, from, to, e)) {
      return;
    }
    int p = target(b, from, to, false, e);
    int text = text(b, p, to);
    if (text < to) {
      int end = withoutTime(b, text, to);
      if (isInCertificate(b, p, end)) {
        e.span(Field.REPLY, text, end);
        return;
      }
      RemoteText.read(b, text, end, e);
      if (isExpired(b, text, end, e)) {
        e.status(DeliveryStatus.EXPIRED);
      }
    }
  }

  /**
   * Reads {@code ADDRESS TEXT}, with neither tags nor a colon: Exim delivers at once or not at all
   * (deliver.c, deliver_message; mua_wrapper); or what it says of all recipients, without an
   * address.
   */
  private static boolean byWrapper(byte[] b, int from, int to, EventWriter e) {
    if (NOT_AT_ONCE.equalsAt(b, from, to)) {
      e.span(Field.REPLY, from, to);
      return true;
    }
    for (Literal text : BY_WRAPPER) {
      if (text.endsAt(b, from, to)) {
        int end = to - text.length();
        // Behind a colon it is an administrator's text.
        if (end == from || b[end - 1] == ':' || !Address.isQualified(b, from, end)) {
          return false;
        }
        e.span(Field.TO, from, end);
        e.span(Field.REPLY, end + 1, to);
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the text may begin later, and what was taken for its beginning be of the name in the
   * next hop's certificate, which holds what it likes.
   */
  private static boolean isInCertificate(byte[] b, int text, int end) {
    if (b[text - 1] != '"') {
      return false; // none stands before it
    }
    int quote = text;
    while ((quote = ByteScan.indexOf(b, quote, end, (byte) '"')) >= 0) {
      quote++;
      int later = text(b, quote, end);
      if (later > quote && RemoteText.isOne(b, later, end)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the text says that it was tried for too long. Exim puts its words behind the last
   * error, which may be a reply; but not behind one of 5xx, since that ends all attempts.
   */
  private static boolean isExpired(byte[] b, int text, int end, EventWriter e) {
    if (e.has(Field.CODE)) {
      return b[e.from(Field.CODE)] == '4' && RETRY_TIMEOUT_AFTER.endsAt(b, text, end);
    }
    return RETRY_TIMEOUT.equalsAt(b, text, end)
        || RETRY_TIMEOUT_AFTER.endsAt(b, text, end)
        || NOT_REACHED.startsAt(b, text, end)
        || (ALL_HOSTS.startsAt(b, text, end) && FAILING.indexIn(b, text, end) >= 0);
  }

  /** Reads what stands after {@code ==}. */
  static void deferred(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.DEFERRED);
    int p = target(b, from, to, true, e);
    int number = number(b, p, to);
    if (number < 0) {
      int text = text(b, p, to);
      if (text < to) {
        RemoteText.read(b, text, to, e);
      }
      return;
    }
    p = ByteScan.indexOf(b, number, to, (byte) ')') + 1;
    int word = b[number] == '-' || b[number] == '0' ? p : endOfWord(b, p, to);
    if (HOST.startsAt(b, word, to) || TIME.startsAt(b, word, to)) {
      if (word > p) {
        e.span(Field.REASON, p + 2, word); // else the text is all of it
      }
      p = word;
    }
    if (HOST.startsAt(b, p, to)) {
      int end = Host.relay(b, p + HOST.length(), to, e);
      p = end < 0 ? p : connection(b, end, to, e);
    }
    if (TIME.startsAt(b, p, to)) {
      p = ByteScan.endOfWord(b, p + TIME.length(), to);
      p = b[p - 1] == ':' ? p - 1 : p;
    }
    int text = text(b, p, to);
    int end = withoutTime(b, text, to);
    boolean only = e.has(Field.REASON) && repeatsHost(b, text, end, e);
    if (text < to && !only) {
      RemoteText.read(b, text, end, e);
    } else if (e.has(Field.REASON)) {
      e.span(Field.REPLY, e.from(Field.REASON), e.to(Field.REASON));
    }
  }

  /** Whether the text is no more than the host that was stated already, {@code NAME [ADDRESS]}. */
  private static boolean repeatsHost(byte[] b, int from, int to, EventWriter e) {
    if (!e.has(Field.RELAY_IP) || to <= from || b[to - 1] != ']') {
      return false;
    }
    int address = to - 1 - (e.to(Field.RELAY_IP) - e.from(Field.RELAY_IP));
    int name = address - 2;
    return name > from
        && b[name] == ' '
        && b[name + 1] == '['
        && ByteScan.equal(b, address, to - 1, b, e.from(Field.RELAY_IP), e.to(Field.RELAY_IP))
        && e.has(Field.RELAY_HOST)
        && ByteScan.equal(b, from, name, b, e.from(Field.RELAY_HOST), e.to(Field.RELAY_HOST));
  }

  /** Reads what is said of the connection with a host (deliver.c, d_hostlog). */
  private static int connection(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    int end = from;
    while (end >= 0) {
      p = end;
      boolean more =
          PROXY.startsAt(b, p, to) || INTERFACE.startsAt(b, p, to) || EARLY.startsAt(b, p, to);
      end = more ? Tags.delivery(b, p + 1, to, 0, e) : -1;
    }
    return p;
  }

  /**
   * Reads target and tags: the first reading behind which the text can stand, or the number of a
   * deferral. Where they end.
   */
  private static int target(byte[] b, int from, int to, boolean deferred, EventWriter e) {
    long mark = e.mark();
    int end = Target.quoted(b, from, to, e);
    int p = end < 0 ? -1 : DeliveryLine.tags(b, end, to, e);
    if (p >= 0 && mayFollow(b, p, to, deferred)) {
      return p;
    }
    e.reset(mark);
    p = likely(b, from, to, deferred, true, mark, e);
    p = p < 0 ? likely(b, from, to, deferred, false, mark, e) : p;
    if (p >= 0) {
      return p;
    }
    end = Target.read(b, from, from, to, e);
    return end < 0 ? to : DeliveryLine.tags(b, end, to, e);
  }

  private static int likely(
      byte[] b, int from, int to, boolean deferred, boolean likely, long mark, EventWriter e) {
    int end = from;
    for (int reading = 0; reading < Target.MAX_READINGS; reading++) {
      end = Target.read(b, from, end, to, e);
      if (end < 0) {
        break;
      }
      if (!likely || Target.isLikely(b, e)) {
        int p = DeliveryLine.tags(b, end, to, e);
        if (mayFollow(b, p, to, deferred)) {
          return p;
        }
      }
      e.reset(mark);
    }
    e.reset(mark);
    return -1;
  }

  private static boolean mayFollow(byte[] b, int p, int to, boolean deferred) {
    return p >= to || (deferred ? number(b, p, to) >= 0 : isText(b, p, to));
  }

  private static boolean isText(byte[] b, int p, int to) {
    return COLON.startsAt(b, p, to) || COLON.startsAt(b, p + 1, to);
  }

  /** The number in {@code [routing |transporting ]defer (N)}; -1 if that does not follow. */
  private static int number(byte[] b, int from, int to) {
    int defer = DEFER.indexIn(b, from, Math.min(to, from + 24));
    if (defer < 0) {
      return -1;
    }
    int number = defer + DEFER.length();
    int close = ByteScan.indexOf(b, number, Math.min(to, number + 12), (byte) ')');
    return close < 0 || Decimal.parse(b, number, close) == Decimal.NONE ? -1 : number;
  }

  /** Where the text starts: after a colon, with a space before it or without. */
  private static int text(byte[] b, int from, int to) {
    int p = ByteScan.skipSpaces(b, from, to);
    if (COLON.startsAt(b, p, to)) {
      p += 2;
    }
    return Math.min(p, to);
  }

  /**
   * The end of {@code : ERROR}, the system's word for a positive number: it has no colon, and a
   * host, a time or a text follows it.
   */
  private static int endOfWord(byte[] b, int from, int to) {
    if (!COLON.startsAt(b, from, to)) {
      return from;
    }
    int colon = COLON.indexIn(b, from + 2, to);
    int end = colon < 0 ? to : colon;
    int host = HOST.indexIn(b, from + 2, end);
    int time = host < 0 ? TIME.indexIn(b, from + 2, end) : host;
    return time < 0 ? end : time;
  }

  /** The text without {@code DT=…} at its end. */
  private static int withoutTime(byte[] b, int from, int to) {
    int last = ByteScan.lastIndexOf(b, from, to, (byte) ' ');
    return last > from && TIME.startsAt(b, last, to) && b[to - 1] == 's' ? last : to;
  }
}
