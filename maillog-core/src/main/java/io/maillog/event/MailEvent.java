package io.maillog.event;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.header.LineHeader;
import io.maillog.header.parse.ParsedHeader;
import org.jspecify.annotations.Nullable;

/**
 * What one line says: its kind, and its fields as offsets into the line.
 *
 * <p>A view that is reused for every line: it, and every slice that it hands out, is valid inside
 * the callback only, or until the next line is parsed into it. {@link #toRecord()} makes a copy for
 * keeps. Reading a field does not allocate, unless the method says so. Not thread-safe.
 *
 * <p>A method that is asked for an absent field answers {@code null}, or {@link #ABSENT} where the
 * answer is a number.
 *
 * <p>With the system property {@code io.maillog.checked=true} an event that is used after its
 * callback throws {@link IllegalStateException}.
 */
public final class MailEvent {
  /**
   * What a line is of a text that its server wrote in several lines, one process behind the other,
   * since syslog takes no longer ones. Such a line says what it holds; what the whole text says, a
   * trace is told with its last piece.
   */
  public enum Piece {
    /**
     * The first part of a text that was cut anywhere, where it says enough for a trace to be told
     * of it at once; nothing that it may have cut is a field of it.
     */
    FIRST_PART,
    /** A part of a text that was cut anywhere; another follows. Parts are numbered from 1. */
    PART,
    /** The last part. */
    LAST_PART,
    /** The first field, a list that goes on in another line of this kind. */
    LIST,
    /** The first field, or the last part of the {@link #LIST} that it is. */
    FIRST_FIELDS,
    /** Further fields. */
    FIELDS,
    /** The last fields. */
    LAST_FIELDS
  }

  /** The number that stands for an absent field. */
  public static final long ABSENT = Decimal.NONE;

  /** How many further {@code key=value} pairs of a line are kept. */
  public static final int MAX_ATTRIBUTES = 96;

  /** How many recipients of a line are kept. */
  public static final int MAX_RECIPIENTS = 4096;

  static final int FIELDS = Field.values().length;
  private static final byte[] EMPTY = new byte[0];

  // How a field's place is packed into one number: from, to, and in what.
  static final long LITERAL = Long.MIN_VALUE;
  static final long DECODED = 1L << 31;
  static final int NONE = -1;

  private static final EventKind[] KINDS = EventKind.values();
  private static final DeliveryStatus[] STATUSES = DeliveryStatus.values();
  private static final SmtpStage[] STAGES = SmtpStage.values();
  private static final Piece[] PIECES = Piece.values();

  // Written by EventWriter, of the same package: the reading side and the writing side of one
  // object. Words are kept as numbers: to store a reference costs a collector's barrier, every
  // time.
  final ParsedHeader header = new ParsedHeader();
  final long[] spans = new long[FIELDS];
  final @Nullable Literal[] literals = new @Nullable Literal[FIELDS];
  byte[] line = EMPTY;
  byte[] decoded = EMPTY;
  int decodedLength;
  long present;
  int kind = EventKind.MALFORMED.ordinal();
  int status = NONE;
  int stage = NONE;
  int severity = NONE;
  boolean claimed;
  @Nullable String dialect; // of the line if it is claimed, else of one before
  @Nullable String file;
  boolean copy;
  int repeatFrom = NONE;
  boolean repeatStamped;
  long lineNumber;
  long[] attributes = new long[16]; // of each the key, then the value
  int attributeCount;
  int attributesCut;
  long[] recipients = new long[8];
  int recipientCount;
  int recipientsCut;
  long[] children = new long[8];
  int childCount;
  int piece = NONE;
  int pieceNumber;
  long pieceSpan;
  int pieceSpaces;
  boolean valid = true;

  private final ByteSlice slice = new ByteSlice();
  private final FieldSet stated = new FieldSet();

  /** Creates an event that says nothing; {@link EventWriter} fills it. */
  public MailEvent() {}

  private void check() {
    if (!valid) {
      throw new IllegalStateException(
          "a MailEvent is valid inside its callback only; use toRecord()");
    }
  }

  /** What the line says. */
  public EventKind kind() {
    check();
    return KINDS[kind];
  }

  /** Whether the line states the field. */
  public boolean has(Field field) {
    check();
    return switch (field) {
      case KIND -> true;
      case N -> lineNumber > 0;
      case FILE -> file != null;
      case SOURCE -> source() != null;
      case COPY -> copy;
      case TIME -> header.timed();
      case SEVERITY -> severity >= 0;
      case DIALECT -> claimed;
      case STATUS -> status >= 0;
      case STAGE -> stage >= 0;
      case REPEAT -> header.repeat() > 1;
      case ATTRIBUTES -> attributeCount > 0;
      default -> (present & 1L << field.ordinal()) != 0;
    };
  }

