package io.maillog.grammar;

import io.maillog.bytes.ByteScan;

/**
 * The angle brackets around a Message-ID (RFC 5322, 3.6.4), which some servers log and some do not:
 * the value is without them. Of a text that was cut the second may be missing; where more follows,
 * the header held more than an id, and the value is what the line has.
 */
public final class AngleBrackets {
  private AngleBrackets() {}

  /** Where the value starts of the text {@code b[from, to)}. */
  public static int after(byte[] b, int from, int to) {
    if (from >= to || b[from] != '<') {
      return from;
    }
    boolean whole = b[to - 1] == '>' || ByteScan.indexOf(b, from, to, (byte) '>') < 0;
    return whole ? from + 1 : from;
  }

  /** Where the value ends of the text {@code b[from, to)}. */
  public static int before(byte[] b, int from, int to) {
    return to - from > 1 && b[from] == '<' && b[to - 1] == '>' ? to - 1 : to;
  }
}
