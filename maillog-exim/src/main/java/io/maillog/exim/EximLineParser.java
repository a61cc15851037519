package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;

/**
 * Reads Exim's lines: {@code [[N/M] ][STAMP ][[PID] ][ID ][FLAG ]TEXT} (log.c). The flag, or else
 * the text's first words, tell which class reads the rest.
 */
final class EximLineParser implements LineParser {
  private static final Literal ENVELOPE_FROM = Literal.of("Envelope-from: <");
  private static final Literal ENVELOPE_TO = Literal.of("Envelope-to: <");

  private static final Literal MORE = Literal.of("...");

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    int p = LineStart.piece(b, from, to);
    if (p > from && !LineStart.isFirst(b, from)) {
      if (ENVELOPE_FROM.startsAt(b, p, to) || ENVELOPE_TO.startsAt(b, p, to)) {
        continued(b, p, to, e);
      }
      e.kind(EventKind.CONTINUATION);
      return;
    }
    p = LineStart.pid(b, LineStart.stamp(b, p, to), to);
    if (p >= to) {
      return;
    }
    int end = MessageId.endOf(b, p, to);
    if (end < 0) {
      withoutId(b, p, to, e);
      return;
    }
    e.span(Field.QUEUE_ID, p, end);
    p = Math.min(to, end + 1);
    if (p < to && !flagged(b, p, to, e)) {
      withId(b, p, to, e);
    }
  }

  /**
   * A rejectlog's record goes on with the envelope and the message's header (receive.c): {@code
   * Envelope-to: <ADDRESS>}, {@code P Received: …}, and folded or indented lines.
   */
  @Override
  public boolean continues(byte[] b, int from, int to, EventWriter e) {
    if (from >= to) {
      return false;
    }
    boolean indented = b[from] == ' ' || b[from] == '\t';
    int text = ByteScan.skipSpaces(b, from, to);
    if (ENVELOPE_FROM.startsAt(b, text, to)
        || ENVELOPE_TO.startsAt(b, text, to)
        || (indented && text < to && isListed(b, text, to))) {
      continued(b, text, to, e);
      return true;
    }
    return indented || isHeaderField(b, from, to);
  }

  /** {@code P Received: TEXT}: a letter says what Exim takes the field for (spec, 56). */
  private static boolean isHeaderField(byte[] b, int from, int to) {
    if (to - from < 4 || b[from + 1] != ' ' || !(b[from] == '*' || isCapital(b[from]))) {
      return false;
    }
    int i = from + 2;
    while (i < to && (isCapital(b[i]) || (b[i] >= 'a' && b[i] <= 'z') || b[i] == '-')) {
      i++;
    }
    return i > from + 2 && i < to && b[i] == ':';
  }

  private static boolean isCapital(byte c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Reads the text after a flag; false if none stands there. */
  private static boolean flagged(byte[] b, int p, int to, EventWriter e) {
    if (p + 3 > to || b[p + 2] != ' ') {
      return false;
    }
    int text = p + 3;
    switch (b[p] << 8 | b[p + 1]) {
      case '<' << 8 | '=', '(' << 8 | '=' -> ArrivalLine.parse(b, text, to, e);
      case '=' << 8 | '>', '-' << 8 | '>', '>' << 8 | '>' ->
          DeliveryLine.parse(b, text, to, DeliveryStatus.SENT, e);
      case '*' << 8 | '>' -> DeliveryLine.parse(b, text, to, null, e);
      case '*' << 8 | '*' -> FailureLine.bounced(b, text, to, e);
      case '=' << 8 | '=' -> FailureLine.deferred(b, text, to, e);
      case '<' << 8 | '>' -> e.kind(EventKind.OTHER);
      default -> {
        return false;
      }
    }
    e.span(Field.FLAG, p, p + 2);
    return true;
  }

  private static void withId(byte[] b, int p, int to, EventWriter e) {
    if (!QueueLine.parse(b, p, to, e)
        && !RejectLine.parse(b, p, to, e)
        && !TlsLine.parse(b, p, to, e)
        && !AttemptLine.parse(b, p, to, e)
        && !SessionLine.parse(b, p, to, e)
        && !AuthLine.parse(b, p, to, e)
        && !QueueLine.ignored(b, p, to, e)) {
      KnownText.read(b, p, to, e);
    }
  }

  private static void withoutId(byte[] b, int p, int to, EventWriter e) {
    if (b[p] == 'S' && SessionLine.parse(b, p, to, e)) {
      return; // the commonest
    }
    if (ENVELOPE_FROM.startsAt(b, p, to)
        || ENVELOPE_TO.startsAt(b, p, to)
        || isListed(b, p, to)
        || MORE.equalsAt(b, p, to)) {
      continued(b, p, to, e);
      return;
    }
    if (!RejectLine.parse(b, p, to, e)
        && !SessionLine.parse(b, p, to, e)
        && !AuthLine.parse(b, p, to, e)
        && !TlsLine.parse(b, p, to, e)) {
      KnownText.read(b, p, to, e);
    }
  }

  /** A further line of a rejectlog's record. */
  private static void continued(byte[] b, int p, int to, EventWriter e) {
    e.kind(EventKind.CONTINUATION);
    boolean sender = ENVELOPE_FROM.startsAt(b, p, to);
    int address = ByteScan.indexOf(b, p, to, (byte) '<') + 1;
    int close = address > 0 ? Address.close(b, address, to) : -1;
    if (close > 0) {
      e.span(sender ? Field.FROM : Field.TO, address, close);
    }
  }

  /** A further recipient, alone on its line. */
  private static boolean isListed(byte[] b, int p, int to) {
    return b[p] == '<' && Address.close(b, p + 1, to) == to - 1;
  }
}
