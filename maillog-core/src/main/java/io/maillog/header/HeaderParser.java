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
  private static final Literal FOLDED = Literal.of("message repeated ");
  private static final Literal FOLDED_BSD = Literal.of("last message repeated ");
  private static final Literal TIMES = Literal.of(" times");
  private static final Literal SOLARIS_ID = Literal.of("[ID ");
  private static final Literal STDOUT = Literal.of("stdout ");
  private static final Literal STDERR = Literal.of("stderr ");
  private static final Literal[] COLLECTORS = {
    Literal.of("docker"), Literal.of("containerd"), Literal.of("podman"), Literal.of("conmon")
  };

  private final StampParser stamps = new StampParser();
  private final PlainHeader plain = new PlainHeader();
  private final LineHeader outer = new LineHeader();

  /** Creates a parser. */
  public HeaderParser() {}

  /**
   * Reads the header of the line {@code b[from, to)}, which has no line end.
   *
   * <p>The header's point in time is not set: see {@link TimePolicy#complete}.
   */
  public void parse(byte[] b, int from, int to, LineHeader h) {
    h.lineFrom = from;
    h.lineTo = to;
    int start = from;
    while (start < to && b[start] == 0) {
      start++; // a crash leaves runs of NUL before the next line
    }
    int end = to;
    while (end > start && (b[end - 1] == ' ' || b[end - 1] == '\r' || b[end - 1] == '\t')) {
      end--;
    }
    h.reset(start, end);
    if (start < end) {
      line(b, start, end, h, true);
    }
  }

  private void line(byte[] b, int from, int to, LineHeader h, boolean outermost) {
    int p = from;
    if (b[p] == '<') {
      p = priority(b, p, to, h);
      if (p + 1 < to && b[p] == '1' && b[p + 1] == ' ') {
        rfc5424(b, p + 2, to, h);
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

  /** {@code <22>}: facility times eight plus severity (RFC 3164, 4.1.1). */
  private static int priority(byte[] b, int from, int to, LineHeader h) {
    int end = Decimal.endOfDigits(b, from + 1, Math.min(to, from + 5));
    if (end == from + 1 || end > from + 4 || end >= to || b[end] != '>') {
      return from;
    }
    int value = (int) Decimal.parse(b, from + 1, end);
    if (value > 191) {
      return from;
    }
    h.severityCode = value & 7;
    return end + 1;
  }

  // --- after a stamp
  // ------------------------------------------------------------------------------

  private void afterStamp(
      byte[] b, int stampFrom, int stampEnd, int to, LineHeader h, boolean outermost) {
    int p = stampEnd < to && b[stampEnd] == ':' ? stampEnd + 1 : stampEnd;
    p = ByteScan.skipSpaces(b, p, to);
    if (p >= to) {
      h.messageFrom = to;
      return;
    }
    boolean spaced = stampFrom + 10 < stampEnd && isSpacedIso(b, stampFrom);
    if (!spaced && plain.parse(b, p, to, h)) {
      message(b, h.messageFrom, to, h, outermost);
      return;
    }
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
    p = severityTag(b, p, to, h);
    int tokenEnd = ByteScan.endOfWord(b, p, to);
    if (!isTag(b, p, tokenEnd)) {
      h.hostFrom = p;
      h.hostTo = tokenEnd;
      plain.remember(b, p, tokenEnd);
      p = ByteScan.skipSpaces(b, tokenEnd, to);
      p = severityTag(b, p, to, h);
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
    int hostEnd = endOfName(b, from, to);
    if (hostEnd == from || hostEnd >= to || b[hostEnd] != ' ') {
      return false;
    }
    int p = ByteScan.skipSpaces(b, hostEnd, to);
    int open = endOfName(b, p, to);
    if (open == p || open >= to || b[open] != '[') {
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
      repeatOfLine(b, from, to, h);
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
    if (b[from] == '[' && SOLARIS_ID.startsAt(b, from, to)) {
      solarisId(b, from, to, h);
    } else if (b[from] == 'm' && FOLDED.startsAt(b, from, to)) {
      folded(b, from, to, h);
    } else if (outermost && stampStartsAt(b, from, to) && isCollector(b, h)) {
      inner(b, from, to, h);
    }
  }

  /** {@code [ID 197553 mail.info] text}: Solaris's message id, facility and level. */
  private static void solarisId(byte[] b, int from, int to, LineHeader h) {
    int idEnd = Decimal.endOfDigits(b, from + 4, to);
    int close = ByteScan.indexOf(b, idEnd, Math.min(to, idEnd + 24), (byte) ']');
    if (idEnd == from + 4 || close < 0 || b[idEnd] != ' ') {
      return;
    }
    int code = facilityAndSeverity(b, idEnd + 1, close);
    if (code < 0) {
      return;
    }
    h.severityCode = code;
    h.messageFrom = ByteScan.skipSpaces(b, close + 1, to);
  }

  /** {@code message repeated 3 times: [ text]}: rsyslog's folding, with the text. */
  private static void folded(byte[] b, int from, int to, LineHeader h) {
    int p = from + FOLDED.length();
    int countEnd = Decimal.endOfDigits(b, p, Math.min(to, p + 9));
    int open = countEnd + TIMES.length();
    if (countEnd == p || open + 3 > to || !TIMES.startsAt(b, countEnd, to)) {
      return;
    }
    if (b[open] != ':' || b[open + 1] != ' ' || b[open + 2] != '[' || b[to - 1] != ']') {
      return;
    }
    int messageFrom = ByteScan.skipSpaces(b, open + 3, to - 1);
    int messageTo = to - 1;
    while (messageTo > messageFrom && b[messageTo - 1] == ' ') {
      messageTo--;
    }
    h.repeat = (int) Math.max(1, Decimal.parse(b, p, countEnd));
    h.messageFrom = messageFrom;
    h.messageTo = messageTo;
  }

  /** {@code last message repeated 3 times}: BSD's folding, of the line before. */
  private static void repeatOfLine(byte[] b, int from, int to, LineHeader h) {
    if (from >= to || b[from] != 'l' || !FOLDED_BSD.startsAt(b, from, to)) {
      return;
    }
    int p = from + FOLDED_BSD.length();
    int countEnd = Decimal.endOfDigits(b, p, Math.min(to, p + 9));
    if (countEnd > p && (TIMES.equalsAt(b, countEnd, to) || countEnd + 5 == to)) {
      h.repeat = (int) Math.max(1, Decimal.parse(b, p, countEnd));
      h.continued = true;
    }
  }

  // --- a line inside a line
  // -----------------------------------------------------------------------

  private static boolean isContainerStream(byte[] b, int p, int to) {
    return (STDOUT.startsAt(b, p, to) || STDERR.startsAt(b, p, to))
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

  private static boolean stampStartsAt(byte[] b, int p, int to) {
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
  // -----------------------------------------------------------------------------------

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
    int bar = ByteScan.skipSpaces(b, tokenEnd, to);
    if (outermost && bar > tokenEnd && bar + 2 < to && b[bar] == '|' && b[bar + 1] == ' ') {
      line(b, bar + 2, to, h, false); // docker compose: "mail-1  | LINE"
      return;
    }
    h.messageFrom = from;
  }

  // --- RFC 5424
  // -----------------------------------------------------------------------------------

  /**
   * TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG (RFC 5424, 6), after the version.
   */
  private void rfc5424(byte[] b, int from, int to, LineHeader h) {
    int p = from;
    int end = ByteScan.endOfWord(b, p, to);
    if (end - p > 1) {
      if (stamps.parse(b, p, to, h) != end) {
        none(from, to, h);
        return;
      }
    } else if (p >= to || b[p] != '-') {
      none(from, to, h);
      return;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (!isNil(b, p, end)) {
      h.hostFrom = p;
      h.hostTo = end;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (!isNil(b, p, end)) {
      h.programFrom = p;
      h.programTo = end;
      h.tagged = end > p;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to);
    if (end > p && Decimal.endOfDigits(b, p, end) == end) {
      h.pidFrom = p;
      h.pidTo = end;
    }
    p = Math.min(to, end + 1);
    end = ByteScan.endOfWord(b, p, to); // MSGID
    p = structuredData(b, Math.min(to, end + 1), to);
    if (p < 0) {
      none(from, to, h);
      return;
    }
    h.recognised = true;
    p = ByteScan.skipSpaces(b, p, to);
    if (p + 3 <= to && b[p] == (byte) 0xef && b[p + 1] == (byte) 0xbb && b[p + 2] == (byte) 0xbf) {
      p = ByteScan.skipSpaces(b, p + 3, to);
    }
    message(b, p, to, h, true);
  }

  /** A header that breaks off says nothing: all is text. */
  private static void none(int from, int to, LineHeader h) {
    int code = h.severityCode;
    h.reset(from, to);
    h.severityCode = code;
  }

  private static boolean isNil(byte[] b, int from, int to) {
    return to - from == 1 && b[from] == '-';
  }

  private static int structuredData(byte[] b, int from, int to) {
    if (from >= to) {
      return -1;
    }
    if (b[from] == '-') {
      return from + 1;
    }
    int p = from;
    while (p < to && b[p] == '[') {
      boolean quoted = false;
      int i = p + 1;
      while (i < to && (quoted || b[i] != ']')) {
        if (b[i] == '\\' && quoted) {
          i++;
        } else if (b[i] == '"') {
          quoted = !quoted;
        }
        i++;
      }
      if (i >= to) {
        return -1;
      }
      p = i + 1;
    }
    return p == from ? -1 : p;
  }

  // --- tokens
  // -------------------------------------------------------------------------------------

  /** Whether a token is a tag and no host: it ends with a colon, or its pid does. */
  private static boolean isTag(byte[] b, int from, int tokenEnd) {
    if (tokenEnd - from < 2) {
      return false;
    }
    byte last = b[tokenEnd - 1];
    return last == ':' || (last == ']' && pidInTag(b, from, tokenEnd - 1));
  }

  /**
   * {@code <mail.info>} of FreeBSD's syslogd -v, {@code mail.info} of others, {@code mail:info} of
   * AIX.
   */
  private static int severityTag(byte[] b, int from, int to, LineHeader h) {
    // Facilities are short: a program's name or a host's is seldom taken for one beyond this scan.
    int limit = Math.min(to, from + 10);
    int dot = from;
    while (dot < limit && b[dot] != '.' && b[dot] != ':') {
      if (b[dot] == ' ') {
        return from;
      }
      dot++;
    }
    if (dot >= limit) {
      return from;
    }
    int end = ByteScan.endOfWord(b, dot, to);
    if (end - from > 20 || end >= to) {
      return from;
    }
    boolean angled = b[from] == '<' && b[end - 1] == '>';
    int code =
        angled ? facilityAndSeverity(b, from + 1, end - 1) : facilityAndSeverity(b, from, end);
    if (code < 0) {
      return from;
    }
    h.severityCode = code;
    return ByteScan.skipSpaces(b, end, to);
  }

  /** The severity's code in {@code facility.severity}, as names or as numbers; else -1. */
  private static int facilityAndSeverity(byte[] b, int from, int to) {
    int dot = from;
    while (dot < to && b[dot] != '.' && b[dot] != ':') {
      dot++;
    }
    if (dot >= to || !SyslogNames.isFacility(b, from, dot)) {
      return -1;
    }
    return SyslogNames.severity(b, dot + 1, to);
  }
}
