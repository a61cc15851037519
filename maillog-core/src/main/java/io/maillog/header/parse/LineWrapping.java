package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/**
 * What viewers and containers put before a line that states its own header: the name of a file or a
 * container. It is told by its whole form, at the very start of the line: text that a server
 * repeats may look like it further on, and in the lines of a record that begin with a blank.
 *
 * <p>JSON is taken off by {@link JsonLine}.
 */
final class LineWrapping {
  /** Nothing. */
  static final int NONE = 0;

  /** {@code /var/log/mail.log:} of grep over several files. */
  static final int FILE = 1;

  /** {@code mail-1 | } of docker compose. */
  static final int COMPOSE = 2;

  /**
   * {@code [pod/mail-0/postfix] } of kubectl logs --prefix, {@code [mail-0 postfix] } of kubetail.
   */
  static final int POD = 3;

  /** {@code mail-0 postfix } of stern, perhaps with the namespace before. */
  static final int STERN = 4;

  /** {@code 2026-09-12T10:15:30Z stdout F }, the log format of Kubernetes' CRI. */
  static final int CRI = 5;

  /** {@code {"log":"LINE\n","stream":"stdout"}} of docker, or an entry of the journal. */
  static final int JSON = 6;

  /** {@code 2026-09-12T10:15:30Z }, as docker logs -t stamps lines that state their own time. */
  static final int STAMP = 7;

  /** {@code STAMP HOST docker[9]: }, and what else {@link Collectors} write. */
  static final int COLLECTOR = 8;

  // Whether a container's runtime cut the line.
  static final int WHOLE = 0;
  static final int PERHAPS_CUT = 1;
  static final int SURELY_CUT = 2;

  /** How long the name of a file or a container may be. */
  static final int MAX_NAME = 255;

  private static final Literal STANDARD_INPUT = Literal.of("(standard input)"); // as grep names it
  private static final Literal POD_NAME = Literal.of("[pod/");
  private static final Literal STDOUT = Literal.of("stdout ");
  private static final Literal STDERR = Literal.of("stderr ");

  private LineWrapping() {}

  /** After {@code mail-1 | }, {@code [pod/mail-0/postfix] } or {@code mail-0 postfix }; or -1. */
  static int container(byte[] b, int from, int to, ParsedHeader h) {
    int start = afterColour(b, from, to);
    if (start >= to) {
      return -1;
    }
    if (b[start] == '[') {
      return pod(b, start, to, h);
    }
    int nameEnd = endOfContainer(b, start, to);
    if (nameEnd == start || nameEnd >= to) {
      return -1;
    }
    int bar = ByteScan.skipSpaces(b, nameEnd, to);
    if (bar > nameEnd && bar < to && b[bar] == '|') {
      int text = afterColour(b, bar + 1, to);
      if (text < to && b[text] != ' ') {
        return -1;
      }
      wrapped(COMPOSE, start, nameEnd, h);
      return afterColour(b, Math.min(to, text + 1), to);
    }
    return b[nameEnd] == ' ' ? stern(b, start, nameEnd, to, h) : -1;
  }

  private static int pod(byte[] b, int from, int to, ParsedHeader h) {
    int close = ByteScan.indexOf(b, from, Math.min(to, from + MAX_NAME), (byte) ']');
    if (close < 0 || close + 1 >= to || b[close + 1] != ' ') {
      return -1;
    }
    boolean known =
        POD_NAME.startsAt(b, from, to)
            ? LineTag.endOfName(b, from + 1, close) == close
            : isLabels(b, from + 1, close) && hasHeader(b, close + 2, to);
    if (!known) {
      return -1;
    }
    wrapped(POD, from + 1, close, h);
    return close + 2;
  }

  /** Whether one name or two stand there, of a pod and its container. */
  private static boolean isLabels(byte[] b, int from, int to) {
    int end = endOfContainer(b, from, to);
    if (!isLabel(b, from, end)) {
      return false;
    }
    int second = end + 1;
    return end == to
        || (b[end] == ' ' && endOfContainer(b, second, to) == to && isLabel(b, second, to));
  }

  /** {@code [NAMESPACE ]POD CONTAINER LINE}: nothing but the line's own header tells it. */
  private static int stern(byte[] b, int from, int firstTo, int to, ParsedHeader h) {
    int end = firstTo;
    if (!isLabel(b, from, end)) {
      return -1;
    }
    for (int names = 2; names <= 3; names++) {
      int name = end + 1;
      end = endOfContainer(b, name, to);
      if (!isLabel(b, name, end) || end >= to || b[end] != ' ') {
        return -1;
      }
      if (hasHeader(b, end + 1, to)) {
        wrapped(STERN, from, end, h);
        return end + 1;
      }
    }
    return -1;
  }

  private static boolean hasHeader(byte[] b, int from, int to) {
    return HeaderParser.stampStartsAt(b, from, to)
        || LineTag.isNameWithPid(b, from, ByteScan.endOfWord(b, from, to));
  }

