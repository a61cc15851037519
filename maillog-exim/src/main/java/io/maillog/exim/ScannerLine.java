package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.AngleBrackets;

/**
 * {@code SA: Action: TEXT (scanned in N/N secs | Message-Id: ID). From <SENDER> (host=NAME
 * [ADDRESS]) for RECIPIENTS}: what SA-Exim, SpamAssassin's plug-in for local_scan(), found
 * (sa-exim.c).
 */
final class ScannerLine {
  private static final Literal HEAD = Literal.of("SA: ");
  private static final Literal MESSAGE_ID = Literal.of(" | Message-Id: ");
  private static final Literal FROM = Literal.of("). From <");
  private static final Literal HOST = Literal.of("> (host=");
  private static final Literal UNKNOWN = Literal.of("NULL");
  private static final Literal FOR = Literal.of(") for ");

  private ScannerLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!HEAD.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.POLICY);
    e.span(Field.REASON, from, to);
    int sender = FROM.indexIn(b, from, to);
    int id = sender < 0 ? -1 : MESSAGE_ID.indexIn(b, from, sender);
    // Message-Id and addresses are strangers': where one looks like the text, none is taken.
    if (sender < 0 || FROM.lastIndexIn(b, from, to) != sender) {
      return true;
    }
    int value = id + MESSAGE_ID.length();
    if (id >= 0 && ByteScan.endOfWord(b, value, sender) == sender) {
      int start = AngleBrackets.after(b, value, sender);
      e.span(Field.MESSAGE_ID, start, AngleBrackets.before(b, value, sender));
    }
    int address = sender + FROM.length();
    int close = Address.strictClose(b, address, to);
    if (close < 0 || !HOST.startsAt(b, close, to)) {
      return true;
    }
    e.span(Field.FROM, address, close);
    int host = close + HOST.length();
    host = UNKNOWN.startsAt(b, host, to) ? ByteScan.endOfWord(b, host, to) + 1 : host;
    int end = Host.client(b, Math.min(host, to), to, 0, e);
    if (end > 0 && FOR.startsAt(b, end, to)) {
      recipients(b, end + FOR.length(), to, e);
    }
    return true;
  }

  /** Addresses with spaces, or commas and spaces, between. */
  private static void recipients(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.endOfBare(b, p, to);
      int last = end > p && b[end - 1] == ',' ? end - 1 : end;
      if (Address.isQualified(b, p, last)) {
        e.recipient(p, last);
      }
      p = end + 1;
    }
  }
}
