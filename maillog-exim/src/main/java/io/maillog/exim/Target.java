package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code ADDRESS[ (PARENTS)][ <ORIGINAL>]}: whom a delivery is for (deliver.c, string_log_address).
 * A pipe, a file or an automatic reply stands there with its command, spaces and quotes included.
 */
final class Target {
  private static final Literal SAVE = Literal.of("save ");
  private static final Literal ROUTER = Literal.of("R=");
  private static final Literal TRANSPORT = Literal.of("T=");
  private static final Literal SENDER = Literal.of("F=<");
  private static final Literal RETURN_PATH = Literal.of("P=<");
  private static final Literal DEFER = Literal.of(" defer (");
  private static final Literal QUEUE = Literal.of("Q=");

  /** How many brackets of a command are tried, so that a line costs its length. */
  private static final int MAX_TRIES = 16;

  private Target() {}

  /** Reads the target at {@code from}; where it ends, before the space or colon behind it. */
  static int read(byte[] b, int from, int to, EventWriter e) {
    int end =
        isCommand(b, from, to)
            ? endOfCommand(b, from, to)
            : beforeColon(b, from, Address.endOfBare(b, from, to));
    e.span(Field.TO, from, end);
    int p = end;
    if (p + 1 < to && b[p] == ' ' && b[p + 1] == '(') {
      int close = endOfParents(b, p + 2, to);
      p = close < 0 ? p : close + 1;
    }
    if (p + 1 < to && b[p] == ' ' && b[p + 1] == '<') {
      int close = Address.close(b, p + 2, to);
      if (close > 0) {
        e.span(Field.ORIG_TO, p + 2, close);
        p = close + 1;
      }
    }
    return p;
  }

  /** {@code ADDRESS: text}: the colon is not the address's. */
  private static int beforeColon(byte[] b, int from, int end) {
    return end > from + 1 && b[end - 1] == ':' && b[from] != ':' ? end - 1 : end;
  }

  private static boolean isCommand(byte[] b, int from, int to) {
    return from < to
        && (b[from] == '|' || b[from] == '>' || b[from] == '/' || SAVE.startsAt(b, from, to));
  }

  /** Before what follows a command: its address in brackets, or a tag; the last word else. */
  private static int endOfCommand(byte[] b, int from, int to) {
    int space = from;
    int tries = MAX_TRIES;
    while (tries > 0 && (space = ByteScan.indexOf(b, space, to, (byte) ' ')) >= 0) {
      int next = space + 1;
      if (isDelivery(b, next, to)) {
        return space;
      }
      if (next < to && (b[next] == '<' || b[next] == '(')) {
        tries--;
        int close = b[next] == '<' ? Address.close(b, next + 1, to) : endOfParents(b, next + 1, to);
        int after = close + 1;
        boolean original = close > 0 && b[next] == '(' && after + 1 < to && b[after + 1] == '<';
        if (close > 0 && (after == to || b[after] == ':' || original || isNext(b, after, to))) {
          return space;
        }
      }
      space = next;
    }
    return beforeColon(b, from, ByteScan.endOfWord(b, from, to));
  }

  private static boolean isNext(byte[] b, int space, int to) {
    return space + 1 < to
        && b[space] == ' '
        && (isDelivery(b, space + 1, to)
            || b[space + 1] == ':'
            || DEFER.indexIn(b, space, Math.min(to, space + 24)) >= 0);
  }

  private static boolean isDelivery(byte[] b, int p, int to) {
    return ROUTER.startsAt(b, p, to)
        || TRANSPORT.startsAt(b, p, to)
        || SENDER.startsAt(b, p, to)
        || RETURN_PATH.startsAt(b, p, to)
        || QUEUE.startsAt(b, p, to);
  }

  private static int endOfParents(byte[] b, int from, int to) {
    int close = from - 1;
    while ((close = ByteScan.indexOf(b, close + 1, to, (byte) ')')) >= 0) {
      if (close + 1 == to || (b[close + 1] == ' ' && close + 2 < to)) {
        return close;
      }
    }
    return -1;
  }
}
