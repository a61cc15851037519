package io.maillog.sendmail;

import io.maillog.bytes.Literal;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code ruleset=NAME, arg1=TEXT[, arg2=TEXT][, relay=HOST], reject=REPLY} or {@code discard},
 * {@code quarantine=TEXT}, {@code status=REPLY} (parseaddr.c, rscheck): what the configuration
 * decided of a client, an address, a header.
 *
 * <p>The arguments are a stranger's text, and the reply often repeats them. An address tells its
 * end by its brackets; a header's text is taken to the last place where a host and a verdict
 * follow.
 *
 * <p>Of {@code check_compat} the arguments are sender and recipient, when that recipient is to be
 * delivered, and the verdict is of this one alone (deliver.c, deliver): what is refused has a
 * {@code to=} line as well, what is discarded has none, and a quarantine is taken back.
 */
final class RulesetLine {
  private static final Literal RULESET = Literal.of("ruleset=");
  private static final Literal ARG1 = Literal.of(", arg1=");
  private static final Literal ARG2 = Literal.of(", arg2=");
  private static final Literal RELAY = Literal.of(", relay=");
  private static final Literal REJECT = Literal.of(", reject=");
  private static final Literal STATUS = Literal.of(", status=");
  private static final Literal DISCARD = Literal.of(", discard");
  private static final Literal QUARANTINE = Literal.of(", quarantine=");
  private static final int MAX_RELAYS = 16;

  private RulesetLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!RULESET.startsAt(b, from, to)) {
      return false;
    }
    int name = from + RULESET.length();
    int nameEnd = Address.endOfValue(b, name, to);
    if (!ARG1.startsAt(b, nameEnd, to)) {
      return false;
    }
    Ruleset set = Ruleset.of(b, name, nameEnd);
    e.stage(set.stage);
    e.attribute(from, name - 1, name, nameEnd);
    int arg = nameEnd + ARG1.length();
    int argEnd = endOfArguments(set, b, arg, to);
    arguments(set, b, arg, argEnd, e);
    int at = verdictHost(set, b, argEnd, to, e);
    verdict(set, b, at, to, e);
    return true;
  }

  /** Where the arguments end: before the client, or before the verdict if none stands there. */
  private static int endOfArguments(Ruleset set, byte[] b, int from, int to) {
    if (!set.raw) {
      int end = Address.end(b, from, to);
      while (end >= 0 && end < to) {
        if (RELAY.startsAt(b, end, to) || isVerdict(b, end, to)) {
          return end;
        }
        end = Address.end(b, end + 1, to);
      }
    }
    int end = to;
    for (int i = 0; i < MAX_RELAYS; i++) {
      end = RELAY.lastIndexIn(b, from, end);
      if (end < 0) {
        break;
      }
      if (isVerdict(b, Address.endOfValue(b, end + RELAY.length(), to), to)) {
        return end;
      }
    }
    end = REJECT.lastIndexIn(b, from, to);
    return end < 0 ? Address.endOfValue(b, from, to) : end;
  }

  private static boolean isVerdict(byte[] b, int at, int to) {
    return REJECT.startsAt(b, at, to)
        || DISCARD.equalsAt(b, at, to)
        || QUARANTINE.startsAt(b, at, to)
        || STATUS.startsAt(b, at, to);
  }

  /** Reads the host if one stands there; where the verdict starts. */
  private static int verdictHost(Ruleset set, byte[] b, int at, int to, EventWriter e) {
    if (!RELAY.startsAt(b, at, to)) {
      return at;
    }
    int host = at + RELAY.length();
    int end = Address.endOfValue(b, host, to);
    if (set.isOfNextHop()) {
      Host.relay(b, host, end, e);
    } else {
      Host.client(b, host, end, e);
    }
    return end;
  }

  /** The place of {@code , arg2=} behind the first argument, which is an address; -1 if none. */
  private static int endOfFirst(byte[] b, int from, int to) {
    int end = Address.end(b, from, to);
    while (end >= 0 && end < to && !ARG2.startsAt(b, end, to)) {
      end = Address.end(b, end + 1, to);
    }
    return end < to ? end : -1;
  }

  private static void arguments(Ruleset set, byte[] b, int from, int to, EventWriter e) {
    int second = set.raw ? ARG2.lastIndexIn(b, from, to) : endOfFirst(b, from, to);
    int end = second < 0 ? to : second;
    e.attribute(from - 5, from - 1, from, end);
    if (second >= 0) {
      int arg2 = second + ARG2.length();
      e.attribute(second + 2, second + 6, arg2, to);
      if (set.is(Ruleset.CHECK_COMPAT)) {
        Printed.address(Field.TO, b, arg2, to, e);
      }
    }
    if (set.is(Ruleset.CHECK_RCPT)) {
      Printed.address(Field.TO, b, from, end, e);
    } else if (set.is(Ruleset.CHECK_MAIL) || set.is(Ruleset.CHECK_COMPAT)) {
      Printed.address(Field.FROM, b, from, end, e);
    }
  }

  private static void verdict(Ruleset set, byte[] b, int at, int to, EventWriter e) {
    boolean ofOne = set.is(Ruleset.CHECK_COMPAT);
    if (DISCARD.equalsAt(b, at, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      e.literal(Field.ACTION, Words.DISCARD);
      if (ofOne && e.has(Field.TO)) {
        e.status(DeliveryStatus.DISCARDED);
      }
    } else if (QUARANTINE.startsAt(b, at, to)) {
      e.kind(ofOne ? EventKind.CONTENT_CHECK : EventKind.QUEUE_ACTION);
      if (!ofOne) {
        e.literal(Field.ACTION, Words.HOLD);
      }
      e.span(Field.REASON, at + QUARANTINE.length(), to);
    } else if (STATUS.startsAt(b, at, to)) {
      e.kind(EventKind.POLICY);
      Refusal.reason(b, at + STATUS.length(), to, e);
    } else {
      e.kind(EventKind.REJECT);
      if (REJECT.startsAt(b, at, to)) {
        Refusal.reason(b, at + REJECT.length(), to, e);
      }
    }
  }
}
