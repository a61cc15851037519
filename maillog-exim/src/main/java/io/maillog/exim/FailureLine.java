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
  private static final Literal FAILING = Literal.of(" have been failing for a long time");
  private static final Literal DEFER = Literal.of("defer (");
  private static final Literal HOST = Literal.of(" H=");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal TIME = Literal.of(" DT=");

  private FailureLine() {}

  /** Reads what stands after {@code **}. */
  static void bounced(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.BOUNCED);
    int p = target(b, from, to, false, e);
    int text = text(b, p, to);
    if (text < to) {
      int end = withoutTime(b, text, to);
      RemoteText.read(b, text, end, e);
      if (RETRY_TIMEOUT.endsAt(b, text, end) || FAILING.indexIn(b, text, end) >= 0) {
        e.status(DeliveryStatus.EXPIRED);
      }
    }
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
    int host = host(b, p, to);
    if (host >= 0) {
      if (COLON.startsAt(b, p, to) && p + 2 < host) {
        e.span(Field.REASON, p + 2, host); // the system's word for the number
      }
      int end = Host.relay(b, host + HOST.length(), to, e);
      p = end < 0 ? host : end;
    }
    if (TIME.startsAt(b, p, to)) {
      p = ByteScan.endOfWord(b, p + TIME.length(), to);
      p = b[p - 1] == ':' ? p - 1 : p;
    }
    int text = text(b, p, to);
    if (text < to) {
      RemoteText.read(b, text, withoutTime(b, text, to), e);
    } else if (e.has(Field.REASON)) {
      e.span(Field.REPLY, e.from(Field.REASON), e.to(Field.REASON));
    }
  }

  /**
   * Reads target and tags: the first reading behind which the text can stand, or the number of a
   * deferral. Where they end.
   */
  private static int target(byte[] b, int from, int to, boolean deferred, EventWriter e) {
    long mark = e.mark();
    int end = from;
    for (int reading = 0; reading < Target.MAX_READINGS; reading++) {
      e.reset(mark);
      end = Target.read(b, from, end, to, e);
      if (end < 0) {
        break;
      }
      int p = DeliveryLine.tags(b, end, to, e);
      if (p >= to || (deferred ? number(b, p, to) >= 0 : isText(b, p, to))) {
        return p;
      }
    }
    e.reset(mark);
    end = Target.read(b, from, from, to, e);
    return end < 0 ? to : DeliveryLine.tags(b, end, to, e);
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

  /** The host that follows the number and the system's word for it, which has no colon; or -1. */
  private static int host(byte[] b, int from, int to) {
    int word = COLON.startsAt(b, from, to) ? from + 2 : from;
    int colon = COLON.indexIn(b, word, to);
    return HOST.indexIn(b, from, colon < 0 ? to : colon);
  }

  /** The text without {@code DT=…} at its end. */
  private static int withoutTime(byte[] b, int from, int to) {
    int last = ByteScan.lastIndexOf(b, from, to, (byte) ' ');
    return last > from && TIME.startsAt(b, last, to) && b[to - 1] == 's' ? last : to;
  }
}
