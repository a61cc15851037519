package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.header.LineHeader;
import org.jspecify.annotations.Nullable;

/**
 * The header of one line as its parser fills it, with what the reading of a log must know beside
 * what everybody sees: what the line is wrapped in, and what of its stamp was logged.
 */
public final class ParsedHeader extends LineHeader {
  static final int NO_OFFSET = Integer.MIN_VALUE;
  static final int NO_YEAR = Integer.MIN_VALUE;

  private static final int BEHIND_STAMP = 16;
  private static final int KIND_BITS = 4; // of a wrapping
  private static final byte[] NOTHING = new byte[0];

  int lineFrom;
  int lineTo;
  boolean recognised;
  boolean tagged;
  boolean selfStamped;
  boolean continued;
  int hostFrom;
  int hostTo;
  int programFrom;
  int programTo;
  int programPlace;
  int pidFrom;
  int pidTo;
  boolean indented;
  int messageFrom;
  int messageTo;
  int severityCode;
  int repeat;

  // What was taken off before the line's own header: of what kind, what it names, where the line
  // is, whether that has no header of its own, whether it goes on in the next one, and whether a
  // collector's stamp stands before it. All the others say nothing where the kind is NONE.
  int wrapping;
  int sourceFrom;
  int sourceTo;
  int innerFrom;
  int innerTo;
  boolean bare;
  int cut;
  boolean behindStamp;

  // Of a line in JSON, its text, which the offsets point into; and the line as it was given.
  boolean isDecoded;
  byte[] decoded = NOTHING;
  byte[] raw = NOTHING;
  int rawFrom;
  int rawTo;

  // The stamp as logged.
  boolean stamped;
  int year;
  int month;
  int day;
  int secondOfDay;
  int nano;
  int fractionDigits;
  int statedOffset;

  /** What the line's log comes from; stays as it is when a line is parsed. */
  private LogSource logSource = LogSource.NONE;

  // The stamp as completed by the time policy.
  boolean timed;
  long epochSecond;
  int offsetSeconds;

  /** Creates an empty header. */
  public ParsedHeader() {
    reset(0, 0);
  }

  /** What a header is to the code that reads logs: this library makes no other. */
  public static ParsedHeader of(LineHeader header) {
    return (ParsedHeader) header;
  }

  /** Where the line's log comes from. */
  public LogSource logSource() {
    return logSource;
  }

  /** Says where the log of this line, and of those that are parsed into this header, comes from. */
  @SuppressWarnings("ReferenceEquality") // only to spare the store: it is the same for long
  public void from(LogSource source) {
    if (source != logSource) {
      logSource = source;
    }
  }

  void reset(int from, int to) {
    recognised = false;
    tagged = false;
    selfStamped = false;
    continued = false;
    indented = false;
    hostFrom = from;
    hostTo = from;
    programFrom = from;
    programTo = from;
    programPlace = ProgramMemory.NONE;
    pidFrom = from;
    pidTo = from;
    messageFrom = from;
    messageTo = to;
    severityCode = -1;
    repeat = 1;
    wrapping = LineWrapping.NONE;
    noStamp();
    timed = false;
  }

  /** Forgets the stamp; month, day and second say nothing until there is one again. */
  void noStamp() {
    stamped = false;
    year = NO_YEAR;
    nano = 0;
    fractionDigits = 0;
    statedOffset = NO_OFFSET;
  }

  @Override
  public byte[] bytes(byte[] line) {
    return isDecoded ? decoded : line;
  }

  /** The whole line as it was given, in JSON if it was; {@code null} if it is as it was parsed. */
  public @Nullable ByteSlice raw(ByteSlice into) {
    return isDecoded ? into.wrap(raw, rawFrom, rawTo) : null;
  }

  @Override
  public int lineFrom() {
    return lineFrom;
  }

  @Override
  public int lineTo() {
    return lineTo;
  }

  @Override
  public boolean recognised() {
    return recognised;
  }

  @Override
  public boolean tagged() {
    return tagged;
  }

  @Override
  public boolean selfStamped() {
    return selfStamped;
  }

  @Override
  public int ownStampTo(byte[] line) {
    return OwnStamp.textBehind(line, messageFrom, messageTo);
  }

  @Override
  public boolean continued() {
    return continued;
  }

  @Override
  public boolean indented() {
    return indented;
  }

  @Override
  public int hostFrom() {
    return hostFrom;
  }

  @Override
  public int hostTo() {
    return hostTo;
  }

  @Override
  public int programFrom() {
    return programFrom;
  }

  @Override
  public int programTo() {
    return programTo;
  }