  /**
   * The fields that the line states: how to go through them without asking for each. The set is
   * this event's own, and is filled anew by each call.
   */
  public FieldSet fields() {
    check();
    return stated.set(stated());
  }

  private long stated() {
    long fields = present | 1L << Field.KIND.ordinal();
    fields |= lineNumber > 0 ? 1L << Field.N.ordinal() : 0;
    fields |= file == null ? 0 : 1L << Field.FILE.ordinal();
    fields |= header.logSource().label() == null ? 0 : 1L << Field.SOURCE.ordinal();
    fields |= copy ? 1L << Field.COPY.ordinal() : 0;
    fields |= header.timed() ? 1L << Field.TIME.ordinal() : 0;
    fields |= severity < 0 ? 0 : 1L << Field.SEVERITY.ordinal();
    fields |= claimed ? 1L << Field.DIALECT.ordinal() : 0;
    fields |= status < 0 ? 0 : 1L << Field.STATUS.ordinal();
    fields |= stage < 0 ? 0 : 1L << Field.STAGE.ordinal();
    fields |= header.repeat() > 1 ? 1L << Field.REPEAT.ordinal() : 0;
    return attributeCount > 0 ? fields | 1L << Field.ATTRIBUTES.ordinal() : fields;
  }

  /**
   * A field's bytes, in this event's own slice: valid until the next call of this method.
   *
   * @return {@code null} if the field is absent, or is no {@link Field.Type#TEXT text} or {@link
   *     Field.Type#NUMBER number} of the line
   */
  public @Nullable ByteSlice slice(Field field) {
    return slice(field, slice);
  }

  /** A field's bytes, in a slice of the caller's; else as {@link #slice(Field)}. */
  public @Nullable ByteSlice slice(Field field, ByteSlice into) {
    check();
    int i = field.ordinal();
    if ((present & 1L << i) == 0) {
      return null;
    }
    long span = spans[i];
    if (span < 0) {
      Literal constant = literals[i];
      return constant == null ? null : constant.slice(into);
    }
    return into.wrap(source(i), from(span), to(span));
  }

  static long span(int from, int to) {
    return (long) from << 32 | to;
  }

  static int from(long span) {
    return (int) (span >>> 32);
  }

  static int to(long span) {
    return (int) (span & ~DECODED);
  }

  /** A field as text, decoded from UTF-8; {@code null} if it is absent. Allocates. */
  public @Nullable String text(Field field) {
    check();
    return switch (field) {
      case KIND -> kind().key();
      case N -> lineNumber > 0 ? Long.toString(lineNumber) : null;
      case FILE -> file;
      case SOURCE -> source();
      case COPY -> copy ? "true" : null;
      case TIME -> header.timed() ? String.valueOf(time()) : null;
      case SEVERITY -> {
        Severity word = severity();
        yield word == null ? null : word.key();
      }
      case DIALECT -> dialect();
      case STATUS -> {
        DeliveryStatus word = status();
        yield word == null ? null : word.key();
      }
      case STAGE -> {
        SmtpStage word = stage();
        yield word == null ? null : word.key();
      }
      case REPEAT -> header.repeat() > 1 ? Integer.toString(header.repeat()) : null;
      default -> {
        ByteSlice bytes = slice(field);
        yield bytes == null ? null : bytes.toString();
      }
    };
  }

  /**
   * A {@link Field.Type#NUMBER} field as a whole number; {@link #ABSENT} if it is absent, or if
   * what the line states there is none.
   *
   * @throws IllegalArgumentException if the field is of another type, whatever the line states
   */
  public long number(Field field) {
    check();
    if (field.type() != Field.Type.NUMBER) {
      throw field.isNo(Field.Type.NUMBER);
    }
    if (field == Field.N) {
      return lineNumber > 0 ? lineNumber : ABSENT;
    }
    if (field == Field.REPEAT) {
      return header.repeat() > 1 ? header.repeat() : ABSENT;
    }
    int i = field.ordinal();
    return isSpan(i) ? Decimal.parse(source(i), from(spans[i]), to(spans[i])) : ABSENT;
  }

  /**
   * A field of {@link Field.Type#SECONDS seconds}, in microseconds; {@link #ABSENT} if it is
   * absent, or if what the line states there is no number.
   *
   * @throws IllegalArgumentException if the field is of another type, whatever the line states
   */
  public long micros(Field field) {
    check();
    if (field.type() != Field.Type.SECONDS) {
      throw field.isNo(Field.Type.SECONDS);
    }
    int i = field.ordinal();
    return isSpan(i) ? Decimal.micros(source(i), from(spans[i]), to(spans[i])) : ABSENT;
  }

