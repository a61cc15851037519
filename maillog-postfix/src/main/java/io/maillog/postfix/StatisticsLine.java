package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code statistics: address lookup hits=1 miss=2 success=33%}: the figures as attributes
 * (scache.c); and anvil's, with the client.
 */
final class StatisticsLine {
  private static final Literal FOR = Literal.of(" for (");

  private StatisticsLine() {}

  static void parse(byte[] b, int from, int to, EventWriter e) {
    client(b, from, to, e);
    int p = from;
    while (p < to) {
      int end = p;
      int equals = -1;
      while (end < to && b[end] != ' ') {
        equals = equals < 0 && b[end] == '=' ? end : equals;
        end++;
      }
      if (equals > p) {
        e.attribute(p, equals, equals + 1, end);
      }
      p = end + 1;
    }
  }

  /** {@code … for (SERVICE:ADDR) at TIME} (anvil.c). */
  private static void client(byte[] b, int from, int to, EventWriter e) {
    int open = FOR.indexIn(b, from, to);
    if (open < 0) {
      return;
    }
    int colon = ByteScan.indexOf(b, open + FOR.length(), to, (byte) ':');
    int close = colon < 0 ? -1 : ByteScan.indexOf(b, colon, to, (byte) ')');
    if (close > colon + 1) {
      e.span(Field.CLIENT_IP, colon + 1, close);
    }
  }
}
