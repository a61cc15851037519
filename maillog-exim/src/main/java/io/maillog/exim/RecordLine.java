package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * A further line of a rejectlog's record (log.c, log_write): first {@code Envelope-from:
 * <ADDRESS>}, {@code Envelope-to: <ADDRESS>} and up to four further recipients behind four spaces,
 * then the message's header, {@code P Received: TEXT}, whose folded lines may look like those. So
 * where a record stands decides what a line is.
 */
final class RecordLine {
  private static final Literal ENVELOPE_FROM = Literal.of("Envelope-from: <");
  private static final Literal ENVELOPE_TO = Literal.of("Envelope-to: <");
  private static final Literal MORE = Literal.of("...");

  /** Ends a record that is longer than the log's buffer. */
  private static final Literal TRUNCATED = Literal.of("*** truncated ***");

  private static final Literal FURTHER = Literal.of("    <");

  private static final long MESSAGE = PackedKey.of("message");
  private static final long ID = PackedKey.of("id");
  private static final int NAME_LENGTH = "Message-ID".length();

  // What a record had last. Each further recipient is one more.
  private static final int FIRST_LINE = LineParser.RECORD_BEGUN;
  private static final int SENDER = FIRST_LINE + 1;
  private static final int RECIPIENT = SENDER + 1;
  private static final int HEADER = RECIPIENT + 5;
  private static final int STANDING = 15;

  /** The piece before was cut at its length: the next one goes on with its line. */
  private static final int WITHIN_LINE = 16;

  private static final int PIECE_SHIFT = 5;
  private static final int MAX_PIECE = 1 << 16;

  private RecordLine() {}

  /** Reads a line of the envelope that has a header of its own, from whoever gave it one. */
  static boolean alone(byte[] b, int from, int to, EventWriter e) {
    if (ENVELOPE_FROM.startsAt(b, from, to)) {
      address(Field.FROM, b, from + ENVELOPE_FROM.length(), to, e);
    } else if (ENVELOPE_TO.startsAt(b, from, to)) {
      address(Field.TO, b, from + ENVELOPE_TO.length(), to, e);
    } else if (b[from] == '<') {
      address(Field.TO, b, from + 1, to, e);
      return e.has(Field.TO);
    } else {
      return MORE.equalsAt(b, from, to);
    }
    return true;
  }

  /** Whether the record comes in pieces, or none has begun yet, as through syslog. */
  static boolean isPiecemeal(int record) {
    return record == LineParser.NO_RECORD || record >> PIECE_SHIFT > 0;
  }

  /**
   * Reads a line of a file.
   *
   * @param record what this gave for the line before
   * @return the record as it stands now; {@link LineParser#NO_RECORD} if the line is not of it
   */
  static int line(byte[] b, int from, int to, int record, EventWriter e) {
    int next = envelope(b, from, to, record, e);
    boolean own =
        next != HEADER
            || isFolded(b, from)
            || isHeader(b, from, to)
            || TRUNCATED.equalsAt(b, from, to);
    if (next == HEADER) {
      messageId(b, from, to, e);
    }
    return own ? next : LineParser.NO_RECORD;
  }

  /**
   * Reads a piece that came through syslog (log.c, write_syslog), from its bracket on: {@code [2\3]
   * TEXT} ends with a line, {@code [2/3] TEXT} was cut at its length.
   *
   * @param record as for {@link #line}; {@link LineParser#NO_RECORD} for the first piece
   */
  static int piece(byte[] b, int from, int to, int record, EventWriter e) {
    int text = LineStart.piece(b, from, to);
    int mark = Decimal.endOfDigits(b, from + 1, to);
    long piece = text == from ? 0 : Decimal.parse(b, from + 1, mark);
    if (piece != (record >> PIECE_SHIFT) + 1 || piece > MAX_PIECE) {
      return LineParser.NO_RECORD; // one is missing
    }
    int standing = FIRST_LINE;
    if (piece > 1) {
      standing = record & STANDING;
      boolean within = (record & WITHIN_LINE) != 0;
      standing = within ? standing : envelope(b, text, to, standing, e);
      if (!within && standing == HEADER) {
        messageId(b, text, to, e);
      }
    }
    return (int) piece << PIECE_SHIFT | (b[mark] == '/' ? WITHIN_LINE : 0) | standing;
  }

  /**
   * A folded line, or a field of no mark; one of blanks too, which a message may have anywhere but
   * at a field's end (receive.c, receive_msg).
   */
  private static boolean isFolded(byte[] b, int from) {
    return b[from] == ' ' || b[from] == '\t';
  }

  /** Reads a line of the envelope; what the record has then. */
  private static int envelope(byte[] b, int from, int to, int standing, EventWriter e) {
    if (standing == FIRST_LINE && ENVELOPE_FROM.startsAt(b, from, to)) {
      address(Field.FROM, b, from + ENVELOPE_FROM.length(), to, e);
      return SENDER;
    } else if (standing == SENDER && ENVELOPE_TO.startsAt(b, from, to)) {
      address(Field.TO, b, from + ENVELOPE_TO.length(), to, e);
      return RECIPIENT;
    } else if (standing >= RECIPIENT && standing < HEADER - 1 && FURTHER.startsAt(b, from, to)) {
      address(Field.TO, b, from + FURTHER.length(), to, e);
      return standing + 1;
    }
    return HEADER;
  }

  /** {@code I Message-ID: <ID>}, the line of that mark alone, whose name is not looked for. */
  private static void messageId(byte[] b, int from, int to, EventWriter e) {
    int value = from + 2 + NAME_LENGTH;
    if (value >= to || b[from] != 'I' || b[from + 1] != ' ' || b[value] != ':') {
      return;
    }
    if (PackedKey.lowerAt(b, from + 2, from + 9) != MESSAGE
        || b[from + 9] != '-'
        || PackedKey.lowerAt(b, from + 10, value) != ID) {
      return;
    }
    value = ByteScan.skipSpaces(b, value + 1, to);
    if (value + 2 < to && b[value] == '<' && b[to - 1] == '>') {
      e.span(Field.MESSAGE_ID, value + 1, to - 1);
    }
  }

  private static void address(Field field, byte[] b, int from, int to, EventWriter e) {
    int close = Address.close(b, from, to);
    if (close >= 0 && close == to - 1) {
      e.span(field, from, close);
    }
  }

  /** {@code P Received: TEXT}: a letter says what Exim takes the field for (spec, 56). */
  private static boolean isHeader(byte[] b, int from, int to) {
    if (to - from < 4 || b[from + 1] != ' ' || !(b[from] == '*' || isCapital(b[from]))) {
      return false;
    }
    int i = from + 2;
    while (i < to && b[i] > ' ' && b[i] < 0x7f && b[i] != ':') {
      i++; // whatever a stranger calls it (receive.c, receive_msg)
    }
    int nameTo = i;
    while (i < to && (b[i] == ' ' || b[i] == '\t')) {
      i++;
    }
    return nameTo > from + 2 && i < to && b[i] == ':';
  }

  private static boolean isCapital(byte c) {
    return c >= 'A' && c <= 'Z';
  }
}
