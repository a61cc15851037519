package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.PackedKey;

/**
 * Logs that a program stamps for itself: {@code 2026-09-12 10:15:30.123 +0200 [1234] TEXT}, and no
 * host or program. Others begin alike, and then name who they are of.
 */
final class OwnStamp {
  private static final int DATE_AND_TIME = 19;
  private static final int TAG_REACH = 80; // of a level or a host, and a tag
  private static final int SESSION_REACH = 300; // of a user, a process and a session

  // How failures.c of Dovecot names what it logs at.
  private static final long[] LEVELS = {
    PackedKey.of("Panic"),
    PackedKey.of("Fatal"),
    PackedKey.of("Error"),
    PackedKey.of("Warning"),
    PackedKey.of("Info"),
    PackedKey.of("Debug")
  };
  private static final int[] CODES = {0, 2, 3, 4, 6, 7};

  private OwnStamp() {}

  /**
   * Whether a stamp is of this form: with milliseconds or without, and a zone behind a blank or
   * none. Others have a comma, microseconds or a zone of another form.
   */
  static boolean is(byte[] b, int from, int to) {
    if (to - from < DATE_AND_TIME || b[from + 4] != '-' || b[from + 10] != ' ') {
      return false;
    }
    int p = from + DATE_AND_TIME;
    if (p + 4 <= to && b[p] == '.' && Decimal.endOfDigits(b, p + 1, to) == p + 4) {
      p += 4;
    }
    if (p == to) {
      return true;
    }
    return to - p == 6
        && b[p] == ' '
        && (b[p + 1] == '+' || b[p + 1] == '-')
        && Decimal.endOfDigits(b, p + 2, to) == to;
  }

  /** Where the text behind such a stamp starts; -1 if none stands at {@code from}. */
  static int textBehind(byte[] b, int from, int to) {
    if (to - from <= DATE_AND_TIME + 1 || !Decimal.isDigit(b[from])) {
      return -1; // nearly all
    }
    if (b[from + 10] != ' ' || !HeaderParser.stampStartsAt(b, from, to)) {
      return -1;
    }
    int end = ByteScan.endOfWord(b, from + DATE_AND_TIME, to);
    int zoneEnd = Math.min(to, end + 6);
    if (is(b, from, zoneEnd) && zoneEnd < to && b[zoneEnd] == ' ') {
      end = zoneEnd;
    }
    return end < to && is(b, from, end) ? ByteScan.skipSpaces(b, end, to) : -1;
  }

  /** Behind {@code [1/3] } or {@code [1\3] }, which piece of a text that was cut the line has. */
  static int behindPiece(byte[] b, int from, int to) {
    if (from >= to || b[from] != '[') {
      return from; // nearly all
    }
    int slash = Decimal.endOfDigits(b, from + 1, to);
    if (slash == from + 1 || slash >= to || (b[slash] != '/' && b[slash] != '\\')) {
      return from;
    }
    int end = Decimal.endOfDigits(b, slash + 1, to);
    return end > slash + 1 && end + 1 < to && b[end] == ']' && b[end + 1] == ' ' ? end + 2 : from;
  }

  /**
   * Reads what stands behind such a stamp.
   *
   * @return whether all is read; if not, the line names its program in a usual way
   */
  static boolean read(byte[] b, int from, int to, ParsedHeader h) {
    int tokenEnd = ByteScan.endOfWord(b, from, to);
    if (isText(b, from, tokenEnd, to)) {
      selfStamped(b, from, to, h);
      return true;
    }
    return readNamed(b, from, tokenEnd, to, h);
  }

  /**
   * Whether what stands behind such a stamp is a text, for sure: {@link #read} may find so of
   * others too. It starts with a digit, or with a word in capitals that is no level.
   *
   * @param to eight bytes behind {@code from} at least
   */
  static boolean isSurelyText(byte[] b, int from, int to) {
    int tokenEnd = ByteScan.endOfWord(b, from, to);
    if (!Decimal.isDigit(b[from])) {
      boolean word = ByteScan.alphanumerics(ByteScan.word(b, from)) == tokenEnd - from;
      if (!word || !isCapital(b[from]) || !isCapital(b[from + 1])) {
        return false;
      }
      return !SyslogNames.mayBeSeverity(b[from])
          && tokenEnd - from > 2
          && !mayName(b, tokenEnd, to);
    }
    return isText(b, from, tokenEnd, to)
        || (tokenEnd - from > 2 && b[tokenEnd - 1] != ':' && !mayName(b, tokenEnd, to));
  }

