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
  private static final Literal OPEN = Literal.of(" <");

  private Target() {}

  /**
   * Reads a target whose local part needs quotes: it is shown without them, and after it is the
   * address with them, {@code a b@example.org <"a b"@example.org>}, whatever it holds, or for a
   * local user {@code a b <"a b"@example.org>}; or it is shown with them, and alone. Nobody but the
   * server writes a text and its like again.
   *
   * @return as {@link #read}; -1 if it is no such target
   */
  static int quoted(byte[] b, int from, int to, EventWriter e) {
    int bracket = from;
    while ((bracket = ByteScan.indexOf(b, bracket + 1, to, (byte) '<')) >= 0) {
      int at = bracket - 1;
      if (b[at] != ' ' || bracket + 1 >= to || b[bracket + 1] != '"') {
        continue;
      }
      // No look goes beyond the next quote that a bracket is before, so all of them cost the line.
      int close = Address.strictClose(b, at + 2, to);
      int end = close < 0 ? -1 : endOfUnquoted(b, from, at, close);
      if (end > 0) {
        e.span(Field.TO, from, end);
        e.span(Field.ORIG_TO, at + 2, close);
        return close + 1;
      }
    }
    if (from >= to || b[from] != '"') {
      return -1;
    }
    int end = Address.endOfBare(b, from, to);
    end = b[end - 1] == ':' ? end - 1 : end;
    if (!Address.isQualified(b, from, end)) {
      return -1;
    }
    e.span(Field.TO, from, end);
    int close = OPEN.startsAt(b, end, to) ? Address.strictClose(b, end + 2, to) : -1;
    if (close > 0) {
      e.span(Field.ORIG_TO, end + 2, close);
      return close + 1;
    }
    return end;
  }

  /** The end of the address in {@code [from, at)}, if it is the quoted one after it; else -1. */
  private static int endOfUnquoted(byte[] b, int from, int at, int close) {
    int sign = Address.at(b, at + 2, close);
    int t = from;
    for (int i = at + 2; i < sign; i++) {
      if (b[i] == '"') {
        continue;
      }
      i += b[i] == '\\' && i + 1 < sign ? 1 : 0;
      if (t >= at || lower(b[t]) != lower(b[i])) {
        return -1;
      }
      t++;
    }
    if (sign < 0 || (t < at && b[t] != '@' && b[t] != ' ')) {
      return -1;
    }
    int end = ByteScan.endOfWord(b, t, at); // t itself where the domain is not shown
    boolean parents = end < at && b[end + 1] == '(' && b[at - 1] == ')';
    return end == at || parents ? end : -1;
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  }

  /**
   * Whether the target that was read is one that can be: spaces are in those alone behind which the
   * address follows, and so does a name without a domain.
   */
  static boolean isLikely(byte[] b, EventWriter e) {
    if (!e.has(Field.TO)) {
      return false;
    }
    int from = e.from(Field.TO);
    int to = e.to(Field.TO);
    if (e.has(Field.ORIG_TO)) {
      return from < to && b[from] != ' ';
    }
    return !isLocal(b, from, to)
        && ByteScan.indexOf(b, from, to, (byte) ' ') < 0
        && ByteScan.indexOf(b, from, to, (byte) '@') > 0;
  }

  /**
   * Whether it is a pipe's command, a file or an automatic reply, behind which an address stands.
   */
  private static boolean isLocal(byte[] b, int from, int to) {
    return from < to && (b[from] == '|' || b[from] == '/' || b[from] == '>');
  }

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
      if (b[space - 1] == ':' && space - 1 > after && space - 1 > from && b[from] != ':') {
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
  static int parents(byte[] b, int space, int to) {
    if (space + 1 >= to || b[space + 1] != '(') {
      return space;
    }
    int close = ByteScan.indexOf(b, space, Math.min(to, space + MAX_PARENTS), (byte) ')');
    return close < 0 ? space : close + 1;
  }
}
