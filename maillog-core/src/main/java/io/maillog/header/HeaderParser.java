package io.maillog.header;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/**
 * Reads the header of one line: RFC 3164 and RFC 5424, files of syslog daemons with any of the
 * usual stamps, BSD and Solaris tags, journals, containers, and logs that a program stamps for
 * itself.
 *
 * <p>The form is told from the line alone, so a file may change its format in the middle, and lines
 * may be read in any order. Allocates nothing and never throws on content. One parser per thread.
 */
public final class HeaderParser {
  private static final Literal STDOUT = Literal.of("stdout ");
  private static final Literal STDERR = Literal.of("stderr ");
  private static final Literal[] COLLECTORS = {
    Literal.of("docker"), Literal.of("containerd"), Literal.of("podman"), Literal.of("conmon")
  };

  private final StampParser stamps = new StampParser();
  private final ProgramMemory programs;
  private final PlainHeader plain;
  private final LineHeader outer = new LineHeader();

  /** A parser that remembers programs for itself. */
  public HeaderParser() {
    this(new ProgramMemory());
  }

  /** A parser that remembers programs where its user can number them. */
  public HeaderParser(ProgramMemory programs) {
    this.programs = programs;
    this.plain = new PlainHeader(stamps, programs);
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
  public void parse(byte[] b, int from, int to, LineHeader h) {
    h.lineFrom = from;
    h.lineTo = to;
    if (from >= to || !plain.parse(b, from, to, h)) {
      anyForm(b, from, to, h);
    }
  }

  private void anyForm(byte[] b, int from, int to, LineHeader h) {
    int start = from;
    while (start < to && b[start] == 0) {
      start++; // a crash leaves runs of NUL before the next line
    }
    int end = to;
    while (end > start && isBlank(b[end - 1])) {
      end--;
    }
    h.reset(start, end);
    if (start < end) {
      line(b, start, end, h, true);
      if (h.programPlace == ProgramMemory.NONE && h.tagged) {
        h.programPlace = place(b, h);
      }
    }
  }

  /** The program's place, which is made if need be, but none for a collector's. */
  private int place(byte[] b, LineHeader h) {
    int place = programs.find(b, h.programFrom, h.programTo);
    return place == ProgramMemory.NONE && !isCollector(b, h)
        ? programs.remember(b, h.programFrom, h.programTo)
        : place;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\r' || c == '\n' || c == '\t';
  }

  private void line(byte[] b, int from, int to, LineHeader h, boolean outermost) {
    int p = from;
    if (b[p] == '<') {
      p = StatedSeverity.priority(b, p, to, h);
      if (p + 1 < to && b[p] == '1' && b[p + 1] == ' ') {
        int text = Rfc5424.parse(b, p + 2, to, stamps, h);
        if (text >= 0) {
          message(b, text, to, h, outermost);
        }
        return;
      }
    }
    int stampEnd = stamps.parse(b, p, to, h);
    if (stampEnd >= 0 && (stampEnd == to || b[stampEnd] == ' ' || b[stampEnd] == ':')) {
      h.recognised = true;
      afterStamp(b, p, stampEnd, to, h, outermost);
      return;
    }
    h.noStamp();
    withoutStamp(b, p, to, h, outermost);
  }

  // --- after a stamp

  private void afterStamp(
      byte[] b, int stampFrom, int stampEnd, int to, LineHeader h, boolean outermost) {
    int p = stampEnd < to && b[stampEnd] == ':' ? stampEnd + 1 : stampEnd;
    p = ByteScan.skipSpaces(b, p, to);
    if (p >= to) {
      h.messageFrom = to;
      return;
    }
    boolean spaced = stampFrom + 10 < stampEnd && isSpacedIso(b, stampFrom);
    if (outermost && isContainerStream(b, p, to)) {
      inner(b, p + 9, to, h); // 2026-09-12T10:15:30Z stdout F LINE (the CRI's log format)
      return;
    }
    if (outermost && stampStartsAt(b, p, to)) {
      inner(b, p, to, h); // the collector's stamp, then the line with its own
      return;
    }
    if (spaced && !hasHostAndPid(b, p, to)) {
      selfStamped(b, p, to, h);
      return;
    }
    p = StatedSeverity.tag(b, p, to, h);
    int tokenEnd = ByteScan.endOfWord(b, p, to);
    if (!isTag(b, p, tokenEnd)) {
      h.hostFrom = p;
      h.hostTo = tokenEnd;
      plain.remember(b, p, tokenEnd);
      p = ByteScan.skipSpaces(b, tokenEnd, to);
      p = StatedSeverity.tag(b, p, to, h);
    }
    tag(b, p, to, h, outermost);
  }

  /** A log that its program stamps for itself, such as 2026-09-12 10:15:30 [1234] text. */
  private static void selfStamped(byte[] b, int from, int to, LineHeader h) {
    h.selfStamped = true;
    h.messageFrom = from;
    if (b[from] == '[') {
      int end = Decimal.endOfDigits(b, from + 1, to);
      if (end > from + 1 && end + 1 < to && b[end] == ']' && b[end + 1] == ' ') {
        h.pidFrom = from + 1;
        h.pidTo = end;
        h.messageFrom = ByteScan.skipSpaces(b, end + 1, to);
      }
    }
  }

  private static boolean isSpacedIso(byte[] b, int stampFrom) {
    return b[stampFrom + 4] == '-' && b[stampFrom + 10] == ' ';
  }

  /**
   * Whether {@code HOST PROGRAM[PID]:} follows. The two must be names: the text of a server that
   * stamps its own log can hold a stranger's HELO, such as {@code H=a (b[1]: c)}.
   */
  private static boolean hasHostAndPid(byte[] b, int from, int to) {
    int hostEnd = ByteScan.endOfWord(b, from, to);
    int p = ByteScan.skipSpaces(b, hostEnd, to);
    int open = endOfName(b, p, to); // first, since there most lines of others end
    if (open == p
        || open >= to
        || b[open] != '['
        || hostEnd == from
        || endOfName(b, from, hostEnd) != hostEnd) {
      return false;
    }
    int close = Decimal.endOfDigits(b, open + 1, to);
    return close > open + 1
        && close + 1 < to
        && b[close] == ']'
        && b[close + 1] == ':'
        && (close + 2 == to || b[close + 2] == ' ');
  }

  private static int endOfName(byte[] b, int from, int to) {
    int i = from;
    while (i < to && isNameByte(b[i])) {
      i++;
    }
    return i;
  }

  private static boolean isNameByte(byte c) {
    int letter = c | 0x20;
    // '-' to '9' are - . / and the digits; an address of IPv6 has colons
    return (letter >= 'a' && letter <= 'z') || (c >= '-' && c <= ':') || c == '_';
  }

  /**
   * Whether a tag that starts at {@code from} ends with a pid in brackets, closed at {@code close}.
   */
  private static boolean pidInTag(byte[] b, int from, int close) {
    int open = ByteScan.lastIndexOf(b, from, close, (byte) '[');
    return open > from && open + 1 < close && Decimal.endOfDigits(b, open + 1, close) == close;
  }

  private void tag(byte[] b, int from, int to, LineHeader h, boolean outermost) {
    int i = from;
    while (i < to && b[i] != '[' && b[i] != ' ' && !(b[i] == ':' && endsTag(b, i, to))) {
      i++;
    }
    if (i >= to || b[i] == ' ' || i == from) {
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
    message(b, ByteScan.skipSpaces(b, p, to), to, h, outermost);
  }

  private static boolean endsTag(byte[] b, int colon, int to) {
    return colon + 1 >= to || b[colon + 1] == ' ';
  }

  private void message(byte[] b, int from, int to, LineHeader h, boolean outermost) {
    h.messageFrom = from;
    if (from >= to) {
      h.messageFrom = to;
      return;
    }
    if (b[from] == '[') {
      StatedSeverity.solarisId(b, from, to, h);
    } else if (b[from] == 'm') {
      Repetition.folded(b, from, to, h);
    } else if (outermost && stampStartsAt(b, from, to) && isCollector(b, h)) {
      inner(b, from, to, h);
    }
  }

  // --- a line inside a line

  private static boolean isContainerStream(byte[] b, int p, int to) {
    return b[p] == 's'
        && (STDOUT.startsAt(b, p, to) || STDERR.startsAt(b, p, to))
        && p + 9 < to
        && (b[p + 7] == 'F' || b[p + 7] == 'P')
        && b[p + 8] == ' ';
  }

  private static boolean isCollector(byte[] b, LineHeader h) {
    for (Literal collector : COLLECTORS) {
      if (collector.startsAt(b, h.programFrom, h.programTo)) {
        return true;
      }
    }
    return false;
  }

  static boolean stampStartsAt(byte[] b, int p, int to) {
    if (to - p < 15) {
      return false;
    }
    boolean month = b[p + 3] == ' ' && b[p] >= 'A' && b[p] <= 'S' && b[p + 1] >= 'a';
    boolean iso = b[p + 4] == '-' && b[p + 7] == '-' && (b[p + 10] == 'T' || b[p + 10] == ' ');
    if (month) {
      int time = p + (b[p + 5] == ' ' ? 6 : 7);
      return time + 8 <= to && StampParser.secondOfDay(ByteScan.word(b, time, 8)) >= 0;
    }
    return iso && p + 19 <= to && StampParser.secondOfDay(ByteScan.word(b, p + 11, 8)) >= 0;
  }

  /** The line that a collector wrapped; what it does not state itself, the outer header does. */
  private void inner(byte[] b, int from, int to, LineHeader h) {
    outer.copyFrom(h);
    h.reset(from, to);
    line(b, from, to, h, false);
    if (!h.recognised) {
      h.copyFrom(outer);
      h.messageFrom = from;
      return;
    }
    if (!h.stamped) {
      h.copyStamp(outer);
    } else if (!h.hasYear() && outer.hasYear()) {
      h.year = outer.year + (h.month - outer.month > 6 ? -1 : outer.month - h.month > 6 ? 1 : 0);
    }
    if (h.hostFrom == h.hostTo) {
      h.hostFrom = outer.hostFrom;
      h.hostTo = outer.hostTo;
    }
    if (h.severityCode < 0) {
      h.severityCode = outer.severityCode;
    }
  }

  // --- no stamp

  /**
   * {@code program[12]: text}, as a container's output has it, with a compose prefix or without.
   */
  private void withoutStamp(byte[] b, int from, int to, LineHeader h, boolean outermost) {
    int tokenEnd = ByteScan.endOfWord(b, from, to);
    boolean strict =
        tokenEnd - from > 4
            && b[tokenEnd - 1] == ':'
            && b[tokenEnd - 2] == ']'
            && pidInTag(b, from, tokenEnd - 2);
    if (strict) {
      h.recognised = true;
      tag(b, from, to, h, outermost);
      return;
    }
    if (hasHostAndPid(b, from, to)) {
      withoutOuterStamp(b, from, tokenEnd, to, h);
      return;
    }
    int bar = ByteScan.skipSpaces(b, tokenEnd, to);
    if (outermost && bar > tokenEnd && bar + 2 < to && b[bar] == '|' && b[bar + 1] == ' ') {
      line(b, bar + 2, to, h, false); // docker compose: "mail-1  | LINE"
      return;
    }
    h.messageFrom = from;
  }

  /**
   * {@code HOST PROGRAM[PID]: STAMP TEXT}: the syslog daemon's stamp is gone, the program's is not.
   */
  private void withoutOuterStamp(byte[] b, int from, int hostTo, int to, LineHeader h) {
    h.messageFrom = from;
    int text = ByteScan.indexOf(b, hostTo, to, (byte) ']') + 3;
    if (text >= to || !stampStartsAt(b, text, to) || stamps.parse(b, text, to, h) < 0) {
      h.noStamp();
      return;
    }
    h.recognised = true;
    h.hostFrom = from;
    h.hostTo = hostTo;
    tag(b, ByteScan.skipSpaces(b, hostTo, to), to, h, false);
  }

  /** Whether a token is a tag and no host: it ends with a colon, or its pid does. */
  private static boolean isTag(byte[] b, int from, int tokenEnd) {
    if (tokenEnd - from < 2) {
      return false;
    }
    byte last = b[tokenEnd - 1];
    return last == ':' || (last == ']' && pidInTag(b, from, tokenEnd - 1));
  }
}
