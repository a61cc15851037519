package io.maillog.event;

import io.maillog.bytes.Literal;
import io.maillog.header.LineHeader;
import io.maillog.header.parse.ParsedHeader;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a {@link MailEvent}, for the parser of a dialect.
 *
 * <p>A field's value is a part of the line, {@code [from, to)} in its array; or a constant; or text
 * that was decoded because the line has it escaped. Nothing here allocates, but for arrays that
 * grow to the largest line seen. Not thread-safe.
 */
public final class EventWriter {
  private static final int HOST = Field.HOST.ordinal();
  private static final int PROGRAM = Field.PROGRAM.ordinal();
  private static final int PID = Field.PID.ordinal();

  /** The fields that are the header's. */
  static final long OF_HEADER = 1L << HOST | 1L << PROGRAM | 1L << PID;

  private static final int TO = Field.TO.ordinal();
  private static final int TEXT = Field.TEXT.ordinal();
  private static final int MALFORMED = EventKind.MALFORMED.ordinal();

  private final MailEvent event;
  private final EventMarks marks = new EventMarks();
  private final EventReadings readings = new EventReadings();

  private boolean marking;

  /** A writer that fills {@code event}. */
  public EventWriter(MailEvent event) {
    this.event = event;
  }

  /** The event that is filled. */
  public MailEvent event() {
    return event;
  }

  // --- the frame, by the reader

  /**
   * Starts a new line: forgets everything but its {@link #place}, and takes host, program, pid,
   * severity and text from the header, which was parsed into {@link #header()} before.
   */
  public void begin(byte[] line) {
    MailEvent e = event;
    ParsedHeader h = e.header;
    e.valid = true;
    if (e.line != line) {
      e.line = line;
    }
    if (marking) {
      marks.clear();
      readings.clear();
      marking = false;
    }
    e.decodedLength = 0;
    e.kind = MALFORMED;
    e.status = MailEvent.NONE;
    e.stage = MailEvent.NONE;
    e.attributeCount = 0;
    e.attributesCut = 0;
    e.recipientCount = 0;
    e.recipientsCut = 0;
    e.childCount = 0;
    e.severity = h.severityCode();
    e.claimed = false;
    e.copy = false;
    e.repeatFrom = MailEvent.NONE;
    e.piece = MailEvent.NONE;
    long[] spans = e.spans;
    headerSpans(spans, h);
    spans[TEXT] = MailEvent.span(h.messageFrom(), h.messageTo());
    long present = 1L << TEXT;
    present |= h.hostFrom() < h.hostTo() ? 1L << HOST : 0;
    present |= h.programFrom() < h.programTo() ? 1L << PROGRAM : 0;
    present |= h.pidFrom() < h.pidTo() ? 1L << PID : 0;
    e.present = present;
  }

  private static void headerSpans(long[] spans, ParsedHeader h) {
    spans[HOST] = MailEvent.span(h.hostFrom(), h.hostTo());
    spans[PROGRAM] = MailEvent.span(h.programFrom(), h.programTo());
    spans[PID] = MailEvent.span(h.pidFrom(), h.pidTo());
  }

  /** The header to parse the next line's header into. */
  public LineHeader header() {
    return event.header;
  }

  /** Says where the line stands: its number from 1, and its input's name. */
  public void place(long lineNumber, @Nullable String file) {
    event.lineNumber = lineNumber;
    event.file = file;
  }

  /** Says that the line repeats one that was given before. */
  public void copy() {
    event.copy = true;
  }

  /** Where the text starts that {@link #mayRepeat} named; below 0 if it named none. */
  public int repeatFrom() {
    return event.repeatFrom;
  }

  /** Whether that text states its own time. */
  public boolean repeatStamped() {
    return event.repeatStamped;
  }

  /** Says which dialect claimed the line. */
  @SuppressWarnings("ReferenceEquality") // only to spare the store: names are few constants
  public void dialect(@Nullable String name) {
    event.claimed = name != null;
    if (event.dialect != name) {
      event.dialect = name;
    }
  }

  /**
   * Makes every use of the event throw, until {@link #begin}: for tests of who keeps one too long.
   */
  public void invalidate() {
    event.valid = false;
  }

  /** Whether an event may have a text of more bytes: nearly none has. */
  public static boolean mayExceed(MailEvent event, int maxBytes) {
    return TextLimit.mayCut(event, maxBytes);
  }

  /**
   * Shortens an event's texts, but for its whole {@link Field#TEXT}, while somebody copies from it
   * who may keep so much of each and no more. An id, a host or a process whose name is longer is
   * left out. Allocates: see {@link #mayExceed}.
   *
   * @param use is given how many texts were shortened or left out; after it the event is as it was
   */
  public static void limitTexts(MailEvent event, int maxBytes, IntConsumer use) {
    new TextLimit(maxBytes).use(event, use);
  }

