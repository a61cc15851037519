package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/**
 * Reads the header of one line: RFC 3164 and RFC 5424, files of syslog daemons with any of the
 * usual stamps, BSD and Solaris tags, journals, containers, and logs that a program stamps for
 * itself.
 *
 * <p>The form is told from the line alone, so a file may change its format in the middle, and lines
 * may be read in any order. Allocates nothing and never throws on content. One parser per thread.
 */
public final class HeaderParser {
  // What may be taken off before a line, each at most once and in this order.
  private static final int FILE = 1;
  private static final int CONTAINER = 2;
  private static final int STAMP = 4; // a collector's, perhaps with its host and tag
  private static final int ANY = FILE | CONTAINER | STAMP;

  // Two clocks of one line: of different zones, or one of a line that waited.
  private static final long MAX_APART = 2 * CivilDate.SECONDS_A_DAY;

  private final StampParser stamps = new StampParser();
  private final Collectors collectors = new Collectors();
  private final JsonLine json = new JsonLine();
  private final ProgramMemory programs;
  private final PlainHeader plain;
  private final PlainOwnHeader plainOwn;
  private final ParsedHeader outer = new ParsedHeader();
  private final ParsedHeader spare = new ParsedHeader();

  /** A parser that remembers programs for itself. */
  public HeaderParser() {
    this(new ProgramMemory());
  }

  /** A parser that remembers programs where its user can number them. */
  public HeaderParser(ProgramMemory programs) {
    this.programs = programs;
    this.plain = new PlainHeader(stamps, programs);
    this.plainOwn = new PlainOwnHeader(stamps);
  }

  /** The short cut, for its test. */
  PlainHeader plain() {
    return plain;
  }

  /**
   * Reads the header of the line {@code b[from, to)}, with its line end or without.
   *
   * <p>The header's point in time is not set: see {@link TimePolicy#complete}.
   */
  public void parse(byte[] b, int from, int to, ParsedHeader h) {
    h.lineFrom = from;
    h.lineTo = to;
    h.isDecoded = false;
    if (from >= to || (!plain.parse(b, from, to, h) && !plainOwn.parse(b, from, to, h))) {
      anyForm(b, from, to, h);
    }
  }

  /**
   * Takes the year of the stamp that the program itself put before its message, where the header's
   * own stamp has none. To be asked for programs that do so: what others write there may be
   * anything.
   *
   * @param b the array that the header's offsets point into
   */
  public void takeOwnYear(byte[] b, ParsedHeader h) {
    if (h.hasYear() || !h.stamped) {
      return;
    }
    int from = OwnStamp.behindPiece(b, h.messageFrom, h.messageTo);
    if (OwnStamp.textBehind(b, from, h.messageTo) < 0) {
      return;
    }
    if (stamps.parse(b, from, h.messageTo, spare) >= 0) {
      int year = yearBeside(h, spare);
      long apart = CivilDate.isInYear(year, h.month, h.day) ? h.localIn(year) : Long.MIN_VALUE / 2;
      if (Math.abs(apart - spare.localIn(spare.year)) <= MAX_APART) {
        h.year = year;
      }
    }
  }

  /** The year of a stamp without one that was written at the time of another. */
  private static int yearBeside(ParsedHeader h, ParsedHeader other) {
    int months = h.month - other.month;
    return other.year + (months > 6 ? -1 : months < -6 ? 1 : 0);
  }

  /**
   * Reads the message of a header that is read as a line of its own, if a header starts there: for
   * a container's output under the container's name, which only its user can tell from a program's.
   *
   * <p>Not where the message is indented: that is text which the server writes out, by a stranger.
   *
   * @param b the array that the header's offsets point into
   * @return whether a header starts there; else nothing is changed
   */
  public boolean takeMessageAsLine(byte[] b, ParsedHeader h) {
    int from = h.messageFrom;
    if (h.isWrapped() || h.indented || !lineStartsAt(b, from, h.messageTo)) {
      return false;
    }
    LineWrapping.wrapped(LineWrapping.COLLECTOR, h.programFrom, h.programTo, h);
    inner(b, from, h.messageTo, h);
    if (h.programPlace == ProgramMemory.NONE && h.tagged) {
      h.programPlace = place(b, h);
    }
    return true;
  }

  private void anyForm(byte[] b, int from, int to, ParsedHeader h) {
    int start = afterRubbish(b, from, to);
    int end = to;
    while (end > start && isBlank(b[end - 1])) {
      end--;
    }
    h.reset(start, end);
    if (start < end) {
      int object = JsonLine.start(b, start, end);
      if (object < 0 || !inJson(b, from, to, object, end, h)) {
        line(b, start, end, h, ANY);
      }
      if (h.programPlace == ProgramMemory.NONE && h.tagged) {
        h.programPlace = place(h.bytes(b), h);
      }
    }
  }

