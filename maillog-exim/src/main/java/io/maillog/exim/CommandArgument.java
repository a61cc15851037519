package io.maillog.exim;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * What a client gave to MAIL or RCPT, as it was given: {@code <ADDRESS> SIZE=99}, or what Exim
 * takes too, {@code ADDRESS}, {@code NAME <ADDRESS>}, {@code (COMMENT) <ADDRESS>} (parse.c,
 * parse_extract_address). All of it is cut after a hundred bytes (smtp_in.c, smtp_handle_acl_fail).
 */
final class CommandArgument {
  private static final int MAX = 100;
  private static final Literal COLON = Literal.of(": ");

  private CommandArgument() {}

  /** Sets the field to the address in the argument; where that ends, before a colon mostly. */
  static int read(Field field, byte[] b, int from, int to, EventWriter e) {
    int limit = Math.min(to, from + MAX);
    boolean found = false;
    boolean comments = true; // until one is not closed
    int p = from;
    while (p < to && !COLON.startsAt(b, p, to)) {
      int end;
      if (b[p] == ' ') {
        end = p + 1;
      } else if (b[p] == '(' && comments) {
        end = endOfComment(b, p, to);
        comments = end > 0;
        end = comments ? end : p;
      } else if (b[p] == '<') {
        int close = Address.close(b, p + 1, to);
        end = close < 0 ? to : close + 1;
        boolean cut = end > limit;
        if (close >= 0 || cut) {
          e.span(field, p + 1, cut && isCut(b, limit, to) ? limit : close < 0 ? to : close);
          found = true;
        }
      } else {
        end = Address.endOfBare(b, p, to);
        end = end > p + 1 && b[end - 1] == ':' ? end - 1 : end;
        if (!found && Address.isQualified(b, p, end)) {
          e.span(field, p, end); // unless one in brackets follows
          found = true;
        }
      }
      if (end > limit && isCut(b, limit, to)) {
        return limit;
      }
      p = end;
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

  private static boolean isCut(byte[] b, int limit, int to) {
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
