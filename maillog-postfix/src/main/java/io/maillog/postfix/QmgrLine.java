package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code from=<ADDR>, size=N, nrcpt=N (queue active)} (opened.c), and {@code from=<ADDR>,
 * status=expired, returned to sender} (qmgr_active.c).
 */
final class QmgrLine {
  private static final long SIZE = PackedKey.of("size");
  private static final long NRCPT = PackedKey.of("nrcpt");
  private static final long STATUS = PackedKey.of("status");
  private static final Literal FROM = Literal.of("from=<");
  private static final Literal THEN_SIZE = Literal.of(">, size=");
  private static final Literal THEN_STATUS = Literal.of(">, status=");

  private QmgrLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!FROM.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.QUEUED);
    int start = from + FROM.length();
    int close = close(b, start, to);
    if (close < 0) {
      e.span(Field.FROM, start, to);
      return true;
    }
    e.span(Field.FROM, start, close);
    int p = close + 3;
    while (p < to) {
      int equals = ByteScan.indexOfEither(b, p, to, (byte) '=', (byte) ' ');
      if (equals < 0 || b[equals] != '=') {
        return true;
      }
      int end = ByteScan.indexOfEither(b, equals + 1, to, (byte) ',', (byte) ' ');
      end = end < 0 ? to : end;
      long key = PackedKey.at(b, p, equals);
      if (key == SIZE) {
        e.span(Field.SIZE, equals + 1, end);
      } else if (key == NRCPT) {
        e.span(Field.NRCPT, equals + 1, end);
      } else if (key == STATUS) {
        e.kind(EventKind.DELIVERY);
        DeliveryLine.status(b, equals + 1, to, e);
        return true;
      } else {
        e.attribute(p, equals, equals + 1, end);
      }
      if (end >= to || b[end] != ',') {
        return true;
      }
      p = end + 2;
    }
    return true;
  }

  /**
   * What follows the sender is Postfix's own: so the last place where it can start is the right
   * one, also where the address is not quoted.
   */
  private static int close(byte[] b, int from, int to) {
    int size = THEN_SIZE.lastIndexIn(b, from, to);
    int close = size < 0 ? THEN_STATUS.lastIndexIn(b, from, to) : size;
    return close < 0 ? Address.close(b, from, to) : close;
  }
}
