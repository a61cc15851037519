package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * {@code TARGET F=<SENDER>[ Q=QUEUE][ P=<RETURN-PATH>] rejected after DATA: TAGS}, behind a client:
 * what the next hop said to a message that was handed on while it came (verify.c,
 * cutthrough_finaldot; deliver.c, delivery_log).
 *
 * <p>The target's local part has no quotes, and may hold what looks like another refusal. But then
 * the address follows with its quotes, and both are alike.
 */
final class CutthroughLine {
  private static final Literal SENDER = Literal.of(" F=<");
  private static final Literal BARE_SENDER = Literal.of("F=<");
  private static final Literal QUEUE = Literal.of(" Q=");
  private static final Literal RETURN_PATH = Literal.of(" P=<");
  private static final Literal REJECTED = Literal.of(" rejected after DATA: ");
  private static final Literal DEFERRED = Literal.of(" tmp-reject from cutthrough after DATA: ");
  private static final Literal ORIGINAL = Literal.of(" <");

  private CutthroughLine() {}

  /** Whether a line has the words of such a one. */
  static boolean mayBe(byte[] b, int from, int to) {
    return REJECTED.indexIn(b, from, to) >= 0 || DEFERRED.indexIn(b, from, to) >= 0;
  }

  /** Reads what stands behind the client; false, and nothing is set, if it is no such line. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!mayBe(b, from, to)) {
      return false;
    }
    int end = target(b, from, to, e);
    int sender = end + SENDER.length();
    int close = end > 0 && SENDER.startsAt(b, end, to) ? Address.close(b, sender, to) : -1;
    int p = close < 0 ? -1 : further(b, close + 1, to);
    boolean rejected = p > 0 && REJECTED.startsAt(b, p, to);
    if (!rejected && !(p > 0 && DEFERRED.startsAt(b, p, to))) {
      e.clear(Field.TO);
      e.clear(Field.ORIG_TO);
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.EOD);
    if (BARE_SENDER.startsAt(b, from, to) && REJECTED.indexIn(b, from, end) > 0) {
      e.clear(Field.TO); // a refusal of the usual form, perhaps, whose reason holds this one
      e.clear(Field.ORIG_TO);
      return true;
    }
    e.span(Field.FROM, sender, close);
    DeliveryLine.tags(b, p + (rejected ? REJECTED : DEFERRED).length() - 1, to, e);
    return true;
  }

  /** Reads {@code ADDRESS[ (PARENTS)][ <ORIGINAL>]}; its end, or -1. */
  private static int target(byte[] b, int from, int to, EventWriter e) {
    int quoted = Target.quoted(b, from, to, e);
    if (quoted > 0) {
      return quoted;
    }
    int end = Address.endOfBare(b, from, to);
    int equals = Tags.equals(b, from, to);
    boolean tag = equals > 0 && TagOrder.ofArrival(b, from, equals) != TagOrder.UNKNOWN;
    if (tag || !Address.isQualified(b, from, end)) {
      return -1; // an ident, perhaps, that looks like an address
    }
    e.span(Field.TO, from, end);
    end = Target.parents(b, end, to);
    if (!ORIGINAL.startsAt(b, end, to)) {
      return end;
    }
    int close = Address.strictClose(b, end + 2, to);
    if (close > 0) {
      e.span(Field.ORIG_TO, end + 2, close);
    }
    return close < 0 ? -1 : close + 1;
  }

  private static int further(byte[] b, int from, int to) {
    int p = from;
    if (QUEUE.startsAt(b, p, to)) {
      p = ByteScan.endOfWord(b, p + QUEUE.length(), to);
    }
    int close = RETURN_PATH.startsAt(b, p, to) ? Address.close(b, p + RETURN_PATH.length(), to) : 0;
    return close > 0 ? close + 1 : p;
  }
}
