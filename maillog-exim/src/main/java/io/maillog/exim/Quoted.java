package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * Text as Exim logs it. A byte that cannot be printed becomes a backslash and a letter or three
 * octal digits (string.c, string_printing); in {@code T="…"} and {@code C="…"} a quote and a
 * backslash have a backslash before them (receive.c, deliver.c). A byte that controls, which is
 * left in a reply, becomes a hash and three octal digits where rsyslog takes the line.
 */
final class Quoted {
  private static final String LETTERS = "nrtbvf";
  private static final String BYTES = "\n\r\t\b\u000b\f";

  private Quoted() {}

  /** The quote that closes the one at {@code open}; -1 if none does. */
  static int close(byte[] b, int open, int to) {
    int i = open + 1;
    while ((i = ByteScan.indexOfEither(b, i, to, (byte) '"', (byte) '\\')) >= 0) {
      if (b[i] == '"') {
        return i;
      }
      i = Math.min(to, i + 2);
    }
    return -1;
  }

  /** Sets a field to a text that was printed. */
  static void printed(Field field, byte[] b, int from, int to, EventWriter e) {
    decode(field, b, from, to, 1, false, e);
  }

  /** Sets a field to a text between quotes: it was quoted, then printed. */
  static void text(Field field, byte[] b, int from, int to, EventWriter e) {
    decode(field, b, from, to, 1, true, e);
  }

  /** Sets a field to a text between quotes that was printed, then quoted. */
  static void printedText(Field field, byte[] b, int from, int to, EventWriter e) {
    decode(field, b, from, to, 2, true, e);
  }

  /**
   * Decodes.
   *
   * @param backslashes how many stand before a printed byte
   * @param quoted whether a quote and a backslash have one before them
   */
  private static void decode(
      Field field, byte[] b, int from, int to, int backslashes, boolean quoted, EventWriter e) {
    boolean collected = e.has(Field.PROGRAM) && ByteScan.indexOf(b, from, to, (byte) '#') >= 0;
    if (!collected && ByteScan.indexOf(b, from, to, (byte) '\\') < 0) {
      e.span(field, from, to);
      return;
    }
    e.beginDecoded(field);
    int i = from;
    while (i < to) {
      int code = i + backslashes;
      boolean escaped =
          b[i] == '\\' && code < to && (backslashes == 1 || b[i + 1] == '\\') && i + 1 < to;
      int letter = escaped ? LETTERS.indexOf(b[code]) : -1;
      int octal = escaped && letter < 0 ? octal(b, code, to) : -1;
      if (letter >= 0) {
        e.decoded(field, (byte) BYTES.charAt(letter));
        i = code + 1;
      } else if (octal >= 0) {
        e.decoded(field, (byte) octal);
        i = code + 3;
      } else if (collected && b[i] == '#' && isControl(octal(b, i + 1, to))) {
        e.decoded(field, (byte) octal(b, i + 1, to));
        i += 4;
      } else if (quoted && b[i] == '\\' && i + 1 < to && (b[i + 1] == '"' || b[i + 1] == '\\')) {
        e.decoded(field, b[i + 1]);
        i += 2;
      } else {
        e.decoded(field, b[i++]);
      }
    }
  }

  /** What rsyslog writes as {@code #011}: a byte that controls. */
  private static boolean isControl(int value) {
    return value == 127 || (value >= 0 && value < ' ');
  }

  private static int octal(byte[] b, int at, int to) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      if (i >= to || b[i] < '0' || b[i] > '7') {
        return -1;
      }
      value = value << 3 | (b[i] - '0');
    }
    return value;
  }
}
