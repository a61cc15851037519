package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/**
 * A queue id that is none of Postfix's forms any more, since an anonymiser changed it: {@code
 * 5C1D2E3F4AXXXX}, {@code xxxxxxxx}. What follows tells it, since nothing else stands before these
 * words.
 */
final class MaskedId {
  private static final Literal[] OF_A_MESSAGE = {
    Literal.of("to="),
    Literal.of("from=<"),
    Literal.of("from="),
    Literal.of("client="),
    Literal.of("message-id="),
    Literal.of("resent-message-id="),
    Literal.of("uid="),
    Literal.of("sender non-delivery notification: "),
    Literal.of("sender delay notification: "),
    Literal.of("sender delivery status notification: "),
    Literal.of("postmaster non-delivery notification: "),
    Literal.of("postmaster delay notification: "),
    Literal.of("milter-reject: "),
    Literal.of("reject: "),
    Literal.of("enabling PIX workarounds: "),
  };

  /** Words that could be of a sentence too: only an id that is no word of one stands before. */
  private static final Literal[] OF_SOME = {
    Literal.of("removed"),
    Literal.of("requeued"),
    Literal.of("placed on hold"),
    Literal.of("released from hold"),
    Literal.of("expired"),
    Literal.of("skipped, still being delivered"),
    Literal.of("host "),
    Literal.of("lost connection "),
    Literal.of("conversation with "),
    Literal.of("timeout after "),
    Literal.of("too many errors after "),
    Literal.of("passing <"),
    Literal.of("hold: "),
    Literal.of("discard: "),
    Literal.of("redirect: "),
    Literal.of("filter: "),
    Literal.of("info: "),
    Literal.of("warn: "),
    Literal.of("warning: header "),
    Literal.of("warning: body "),
    Literal.of("prepend: "),
    Literal.of("replace: "),
    Literal.of("milter-hold: "),
    Literal.of("milter-discard: "),
    Literal.of("status="),
  };

  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 40;

  private MaskedId() {}

  /** The end of the id that the line starts with, before its colon; -1 if it starts with none. */
  static int endOf(byte[] b, int from, int to) {
    int end = beforeColon(b, from, to);
    return end >= 0
            && (startsWithOne(OF_A_MESSAGE, b, end + 2, to)
                || (!isWord(b, from, end) && startsWithOne(OF_SOME, b, end + 2, to)))
        ? end
        : -1;
  }

  /** The end of what stands there before a colon, and is no word of a sentence; or -1. */
  static int endOfAny(byte[] b, int from, int to) {
    int end = beforeColon(b, from, to);
    return end < 0 || isWord(b, from, end) ? -1 : end;
  }

  private static int beforeColon(byte[] b, int from, int to) {
    int limit = Math.min(to, from + MAX_LENGTH);
    int end = from;
    while (end < limit && isOfId(b[end])) {
      end++;
    }
    boolean colon = end + 2 < to && b[end] == ':' && b[end + 1] == ' ';
    return colon && end >= from + MIN_LENGTH ? end : -1;
  }

  private static boolean isOfId(byte c) {
    int letter = c | 0x20;
    return (letter >= 'a' && letter <= 'z')
        || Decimal.isDigit(c)
        || c == '*'
        || c == '#'
        || c == '?'
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** Small letters, and not all the same. */
  private static boolean isWord(byte[] b, int from, int to) {
    boolean same = true;
    for (int i = from; i < to; i++) {
      if ((b[i] < 'a' || b[i] > 'z') && b[i] != '-' && b[i] != '_') {
        return false;
      }
      same &= b[i] == b[from];
    }
    return !same;
  }

  private static boolean startsWithOne(Literal[] words, byte[] b, int from, int to) {
    for (Literal word : words) {
      if (word.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