  /** Whether the field is present and no constant; no constant is a number. */
  private boolean isSpan(int ordinal) {
    return (present & 1L << ordinal) != 0 && spans[ordinal] >= 0;
  }

  private byte[] source(int ordinal) {
    return (spans[ordinal] & DECODED) == 0 ? line : decoded;
  }

  /** Whether the field is present, and its {@link #text} is exactly this one of ASCII. */
  public boolean is(Field field, CharSequence ascii) {
    ByteSlice bytes = slice(field);
    if (bytes != null) {
      return bytes.contentEquals(ascii);
    }
    String word = has(field) ? text(field) : null;
    return word != null && word.contentEquals(ascii);
  }

  /**
   * The whole line in a slice of the caller's, in the array that its header points into. It is as
   * it was given to be parsed; but one in JSON is decoded.
   */
  public ByteSlice line(ByteSlice into) {
    check();
    return into.wrap(line, header.lineFrom(), header.lineTo());
  }

  /** The whole line, as it was given to be parsed, in a slice of the caller's. */
  public ByteSlice raw(ByteSlice into) {
    check();
    ByteSlice given = header.raw(into);
    return given == null ? line(into) : given;
  }

  // --- who and when

  /** The line's number in its input, from 1; 0 if it was not read from one. */
  public long lineNumber() {
    check();
    return lineNumber;
  }

  /** The input's name, where several are read; else {@code null}. */
  public @Nullable String file() {
    check();
    return file;
  }

  /**
   * The label of the input that the line is of ({@link io.maillog.MailLog.Builder#files(String,
   * java.nio.file.Path...)}, {@link io.maillog.LiveLog#source}); {@code null} if none was given.
   * Where lines name no host, it tells their server from others.
   */
  public @Nullable String source() {
    check();
    return header.logSource().label();
  }

  /**
   * Whether the line repeats one that was given before, to the byte: syslog brings two of what a
   * server writes to two of its logs, and several logs may have one line. Who counts leaves it out,
   * as traces do. Only a reading of a whole log knows it ({@link io.maillog.MailLog}, {@link
   * io.maillog.LiveLog}); what several logs have alike, only one that reads them side by side
   * ({@link io.maillog.MailLog#eventsAndTraces}).
   */
  public boolean copy() {
    check();
    return copy;
  }

  /** The dialect that claimed the line; {@code null} if none did. */
  public @Nullable String dialect() {
    check();
    return claimed ? dialect : null;
  }

  /** Whether the line's point in time is known. */
  public boolean timed() {
    check();
    return header.timed();
  }

  /** Seconds since 1970-01-01T00:00Z; 0 if the line is not {@link #timed()}. */
  public long epochSecond() {
    check();
    return header.epochSecond();
  }

  /** Nanoseconds within the second, 0 to 999,999,999, to the precision that was logged. */
  public int nano() {
    check();
    return header.nano();
  }

  /** The point in time; {@code null} if it is not known. Allocates. */
  public @Nullable LogTime time() {
    check();
    return header.timed() ? LogTime.of(header) : null;
  }

  /** The line's header. */
  public LineHeader header() {
    check();
    return header;
  }

  /** The severity; {@code null} if neither the header nor the line states one. */
  public @Nullable Severity severity() {
    check();
    return Severity.ofCode(severity);
  }

  /**
   * The user that the client of this line's session or message has authenticated as, wherever its
   * server puts it, in a slice of the caller's; {@code null} if the line names none.
   *
   * <p>The name is the client's text, and the server vouches for it: it has checked the password.
   * No such user is the name of a login that failed ({@link EventKind#AUTH_FAILURE}), which is any
   * stranger's text, and is in {@link Field#SASL_USERNAME}; nor the account of this server at a
   * next hop, which a delivery's line may name there; nor {@link Field#USER}, the local user who
   * submits a message, whom the system knows; nor {@link Field#SASL_SENDER}, which the client only
   * states.
   */
  public @Nullable ByteSlice authenticatedUser(ByteSlice into) {
    return hasAuthenticatedUser() ? slice(Field.SASL_USERNAME, into) : null;
  }

  private boolean hasAuthenticatedUser() {
    return has(Field.SASL_USERNAME) && vouches(kind()) && stage() != SmtpStage.AUTH;
  }

