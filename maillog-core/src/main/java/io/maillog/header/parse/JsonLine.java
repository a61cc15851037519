package io.maillog.header.parse;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A line in JSON: one of a container, as docker's json-file driver writes it ({@code
 * {"log":"LINE\n","stream":"stdout","time":"…"}}), or an entry of the journal ({@code journalctl -o
 * json}). The values that matter are decoded, one behind the other, into an array of the header's
 * own, which its offsets then point into.
 *
 * <p>Members may stand in any order; of one that stands twice the first counts. A line that was cut
 * is read as far as it goes. Not thread-safe.
 */
final class JsonLine {
  private static final int LOG = 0;
  private static final int STREAM = 1;
  private static final int TIME = 2;
  private static final int MESSAGE = 3;
  private static final int HOST = 4;
  private static final int IDENTIFIER = 5;
  private static final int COMMAND = 6;
  private static final int PID = 7;
  private static final int SYSLOG_PID = 8;
  private static final int PRIORITY = 9;
  private static final int LOGGED = 10;
  private static final int RECEIVED = 11;
  private static final int CONTAINER = 12;
  private static final int PARTIAL = 13;

  // By their numbers; of systemd.journal-fields(7), and of docker's journald driver.
  private static final Literal[] KEYS =
      Stream.of(
              "log",
              "stream",
              "time",
              "MESSAGE",
              "_HOSTNAME",
              "SYSLOG_IDENTIFIER",
              "_COMM",
              "_PID",
              "SYSLOG_PID",
              "PRIORITY",
              "_SOURCE_REALTIME_TIMESTAMP",
              "__REALTIME_TIMESTAMP",
              "CONTAINER_NAME",
              "CONTAINER_PARTIAL_MESSAGE")
          .map(Literal::of)
          .toArray(Literal[]::new);
  private static final Literal EVENT = Literal.of("data: ");
  private static final byte RECORD_SEPARATOR = 0x1e;
  private static final int SLACK = 64;

  /** Docker cuts lines at this length, and leaves out the line's end (daemon/logger/copier.go). */
  private static final int DOCKER_CUTS_AT = 16 * 1024;

  private final int[] from = new int[KEYS.length];
  private final int[] to = new int[KEYS.length];
  private byte[] line = new byte[0];
  private byte[] text = new byte[0];
  private int length;

  /** Where an object starts, also behind what separates those of a stream; -1 if none does. */
  static int start(byte[] b, int from, int to) {
    int p = b[from] == RECORD_SEPARATOR ? from + 1 : from; // journalctl -o json-seq
    if (b[from] == 'd' && EVENT.startsAt(b, from, to)) {
      p += EVENT.length(); // journalctl -o json-sse
    }
    return p < to && b[p] == '{' ? p : -1;
  }

  /** Whether an object starts there that has a line in it; then its members can be decoded. */
  boolean read(byte[] b, int start, int end) {
    Arrays.fill(from, -1);
    line = b;
    int p = blanks(b, start + 1, end);
    while (p < end && b[p] == '"') {
      int keyFrom = p + 1;
      int keyTo = endOfString(b, keyFrom, end);
      p = blanks(b, keyTo + 1, end);
      if (p >= end || b[p] != ':') {
        break;
      }
      p = blanks(b, p + 1, end);
      if (p >= end) {
        break;
      }
      int valueFrom = p;
      p = endOfValue(b, p, end);
      keep(b, keyFrom, keyTo, valueFrom, p);
      p = blanks(b, p, end);
      if (p < end && b[p] == ',') {
        p = blanks(b, p + 1, end);
      }
    }
    return isString(LOG) || (from[MESSAGE] >= 0 && (has(RECEIVED) || has(HOST) || has(IDENTIFIER)));
  }