  /** Reads a line in JSON; false if the object is no such line. */
  private boolean inJson(byte[] b, int from, int to, int object, int end, ParsedHeader h) {
    if (!json.read(b, object, end)) {
      return false;
    }
    int line = json.decode(from, to, h, stamps);
    byte[] text = h.bytes(b);
    if (line >= 0) {
      inner(text, line, h.lineTo, h);
    } else if (collectors.has(text, h.programFrom, h.programTo)
        && lineStartsAt(text, h.messageFrom, h.lineTo)) {
      inner(text, h.messageFrom, h.lineTo, h);
    }
    return true;
  }

  /**
   * After runs of NUL, which a crash leaves before the next line, and an export's mark of order.
   */
  private static int afterRubbish(byte[] b, int from, int to) {
    int p = from;
    while (p < to) {
      if (b[p] == 0) {
        p++;
      } else if (isByteOrderMark(b, p, to)) {
        p += 3;
      } else {
        return p;
      }
    }
    return p;
  }

  static boolean isByteOrderMark(byte[] b, int p, int to) {
    return p + 3 <= to && b[p] == (byte) 0xef && b[p + 1] == (byte) 0xbb && b[p + 2] == (byte) 0xbf;
  }

  /** The program's place, which is made if need be, but none for a collector's. */
  private int place(byte[] b, ParsedHeader h) {
    int place = programs.find(b, h.programFrom, h.programTo);
    return place == ProgramMemory.NONE && !collectors.has(b, h.programFrom, h.programTo)
        ? programs.remember(b, h.programFrom, h.programTo)
        : place;
  }

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\r' || c == '\n' || c == '\t';
  }

  private void line(byte[] b, int from, int to, ParsedHeader h, int mayWrap) {
    int p = from;
    if (b[p] == '<') {
      p = StatedSeverity.priority(b, p, to, h);
      if (p + 1 < to && b[p] == '1' && b[p + 1] == ' ') {
        int text = Rfc5424.parse(b, p + 2, to, stamps, h);
        if (text >= 0) {
          message(b, text, to, h, mayWrap);
        }
        return;
      }
    }
    int stampEnd = stamps.parse(b, p, to, h);
    if (stampEnd >= 0 && (stampEnd == to || b[stampEnd] == ' ' || b[stampEnd] == ':')) {
      h.recognised = true;
      afterStamp(b, p, stampEnd, to, h, mayWrap);
      return;
    }
    h.noStamp();
    withoutStamp(b, p, to, h, mayWrap);
  }

  // --- after a stamp

  private void afterStamp(
      byte[] b, int stampFrom, int stampEnd, int to, ParsedHeader h, int mayWrap) {
    int afterStamp = stampEnd < to && b[stampEnd] == ':' ? stampEnd + 1 : stampEnd;
    int p = ByteScan.skipSpaces(b, afterStamp, to);
    if (p >= to) {
      h.messageFrom = to;
      return;
    }
    if (isBehindOuterStamp(b, p, to, p == afterStamp + 1, h, mayWrap)) {
      return;
    }
    if (!OwnStamp.is(b, stampFrom, stampEnd) || !OwnStamp.read(b, p, to, h)) {
      named(b, p, to, h, mayWrap);
    }
  }

  /**
   * Whether the stamp was a container's or a collector's; then the line behind it is read.
   *
   * @param tight whether one blank follows the stamp: a line that begins with one is a record's
   */
  private boolean isBehindOuterStamp(
      byte[] b, int from, int to, boolean tight, ParsedHeader h, int mayWrap) {
    if ((mayWrap & CONTAINER) != 0 && tight && LineWrapping.isStream(b, from, to)) {
      inner(b, LineWrapping.stream(b, from, to, h), to, h);
      return true;
    }
    if ((mayWrap & STAMP) != 0 && tight && stampStartsAt(b, from, to)) {
      LineWrapping.wrapped(LineWrapping.STAMP, from, from, h);
      inner(b, from, to, h);
      return true;
    }
    return false;
  }

  /** Reads what names host and program, each of them or none. */
  private void named(byte[] b, int from, int to, ParsedHeader h, int mayWrap) {
    int p = StatedSeverity.tag(b, from, to, h);
    int tokenEnd = ByteScan.endOfWord(b, p, to);
    if (LineTag.isTag(b, p, tokenEnd)) {
      if (OwnStamp.service(b, p, to, h)) {
        return; // of a log that names no host
      }
    } else {
      Repetition.ofLineBefore(b, p, to, h);
      if (h.continued || (p > from && isText(b, from, p, tokenEnd, to))) {
        h.messageFrom = p;
        return;
      }
      p = host(b, p, tokenEnd, to, h);
      if ((mayWrap & STAMP) != 0 && p == h.hostTo + 1 && lineStartsAt(b, p, to)) {
        LineWrapping.wrapped(LineWrapping.COLLECTOR, p, p, h);
        inner(b, p, to, h); // the collector's stamp and the sender's name, then the line
        return;
      }
      p = StatedSeverity.tagBehindHost(b, p, to, h);
    }
    tag(b, p, to, h, mayWrap);
  }

  /**
   * Whether text follows a level that stands alone: what has its lines so, names no host but before
   * a tag ({@code INFO spawned 'exim' with pid 12}, of a supervisor).
   */
  private static boolean isText(byte[] b, int level, int from, int tokenEnd, int to) {
    int next = ByteScan.skipSpaces(b, tokenEnd, to);
    return !StatedSeverity.isWithFacility(b, level, from)
        && !LineTag.isTag(b, next, ByteScan.endOfWord(b, next, to));
  }

  /**
   * Reads the host, if the token has the form of one; what stands for none is skipped too.
   *
   * @return where what follows starts
   */
  private int host(byte[] b, int from, int tokenEnd, int to, ParsedHeader h) {
    int next = ByteScan.skipSpaces(b, tokenEnd, to);
    if (LineTag.isHost(b, from, tokenEnd)) {
      h.hostFrom = from;
      h.hostTo = tokenEnd;
      plain.remember(b, from, tokenEnd);
      return next;
    }
    // Such as (none), or a hyphen: a tag behind it says that a host would stand there.
    return LineTag.isTag(b, next, ByteScan.endOfWord(b, next, to)) ? next : from;
  }

  private void tag(byte[] b, int from, int to, ParsedHeader h, int mayWrap) {
    int i = from;
    while (i < to && b[i] != '[' && b[i] != ' ' && !(b[i] == ':' && endsTag(b, i, to))) {
      i++;
    }
    if (i >= to || b[i] == ' ' || i == from) {
      int text = i == from && i < to && b[i] == '[' ? LineTag.bracketed(b, from, to, h) : from;
      if (text > from) {
        message(b, text, to, h, mayWrap);
        return;
      }
      h.messageFrom = from;
      Repetition.ofLineBefore(b, from, to, h);
      return;
    }
    int programTo = i;
    int p = i + 1;
    if (b[i] == '[') {
      int close = ByteScan.indexOf(b, p, Math.min(to, p + 64), (byte) ']');
      if (close < 0) {
        h.messageFrom = from;
        return;
      }
      if (close > p && Decimal.endOfDigits(b, p, close) == close) {
        h.pidFrom = p;
        h.pidTo = close;
      }
      p = close + 1;
      if (p < to && b[p] == ':') {
        p++;
      }
    }
    h.tagged = true;
    h.programFrom = from;
    h.programTo = programTo;
    message(b, p, to, h, mayWrap);
  }

  private static boolean endsTag(byte[] b, int colon, int to) {
    return colon + 1 >= to || b[colon + 1] == ' ';
  }

  private void message(byte[] b, int tagTo, int to, ParsedHeader h, int mayWrap) {
    int from = ByteScan.skipSpaces(b, tagTo, to);
    h.messageFrom = from;
    if (from >= to) {
      h.messageFrom = to;
      return;
    }
    h.indented = from > tagTo + 1;
    if (b[from] == '[') {
      StatedSeverity.solarisId(b, from, to, h);
    } else if (b[from] == 'm') {
      Repetition.folded(b, from, to, h);
    } else if (b[from] == 'L') {
      Repetition.suppressed(b, from, to, h);
    } else if (b[from] == 'l' && h.pidFrom == h.pidTo) {
      Repetition.bySyslogd(b, from, to, h);
    }
    if ((mayWrap & STAMP) != 0 && h.tagged) {
      h.programPlace = programs.find(b, h.programFrom, h.programTo); // none for a collector's
      if (h.programPlace == ProgramMemory.NONE && collectors.has(b, h.programFrom, h.programTo)) {
        collected(b, Math.min(tagTo + 1, from), to, h);
      }
    }
  }

  /** A collector's line: the text is another's line, with a header or without. */
  private void collected(byte[] b, int from, int to, ParsedHeader h) {
    LineWrapping.wrapped(LineWrapping.COLLECTOR, h.programFrom, h.programTo, h);
    if (lineStartsAt(b, from, to)) {
      inner(b, from, to, h);
    } else {
      h.innerFrom = from;
      h.innerTo = to;
      h.bare = true;
    }
  }

  // --- a line inside a line

  private boolean lineStartsAt(byte[] b, int p, int to) {
    if (p >= to || b[p] != '<') {
      return stampStartsAt(b, p, to);
    }
    int text = StatedSeverity.priority(b, p, to, spare);
    boolean versioned = text + 1 < to && b[text] == '1' && b[text + 1] == ' '; // RFC 5424
    return text > p && stampStartsAt(b, versioned ? text + 2 : text, to);
  }

  static boolean stampStartsAt(byte[] b, int p, int to) {
    if (to - p < 15) {
      return false;
    }
    boolean month = b[p + 3] == ' ' && b[p] >= 'A' && b[p] <= 'S' && b[p + 1] >= 'a';
    boolean iso = b[p + 4] == '-' && b[p + 7] == '-' && (b[p + 10] == 'T' || b[p + 10] == ' ');
    if (month) {
      int time = p + (b[p + 5] == ' ' ? 6 : 7);
      return StampParser.secondOfDay(ByteScan.word(b, time, 8)) >= 0;
    }
    return iso && p + 19 <= to && StampParser.secondOfDay(ByteScan.word(b, p + 11, 8)) >= 0;
  }

  /** The line that a collector wrapped; what it does not state itself, the outer header does. */
  private void inner(byte[] b, int from, int to, ParsedHeader h) {
    outer.copyFrom(h);
    wrapped(b, from, to, h, 0);
    if (!h.recognised) {
      h.copyFrom(outer);
      h.messageFrom = from;
      h.messageTo = to;
      h.innerFrom = from;
      h.innerTo = to;
      h.bare = true;
      return;
    }
    if (!h.stamped) {
      h.copyStamp(outer);
    } else if (!h.hasYear() && outer.hasYear()) {
      h.year = yearBeside(h, outer);
    }
    if (h.hostFrom == h.hostTo) {
      h.hostFrom = outer.hostFrom;
      h.hostTo = outer.hostTo;
    }
    if (h.severityCode < 0) {
      h.severityCode = outer.severityCode;
    }
  }

  /** Reads the line behind what was taken off, which is remembered. */
  private void wrapped(byte[] b, int from, int to, ParsedHeader h, int mayWrap) {
    int kind = h.wrapping;
    int sourceFrom = h.sourceFrom;
    int sourceTo = h.sourceTo;
    int cut = h.cut;
    h.reset(from, to);
    if (from < to) {
      line(b, from, to, h, mayWrap);
    }
    boolean stamp = h.wrapping == LineWrapping.STAMP; // which is of what is taken off here too
    if (!stamp) {
      h.innerFrom = from;
      h.innerTo = to;
      h.bare = h.wrapping == LineWrapping.NONE && !h.recognised;
    }
    boolean behindStamp = stamp || kind == LineWrapping.STAMP;
    LineWrapping.wrapped(kind, sourceFrom, sourceTo, h);
    h.cut = cut;
    h.behindStamp = behindStamp;
  }

  // --- no stamp

  /**
   * {@code program[12]: text}, as a container's output has it, with a container's name before it or
   * without.
   */
  private void withoutStamp(byte[] b, int from, int to, ParsedHeader h, int mayWrap) {
    int tokenEnd = ByteScan.endOfWord(b, from, to);
    if (LineTag.isNameWithPid(b, from, tokenEnd)) {
      h.recognised = true;
      tag(b, from, to, h, mayWrap);
      return;
    }
    if (LineTag.hasHostAndPid(b, from, to)) {
      withoutOuterStamp(b, from, tokenEnd, to, h);
      return;
    }
    int monotonic = from < to && b[from] == '[' ? LineWrapping.afterMonotonic(b, from, to) : from;
    if (monotonic > from && LineTag.hasHostAndPid(b, monotonic, to)) {
      h.recognised = true;
      tag(b, host(b, monotonic, ByteScan.endOfWord(b, monotonic, to), to, h), to, h, 0);
      return;
    }
    int text = (mayWrap & CONTAINER) != 0 ? LineWrapping.container(b, from, to, h) : -1;
    if (text >= 0) {
      wrapped(b, text, to, h, STAMP);
      return;
    }
    text = (mayWrap & FILE) != 0 ? LineWrapping.file(b, from, to, stamps, h) : -1;
    if (text >= 0) {
      if (b[text] != '{' || !inJson(b, h.lineFrom, h.lineTo, text, to, h)) {
        wrapped(b, text, to, h, mayWrap & ~FILE);
      }
      return;
    }
    h.messageFrom = from;
  }

  /**
   * {@code HOST PROGRAM[PID]: STAMP TEXT}: the syslog daemon's stamp is gone, the program's is not.
   */
  private void withoutOuterStamp(byte[] b, int from, int hostTo, int to, ParsedHeader h) {
    h.messageFrom = from;
    int text = ByteScan.indexOf(b, hostTo, to, (byte) ']') + 3;
    if (!stampStartsAt(b, text, to) || stamps.parse(b, text, to, h) < 0) {
      h.noStamp();
      return;
    }
    h.recognised = true;
    h.hostFrom = from;
    h.hostTo = hostTo;
    tag(b, ByteScan.skipSpaces(b, hostTo, to), to, h, 0);
  }
}
