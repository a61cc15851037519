package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * A client's text as OpenBSD's strnvis(3) writes it: a backslash before what cannot be printed.
 * {@code \^A} is a control character, {@code \M-a} and {@code \M^A} the same with the eighth bit,
 * {@code \040} octal digits, {@code \n} and the like as in C, {@code \\} a backslash.
 */
final class Vis {
  private static final String LETTERS = "nrbatvfs";
  private static final String BYTES = "\n\r\b\u0007\t\u000b\f ";
  private static final int META = 0x80;
  private static final int DELETE = 0x7f;

  private Vis() {}

  /** Sets a field to the text that {@code b[from, to)} was written for. */
  static void decode(Field field, byte[] b, int from, int to, EventWriter e) {
    int backslash = ByteScan.indexOf(b, from, to, (byte) '\\');
    if (backslash < 0) {
      e.span(field, from, to);
      return;
    }
    e.beginDecoded(field);
    int i = from;
    while (i < to) {
      if (b[i] != '\\' || i + 1 == to) {
        e.decoded(field, b[i++]);
        continue;
      }
      i = escape(field, b, i + 1, to, e);
    }
  }

  /** Adds the byte whose escape stands at {@code at}, behind the backslash; where that ends. */
  private static int escape(Field field, byte[] b, int at, int to, EventWriter e) {
    if (b[at] == '^' && at + 1 < to) {
      e.decoded(field, control(b[at + 1]));
      return at + 2;
    } else if (b[at] == 'M' && at + 2 < to && (b[at + 1] == '-' || b[at + 1] == '^')) {
      byte low = b[at + 1] == '^' ? control(b[at + 2]) : b[at + 2];
      e.decoded(field, (byte) (low | META));
      return at + 3;
    } else if (isOctal(b, at, to)) {
      e.decoded(field, (byte) ((b[at] - '0') << 6 | (b[at + 1] - '0') << 3 | (b[at + 2] - '0')));
      return at + 3;
    }
    int letter = LETTERS.indexOf(b[at]);
    if (letter < 0 && b[at] != '\\') {
      e.decoded(field, (byte) '\\'); // no escape that is known
    }
    e.decoded(field, letter < 0 ? b[at] : (byte) BYTES.charAt(letter));
    return at + 1;
  }

  private static byte control(byte letter) {
    return letter == '?' ? DELETE : (byte) (letter & 0x1f);
  }

  private static boolean isOctal(byte[] b, int at, int to) {
    return at + 2 < to
        && (b[at] >= '0' && b[at] <= '3')
        && (b[at + 1] >= '0' && b[at + 1] <= '7')
        && (b[at + 2] >= '0' && b[at + 2] <= '7');
  }
}