  /**
   * Whether a number's or an id's word is followed by a sign: no name, level or tag begins so, and
   * nothing more is asked. A method apart from {@link #readNamed}, since it is compiled into the
   * loop over the lines, and that one, which few lines need, would push others out of it.
   */
  private static boolean isText(byte[] b, int from, int tokenEnd, int to) {
    if (tokenEnd + 2 >= to || tokenEnd - from < 3 || !Decimal.isDigit(b[from])) {
      return false;
    }
    byte sign = b[tokenEnd + 1];
    return b[tokenEnd - 1] != ':'
        && (sign == '='
            || sign == '*'
            || ((sign == '<' || sign == '-') && !isLetter(b[tokenEnd + 2])));
  }

  private static boolean isLetter(byte c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static boolean readNamed(byte[] b, int from, int tokenEnd, int to, ParsedHeader h) {
    if (b[tokenEnd - 1] == ':') {
      if (LineTag.isNameWithPid(b, from, tokenEnd)) {
        return false;
      }
    }
    if (mayBeService(b, from, tokenEnd) && service(b, from, to, h)) {
      return true;
    }
    if (mayName(b, tokenEnd, to)
        && (LineTag.hasHostAndPid(b, from, to) || levelAndPid(b, from, tokenEnd, to, h))) {
      return false;
    }
    if (thread(b, from, tokenEnd, to, h)) {
      return true;
    }
    if (loudLevel(b, from, tokenEnd, to, h)) {
      return true;
    }
    if (b[from] != '[' || !chain(b, from, to, h)) {
      selfStamped(b, from, to, h);
    }
    return true;
  }

  /** Nearly all texts end here: a service's name is in small letters, and its colon is near. */
  private static boolean mayBeService(byte[] b, int from, int tokenEnd) {
    byte last = b[tokenEnd - 1];
    return b[from] >= 'a'
        && b[from] <= 'z'
        && (last == ':' || ByteScan.indexOf(b, from, tokenEnd, (byte) '(') > from);
  }

  /**
   * Whether a tag may follow the first word, at once or behind another one: the next bracket is
   * that of a process, glued to its name, or of a level, {@code [ID 702911 mail.info]}. That of an
   * address stands behind a blank.
   */
  private static boolean mayName(byte[] b, int wordEnd, int to) {
    int open = ByteScan.indexOf(b, wordEnd, Math.min(to, wordEnd + TAG_REACH), (byte) '[');
    return open > wordEnd && open + 1 < to && (b[open - 1] != ' ' || isLetter(b[open + 1]));
  }

  /** {@code INFO mx1 postfix/smtpd[12]:} or {@code mx1 mail.info postfix/smtpd[12]:}. */
  private static boolean levelAndPid(byte[] b, int from, int tokenEnd, int to, ParsedHeader h) {
    int second = ByteScan.skipSpaces(b, tokenEnd, to);
    int secondEnd = ByteScan.endOfWord(b, second, to);
    boolean first = StatedSeverity.mayBe(from, tokenEnd);
    if (!first && !StatedSeverity.mayBe(second, secondEnd)) {
      return false;
    }
    int p = first ? StatedSeverity.tag(b, from, to, h) : from;
    first = p > from;
    if (!first && second < to && LineTag.isHost(b, from, tokenEnd)) {
      p = StatedSeverity.tag(b, second, to, h);
      p = p > second ? p : from;
    }
    h.severityCode = -1; // it is read again where the line has a header
    return p > from
        && (LineTag.isNameWithPid(b, p, ByteScan.endOfWord(b, p, to))
            || (first && LineTag.hasHostAndPid(b, p, to)));
  }

  private static void selfStamped(byte[] b, int from, int to, ParsedHeader h) {
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

  /**
   * {@code imap-login: Info: TEXT}, {@code lmtp(bob)<17><abc>: Error: TEXT}, {@code lmtp(17, bob):
   * Info: TEXT}: Dovecot's own log (failures.c), of whatever service.
   */
  static boolean service(byte[] b, int from, int to, ParsedHeader h) {
    int nameEnd = from;
    while (nameEnd < to && isOfService(b[nameEnd])) {
      nameEnd++;
    }
    int colon = nameEnd;
    if (colon < to && (b[colon] == '(' || b[colon] == '<')) {
      colon = endOfSession(b, nameEnd, Math.min(to, nameEnd + SESSION_REACH));
    }
    if (nameEnd == from || colon + 2 >= to || b[colon] != ':' || b[colon + 1] != ' ') {
      return false;
    }
    int levelEnd = ByteScan.indexOf(b, colon + 2, Math.min(to, colon + 11), (byte) ':');
    long level = levelEnd < 0 ? 0 : PackedKey.at(b, colon + 2, levelEnd);
    for (int i = 0; i < LEVELS.length; i++) {
      if (LEVELS[i] == level) {
        foreign(from, nameEnd, h);
        h.severityCode = CODES[i];
        h.messageFrom = ByteScan.skipSpaces(b, levelEnd + 1, to);
        return true;
      }
    }
    return false;
  }

  private static boolean isOfService(byte c) {
    return (c >= 'a' && c <= 'z') || Decimal.isDigit(c) || c == '-'; // pop3
  }

  /**
   * Behind a service's user, process and session: where the first colon before a blank is; {@code
   * from} if they do not end there.
   */
  private static int endOfSession(byte[] b, int from, int to) {
    int colon = ByteScan.indexOf(b, from, to, (byte) ':');
    while (colon >= 0 && colon + 1 < to && b[colon + 1] != ' ') {
      colon = ByteScan.indexOf(b, colon + 1, to, (byte) ':');
    }
    return colon > from && (b[colon - 1] == ')' || b[colon - 1] == '>') ? colon : from;
  }

  /** {@code Df smtpd[123:4567] TEXT}: macOS's log show, in its compact style. */
  private static boolean thread(byte[] b, int from, int tokenEnd, int to, ParsedHeader h) {
    if (tokenEnd - from > 2) {
      return false; // nearly all
    }
    int name = ByteScan.skipSpaces(b, tokenEnd, to);
    int open = LineTag.endOfName(b, name, to);
    if (open == name || open >= to || b[open] != '[') {
      return false;
    }
    int pidEnd = Decimal.endOfDigits(b, open + 1, to);
    int close = ByteScan.indexOf(b, pidEnd, Math.min(to, pidEnd + 20), (byte) ']');
    if (pidEnd == open + 1 || close < 0 || b[pidEnd] != ':') {
      return false;
    }
    foreign(name, open, h);
    h.pidFrom = open + 1;
    h.pidTo = pidEnd;
    h.messageFrom = ByteScan.skipSpaces(b, close + 1, to);
    return true;
  }

  /**
   * {@code INFO TEXT}, {@code [WARN] TEXT}: a level in capitals, as supervisors and many others
   * have it, and no mail server that stamps its own log.
   */
  private static boolean loudLevel(byte[] b, int from, int tokenEnd, int to, ParsedHeader h) {
    int first = b[from] == '[' ? from + 1 : from;
    if (tokenEnd - first < 3 || !isCapital(b[first]) || !isCapital(b[first + 1])) {
      return false;
    }
    int text = StatedSeverity.tag(b, from, to, h);
    h.messageFrom = text;
    return text > from;
  }

  private static boolean isCapital(byte c) {
    return c >= 'A' && c <= 'Z';
  }

  /** {@code [1:mail1:postfix/lmtp] TEXT}: a tag of several parts, which is no process id. */
  private static boolean chain(byte[] b, int from, int to, ParsedHeader h) {
    if (b[from] != '[' || Decimal.endOfDigits(b, from + 1, to) + 1 >= to) {
      return false;
    }
    int close = ByteScan.indexOf(b, from, Math.min(to, from + 64), (byte) ']');
    if (close < 0 || ByteScan.indexOf(b, from, close, (byte) ':') < 0) {
      return false;
    }
    int text = LineTag.bracketed(b, from, to, h);
    h.messageFrom = ByteScan.skipSpaces(b, text, to);
    return text > from;
  }

  /** A program of another log: its name may be that of a mail server's, such as lmtp or smtpd. */
  private static void foreign(int from, int to, ParsedHeader h) {
    h.programFrom = from;
    h.programTo = to;
  }
}