  /**
   * After {@code FILE:} or {@code FILE:LINE:}, or the same with hyphens, as grep writes what stands
   * around a match; -1 if no stamp follows, nor a container's line that begins with its tag.
   */
  static int file(byte[] b, int from, int to, StampParser stamps, ParsedHeader h) {
    int limit = Math.min(to, from + MAX_NAME);
    int name = STANDARD_INPUT.startsAt(b, from, to) ? from + STANDARD_INPUT.length() : from;
    for (int i = name; i < limit && isOfPath(b[i]); i++) {
      byte c = b[i];
      if ((c != ':' && c != '-') || i == from) {
        continue;
      }
      int text = i + 1;
      int digits = Decimal.endOfDigits(b, text, limit);
      if (digits > text && digits < limit && b[digits] == c && digits - text <= 12) {
        text = digits + 1;
      }
      if (lineFollows(b, i + 1, to, stamps, h)) {
        text = i + 1;
      } else if (text == i + 1 || !lineFollows(b, text, to, stamps, h)) {
        continue;
      }
      wrapped(FILE, from, i, h);
      return text;
    }
    return -1;
  }

  /** Where a file's name may end, at the next colon or hyphen; {@code to} if there is none. */
  static int endOfFileName(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != ':' && b[i] != '-') {
      i++;
    }
    return i;
  }

  /** Where the text starts behind such an end, and the line's number, if one is given. */
  static int afterFileName(byte[] b, int end, int to) {
    int digits = Decimal.endOfDigits(b, end + 1, Math.min(to, end + 14));
    return digits > end + 1 && digits < to && b[digits] == b[end] ? digits + 1 : end + 1;
  }

  private static boolean isOfPath(byte c) {
    return switch (c) {
      case '"', '<', '>', '|', '[', ']', '{', '}' -> false;
      default -> c > ' ' || c < 0;
    };
  }

  private static boolean lineFollows(byte[] b, int at, int to, StampParser stamps, ParsedHeader h) {
    int near = Math.min(to, at + MAX_NAME); // so that many such places cost no more than one
    int tokenEnd = ByteScan.endOfWord(b, at, near);
    boolean object = at + 1 < to && b[at] == '{' && b[at + 1] == '"';
    if (object || (tokenEnd < near && LineTag.isNameWithPid(b, at, tokenEnd))) {
      return true;
    }
    int p = at < to && b[at] == '<' ? StatedSeverity.priority(b, at, to, h) : at;
    int end = p < to ? stamps.parse(b, p, to, h) : -1;
    h.noStamp();
    h.severityCode = -1;
    return end >= 0 && end < to && b[end] == ' ';
  }

  /**
   * After {@code [ 1234.567890] } or {@code [ 1234.567890 < 0.000123 >] }, seconds since the
   * machine's start, which are no point in time (journalctl -o short-monotonic, short-delta).
   */
  static int afterMonotonic(byte[] b, int from, int to) {
    int p = from + 1;
    int limit = Math.min(to, from + 64);
    while (p < limit && (Decimal.isDigit(b[p]) || " .<>-".indexOf(b[p]) >= 0)) {
      p++;
    }
    boolean closed = p + 1 < limit && p > from + 4 && b[p] == ']' && b[p + 1] == ' ';
    return closed ? p + 2 : from;
  }

  /** Whether {@code stdout F } or the like stands there, behind a container's stamp. */
  static boolean isStream(byte[] b, int p, int to) {
    return p + 8 <= to
        && b[p] == 's'
        && (STDOUT.startsAt(b, p, to) || STDERR.startsAt(b, p, to))
        && (b[p + 7] == 'F' || b[p + 7] == 'P')
        && (p + 8 == to || b[p + 8] == ' ');
  }

  /** After {@code stdout F }. */
  static int stream(byte[] b, int from, int to, ParsedHeader h) {
    wrapped(CRI, from, from + 6, h);
    h.cut = b[from + 7] == 'P' ? SURELY_CUT : WHOLE;
    return Math.min(to, from + 9);
  }

  static void wrapped(int kind, int from, int to, ParsedHeader h) {
    h.wrapping = kind;
    h.sourceFrom = from;
    h.sourceTo = to;
    h.cut = WHOLE;
    h.behindStamp = kind == STAMP;
  }

  /**
   * Names of containers and services: letters, digits, and {@code _ . -} inside; and {@code @}
   * before a node's (docker service logs).
   */
  private static int endOfContainer(byte[] b, int from, int to) {
    int limit = Math.min(to, from + MAX_NAME);
    int i = from;
    while (i < limit && (isAlphanumeric(b[i]) || (i > from && isInside(b[i])))) {
      i++;
    }
    return i;
  }

  private static boolean isAlphanumeric(byte c) {
    int letter = c | 0x20;
    return Decimal.isDigit(c) || (letter >= 'a' && letter <= 'z');
  }

  private static boolean isInside(byte c) {
    return c == '-' || c == '_' || c == '.' || c == '@';
  }

  /** Whether a name is one that Kubernetes takes (RFC 1123): without capitals, _ and @. */
  private static boolean isLabel(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((b[i] >= 'A' && b[i] <= 'Z') || b[i] == '_' || b[i] == '@') {
        return false;
      }
    }
    return to > from;
  }

  /** After a terminal's colours, {@code ESC [ 36 m}. */
  private static int afterColour(byte[] b, int from, int to) {
    int p = from;
    while (p + 2 < to && b[p] == 0x1b && b[p + 1] == '[') {
      int i = p + 2;
      while (i < to && (Decimal.isDigit(b[i]) || b[i] == ';')) {
        i++;
      }
      if (i >= to || b[i] != 'm') {
        return p;
      }
      p = i + 1;
    }
    return p;
  }
}
