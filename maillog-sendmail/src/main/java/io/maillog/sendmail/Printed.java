package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.AngleBrackets;

/**
 * Text as Sendmail logs it: a backslash is doubled, and a byte that cannot be printed becomes a
 * backslash and a letter or three octal digits (libsm/util.c, str2prt).
 */
final class Printed {
  private static final String LETTERS = "nrt\\";
  private static final String BYTES = "\n\r\t\\";

  private Printed() {}

  /** Sets a field to the text as it was before it was printed. */
  static void text(Field field, byte[] b, int from, int to, EventWriter e) {
    int i = ByteScan.indexOf(b, from, to, (byte) '\\');
    if (i < 0) {
      e.span(field, from, to);
      return;
    }
    e.beginDecoded(field);
    for (i = from; i < to; i = endOfCharacter(b, i, to)) {
      e.decoded(field, character(b, i, to));
    }
  }

  /** The character that is printed at {@code at}. */
  private static byte character(byte[] b, int at, int to) {
    return switch (width(b, at, to)) {
      case 4 -> (byte) octal(b, at + 1, to);
      case 2 -> (byte) BYTES.charAt(LETTERS.indexOf(b[at + 1]));
      default -> b[at];
    };
  }

  /** How many bytes print the character at {@code at}; a backslash that prints nothing is one. */
  private static int width(byte[] b, int at, int to) {
    if (b[at] != '\\' || at + 1 >= to) {
      return 1;
    }
    return LETTERS.indexOf(b[at + 1]) >= 0 ? 2 : octal(b, at + 1, to) >= 0 ? 4 : 1;
  }

  /** Sets a field to an address, without its angle brackets. */
  static void address(Field field, byte[] b, int from, int to, EventWriter e) {
    text(field, b, Address.afterBracket(b, from, to), Address.beforeBracket(b, from, to), e);
  }

  /** Sets the Message-ID, without its angle brackets. */
  static void messageId(byte[] b, int from, int to, EventWriter e) {
    int start = AngleBrackets.after(b, from, to);
    text(Field.MESSAGE_ID, b, start, AngleBrackets.before(b, from, to), e);
  }

  /** Adds one of several recipients, without its angle brackets. */
  static void recipient(byte[] b, int from, int to, EventWriter e) {
    int start = Address.afterBracket(b, from, to);
    int end = Address.beforeBracket(b, from, to);
    int i = ByteScan.indexOf(b, start, end, (byte) '\\');
    if (i < 0) {
      e.recipient(start, end);
      return;
    }
    e.beginDecodedRecipient();
    for (i = start; i < end; i = endOfCharacter(b, i, end)) {
      e.decodedRecipient(character(b, i, end));
    }
  }

  /** The end of the character that is printed at {@code at}. */
  static int endOfCharacter(byte[] b, int at, int to) {
    return at + width(b, at, to);
  }

  /** The end of so many printed characters, or {@code to} if there are fewer. */
  static int endOfCharacters(int count, byte[] b, int from, int to) {
    int end = from;
    for (int i = 0; i < count && end < to; i++) {
      end = endOfCharacter(b, end, to);
    }
    return end;
  }

  /**
   * The end of a backslash at {@code at} and of the character that it quotes. It is printed twice
   * itself; where it is not, as by old releases, the byte behind it is quoted.
   */
  static int endOfQuotedPair(byte[] b, int at, int to) {
    int end = endOfCharacter(b, at, to);
    boolean alone = end == at + 1;
    boolean quotes = alone || b[at + 1] == '\\';
    return quotes && end < to ? endOfCharacter(b, end, to) : end;
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
