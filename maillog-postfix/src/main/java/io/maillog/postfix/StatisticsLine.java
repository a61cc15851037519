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
    int close = ByteScan.indexOf(b, open + FOR.length(), to, (byte) ')');
    int address = close < 0 ? -1 : address(b, open + FOR.length(), close);
    if (address > 0 && address < close) {
      e.span(Field.CLIENT_IP, address, close);
    }
  }

  /** After the service: a name, a port, or {@code HOST:PORT} (master(5)); then a colon. */
  private static int address(byte[] b, int from, int to) {
    boolean host = false;
    int i = from;
    if (i < to && b[i] == '[') {
      i = ByteScan.indexOf(b, i, to, (byte) ']');
      host = true;
    }
    while (i >= 0 && i < to && b[i] != ':') {
      host |= b[i] == '.';
      i++;
    }
    if (host && i >= 0) {
      i = i < to ? ByteScan.indexOf(b, i + 1, to, (byte) ':') : -1;
    }
    return i < 0 ? -1 : i + 1;
  }
}
