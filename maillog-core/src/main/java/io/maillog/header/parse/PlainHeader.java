package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.PackedKey;

/**
 * The commonest header, {@code STAMP HOST PROGRAM[PID]: TEXT}, where date, host and program were
 * met before: they are compared, not searched for.
 *
 * <p>A short cut only: what it takes, {@link HeaderParser} reads just so the long way. So what is
 * remembered changes no result.
 */
final class PlainHeader {
  private static final int MAX_HOST = 62;
  private static final int COMPARED = 3 * Long.BYTES;
  private static final int MAX_PID_DIGITS = 7;
  // Words are read without asking where the line ends: so far from the host's end at most.
  private static final int REACH = 64;
  private static final long THREE_BYTES = 0xffffffL;
  private static final long END_OF_TAG = PackedKey.of("]: ");

  private final StampParser stamps;
  private final ProgramMemory programs;

  // The host, with a space on both sides; its first three words as they are compared.
  private final byte[] host = new byte[MAX_HOST + 2 + COMPARED];
  private int length; // 0 where no host is remembered
  private boolean likeStamp; // with what follows, it could be the start of a second stamp
  private long word1;
  private long word2;
  private long word3;
  private long mask1;
  private long mask2;
  private long mask3;

  PlainHeader(StampParser stamps, ProgramMemory programs) {
    this.stamps = stamps;
    this.programs = programs;
  }

  /** Remembers a host, unless bytes behind it could make something else of it. */
  void remember(byte[] b, int from, int to) {
    int size = to - from;
    if (size > MAX_HOST || size == 0) {
      return;
    }
    boolean stream = size == 6 && b[from] == 's' && b[from + 1] == 't'; // stdout, stderr
    if (stream || StatedSeverity.isWord(b, from, to)) {
      return;
    }
    likeStamp = size == 3 || (size > 4 && b[from + 4] == '-');
    host[0] = ' ';
    System.arraycopy(b, from, host, 1, size);
    host[size + 1] = ' ';
    length = size + 2;
    mask1 = mask(length);
    mask2 = mask(length - Long.BYTES);
    mask3 = mask(length - 2 * Long.BYTES);
    word1 = ByteScan.word(host, 0) & mask1;
    word2 = ByteScan.word(host, Long.BYTES) & mask2;
    word3 = ByteScan.word(host, 2 * Long.BYTES) & mask3;
  }

  /** The low {@code bytes} of a word. */
  private static long mask(int bytes) {
    return bytes >= Long.BYTES ? -1 : bytes <= 0 ? 0 : (1L << (bytes << 3)) - 1;
  }

  /**
   * Reads the whole header of the line, if it is of this form.
   *
   * @return whether it is; if not, the header says nothing yet
   */
  boolean parse(byte[] b, int from, int to, ParsedHeader h) {
    int reach = b.length - REACH;
    if (from > reach - StampParser.LONGEST_PLAIN - length || b[to - 1] <= ' ') {
      return false;
    }
    int stampTo = stamps.ofDateBefore(b, from, to, h);
    if (stampTo < 0
        || !isHost(b, stampTo)
        || (likeStamp && HeaderParser.stampStartsAt(b, stampTo + 1, to))) {
      return false;
    }
    int program = stampTo + length;
    int open = open(b, program);
    if (open < 0) {
      return false;
    }
    int place = programs.find(b, program, open);
    int close = open + 1 + ByteScan.digits(ByteScan.word(b, open + 1));
    int text = close + 3;
    if (place == ProgramMemory.NONE
        || close == open + 1
        || close > open + 1 + MAX_PID_DIGITS
        || (ByteScan.word(b, close) & THREE_BYTES) != END_OF_TAG
        || text >= to) {
      return false;
    }
    byte first = b[text];
    if (first == ' ' || first == '[' || first == 'm' || first == 'L') {
      return false; // more of a header may follow
    }
    h.recognised = true;
    h.tagged = true;
    h.selfStamped = false;
    h.continued = false;
    h.indented = false;
    h.hostFrom = stampTo + 1;
    h.hostTo = program - 1;
    h.programFrom = program;
    h.programTo = open;
    h.programPlace = place;
    h.pidFrom = open + 1;
    h.pidTo = close;
    h.messageFrom = text;
    h.messageTo = to;
    h.severityCode = -1;
    h.repeat = 1;
    h.wrapping = LineWrapping.NONE;
    h.timed = false;
    return true;
  }

  private boolean isHost(byte[] b, int at) {
    long difference =
        ((ByteScan.word(b, at) ^ word1) & mask1)
            | ((ByteScan.word(b, at + Long.BYTES) ^ word2) & mask2)
            | ((ByteScan.word(b, at + 2 * Long.BYTES) ^ word3) & mask3);
    return difference == 0
        && length > 0
        && (length <= COMPARED
            || ByteScan.equal(host, COMPARED, length, b, at + COMPARED, at + length));
  }

  /** Where the pid's bracket opens, in the next three words; -1 if it does not. */
  private static int open(byte[] b, int from) {
    int at = ByteScan.indexIn(ByteScan.word(b, from), (byte) '[');
    if (at < Long.BYTES) {
      return from + at;
    }
    at = ByteScan.indexIn(ByteScan.word(b, from + Long.BYTES), (byte) '[');
    if (at < Long.BYTES) {
      return from + Long.BYTES + at;
    }
    at = ByteScan.indexIn(ByteScan.word(b, from + 2 * Long.BYTES), (byte) '[');
    return at < Long.BYTES ? from + 2 * Long.BYTES + at : -1;
  }
}
