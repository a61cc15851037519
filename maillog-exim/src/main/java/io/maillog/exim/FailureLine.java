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
  private static final Literal DEFER = Literal.of("defer (");
  private static final Literal HOST = Literal.of(" H=");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal TIME = Literal.of(" DT=");

  private FailureLine() {}

  /** Reads what stands after {@code **}. */
  static void bounced(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.BOUNCED);
    int p = tags(b, Target.read(b, from, to, e), to, e);
    int text = text(b, p, to);
    if (text < to) {
      RemoteText.read(b, text, withoutTime(b, text, to), e);
      if (RETRY_TIMEOUT.endsAt(b, text, to)) {
        e.status(DeliveryStatus.EXPIRED);
      }
    }
  }

  /** Reads what stands after {@code ==}. */
  static void deferred(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    e.status(DeliveryStatus.DEFERRED);
    int p = tags(b, Target.read(b, from, to, e), to, e);
    int defer = DEFER.indexIn(b, p, Math.min(to, p + 32)); // after routing or transporting
    if (defer < 0) {
      int text = text(b, p, to);
      if (text < to) {
        RemoteText.read(b, text, to, e);
      }
      return;
    }
    int number = defer + DEFER.length();
    int close = ByteScan.indexOf(b, number, Math.min(to, number + 12), (byte) ')');
    if (close < 0 || Decimal.parse(b, number, close) == Decimal.NONE) {
      return;
    }
    p = close + 1;
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

  private static int tags(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p + 1 < to && b[p] == ' ') {
      int end = Tags.delivery(b, p + 1, to, e);
      if (end < 0) {
        return p;
      }
      p = end;
    }
    return p;
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
