package io.maillog.exim;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code "ADDRESS" from WHERE rewritten as "ADDRESS" by rule N} (rewrite.c; log_selector =
 * +address_rewrite). Only of an envelope's recipient are both addresses fields.
 */
final class RewriteLine {
  private static final Literal REWRITTEN = Literal.of(" rewritten ");
  private static final Literal RECIPIENT = Literal.of("\" from env-to rewritten as \"");
  private static final Literal RULE = Literal.of("\" by rule ");

  private RewriteLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (b[from] != '"' || REWRITTEN.indexIn(b, from, to) < 0) {
      return false;
    }
    e.kind(EventKind.CONTENT_CHECK);
    e.span(Field.REASON, from, to);
    int old = RECIPIENT.indexIn(b, from, to);
    int rule = RULE.lastIndexIn(b, from, to);
    // A local part may be quoted, and hold such words: then nothing tells where it ends.
    if (old > 0
        && old == RECIPIENT.lastIndexIn(b, from, to)
        && rule > old
        && Decimal.endOfDigits(b, rule + RULE.length(), to) == to
        && Address.isQualified(b, from + 1, old)
        && Address.isQualified(b, old + RECIPIENT.length(), rule)) {
      e.span(Field.ORIG_TO, from + 1, old);
      e.span(Field.TO, old + RECIPIENT.length(), rule);
    }
    return true;
  }
}