  /**
   * The program's place in the {@link ProgramMemory} of the parser that read the line, until it
   * reads the next one; {@link ProgramMemory#NONE} if it has none.
   */
  public int programPlace() {
    return programPlace;
  }

  @Override
  public int pidFrom() {
    return pidFrom;
  }

  @Override
  public int pidTo() {
    return pidTo;
  }

  @Override
  public int messageFrom() {
    return messageFrom;
  }

  @Override
  public int messageTo() {
    return messageTo;
  }

  // --- lines among others of their log

  /** Whether the name of a file or a container, or a collector's stamp stands before the line. */
  public boolean isWrapped() {
    return wrapping != LineWrapping.NONE;
  }

  /** Whether it is a collector's line, whose text is the line: by its own tag, not by its start. */
  public boolean isCollected() {
    return wrapping == LineWrapping.COLLECTOR;
  }

  /** Whether the line, without what it is wrapped in, has no header. */
  public boolean isText() {
    return !recognised || (bare && wrapping != LineWrapping.NONE);
  }

  /** Whether a container's runtime cut the line here, so that the next one goes on with it. */
  public boolean isCut() {
    return cut != LineWrapping.WHOLE && wrapping != LineWrapping.NONE;
  }

  /**
   * Whether such a line is surely cut: docker marks one by nothing but the line end that it lacks,
   * which others leave out of all lines.
   */
  public boolean isSurelyCut() {
    return cut == LineWrapping.SURELY_CUT && wrapping != LineWrapping.NONE;
  }

  /**
   * What the header consists of, as a number: the same for two lines of a log that are written one
   * way. Precision, zone and process id do not matter. The upper half, {@link #source}, is of what
   * the line is wrapped in.
   *
   * @param line the array that the header's offsets point into
   */
  public long form(byte[] line) {
    int parts = selfStamped ? 1 : 0;
    parts |= tagged ? 2 : 0;
    parts |= hostFrom < hostTo ? 4 : 0;
    parts |= hasYear() ? 8 : 0;
    parts |= isBehindStamp() ? BEHIND_STAMP : 0;
    return source(line) | parts;
  }

  /**
   * What the line is wrapped in, as a number that is the same for all lines out of one file, stream
   * or container; 0 where nothing names one.
   *
   * @param line the array that the header's offsets point into
   */
  public long source(byte[] line) {
    return wrapping == LineWrapping.NONE || wrapping == LineWrapping.STAMP
        ? 0
        : source(line, sourceFrom, sourceTo, wrapping);
  }

  private static long source(byte[] line, int from, int to, int wrapping) {
    return (long) (ByteScan.hash(line, from, to) << KIND_BITS | wrapping) << Integer.SIZE;
  }

  /**
   * Takes the name of a file off a text, as grep writes it before the lines around a match, or
   * those of a container as stern and kubetail do, if it is of that {@link #source}: from the text
   * alone nobody can tell.
   *
   * @param line the array that the header's offsets point into
   * @return whether it stands there; else nothing is changed
   */
  public boolean takeName(byte[] line, long source) {
    int from = messageFrom;
    int near = Math.min(messageTo, from + LineWrapping.MAX_NAME);
    int end = LineWrapping.endOfFileName(line, from, near);
    while (end < near && source(line, from, end, LineWrapping.FILE) != source) {
      end = LineWrapping.endOfFileName(line, end + 1, near);
    }
    if (end < near) {
      taken(LineWrapping.FILE, from, end, LineWrapping.afterFileName(line, end, messageTo));
      return true;
    }
    if (from < near && line[from] == '[') {
      int close = ByteScan.indexOf(line, from, near, (byte) ']');
      boolean known =
          close > from
              && close + 1 < messageTo
              && line[close + 1] == ' '
              && source(line, from + 1, close, LineWrapping.POD) == source;
      if (known) {
        taken(LineWrapping.POD, from + 1, close, close + 2);
      }
      return known;
    }
    end = ByteScan.endOfWord(line, from, near);
    for (int names = 2; names <= 3 && end < near; names++) {
      end = ByteScan.endOfWord(line, end + 1, near);
      if (end < near && source(line, from, end, LineWrapping.STERN) == source) {
        taken(LineWrapping.STERN, from, end, end + 1);
        return true;
      }
    }
    return false;
  }

  private void taken(int kind, int from, int to, int textFrom) {
    LineWrapping.wrapped(kind, from, to, this);
    innerFrom = textFrom;
    innerTo = messageTo;
    messageFrom = textFrom;
    bare = true;
  }

  /** Of a {@link #form}, its {@link #source}. */
  public static long sourceOf(long form) {
    return form >>> Integer.SIZE << Integer.SIZE;
  }

