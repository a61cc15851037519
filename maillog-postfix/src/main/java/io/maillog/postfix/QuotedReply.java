package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;

/**
 * Where a delivery's text quotes what the next hop said: {@code host HOST[ADDR] said: REPLY} and
 * its relatives (smtp_proto.c, smtp_sasl_glue.c), of qmgr(8) with the reason of an earlier message
 * (qmgr_deliver.c).
 */
final class QuotedReply {
  private static final Literal HOST = Literal.of("host ");
  private static final Literal SAID = Literal.of(" said: ");
  private static final Literal REFUSED = Literal.of(" refused to talk to me: ");
  private static final Literal STARTED = Literal.of(" refused to start TLS: ");
  private static final Literal SUSPENDED = Literal.of("delivery temporarily suspended: ");
  private static final Literal PROTOCOL_ERROR = Literal.of("Protocol error: ");
  private static final Literal SASL = Literal.of("SASL authentication failed; server ");
  private static final Literal SASL_CACHED =
      Literal.of("SASL [CACHED] authentication failed; server ");
  private static final Literal TLS = Literal.of("TLS is required, but host ");
  private static final Literal REQUIRETLS =
      Literal.of("REQUIRETLS Failure: sender requested REQUIRETLS, but host ");

  private QuotedReply() {}

  /** Where the reply starts; -1 if the text quotes none. */
  static int find(byte[] b, int from, int to) {
    return from < to && b[from] == 'd' && SUSPENDED.startsAt(b, from, to)
        ? reply(b, from + SUSPENDED.length(), to)
        : reply(b, from, to);
  }

  private static int reply(byte[] b, int from, int to) {
    if (from >= to) {
      return -1;
    }
    switch (b[from]) {
      case 'h' -> {
        return host(b, from, to);
      }
      case 'P' -> {
        return PROTOCOL_ERROR.startsAt(b, from, to)
            ? host(b, from + PROTOCOL_ERROR.length(), to)
            : -1;
      }
      case 'S' -> {
        if (SASL_CACHED.startsAt(b, from, to)) { // names the host alone
          return after(SAID, b, ByteScan.endOfWord(b, from + SASL_CACHED.length(), to), to);
        }
        return SASL.startsAt(b, from, to)
            ? after(SAID, b, endOfPeer(b, from + SASL.length(), to), to)
            : -1;
      }
      case 'T' -> {
        return TLS.startsAt(b, from, to)
            ? after(STARTED, b, endOfPeer(b, from + TLS.length(), to), to)
            : -1;
      }
      case 'R' -> {
        return REQUIRETLS.startsAt(b, from, to)
            ? after(STARTED, b, endOfPeer(b, from + REQUIRETLS.length(), to), to)
            : -1;
      }
      default -> {
        return -1;
      }
    }
  }

  private static int host(byte[] b, int from, int to) {
    if (!HOST.startsAt(b, from, to)) {
      return -1;
    }
    int p = endOfPeer(b, from + HOST.length(), to);
    int said = after(SAID, b, p, to);
    return said < 0 ? after(REFUSED, b, p, to) : said;
  }

  private static int after(Literal words, byte[] b, int at, int to) {
    return words.startsAt(b, at, to) ? at + words.length() : -1;
  }

  /** After {@code NAME[ADDR]} and a port; the text's end if no address stands there. */
  private static int endOfPeer(byte[] b, int from, int to) {
    int close = ByteScan.indexOf(b, from, to, (byte) ']');
    if (close < 0) {
      return to;
    }
    boolean port = close + 1 < to && b[close + 1] == ':';
    return port ? Decimal.endOfDigits(b, close + 2, to) : close + 1;
  }
}