  private void keep(byte[] b, int keyFrom, int keyTo, int valueFrom, int valueTo) {
    int end = valueTo;
    while (end > valueFrom && HeaderParser.isBlank(b[end - 1])) {
      end--;
    }
    for (int i = 0; i < KEYS.length; i++) {
      if (from[i] < 0 && end > valueFrom && KEYS[i].equalsAt(b, keyFrom, keyTo)) {
        from[i] = valueFrom;
        to[i] = end;
        return;
      }
    }
  }

  boolean has(int member) {
    return from[member] >= 0;
  }

  private boolean isString(int member) {
    return has(member) && line[from[member]] == '"';
  }

  // --- decoding

  /**
   * Decodes what was read: the header then says what the members state, and its offsets point into
   * its own array.
   *
   * @param from where the whole line starts, in the array that was read
   * @return where a whole line starts in the decoded text; -1 if the text has no header
   */
  int decode(int from, int to, ParsedHeader h, StampParser stamps) {
    text = h.decoded.length >= to - from + SLACK ? h.decoded : new byte[to - from + SLACK];
    length = 0;
    h.decoded = text;
    h.isDecoded = true;
    h.raw = line;
    h.rawFrom = from;
    h.rawTo = to;
    h.lineFrom = 0;
    h.reset(0, 0);
    int inside = isString(LOG) ? containerLine(h, stamps) : journalEntry(h, stamps);
    h.lineTo = length;
    return inside;
  }

  private int containerLine(ParsedHeader h, StampParser stamps) {
    int streamTo = member(STREAM);
    int timeTo = member(TIME);
    h.recognised = timeTo > streamTo && stamps.parse(text, streamTo, timeTo, h) == timeTo;
    if (!h.recognised) {
      h.noStamp();
    }
    int end = member(LOG);
    boolean whole = end > timeTo && text[end - 1] == '\n';
    LineWrapping.wrapped(LineWrapping.JSON, 0, streamTo, h);
    if (!whole && isClosed(LOG)) {
      int bytes = end - timeTo;
      h.cut = bytes >= DOCKER_CUTS_AT ? LineWrapping.SURELY_CUT : LineWrapping.PERHAPS_CUT;
    }
    trim(timeTo);
    return timeTo;
  }

  private int journalEntry(ParsedHeader h, StampParser stamps) {
    int stampTo = stamp(has(LOGGED) ? LOGGED : RECEIVED);
    if (stamps.parse(text, 0, stampTo, h) != stampTo) {
      h.noStamp();
    }
    h.hostFrom = stampTo;
    h.hostTo = member(HOST);
    h.programFrom = h.hostTo;
    h.programTo = member(has(IDENTIFIER) ? IDENTIFIER : COMMAND);
    h.tagged = h.programTo > h.programFrom;
    h.pidFrom = h.programTo;
    h.pidTo = member(has(PID) ? PID : SYSLOG_PID);
    int messageFrom = h.pidTo;
    if (Decimal.endOfDigits(text, h.pidFrom, h.pidTo) != h.pidTo) {
      h.pidTo = h.pidFrom;
    }
    int priority = from[PRIORITY] + (isString(PRIORITY) ? 1 : 0);
    if (has(PRIORITY) && priority < to[PRIORITY] && isSeverity(line[priority])) {
      h.severityCode = line[priority] - '0';
    }
    member(MESSAGE);
    trim(messageFrom);
    h.recognised = true;
    h.messageFrom = messageFrom;
    h.messageTo = length;
    LineWrapping.wrapped(LineWrapping.JSON, h.programFrom, h.programTo, h);
    h.cut = has(PARTIAL) ? LineWrapping.SURELY_CUT : LineWrapping.WHOLE;
    h.innerFrom = messageFrom;
    h.innerTo = length;
    h.bare = false;
    return has(CONTAINER) ? messageFrom : -1;
  }

  private static boolean isSeverity(byte c) {
    return c >= '0' && c <= '7';
  }

  private void trim(int least) {
    while (length > least && HeaderParser.isBlank(text[length - 1])) {
      length--;
    }
  }

