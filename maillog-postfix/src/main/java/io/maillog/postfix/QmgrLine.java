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
  private static final Literal FROM = Literal.of("from=");
  private static final Literal THEN_SIZE = Literal.of(", size=");
  private static final Literal THEN_STATUS = Literal.of(", status=");
  private static final Literal RETURNED = Literal.of(", returned to sender");

  private QmgrLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!FROM.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.QUEUED);
    int start = from + FROM.length();
    if (start == to) {
      return true;
    }
    int next = next(b, start, to);
    int p = next < 0 ? to : next + 2;
    sender(b, start, next, to, e);
    while (p < to) {
      int equals = ByteScan.indexOfEither(b, p, to, (byte) '=', (byte) ' ');
      if (equals <= p || b[equals] != '=') {
        return true;
      }
      int end = ByteScan.indexOfEither(b, equals + 1, to, (byte) ',', (byte) ' ');
      end = end < 0 ? to : end;
      long key = PackedKey.at(b, p, equals);
      if (key == SIZE) {
        CutLine.span(Field.SIZE, equals + 1, end < to ? end : equals, e);
      } else if (key == NRCPT) {
        CutLine.span(Field.NRCPT, equals + 1, end < to ? end : equals, e);
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

  /** Without its brackets; where the line was cut within it, its rest is not known. */
  private static void sender(byte[] b, int from, int next, int to, EventWriter e) {
    int start = from;
    int end = next < 0 ? ByteScan.endOfWord(b, from, to) : next;
    if (from < to && b[from] == '<') {
      start++;
      if (next > start && b[next - 1] == '>') {
        end = next - 1;
      } else {
        end = Address.close(b, start, to);
        if (end < 0) {
          return;
        }
      }
    } else if (end > start && b[end - 1] == ',') {
      end--;
    } else if (end == to) {
      return;
    }
    e.span(Field.FROM, start, end);
  }

  /**
   * Where the comma stands after the sender. What follows is Postfix's own: so the last place where
   * it can start is the right one, also where the address is not quoted.
   */
  private static int next(byte[] b, int from, int to) {
    boolean returned = b[to - 1] == 'r' && RETURNED.endsAt(b, from, to);
    int size = returned ? -1 : THEN_SIZE.lastIndexIn(b, from, to);
    return size < 0 ? THEN_STATUS.lastIndexIn(b, from, to) : size;
  }
}
