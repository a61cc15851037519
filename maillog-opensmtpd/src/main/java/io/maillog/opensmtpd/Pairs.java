package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * Reads pairs {@code KEY=VALUE}, which a space parts, or before 6.0 a comma and a space. Each
 * method answers where the next pair starts, or -1 if the pair is not there; and -1 where it is
 * told to start at -1, so that calls may follow each other.
 *
 * <p>No value but the last one of a line may hold a stranger's space: the server takes an address
 * only of letters, digits and {@code !#$%&'*+-/=?^_`{|}~.} (util.c, valid_localpart), and writes a
 * user's name with its spaces escaped (strnvis).
 */
final class Pairs {
  private static final Literal ADDRESS = Literal.of("address=");
  private static final Literal HOST = Literal.of("host=");
  private static final Literal NULL_SENDER = Literal.of("@");

  private Pairs() {}

  /** Where the next pair starts behind a value that ends at {@code end}; -1 if none may. */
  static int next(byte[] b, int end, int to) {
    int p = end < to && b[end] == ',' ? end + 1 : end;
    return p >= to ? to : b[p] == ' ' ? p + 1 : -1;
  }

  /** The end of a value without spaces. */
  static int endOfWord(byte[] b, int from, int to) {
    int end = ByteScan.endOfWord(b, from, to);
    return end < to && end > from && b[end - 1] == ',' ? end - 1 : end;
  }

  /** Sets a field to the value of a key; a value has no space. */
  static int word(Literal key, Field field, byte[] b, int from, int to, EventWriter e) {
    if (from < 0 || !key.startsAt(b, from, to)) {
      return -1;
    }
    int value = from + key.length();
    int end = endOfWord(b, value, to);
    e.span(field, value, end);
    return next(b, end, to);
  }

  /**
   * Sets a field to an address in brackets, whose first byte stands at {@code value}. A null sender
   * is {@code <>} or {@code <@>}.
   */
  static int address(Field field, byte[] b, int value, int to, EventWriter e) {
    int end = ByteScan.indexOf(b, value, to, (byte) '>');
    int next = end < 0 ? -1 : next(b, end + 1, to);
    if (next >= 0) {
      e.span(field, value, NULL_SENDER.equalsAt(b, value, end) ? value : end);
    }
    return next;
  }

  /** Sets the client, if the line names it, as versions 6.0 to 6.4 do: {@code address=A host=H}. */
  static int client(byte[] b, int from, int to, EventWriter e) {
    if (!ADDRESS.startsAt(b, from, to)) {
      return from;
    }
    int address = from + ADDRESS.length();
    int end = ByteScan.endOfWord(b, address, to);
    if (!HOST.startsAt(b, Math.min(to, end + 1), to)) {
      return -1;
    }
    int host = end + 1 + HOST.length();
    int hostEnd = ByteScan.endOfWord(b, host, to);
    Host.client(b, address, end, host, hostEnd, e);
    return next(b, hostEnd, to);
  }

  /**
   * Where a value that stands in quotes at the line's end ends: a line that was cut has no quote.
   */
  static int endOfQuoted(byte[] b, int from, int to) {
    return to > from && b[to - 1] == '"' ? to - 1 : to;
  }
}