  /** Where the line starts, without what it is wrapped in. */
  public int textFrom() {
    return isWrapped() ? innerFrom : recognised ? lineFrom : messageFrom;
  }

  /** Where the line ends, without what it is wrapped in; its line end may stand before. */
  public int textTo() {
    return isWrapped() ? innerTo : recognised ? lineTo : messageTo;
  }

  /**
   * Whether the text is of blanks alone, which are no part of it, but which an empty line has not.
   *
   * @param b the array that the header's offsets point into
   */
  public boolean isOfBlanks(byte[] b) {
    int from = textFrom();
    if (textTo() > from || from >= lineTo) {
      return false;
    }
    // The blank that ends a wrapping may have been taken for one at the line's end.
    boolean own = isWrapped() && wrapping != LineWrapping.FILE && b[from - 1] != ' ';
    int blank = own ? from + 1 : from;
    return blank < lineTo && (b[blank] == ' ' || b[blank] == '\t');
  }

  /** Whether a collector's stamp stands before the line's own. */
  public boolean isBehindStamp() {
    return behindStamp && wrapping != LineWrapping.NONE;
  }

  /** Whether a line of this {@link #form} stands behind a collector's stamp. */
  public static boolean isBehindStamp(long form) {
    return (form & BEHIND_STAMP) != 0;
  }

  /** Takes the line for text without a header. */
  public void makeText(int from, int to) {
    int kind = wrapping;
    reset(from, to);
    wrapping = kind;
  }

  @Override
  public int severityCode() {
    return severityCode;
  }

  @Override
  public int repeat() {
    return repeat;
  }

  @Override
  public boolean stamped() {
    return stamped;
  }

  @Override
  public boolean hasYear() {
    return year != NO_YEAR;
  }

  @Override
  public boolean hasOffset() {
    return statedOffset != NO_OFFSET;
  }

  /** Sets the point in time, as a {@link TimePolicy} gave it to this header before. */
  public void setTime(long second, int offset) {
    epochSecond = second;
    offsetSeconds = offset;
    timed = true;
  }

  @Override
  public boolean timed() {
    return timed;
  }

  @Override
  public long epochSecond() {
    return timed ? epochSecond : 0;
  }

  @Override
  public int nano() {
    return nano;
  }

  @Override
  public int fractionDigits() {
    return fractionDigits;
  }

  @Override
  public int offsetSeconds() {
    return timed ? offsetSeconds : 0;
  }

  /** The stamp in a year, in seconds of its local time since 1970. */
  long localIn(int inYear) {
    return CivilDate.epochDay(inYear, month, day) * CivilDate.SECONDS_A_DAY + secondOfDay;
  }

  /** Makes this header a copy of another; both then point into the same line. */
  public void copyFrom(ParsedHeader other) {
    lineFrom = other.lineFrom;
    lineTo = other.lineTo;
    recognised = other.recognised;
    tagged = other.tagged;
    selfStamped = other.selfStamped;
    continued = other.continued;
    indented = other.indented;
    hostFrom = other.hostFrom;
    hostTo = other.hostTo;
    programFrom = other.programFrom;
    programTo = other.programTo;
    programPlace = other.programPlace;
    pidFrom = other.pidFrom;
    pidTo = other.pidTo;
    messageFrom = other.messageFrom;
    messageTo = other.messageTo;
    severityCode = other.severityCode;
    repeat = other.repeat;
    wrapping = other.wrapping;
    sourceFrom = other.sourceFrom;
    sourceTo = other.sourceTo;
    innerFrom = other.innerFrom;
    innerTo = other.innerTo;
    bare = other.bare;
    cut = other.cut;
    behindStamp = other.behindStamp;
    copyStamp(other);
    timed = other.timed;
    epochSecond = other.epochSecond;
    offsetSeconds = other.offsetSeconds;
  }

  /**
   * Makes this header that of another message, which stands behind a copy of the other's line in
   * one array.
   *
   * @param lineAt where that copy starts
   * @param from where the message starts
   * @param to where it ends
   */
  public void copyFrom(ParsedHeader other, int lineAt, int from, int to) {
    int by = lineAt - other.lineFrom;
    copyFrom(other);
    from(other.logSource);
    lineFrom += by;
    lineTo += by;
    hostFrom += by;
    hostTo += by;
    programFrom += by;
    programTo += by;
    pidFrom += by;
    pidTo += by;
    messageFrom = from;
    messageTo = to;
  }

  void copyStamp(ParsedHeader other) {
    stamped = other.stamped;
    year = other.year;
    month = other.month;
    day = other.day;
    secondOfDay = other.secondOfDay;
    nano = other.nano;
    fractionDigits = other.fractionDigits;
    statedOffset = other.statedOffset;
  }
}
