package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * {@code to=<ADDR>, [orig_to=<ADDR>,] relay=…, [conn_use=N,] delay=…, delays=a/b/c/d, [tls=…,]
 * dsn=…, status=WORD (TEXT)}: written by every delivery agent, and by qmgr and cleanup
 * (log_adhoc.c).
 *
 * <p>Keys may come in any order; the parenthesis after the status word ends them, so that nothing
 * in the text behind it is taken for one.
 */
final class DeliveryLine {
  private static final long TO = PackedKey.of("to");
  private static final long ORIG_TO = PackedKey.of("orig_to");
  private static final long RELAY = PackedKey.of("relay");
  private static final long CONN_USE = PackedKey.of("conn_use");
  private static final long DELAY = PackedKey.of("delay");
  private static final long DELAYS = PackedKey.of("delays");
  private static final long TLS = PackedKey.of("tls");
  private static final long DSN = PackedKey.of("dsn");
  private static final long STATUS = PackedKey.of("status");

  private static final long SENT = PackedKey.of("sent");
  private static final long DEFERRED = PackedKey.of("deferred");
  private static final long BOUNCED = PackedKey.of("bounced");
  private static final long EXPIRED = PackedKey.of("expired");
  private static final Literal FORCE_EXPIRED = Literal.of("force-expired");
  private static final Literal DELIVERABLE = Literal.of("deliverable");
  private static final Literal UNDELIVERABLE = Literal.of("undeliverable");
  private static final Literal SOFTBOUNCE = Literal.of("SOFTBOUNCE");
  private static final Literal FORWARDED_AS = Literal.of("forwarded as ");
  private static final Literal HOST = Literal.of("host ");
  private static final Literal SAID = Literal.of(" said: ");
  private static final Literal REFUSED = Literal.of(" refused to talk to me: ");
  private static final Literal NONE = Literal.of("none");

  private static final int MAX_UNBALANCED = 4;

  private DeliveryLine() {}

  /** Reads the line if it starts with another of its keys than {@code to}. */
  static boolean reordered(byte[] b, int from, int to, EventWriter e) {
    int equals = key(b, from, to);
    long key = equals < 0 ? 0 : PackedKey.at(b, from, equals);
    if (key != RELAY
        && key != DSN
        && key != DELAY
        && key != DELAYS
        && key != ORIG_TO
        && key != CONN_USE) {
      return false;
    }
    parse(b, from, to, e);
    return true;
  }

  /** Reads the line from its first key on. */
  static void parse(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    int p = from;
    int unbalanced =
        0; // addresses whose quotes are not: few are tried, so that a line costs its length
    while (p < to) {
      int equals = key(b, p, to);
      if (equals < 0) {
        return;
      }
      long key = PackedKey.at(b, p, equals);
      if (key == STATUS) {
        status(b, equals + 1, to, e);
        return;
      }
      int end;
      if (equals + 1 < to && b[equals + 1] == '<') {
        int close = unbalanced < MAX_UNBALANCED ? close(b, equals + 2, to, true) : -1;
        if (close < 0) {
          unbalanced++;
          close = close(b, equals + 2, to, false);
        }
        end = close < 0 ? to : close + 1;
      } else {
        end = value(b, equals + 1, to);
      }
      pair(b, p, equals, end, key, e);
      p = end + 2;
    }
  }

  /** The place of the equals sign of the key at {@code from}; -1 if no key stands there. */
  private static int key(byte[] b, int from, int to) {
    int i = from;
    while (i < to && ((b[i] >= 'a' && b[i] <= 'z') || b[i] == '_')) {
      i++;
    }
    return i > from && i < to && b[i] == '=' ? i : -1;
  }

  /** Where the value ends: before a comma and a space, or at the end of the line. */
  private static int value(byte[] b, int from, int to) {
    int i = from;
    while (i < to && !(b[i] == ',' && i + 1 < to && b[i + 1] == ' ')) {
      i++;
    }
    return i;
  }

