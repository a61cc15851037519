package io.maillog.exim;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * What a client gave to MAIL or RCPT, as it was given: {@code <ADDRESS> SIZE=99}, or what Exim
 * takes too, {@code ADDRESS}, {@code NAME <ADDRESS>}, {@code (COMMENT) <ADDRESS>} (parse.c,
 * parse_extract_address). A refusal shows no more than its first hundred bytes (smtp_in.c,
 * smtp_handle_acl_fail; before Exim 4.95 all of it): an address that goes on there is not stated.
 */
final class CommandArgument {
  /** How much of it a refusal shows. */
  static final int MAX = 100;

  private static final Literal COLON = Literal.of(": ");

  private CommandArgument() {}

  /**
   * Sets the field to the address in the argument of a refused command; where that ends, before a
   * colon mostly.
   */
  static int refused(Field field, byte[] b, int from, int to, EventWriter e) {
    return mayBeCut(b, from, to)
        ? read(field, b, from, from + MAX, true, e)
        : read(field, b, from, to, false, e);
  }

  /** As {@link #refused}, of an argument that is shown whole. */
  static int read(Field field, byte[] b, int from, int to, EventWriter e) {
    return read(field, b, from, to, false, e);
  }

  /**
   * @param cut whether what stands last may go on
   */
  private static int read(Field field, byte[] b, int from, int to, boolean cut, EventWriter e) {
    boolean found = false;
    boolean comments = true; // until one is not closed
    int p = from;
    while (p < to && !COLON.startsAt(b, p, to)) {
      if (b[p] == ' ') {
        p++;
      } else if (b[p] == '(' && comments) {
        int end = endOfComment(b, p, to);
        comments = end > 0;
        found |= !comments;
        p = comments ? end : p;
      } else if (b[p] == '<') {
        int close = cut ? Address.strictClose(b, p + 1, to) : Address.close(b, p + 1, to);
        if (close < 0) {
          e.clear(field); // what stands before it is a name
          return to;
        }
        e.span(field, p + 1, close);
        found = true;
        p = close + 1;
      } else {
        int end = Address.endOfBare(b, p, to);
        end = end > p + 1 && b[end - 1] == ':' ? end - 1 : end;
        boolean whole = end < to || !cut;
        if (!found && whole && Address.isQualified(b, p, end)) {
          e.span(field, p, end); // unless one in brackets follows
          found = true;
        }
        p = end;
      }
    }
    return p;
  }

  /**
   * Sets the field to the address if that is all that was given, {@code <ADDRESS>} or {@code
   * ADDRESS}, before a colon or the end; where it ends, or else starts.
   */
  static int whole(Field field, byte[] b, int from, int to, EventWriter e) {
    boolean bracket = from < to && b[from] == '<';
    int start = bracket ? from + 1 : from;
    int end = bracket ? Address.strictClose(b, start, to) : Address.endOfBare(b, start, to);
    end = !bracket && end > start && b[end - 1] == ':' ? end - 1 : end;
    if (end < 0 || !Address.isQualified(b, start, end)) {
      return from;
    }
    int next = bracket ? end + 1 : end;
    if (next < to && !COLON.startsAt(b, next, to)) {
      return from;
    }
    e.span(field, start, end);
    return next;
  }

  /** As {@link #whole}, of a refused command; the line's end if nothing tells where. */
  static int refusedWhole(Field field, byte[] b, int from, int to, EventWriter e) {
    if (!mayBeCut(b, from, to)) {
      return whole(field, b, from, to, e);
    }
    int limit = from + MAX;
    int end = whole(field, b, from, limit, e);
    if (end == limit) {
      e.clear(field);
    }
    return end > from ? end : COLON.indexIn(b, from, limit) < 0 ? limit : to;
  }

  /** Whether the argument of a refused command may have had more than is shown. */
  static boolean mayBeCut(byte[] b, int from, int to) {
    int limit = from + MAX;
    return limit == to || COLON.startsAt(b, limit, to);
  }

  /** After the comment, with those in it; -1 if it is not closed. */
  private static int endOfComment(byte[] b, int open, int to) {
    int depth = 0;
    for (int i = open; i < to; i++) {
      if (b[i] == '\\') {
        i++;
      } else if (b[i] == '(') {
        depth++;
      } else if (b[i] == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