  /** Microseconds since 1970 as seconds with decimals; where they end. */
  private int stamp(int member) {
    int end = member(member);
    if (end > 6) {
      System.arraycopy(text, end - 6, text, end - 5, 6);
      text[end - 6] = '.';
      length++;
    }
    return length;
  }

  /** Decodes a member, if it is there: a string, a number, or bytes as numbers; where it ends. */
  private int member(int member) {
    int p = from[member];
    int end = to[member];
    if (p < 0) {
      return length;
    }
    if (isString(member)) {
      string(p + 1, isClosed(member) ? end - 1 : end);
    } else if (line[p] == '[') {
      int first = blanks(line, p + 1, end);
      if (first < end && line[first] == '"') { // of a field that the entry has several times
        string(first + 1, endOfString(line, first + 1, end));
      } else {
        bytes(p + 1, end);
      }
    } else if (Decimal.endOfDigits(line, p, end) == end) {
      for (; p < end; p++) {
        put(line[p]);
      }
    }
    return length;
  }

  private boolean isClosed(int member) {
    int end = to[member];
    return endOfString(line, from[member] + 1, end) == end - 1;
  }

  private void put(int c) {
    text[length++] = (byte) c;
  }

  private void bytes(int start, int end) {
    for (int p = start; p < end; p++) {
      int digits = Decimal.endOfDigits(line, p, Math.min(end, p + 4));
      if (digits > p) {
        put((int) Decimal.parse(line, p, digits));
        p = digits;
      }
    }
  }

  private void string(int start, int end) {
    int p = start;
    while (p < end) {
      byte c = line[p++];
      if (c != '\\' || p >= end) {
        put(c);
      } else {
        c = line[p++];
        switch (c) {
          case 'b' -> put('\b');
          case 'f' -> put('\f');
          case 'n' -> put('\n');
          case 'r' -> put('\r');
          case 't' -> put('\t');
          case 'u' -> p = unicode(p, end);
          default -> put(c);
        }
      }
    }
  }

  /** Decodes four digits of base 16, and a second half where they are the first one of a pair. */
  private int unicode(int at, int end) {
    int code = hex(at, end);
    if (code < 0) {
      return at;
    }
    int p = at + 4;
    if (code >= 0xd800 && code < 0xdc00 && p + 1 < end && line[p] == '\\' && line[p + 1] == 'u') {
      int low = hex(p + 2, end);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        p += 6;
      }
    }
    if (code < 0x80) {
      put(code);
    } else if (code < 0x800) {
      put(0xc0 | code >> 6);
      put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
      put(0xe0 | code >> 12);
      put(0x80 | (code >> 6 & 0x3f));
      put(0x80 | (code & 0x3f));
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
      put(0x80 | (code >> 6 & 0x3f));
      put(0x80 | (code & 0x3f));
    }
    return p;
  }

  private int hex(int at, int end) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < end ? Character.digit(line[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  // --- the form

  private static int blanks(byte[] b, int from, int to) {
    int p = from;
    while (p < to && (b[p] == ' ' || b[p] == '\t')) {
      p++;
    }
    return p;
  }

  /** Where the string's closing quote is, or the line's end. */
  private static int endOfString(byte[] b, int from, int to) {
    int p = from;
    while (p < to && b[p] != '"') {
      p += b[p] == '\\' ? 2 : 1;
    }
    return Math.min(p, to);
  }

  /** Behind a value, or where the line ends. */
  private static int endOfValue(byte[] b, int from, int to) {
    if (b[from] == '"') {
      return Math.min(to, endOfString(b, from + 1, to) + 1);
    }
    int depth = 0;
    int p = from;
    while (p < to) {
      byte c = b[p];
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
        return p;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      p = c == '"' ? Math.min(to, endOfString(b, p + 1, to) + 1) : p + 1;
    }
    return p;
  }
}