  /** Whether a name of SASL in a line of this kind is that of a client who has logged in. */
  static boolean vouches(EventKind kind) {
    return switch (kind) {
      case AUTH_FAILURE, DELIVERY, ATTEMPT_FAILED -> false;
      default -> true;
    };
  }

  // --- words

  /** The delivery status; {@code null} if the line states none. */
  public @Nullable DeliveryStatus status() {
    check();
    return status < 0 ? null : STATUSES[status];
  }

  /** The stage of the SMTP dialogue; {@code null} if the line states none. */
  public @Nullable SmtpStage stage() {
    check();
    return stage < 0 ? null : STAGES[stage];
  }

  /**
   * How many times the line was logged: 1, or more where syslog folded repetitions. Where it folded
   * them without the text ({@code last message repeated 3 times}), so many lines followed the one
   * before, of which this event says nothing else; its kind is {@link EventKind#CONTINUATION}.
   */
  public int repeat() {
    check();
    return header.repeat();
  }

  // --- lists

  /** How many recipients the line names: those of {@link Field#TO}. */
  public int recipientCount() {
    check();
    if (recipientCount > 0) {
      return recipientCount;
    }
    return has(Field.TO) ? 1 : 0;
  }

  /** How many further recipients the line names that were cut: see {@link #MAX_RECIPIENTS}. */
  public int recipientsCut() {
    check();
    return recipientsCut;
  }

  /**
   * A recipient's address.
   *
   * @param index from 0, below {@link #recipientCount()}
   */
  public ByteSlice recipient(int index, ByteSlice into) {
    check();
    if (index < 0 || index >= recipientCount()) {
      throw new IndexOutOfBoundsException(index);
    }
    if (recipientCount == 0) {
      ByteSlice only = slice(Field.TO, into);
      return only == null ? into.wrap(line, 0, 0) : only;
    }
    long span = recipients[index];
    return into.wrap((span & DECODED) == 0 ? line : decoded, from(span), to(span));
  }

  /**
   * How many messages the line names that this one caused: those of {@link Field#CHILD_QUEUE_ID}.
   */
  public int childCount() {
    check();
    if (childCount > 0) {
      return childCount;
    }
    return has(Field.CHILD_QUEUE_ID) ? 1 : 0;
  }

  /**
   * The queue id of a message that this one caused.
   *
   * @param index from 0, below {@link #childCount()}
   */
  public ByteSlice child(int index, ByteSlice into) {
    check();
    if (index < 0 || index >= childCount()) {
      throw new IndexOutOfBoundsException(index);
    }
    if (childCount == 0) {
      ByteSlice only = slice(Field.CHILD_QUEUE_ID, into);
      return only == null ? into.wrap(line, 0, 0) : only;
    }
    return into.wrap(line, from(children[index]), to(children[index]));
  }

  /** How many further {@code key=value} pairs the line has. */
  public int attributeCount() {
    check();
    return attributeCount;
  }

  /** How many pairs were cut: see {@link #MAX_ATTRIBUTES}. */
  public int attributesCut() {
    check();
    return attributesCut;
  }

  /** The key of a pair, by its index from 0, in the order of the line. */
  public ByteSlice attributeKey(int index, ByteSlice into) {
    return attribute(index, 0, into);
  }

  /** The value of a pair. */
  public ByteSlice attributeValue(int index, ByteSlice into) {
    return attribute(index, 1, into);
  }

  private ByteSlice attribute(int index, int part, ByteSlice into) {
    check();
    if (index < 0 || index >= attributeCount) {
      throw new IndexOutOfBoundsException(index);
    }
    long span = attributes[2 * index + part];
    return into.wrap((span & DECODED) == 0 ? line : decoded, from(span), to(span));
  }

  // --- a text in several lines

  /** What this line is of a text in several lines; {@code null} if its text is whole. */
  public @Nullable Piece piece() {
    check();
    return piece < 0 ? null : PIECES[piece];
  }

  /** Which part of the text it is, from 1; 0 if its parts are not numbered, or it is whole. */
  public int pieceNumber() {
    check();
    return piece < 0 ? 0 : pieceNumber;
  }

  /** What this line has of a text in several lines; the whole message part if it is whole. */
  public ByteSlice pieceText(ByteSlice into) {
    check();
    long span = piece < 0 ? span(header.messageFrom(), header.messageTo()) : pieceSpan;
    return into.wrap(line, from(span), to(span));
  }

  /** How many spaces stood behind that text, and are lost. */
  public int pieceSpaces() {
    check();
    return piece < 0 ? 0 : pieceSpaces;
  }

  /** A copy of this event that stays as it is. Allocates. */
  public MailEventRecord toRecord() {
    check();
    return MailEventRecord.of(this);
  }
}
