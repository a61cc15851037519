package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code <= SENDER TAGS[ from <SENDER>][ for RECIPIENTS]}: a message was taken in (receive.c); with
 * {@code (=} although its client was told that it was not (control = fakereject).
 */
final class ArrivalLine {
  private static final Literal FROM = Literal.of("from <");
  private static final Literal FOR = Literal.of("for ");
  private static final Literal NULL_SENDER = Literal.of("<>");

  private ArrivalLine() {}

  /** Reads what stands after the flag. */
  static void parse(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.RECEIVED);
    int end = Address.endOfBare(b, from, to);
    if (NULL_SENDER.equalsAt(b, from, end)) {
      e.span(Field.FROM, from + 1, from + 1);
    } else {
      e.span(Field.FROM, from, end);
    }
    long mark = e.mark();
    // Of the readings of the HELO name the first is right with which all else is right too.
    for (int reading = 0; reading < Host.MAX_READINGS; reading++) {
      if (tags(b, end, to, reading, e)) {
        return;
      }
      boolean ambiguous = e.has(Field.HELO);
      e.reset(mark);
      if (!ambiguous) {
        break;
      }
    }
    loose(b, end, to, e);
  }

  /** Reads the tags; false if something else stands among them. */
  private static boolean tags(byte[] b, int from, int to, int reading, EventWriter e) {
    int p = from;
    while (p + 1 < to && b[p] == ' ') {
      p++;
      if (FOR.startsAt(b, p, to)) {
        recipients(b, p + FOR.length(), to, e);
        return true;
      }
      p = FROM.startsAt(b, p, to) ? sender(b, p, to, e) : Tags.client(b, p, to, reading, e);
      if (p < 0) {
        return false;
      }
    }
    return p + 1 >= to;
  }

  /** Reads the tags that can be read, of a line that is cut or has what is not known. */
  private static void loose(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      p++;
      int end = p < to ? Tags.client(b, p, to, 0, e) : -1;
      p = end < 0 ? ByteScan.endOfWord(b, p, to) : end;
    }
  }

  /** The sender before it was rewritten. */
  private static int sender(byte[] b, int key, int to, EventWriter e) {
    int value = key + FROM.length();
    int close = Address.close(b, value, to);
    int end = close < 0 ? to : close;
    e.attribute(key, key + 4, value, end);
    return Math.min(to, end + 1);
  }

  private static void recipients(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.endOfBare(b, p, to);
      if (end > p) {
        e.recipient(p, end);
      }
      p = end + 1;
    }
  }
}
