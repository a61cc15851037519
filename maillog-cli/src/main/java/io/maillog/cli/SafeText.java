package io.maillog.cli;

import io.maillog.grammar.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text for people, in a growing byte buffer that is used again and again.
 *
 * <p>A log line is a stranger's text. What could order a terminal about, or show something else
 * than it is, is written as {@code \xNN} for each of its bytes: control characters (C0, DEL, C1),
 * line and paragraph separators, the marks that change the direction of writing, and bytes that are
 * not UTF-8. A backslash is written as two, so that nobody can write such an escape himself.
 */
final class SafeText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 4;

  private byte[] bytes = new byte[1024];
  private int length;

  /** A text, made safe. */
  static String of(String text) {
    return new SafeText().text(text).toString();
  }

  /** Adds text of our own, as it is. */
  SafeText plain(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Adds a number. */
  SafeText plain(long number) {
    return plain(Long.toString(number));
  }

  /** Ends the line. */
  SafeText line() {
    return plain("\n");
  }

  /** Adds a stranger's text. */
  SafeText text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text(utf8, 0, utf8.length);
  }

  /** Adds a stranger's text, {@code b[from, to)}. */
  SafeText text(byte[] b, int from, int to) {
    reserve(LONGEST * (to - from));
    int i = from;
    while (i < to) {
      byte c = b[i];
      if (c >= ' ' && c < 0x7f) {
        bytes[length++] = c;
        if (c == '\\') {
          bytes[length++] = c;
        }
        i++;
      } else {
        i = special(b, i, to);
      }
    }
    return this;
  }

  private int special(byte[] b, int at, int to) {
    int size = b[at] < 0 ? Utf8.length(b, at, to) : 1;
    boolean shown = size > 1 && Utf8.unsafe(b, at, size) == 0;
    int end = at + Math.abs(size);
    for (int i = at; i < end; i++) {
      if (shown) {
        bytes[length++] = b[i];
      } else {
        bytes[length++] = '\\';
        bytes[length++] = 'x';
        bytes[length++] = HEX[b[i] >> 4 & 0xf];
        bytes[length++] = HEX[b[i] & 0xf];
      }
    }
    return end;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Gives the content to an output, and empties the buffer. */
  void writeTo(Output target) {
    target.write(bytes, length);
    length = 0;
  }

  /** Gives the content, and empties the buffer. */
  String take() {
    String content = toString();
    length = 0;
    return content;
  }

  /** The content. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
