package io.maillog.exim;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import java.util.stream.Stream;

/**
 * What Exim writes to a terminal with {@code -v} or {@code -d}: among much else, each line of its
 * log, as {@code LOG: smtp_connection MAIN} and the text behind two blanks in the next line (log.c,
 * log_write). Both begin with time and process id where that is asked for (debug.c, debug_vprintf).
 */
final class Foreground {
  private static final int MARK = 1 << 30;
  private static final int TEXT_FOLLOWS = 1 << 8;
  private static final int IN_HEADERS = 1 << 9;
  private static final int MAX_PREFIX = 60;

  private static final Literal HEADING = Literal.of("LOG:");
  private static final Literal HEADERS = Literal.of(">>Headers received:");
  private static final Literal[] LOGS =
      Stream.of(" MAIN", " PANIC", " DIE", " REJECT").map(Literal::of).toArray(Literal[]::new);

  private Foreground() {}

  /** Whether the record is such an output. */
  static boolean is(int record) {
    return (record & MARK) != 0;
  }

  /** Where the log's text starts that the line holds; -1 if it holds none. */
  static int textOf(byte[] b, int from, int to, int record) {
    int text = from + prefix(record);
    boolean follows = (record & TEXT_FOLLOWS) != 0 && text + 2 < to;
    return follows && b[text] == ' ' && b[text + 1] == ' ' ? text + 2 : -1;
  }

  private static int prefix(int record) {
    return record & (TEXT_FOLLOWS - 1);
  }

  /**
   * How the output stands behind a line. A message's header is shown as it came, to an empty line
   * (receive.c, receive_msg): its fields may be called LOG.
   */
  static int after(byte[] b, int from, int to, int record) {
    if ((record & IN_HEADERS) != 0) {
      return to - from > prefix(record) ? record : MARK;
    }
    int p = afterPrefix(b, from, to);
    if (HEADERS.equalsAt(b, p, to)) {
      return MARK | IN_HEADERS | (p - from);
    }
    int begun = begun(b, from, to);
    return begun == LineParser.NO_RECORD ? MARK : begun;
  }

  /** How it stands behind the first line; {@link LineParser#NO_RECORD} if that is none. */
  static int begun(byte[] b, int from, int to) {
    int p = afterPrefix(b, from, to);
    return HEADING.startsAt(b, p, to) && namesLog(b, p, to)
        ? MARK | TEXT_FOLLOWS | (p - from)
        : LineParser.NO_RECORD;
  }

  private static int afterPrefix(byte[] b, int from, int to) {
    int p = from;
    int limit = Math.min(to, from + MAX_PREFIX);
    while (p < limit && isOfPrefix(b[p])) {
      p++;
    }
    return p;
  }

  /** Time and process id; and what draws how deep a call is nested, of no ASCII. */
  private static boolean isOfPrefix(byte c) {
    return c == ' ' || c == ':' || c == '.' || c < 0 || Decimal.isDigit(c);
  }

  private static boolean namesLog(byte[] b, int from, int to) {
    for (Literal log : LOGS) {
      if (log.endsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
