package io.maillog.exim;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;

/** Reads Exim's lines: {@code [STAMP ][[PID] ][ID ][FLAG ]TEXT} (log.c). */
final class EximLineParser implements LineParser {
  private static final Literal COMPLETED = Literal.of("Completed");
  private static final Literal COMPLETED_AFTER = Literal.of("Completed QT=");
  private static final Literal[] FLAGS = {
    Literal.of("<= "),
    Literal.of("=> "),
    Literal.of("-> "),
    Literal.of(">> "),
    Literal.of("*> "),
    Literal.of("** "),
    Literal.of("== "),
    Literal.of("(= "),
    Literal.of("<> "),
  };

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    e.kind(EventKind.OTHER);
    int p = pid(b, stamp(b, from, to), to);
    int end = MessageId.endOf(b, p, to);
    if (end < 0) {
      return;
    }
    e.span(Field.QUEUE_ID, p, end);
    int text = Math.min(to, end + 1);
    if (COMPLETED.startsAt(b, text, to)
        && (text + COMPLETED.length() == to || COMPLETED_AFTER.startsAt(b, text, to))) {
      e.kind(EventKind.REMOVED);
      return;
    }
    for (Literal flag : FLAGS) {
      if (flag.startsAt(b, text, to)) {
        e.span(Field.FLAG, text, text + 2);
        return;
      }
    }
  }

  /**
   * Through syslog a line may keep its own stamp (syslog_timestamp): {@code 2026-09-12 10:15:30 }.
   */
  private static int stamp(byte[] b, int from, int to) {
    boolean stamped =
        to - from > 20
            && Decimal.endOfDigits(b, from, to) == from + 4
            && b[from + 4] == '-'
            && b[from + 7] == '-'
            && b[from + 10] == ' '
            && b[from + 13] == ':'
            && b[from + 16] == ':';
    if (!stamped) {
      return from;
    }
    int p = from + 19;
    while (p < to && b[p] != ' ') {
      p++;
    }
    boolean zone = p + 6 < to && (b[p + 1] == '+' || b[p + 1] == '-') && b[p + 6] == ' ';
    return Math.min(to, zone ? p + 7 : p + 1);
  }

  private static int pid(byte[] b, int from, int to) {
    if (from >= to || b[from] != '[') {
      return from;
    }
    int end = Decimal.endOfDigits(b, from + 1, to);
    return end > from + 1 && end + 1 < to && b[end] == ']' && b[end + 1] == ' ' ? end + 2 : from;
  }
}