  /** The {@code >} that closes an address: one outside quotes before {@code , key=}; or -1. */
  private static int close(byte[] b, int from, int to, boolean quotes) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '>') {
        if (!quoted && (i + 1 == to || (i + 2 < to && b[i + 1] == ',' && key(b, i + 3, to) > 0))) {
          return i;
        }
      } else if (c == '"' && quotes) {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      }
    }
    return -1;
  }

  private static void pair(byte[] b, int keyFrom, int equals, int end, long key, EventWriter e) {
    int from = equals + 1;
    if (key == TO) {
      address(b, from, end, Field.TO, e);
    } else if (key == RELAY) {
      relay(b, from, end, e);
    } else if (key == DELAY) {
      e.span(Field.DELAY, from, end);
    } else if (key == DELAYS) {
      delays(b, from, end, e);
    } else if (key == DSN) {
      e.span(Field.DSN, from, end);
    } else if (key == CONN_USE) {
      e.span(Field.CONN_USE, from, end);
    } else if (key == ORIG_TO) {
      address(b, from, end, Field.ORIG_TO, e);
    } else if (key == TLS) {
      e.span(Field.TLS_POLICY, from, end);
    } else {
      e.attribute(keyFrom, equals, from, end);
    }
  }

  private static void address(byte[] b, int from, int end, Field field, EventWriter e) {
    boolean closed = end - from >= 2 && b[from] == '<' && b[end - 1] == '>';
    e.span(field, closed ? from + 1 : from, closed ? end - 1 : end);
  }

  private static void relay(byte[] b, int from, int end, EventWriter e) {
    if (end > from && Peer.relay(b, from, end, e) != end) {
      e.clear(Field.RELAY_IP);
      e.clear(Field.RELAY_PORT);
      e.span(Field.RELAY_HOST, from, end); // none, local, or a service's name
    }
  }

  /** {@code a/b/c/d}: before the queue manager, in it, connection setup, transmission. */
  private static void delays(byte[] b, int from, int end, EventWriter e) {
    int one = ByteScan.indexOf(b, from, end, (byte) '/');
    int two = one < 0 ? -1 : ByteScan.indexOf(b, one + 1, end, (byte) '/');
    int three = two < 0 ? -1 : ByteScan.indexOf(b, two + 1, end, (byte) '/');
    if (three < 0) {
      return;
    }
    e.span(Field.DELAY_BEFORE_QUEUE, from, one);
    e.span(Field.DELAY_QUEUE, one + 1, two);
    e.span(Field.DELAY_CONNECT, two + 1, three);
    e.span(Field.DELAY_TRANSMIT, three + 1, end);
  }

  // --- status
  // ---------------------------------------------------------------------------------------

  /** {@code WORD (TEXT)}, or {@code WORD, returned to sender} of qmgr (qmgr_active.c). */
  static void status(byte[] b, int from, int to, EventWriter e) {
    int end = from;
    while (end < to && b[end] != ' ' && b[end] != ',') {
      end++;
    }
    DeliveryStatus status = word(b, from, end);
    e.status(status);
    int p = ByteScan.skipSpaces(b, end, to);
    if (p >= to || b[p] != '(') {
      return;
    }
    // A line that was cut has no parenthesis at its end.
    int textEnd = b[to - 1] == ')' && to - 1 > p ? to - 1 : to;
    e.span(Field.REPLY, p + 1, textEnd);
    text(b, p + 1, textEnd, status, e);
  }

  private static @Nullable DeliveryStatus word(byte[] b, int from, int end) {
    long key = PackedKey.at(b, from, end);
    if (key == SENT) {
      return DeliveryStatus.SENT;
    } else if (key == DEFERRED || SOFTBOUNCE.equalsAt(b, from, end)) {
      return DeliveryStatus.DEFERRED;
    } else if (key == BOUNCED) {
      return DeliveryStatus.BOUNCED;
    } else if (key == EXPIRED || FORCE_EXPIRED.equalsAt(b, from, end)) {
      return DeliveryStatus.EXPIRED;
    } else if (DELIVERABLE.equalsAt(b, from, end)) {
      return DeliveryStatus.DELIVERABLE;
    } else if (UNDELIVERABLE.startsAt(b, from, end)) {
      return DeliveryStatus.UNDELIVERABLE; // also undeliverable-but-not-cached (verify.c)
    }
    return null;
  }

  private static void text(
      byte[] b, int from, int to, @Nullable DeliveryStatus status, EventWriter e) {
    if (from >= to) {
      return;
    }
    if (Decimal.isDigit(b[from])) {
      Reply.code(b, from, to, e);
    } else if (b[from] == 'h' && HOST.startsAt(b, from, to)) {
      quoted(b, from + HOST.length(), to, e);
    }
    if (status != DeliveryStatus.SENT) {
      return;
    }
    if (b[from] == 'f' && FORWARDED_AS.startsAt(b, from, to)) { // forward.c
      int id = from + FORWARDED_AS.length();
      if (QueueId.is(b, id, to)) {
        e.span(Field.CHILD_QUEUE_ID, id, to);
      }
      return;
    }
    if (isNone(b, e) || Reply.isDiscard(b, from, to)) {
      e.status(DeliveryStatus.DISCARDED);
    } else if (Decimal.isDigit(b[from])) {
      Reply.remoteId(b, from, to, e);
    }
  }

  /** Sent to no relay: discard(8), or qmgr's own discard. */
  private static boolean isNone(byte[] b, EventWriter e) {
    return e.has(Field.RELAY_HOST)
        && NONE.equalsAt(b, e.from(Field.RELAY_HOST), e.to(Field.RELAY_HOST));
  }

  /** {@code NAME[ADDR] said: CODE …}: the code is the next hop's (smtp_trouble.c). */
  private static void quoted(byte[] b, int from, int to, EventWriter e) {
    int close = ByteScan.indexOf(b, from, to, (byte) ']');
    if (close < 0) {
      return;
    }
    int p = close + 1;
    if (p < to && b[p] == ':') {
      p = Decimal.endOfDigits(b, p + 1, to);
    }
    if (SAID.startsAt(b, p, to)) {
      Reply.code(b, p + SAID.length(), to, e);
    } else if (REFUSED.startsAt(b, p, to)) {
      Reply.code(b, p + REFUSED.length(), to, e);
    }
  }
}