  // --- what the line says, by the dialect

  /** Sets the kind. */
  public void kind(EventKind kind) {
    event.kind = kind.ordinal();
  }

  /**
   * Says that the server may have written the line to two of its logs, which syslog brings
   * together: then the line comes again, from the same process. What comes but once is cheaper
   * without this.
   *
   * @param from from where to the end of the message part both are alike
   * @param stamped whether that text states its own time; else both must be logged in one second
   */
  public void mayRepeat(int from, boolean stamped) {
    event.repeatFrom = from;
    event.repeatStamped = stamped;
  }

  /** Sets a field to {@code [from, to)} of the line. */
  public void span(Field field, int from, int to) {
    int i = field.ordinal();
    set(i, MailEvent.span(from, to));
  }

  /** Sets a field to a constant. */
  public void literal(Field field, Literal value) {
    int i = field.ordinal();
    set(i, MailEvent.LITERAL);
    event.literals[i] = value;
  }

  /** Makes a field absent again. */
  public void clear(Field field) {
    int i = field.ordinal();
    event.present &= ~(1L << i);
  }

  /** Makes all recipients absent again, {@link Field#TO} with them. */
  public void clearRecipients() {
    clear(Field.TO);
    event.recipientCount = 0;
    event.recipientsCut = 0;
  }

  /**
   * What is set now, for {@link #reset}: for a parser that tries a reading of the line, and another
   * if that one does not fit. Marks may be set one within the other; no value that is decoded byte
   * by byte may be begun before a mark and go on behind it.
   *
   * @return the mark, valid until the line's end, or until an earlier mark is reset
   */
  public long mark() {
    marking = true;
    return marks.set(event);
  }

  /**
   * Puts everything back to how it was at {@link #mark}: which fields were set and to what, kind,
   * status, stage and severity, attributes, recipients and children.
   */
  public void reset(long mark) {
    marks.reset((int) mark, event);
    headerSpans(event.spans, event.header);
  }

  /**
   * Sets what was read since the mark aside, as one reading of the line that the server may have
   * written, and goes back to the mark. {@link #takeCommon} ends this; until then no readings of
   * another mark can be compared.
   */
  public void setAside(long mark) {
    readings.add(event);
    reset(mark);
  }

  /**
   * States what all readings that were set aside since the mark state, with the kind of the first:
   * where nothing decides between two readings, a field in doubt is absent.
   *
   * @return how many they were; of none nothing is changed
   */
  public int takeCommon(long mark) {
    reset(mark);
    int count = readings.count();
    if (count > 0) {
      readings.put(event);
      readings.clear();
    }
    return count;
  }

  private void set(int field, long span) {
    event.spans[field] = span;
    event.present |= 1L << field;
  }

  /** Whether the field is set. */
  public boolean has(Field field) {
    return (event.present & 1L << field.ordinal()) != 0;
  }

  /** Where a field that is a part of the line starts. */
  public int from(Field field) {
    return MailEvent.from(event.spans[field.ordinal()]);
  }

  /** Where a field that is a part of the line ends. */
  public int to(Field field) {
    return MailEvent.to(event.spans[field.ordinal()]);
  }

  /** Sets the delivery status. */
  public void status(@Nullable DeliveryStatus status) {
    event.status = status == null ? MailEvent.NONE : status.ordinal();
  }

  /** Sets the stage of the SMTP dialogue. */
  public void stage(@Nullable SmtpStage stage) {
    event.stage = stage == null ? MailEvent.NONE : stage.ordinal();
  }

  /** Sets the severity that the line states; it goes before the header's. */
  public void severity(Severity severity) {
    event.severity = severity.ordinal();
  }

  /** Adds a pair {@code key=value} that is no field; further ones than fit are counted. */
  public void attribute(int keyFrom, int keyTo, int valueFrom, int valueTo) {
    attribute(MailEvent.span(keyFrom, keyTo), valueFrom, valueTo);
  }

  /** Adds a pair whose key the line does not have, since its place alone says what it is. */
  public void attribute(Literal key, int valueFrom, int valueTo) {
    int keyFrom = event.decodedLength;
    String text = key.toString();
    for (int i = 0; i < key.length(); i++) {
      append((byte) text.charAt(i));
    }
    attribute(MailEvent.span(keyFrom, event.decodedLength) | MailEvent.DECODED, valueFrom, valueTo);
  }

  private void attribute(long key, int valueFrom, int valueTo) {
    MailEvent e = event;
    if (e.attributeCount == MailEvent.MAX_ATTRIBUTES) {
      e.attributesCut++;
      return;
    }
    int i = 2 * e.attributeCount++;
    if (i == e.attributes.length) {
      e.attributes = Arrays.copyOf(e.attributes, 2 * i);
    }
    e.attributes[i] = key;
    e.attributes[i + 1] = MailEvent.span(valueFrom, valueTo);
  }

