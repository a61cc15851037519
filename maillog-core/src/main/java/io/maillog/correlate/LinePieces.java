package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that servers write in several lines, since syslog takes no longer ones ({@link
 * MailEvent.Piece}): put together, and read as one, when the last line has come. The pieces come
 * one behind the other from one process; those of other processes may stand between.
 *
 * <p>Of the texts that are not whole yet there are {@value #MAX}, each of up to {@value #MAX_TEXT}
 * bytes; a text that does not fit, or of which a piece is missing, is forgotten.
 */
final class LinePieces {
  /** How many texts are kept that are not whole. */
  static final int MAX = 64;

  /** How long, in bytes, a text may be. */
  static final int MAX_TEXT = 16 * 1024;

  private static final ByteSlice NONE = new ByteSlice();

  /** A text that is not whole. */
  static final class Text {
    byte[] bytes = new byte[0];

    /** The queue id that its first line states. */
    byte @Nullable [] queueId;

    /** The last of its pieces. */
    MailEvent.Piece latest = MailEvent.Piece.PART;

    int number;
    long second;

    /** Its first piece was told already. */
    boolean told;

    void append(ByteSlice piece, boolean field, int spaces) {
      int at = bytes.length;
      int gap = field ? 2 : 0;
      bytes = Arrays.copyOf(bytes, at + gap + piece.length() + spaces);
      Arrays.fill(bytes, bytes.length - spaces, bytes.length, (byte) ' ');
      if (field) {
        bytes[at] = ',';
        bytes[at + 1] = ' ';
      }
      System.arraycopy(piece.array(), piece.from(), bytes, at + gap, piece.length());
    }
  }

  final Map<HostKey, Text> texts = new LinkedHashMap<>();
  private final Dialects dialects;
  private final Map<String, LineParser> parsers = new HashMap<>();
  private boolean told;
  private final HostKey probe = new HostKey();
  private final EventWriter whole = new EventWriter(new MailEvent());
  private final ByteSlice pieceSlice = new ByteSlice();
  private final ByteSlice lineSlice = new ByteSlice();

  LinePieces(Dialects dialects) {
    this.dialects = dialects;
  }

  /**
   * Takes a line that is a piece.
   *
   * @return what the whole text says, as of this line, if it is the last one; else {@code null}.
   *     Valid until the next call
   */
  @Nullable MailEvent take(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    MailEvent.Piece piece = e.piece();
    if (piece == null) {
      return null;
    }
    ByteSlice queueId = e.slice(Field.QUEUE_ID);
    if (queueId != null && queueId.length() > CorrelationLimits.MAX_TEXT_BYTES) {
      return null; // none is so long
    }
    ByteSlice process = pid == null ? queueId : pid;
    HostKey key = probe.fill(host, process == null ? NONE : process);
    Text text = texts.remove(key);
    if (text != null && !continues(text, e, piece, queueId)) {
      text = null;
    }
    if (text == null) {
      if (!begins(e, piece)) {
        return null;
      }
      text = new Text();
      text.queueId = queueId == null ? null : bytes(queueId);
      text.told = begun(piece);
    }
    ByteSlice bytes = e.pieceText(pieceSlice);
    if (text.bytes.length + bytes.length() > MAX_TEXT) {
      return null;
    }
    text.append(bytes, e.pieceNumber() == 0 && text.bytes.length > 0, e.pieceSpaces());
    text.latest = piece;
    text.number = e.pieceNumber();
    text.second = e.epochSecond();
    if (piece == MailEvent.Piece.LAST_PART || piece == MailEvent.Piece.LAST_FIELDS) {
      told = text.told;
      return read(text, e);
    }
    put(key.copy(), text);
    return null;
  }

  void put(HostKey key, Text text) {
    if (texts.size() >= MAX) {
      Iterator<HostKey> oldest = texts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    texts.put(key, text);
  }

  /** Whether the first piece of the text that {@link #take} gave was told already. */
  boolean wasTold() {
    return told;
  }

  /** Whether a piece that begins a text says something by itself. */
  static boolean begun(MailEvent.Piece piece) {
    return switch (piece) {
      case FIRST_PART, LIST, FIRST_FIELDS -> true;
      default -> false;
    };
  }

  private static boolean begins(MailEvent e, MailEvent.Piece piece) {
    return switch (piece) {
      case PART -> e.pieceNumber() == 1;
      case FIRST_PART -> true;
      case LIST, FIRST_FIELDS -> true;
      default -> false;
    };
  }

  private static boolean continues(
      Text text, MailEvent e, MailEvent.Piece piece, @Nullable ByteSlice queueId) {
    byte[] id = text.queueId;
    boolean same =
        queueId == null
            || (id != null
                && ByteScan.equal(id, 0, id.length, queueId.array(), queueId.from(), queueId.to()));
    if (!same || Math.abs(e.epochSecond() - text.second) > MessageCorrelator.LINGER_SECONDS) {
      return false;
    }
    return switch (piece) {
      case FIRST_PART -> false;
      case PART, LAST_PART ->
          (text.latest == MailEvent.Piece.PART || text.latest == MailEvent.Piece.FIRST_PART)
              && e.pieceNumber() == text.number + 1;
      case LIST, FIRST_FIELDS -> text.latest == MailEvent.Piece.LIST;
      case FIELDS, LAST_FIELDS ->
          text.latest == MailEvent.Piece.FIRST_FIELDS || text.latest == MailEvent.Piece.FIELDS;
    };
  }

  /**
   * Reads the whole text as the message part of its last line: parts as they are, fields behind
   * what stands before the last of them.
   */
  private @Nullable MailEvent read(Text text, MailEvent last) {
    String dialect = last.dialect();
    LineParser parser = dialect == null ? null : parser(dialect);
    if (parser == null) {
      return null;
    }
    ByteSlice line = last.line(lineSlice);
    int at = line.length();
    int message = last.header().messageFrom();
    int head = text.number > 0 ? 0 : last.pieceText(pieceSlice).from() - message;
    byte[] joined = Arrays.copyOf(bytes(line), at + head + text.bytes.length);
    System.arraycopy(line.array(), message, joined, at, head);
    System.arraycopy(text.bytes, 0, joined, at + head, text.bytes.length);
    ParsedHeader.of(whole.header()).copyFrom(ParsedHeader.of(last.header()), 0, at, joined.length);
    whole.begin(joined);
    whole.dialect(dialect);
    whole.kind(EventKind.OTHER);
    parser.parse(joined, at, joined.length, whole.header(), whole);
    return whole.event();
  }

  private @Nullable LineParser parser(String name) {
    LineParser known = parsers.get(name);
    if (known != null) {
      return known;
    }
    for (Dialect dialect : dialects.all()) {
      if (dialect.name().equals(name)) {
        LineParser made = dialect.newLineParser();
        parsers.put(name, made);
        return made;
      }
    }
    return null;
  }

  private static byte[] bytes(ByteSlice text) {
    return Arrays.copyOfRange(text.array(), text.from(), text.to());
  }
}
