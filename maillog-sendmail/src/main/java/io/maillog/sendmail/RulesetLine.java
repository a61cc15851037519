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
 * end by its brackets. A header's text does not: where a host and a verdict stand in more than one
 * place, either may be the server's, and the line states neither.
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

  // How the arguments end, where it is no place in the line.
  private static final int NOWHERE = -1;
  private static final int IN_DOUBT = -2;

  private RulesetLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!RULESET.startsAt(b, from, to)) {
      return false;
    }
    int name = from + RULESET.length();
    int nameEnd = Address.endOfValue(b, name, to);
    if (!ARG1.startsAt(b, nameEnd, to) || !Words.isName(b, name, nameEnd)) {
      return false;
    }
    Ruleset set = Ruleset.of(b, name, nameEnd);
    e.stage(set.stage);
    e.attribute(from, name - 1, name, nameEnd);
    int arg = nameEnd + ARG1.length();
    int argEnd = endOfArguments(set, b, arg, to, e);
    if (argEnd == IN_DOUBT) {
      boolean whole = e.event().piece() == null;
      e.kind(whole ? commonKind(set, b, arg, to) : EventKind.CONTENT_CHECK);
      return true;
    }
    int end = argEnd == NOWHERE ? Address.endOfValue(b, arg, to) : argEnd;
    arguments(set, b, arg, end, e);
    int at = verdictHost(set, b, end, to, e);
    verdict(set, b, at, to, e);
    return true;
  }

  /** Where the arguments end: before the client, or before the verdict if none stands there. */
  private static int endOfArguments(Ruleset set, byte[] b, int from, int to, EventWriter e) {
    if (!set.raw) {
      int end = Address.end(b, from, to);
      while (end >= 0 && end < to) {
        if (RELAY.startsAt(b, end, to) || isVerdict(b, end, to)) {
          return end;
        }
        end = Address.end(b, end + 1, to);
      }
    }
    if (e.event().piece() != null) {
      return IN_DOUBT; // what follows in the next line may be the arguments' too
    }
    int end = onlyHost(set, b, from, to);
    return end == NOWHERE ? onlyVerdict(b, from, to) : end;
  }

  /** The one place where a host and a verdict stand. */
  private static int onlyHost(Ruleset set, byte[] b, int from, int to) {
    int host = nextHost(set, b, from, to);
    return host < 0 ? NOWHERE : nextHost(set, b, host + 1, to) < 0 ? host : IN_DOUBT;
  }

  /** Where a host and a verdict stand next; -1 if they do nowhere. */
  private static int nextHost(Ruleset set, byte[] b, int from, int to) {
    int relay = RELAY.indexIn(b, from, to);
    while (relay >= 0) {
      int host = relay + RELAY.length();
      int end = Address.endOfValue(b, host, to);
      if (isVerdict(b, end, to) && (set.isOfNextHop() || Host.isClient(b, host, end))) {
        return relay;
      }
      relay = RELAY.indexIn(b, host, to);
    }
    return -1;
  }

  /** What the line says whichever of its verdicts is the server's: a refusal, if all are. */
  private static EventKind commonKind(Ruleset set, byte[] b, int from, int to) {
    int host = nextHost(set, b, from, to);
    boolean refused = host >= 0;
    while (host >= 0 && refused) {
      refused = Refusal.isAt(b, Address.endOfValue(b, host + RELAY.length(), to), to);
      host = nextHost(set, b, host + 1, to);
    }
    return refused ? EventKind.REJECT : EventKind.CONTENT_CHECK;
  }

  /** The one place where a verdict stands, of a session without a client. */
  private static int onlyVerdict(byte[] b, int from, int to) {
    int found = NOWHERE;
    int end = Address.endOfValue(b, from, to);
    while (end < to) {
      if (isVerdict(b, end, to)) {
        if (found >= 0) {
          return IN_DOUBT;
        }
        found = end;
      }
      end = Address.endOfValue(b, end + 1, to);
    }
    return found;
  }

  private static boolean isVerdict(byte[] b, int at, int to) {
    return Refusal.isAt(b, at, to)
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
    int second = NOWHERE;
    if (set.is(Ruleset.CHECK_OTHER)) {
      second = ARG2.lastIndexIn(b, from, to);
    } else if (!set.raw) {
      second = endOfFirst(b, from, to);
    }
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
    } else if (REJECT.startsAt(b, at, to)) {
      e.kind(EventKind.REJECT);
      Refusal.reason(b, at + REJECT.length(), to, e);
    } else {
      e.kind(EventKind.CONTENT_CHECK); // the line was cut
    }
  }
}
