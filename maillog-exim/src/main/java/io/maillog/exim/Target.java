package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code ADDRESS[ (PARENTS)][ <ORIGINAL>]}: whom a delivery is for (deliver.c, string_log_address).
 *
 * <p>The address of a delivery has no quotes, so its local part may hold spaces and what looks like
 * tags; and a pipe's command is what its owner wrote. So there are several places where the target
 * may end, and what follows decides which one is right.
 */
final class Target {
  /** How many places are tried, so that a line costs its length. */
  static final int MAX_READINGS = 12;

  private static final int MAX_PARENTS = 1024;
  private static final int MAX_BRACKETS = 8;
  private static final Literal DEFER = Literal.of(" defer (");

  private Target() {}

  /**
   * Reads the target at {@code from}.
   *
   * @param after where it must not end before: the end of the reading before, else {@code from}
   * @return where it ends, before the space or colon behind it; -1 if there is no further reading
   */
  static int read(byte[] b, int from, int after, int to, EventWriter e) {
    int space = after;
    int brackets = MAX_BRACKETS;
    while (space < to) {
      int end = ByteScan.indexOf(b, space + 1, to, (byte) ' ');
      if (end < 0) {
        e.span(Field.TO, from, to);
        return after == from ? to : -1;
      }
      space = end;
      if (b[space - 1] == ':' && space - 1 > from && b[from] != ':') {
        e.span(Field.TO, from, space - 1); // ADDRESS: text
        return space - 1;
      }
      int next = parents(b, space, to);
      boolean bracket = next + 1 < to && b[next + 1] == '<' && brackets-- > 0;
      int close = bracket ? Address.close(b, next + 2, to) : -1;
      if (close > 0 && isNext(b, close + 1, to)) {
        e.span(Field.TO, from, space);
        e.span(Field.ORIG_TO, next + 2, close);
        return close + 1;
      }
      if (isNext(b, next, to)) {
        e.span(Field.TO, from, space);
        return next;
      }
    }
    return -1;
  }

  /** Whether something follows that may: tags, a number, a text. */
  private static boolean isNext(byte[] b, int space, int to) {
    return space == to
        || b[space] == ':'
        || (space + 1 < to
            && (b[space + 1] == ':'
                || Tags.startsAt(b, space + 1, to)
                || DEFER.indexIn(b, space, Math.min(to, space + 24)) >= 0));
  }

  /** After {@code (PARENTS)}, if they stand behind the space; else the space. */
  private static int parents(byte[] b, int space, int to) {
    if (space + 1 >= to || b[space + 1] != '(') {
      return space;
    }
    int close = ByteScan.indexOf(b, space, Math.min(to, space + MAX_PARENTS), (byte) ')');
    return close < 0 ? space : close + 1;
  }
}