  /** Adds one of several recipients; the first is {@link Field#TO} too. */
  public void recipient(int from, int to) {
    recipient(from, to, 0);
  }

  private void recipient(int from, int to, long flags) {
    MailEvent e = event;
    long span = MailEvent.span(from, to) | flags;
    if (e.recipientCount == 0) {
      set(TO, span);
    }
    if (e.recipientCount == MailEvent.MAX_RECIPIENTS) {
      e.recipientsCut++;
      return;
    }
    int i = e.recipientCount++;
    if (i == e.recipients.length) {
      e.recipients = Arrays.copyOf(e.recipients, 2 * i);
    }
    e.recipients[i] = span;
  }

  /**
   * Forgets what may go on behind the line's end, which cuts it: the last recipient, and the fields
   * that end there, but for {@link Field#TEXT}.
   */
  public void forgetCut() {
    MailEvent e = event;
    int end = to(Field.TEXT);
    if (e.recipientsCut > 0) {
      e.recipientsCut--;
    } else if (e.recipientCount > 0 && MailEvent.to(e.recipients[e.recipientCount - 1]) == end) {
      e.recipientCount--;
    }
    for (long rest = e.present & ~(1L << TEXT); rest != 0; rest &= rest - 1) {
      int field = Long.numberOfTrailingZeros(rest);
      boolean isCut = e.spans[field] >= 0 && MailEvent.to(e.spans[field]) == end;
      if (isCut && (field != TO || e.recipientCount == 0)) {
        e.present &= ~(1L << field);
      }
    }
    if (e.attributeCount > 0 && MailEvent.to(e.attributes[2 * e.attributeCount - 1]) == end) {
      e.attributeCount--;
    }
  }

  /**
   * Adds the queue id of one of several messages that this one caused; the first is {@link
   * Field#CHILD_QUEUE_ID} too. There are as many as the line has room for.
   */
  public void child(int from, int to) {
    MailEvent e = event;
    if (e.childCount == 0) {
      span(Field.CHILD_QUEUE_ID, from, to);
    }
    if (e.childCount == e.children.length) {
      e.children = Arrays.copyOf(e.children, 2 * e.childCount);
    }
    e.children[e.childCount++] = MailEvent.span(from, to);
  }

  /**
   * Says that the line is one of several that hold one text. The correlator puts {@code [from, to)}
   * of each behind that of the one before, fields with a comma and a space between, and has this
   * dialect read the whole as one message part. What stands before fields in their line, as a queue
   * id does, stands before the whole too.
   *
   * @param number which one it is, from 1; 0 of fields, whose order tells
   */
  public void piece(MailEvent.Piece piece, int number, int from, int to) {
    event.piece = piece.ordinal();
    event.pieceNumber = number;
    event.pieceSpan = MailEvent.span(from, to);
    event.pieceSpaces = 0;
  }

  /** Says that so many spaces stood behind the piece, which whoever took the line trimmed. */
  public void pieceSpaces(int count) {
    event.pieceSpaces = count;
  }

  // --- text that the line has escaped

  /** Starts the decoded value of one of several recipients, as {@link #recipient} adds one. */
  public void beginDecodedRecipient() {
    recipient(event.decodedLength, event.decodedLength, MailEvent.DECODED);
  }

  /** Adds a byte to the recipient that was begun last. */
  public void decodedRecipient(byte value) {
    MailEvent e = event;
    append(value);
    if (e.recipientsCut > 0) {
      return; // it has no place
    }
    e.recipients[e.recipientCount - 1]++;
    if (e.recipientCount == 1) {
      e.spans[TO]++;
    }
  }

  /** Starts the decoded value of a field; {@link #decoded(Field, byte)} adds its bytes. */
  public void beginDecoded(Field field) {
    long start = MailEvent.span(event.decodedLength, event.decodedLength);
    set(field.ordinal(), start | MailEvent.DECODED);
  }

  /** Adds a byte to a decoded value. */
  public void decoded(Field field, byte value) {
    append(value);
    event.spans[field.ordinal()]++;
  }

  private void append(byte value) {
    MailEvent e = event;
    if (e.decodedLength == e.decoded.length) {
      e.decoded = Arrays.copyOf(e.decoded, Math.max(256, 2 * e.decodedLength));
    }
    e.decoded[e.decodedLength++] = value;
  }

  /**
   * Sets a field to a number that the line has in another form, such as hours and minutes.
   *
   * @param value 0 or more
   */
  public void decimal(Field field, long value) {
    beginDecoded(field);
    long scale = 1;
    while (value / scale >= 10) {
      scale *= 10;
    }
    for (; scale > 0; scale /= 10) {
      decoded(field, (byte) ('0' + value / scale % 10));
    }
  }
}
