package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;
import io.maillog.header.LineHeader;
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
  private static final long TO = PackedKey.of("to=");
  private static final long ORIG_TO = PackedKey.of("orig_to=");
  private static final long RELAY = PackedKey.of("relay=");
  private static final Literal CONN_USE = Literal.of("conn_use=");
  private static final long DELAY = PackedKey.of("delay=");
  private static final long DELAYS = PackedKey.of("delays=");
  private static final long TLS = PackedKey.of("tls=");
  private static final long DSN = PackedKey.of("dsn=");
  private static final long STATUS = PackedKey.of("status=");

  private static final long SENT = PackedKey.of("sent");
  private static final long DEFERRED = PackedKey.of("deferred");
  private static final long BOUNCED = PackedKey.of("bounced");
  private static final long EXPIRED = PackedKey.of("expired");
  private static final Literal FORCE_EXPIRED = Literal.of("force-expired");
  private static final Literal DELIVERABLE = Literal.of("deliverable");
  private static final Literal UNDELIVERABLE = Literal.of("undeliverable");
  private static final Literal SOFTBOUNCE = Literal.of("SOFTBOUNCE");
  private static final Literal FORWARDED_AS = Literal.of("forwarded as ");
  private static final Literal NONE = Literal.of("none");
  private static final Literal[] AFTER_ADDRESS = {Literal.of("orig_to=<"), Literal.of("relay=")};
  private static final Literal THEN_ORIG_TO = Literal.of(">, orig_to=<");
  private static final Literal BRACKETED_TO = Literal.of("to=<");

  private static final int MAX_UNBALANCED = 4;
  private static final int MAX_KEY = 32;

  private DeliveryLine() {}

  /** Reads the line if it starts with another of its keys than {@code to}. */
  static boolean reordered(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    long word = ByteScan.word(b, from, to - from);
    if (PackedKey.startsWith(word, RELAY)
        || PackedKey.startsWith(word, DSN)
        || PackedKey.startsWith(word, DELAY)
        || PackedKey.startsWith(word, DELAYS)
        || PackedKey.startsWith(word, ORIG_TO)
        || CONN_USE.startsAt(b, from, to)) {
      parse(b, from, to, h, e);
      return true;
    }
    return false;
  }

  /** Reads the line from its first key on. */
  static void parse(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    e.kind(EventKind.DELIVERY);
    long mark = e.mark();
    boolean once = pairs(b, from, to, e);
    if ((!once || mayHaveSeveralEnds(b, to, e)) && BRACKETED_TO.startsAt(b, from, to)) {
      oneEnd(b, from, to, mark, h, e);
    }
    if (e.has(Field.ORIG_TO)) {
      originals(b, to, e);
    }
  }

  /**
   * Whether the text can hold what looks like the end of an address and the rest of a line, as a
   * next hop may say so; or an address that seems to be quoted. Mostly no text is that long; and if
   * it is, it has no such bracket.
   */
  private static boolean mayHaveSeveralEnds(byte[] b, int to, EventWriter e) {
    boolean inText =
        e.has(Field.REPLY)
            && (to - e.from(Field.REPLY) > DeliveryEnd.MIN_LENGTH || DeliveryEnd.isCut(b, to))
            && ByteScan.indexOf(b, e.from(Field.REPLY), to, (byte) '>') >= 0
            && DeliveryEnd.isIn(b, e.from(Field.REPLY), to);
    return inText || quotesAnEnd(b, Field.TO, e) || quotesAnEnd(b, Field.ORIG_TO, e);
  }

  private static boolean quotesAnEnd(byte[] b, Field field, EventWriter e) {
    return e.has(field)
        && e.from(field) < e.to(field)
        && b[e.from(field)] == '"'
        && DeliveryEnd.isIn(b, e.from(field), e.to(field));
  }

  /** Postfix gives every recipient one (trivial-rewrite(8)). */
  private static boolean hasDomain(byte[] b, Field field, EventWriter e) {
    return ByteScan.indexOf(b, e.from(field), e.to(field), (byte) '@') >= 0;
  }

  /**
   * Reads the line anew by the only place where its address can end; where several can, nothing.
   */
  private static void oneEnd(byte[] b, int from, int to, long mark, LineHeader h, EventWriter e) {
    DeliveryAgent agent = DeliveryAgent.of(b, h.programFrom(), h.programTo());
    int close = DeliveryEnd.close(b, from + BRACKETED_TO.length(), to, agent);
    if (close == DeliveryEnd.NONE) {
      return; // a line with further keys
    }
    e.reset(mark);
    e.status(null);
    if (close != DeliveryEnd.SEVERAL) {
      readTo(b, from, close, to, e);
    }
  }

  /** Reads a line whose recipient, and original one, ends at {@code close}. */
  private static void readTo(byte[] b, int from, int close, int to, EventWriter e) {
    int start = from + BRACKETED_TO.length();
    int split = THEN_ORIG_TO.indexIn(b, start, close);
    e.span(Field.TO, start, split < 0 ? close : split);
    if (split >= 0) {
      e.span(Field.ORIG_TO, split + THEN_ORIG_TO.length(), close);
    }
    pairs(b, close + 3, to, e);
  }

  /**
   * An address that is not quoted can hold the other's key. So where one of them has such a form,
   * both can be one recipient, if a domain ends them; and then neither is known.
   */
  private static void originals(byte[] b, int to, EventWriter e) {
    int from = e.from(Field.ORIG_TO);
    int end = e.to(Field.ORIG_TO);
    boolean bracketed = end < to && b[end] == '>';
    if (!bracketed || (isExternal(b, Field.TO, to, e) && isExternal(b, Field.ORIG_TO, to, e))) {
      return;
    }
    if (!e.has(Field.TO)
        || (!hasDomain(b, Field.TO, e) && !isExternal(b, Field.TO, to, e))
        || !ExternalAddress.endsWithDomain(b, e.from(Field.TO), e.to(Field.TO))
        || hasDomain(b, Field.ORIG_TO, e)
        || THEN_ORIG_TO.indexIn(b, from, end) >= 0) {
      e.clear(Field.TO);
      e.clear(Field.ORIG_TO);
    }
  }

  private static boolean isExternal(byte[] b, Field field, int to, EventWriter e) {
    return e.has(field)
        && e.from(field) < e.to(field) // what looks like none may begin with what looks like an end
        && ExternalAddress.close(b, e.from(field), to) == e.to(field);
  }

  /** Reads the pairs; whether each stands there once, and no other. */
  private static boolean pairs(byte[] b, int from, int to, EventWriter e) {
    int relays = 0;
    boolean once = true;
    int unbalanced = 0; // quotes that do not close: few are tried, so that a line costs its length
    int p = from;
    while (p < to) {
      long word = ByteScan.word(b, p, to - p);
      if (PackedKey.startsWith(word, RELAY)) {
        p = relay(b, p + 6, to, e);
        relays++;
      } else if (PackedKey.startsWith(word, DELAY)) {
        p = span(Field.DELAY, b, p + 6, to, e);
      } else if (PackedKey.startsWith(word, DELAYS)) {
        p = delays(b, p + 7, to, e);
      } else if (PackedKey.startsWith(word, DSN)) {
        p = span(Field.DSN, b, p + 4, to, e);
      } else if (PackedKey.startsWith(word, STATUS)) {
        status(b, p + 7, to, e);
        return once && relays <= 1 && e.has(Field.DELAY);
      } else if (PackedKey.startsWith(word, TO)) {
        p = address(Field.TO, b, p + 3, to, p == from, unbalanced++ < MAX_UNBALANCED, e);
      } else if (PackedKey.startsWith(word, ORIG_TO)) {
        p = address(Field.ORIG_TO, b, p + 8, to, p != from, unbalanced++ < MAX_UNBALANCED, e);
      } else if (PackedKey.startsWith(word, TLS)) {
        p = span(Field.TLS_POLICY, b, p + 4, to, e);
      } else if (CONN_USE.startsAt(b, p, to)) {
        p = span(Field.CONN_USE, b, p + CONN_USE.length(), to, e);
      } else {
        p = attribute(b, p, to, unbalanced++ < MAX_UNBALANCED, e);
        once = false;
      }
      p += 2;
    }
    return once && relays <= 1;
  }

  /** A pair of another key; where its value ends, or the line's end if none stands there. */
  private static int attribute(byte[] b, int from, int to, boolean quotes, EventWriter e) {
    int equals = equals(b, from, to);
    if (!isKey(b, from, equals)) {
      return to;
    }
    int end = equals + 1 < to && b[equals + 1] == '<' ? close(b, equals + 1, to, quotes) : -1;
    end = end < 0 ? value(b, equals + 1, to) : end + 1;
    e.attribute(from, equals, equals + 1, end);
    return end;
  }

  /** The place of the equals sign, if the line goes on with a key; else -1. */
  private static int equals(byte[] b, int from, int to) {
    int equals = ByteScan.indexOf(b, from, Math.min(to, from + MAX_KEY), (byte) '=');
    return equals > from ? equals : -1;
  }

  private static boolean startsKey(byte[] b, int from, int to) {
    long word = ByteScan.word(b, from, to - from);
    return PackedKey.startsWith(word, RELAY) // nearly always
        || isKey(b, from, equals(b, from, to));
  }

  private static boolean isKey(byte[] b, int from, int equals) {
    for (int i = from; i < equals; i++) {
      if ((b[i] < 'a' || b[i] > 'z') && b[i] != '_') {
        return false;
      }
    }
    return from < equals;
  }

  /** Where the value ends: before a comma and a space, or at the end of the line. */
  private static int value(byte[] b, int from, int to) {
    int comma = from;
    while ((comma = ByteScan.indexOf(b, comma, to, (byte) ',')) >= 0) {
      if (comma + 1 < to && b[comma + 1] == ' ') {
        return comma;
      }
      comma++;
    }
    return from < to && b[to - 1] == ',' ? to - 1 : to; // a line that was cut
  }

  /**
   * The {@code >} that closes the address whose {@code <} stands at {@code open}: one before {@code
   * , key=}; or -1. A quoted local part may hold any.
   */
  private static int close(byte[] b, int open, int to, boolean quotes) {
    int close = afterQuoted(b, open + 1, to, quotes);
    while ((close = ByteScan.indexOf(b, close, to, (byte) '>')) >= 0) {
      int next = close + 1;
      if (isEnd(b, next, to) || (b[next] == ',' && startsKey(b, next + 2, to))) {
        return close;
      }
      close = next;
    }
    return -1;
  }

  /** As {@link #close}, before the keys alone that Postfix puts behind a recipient. */
  private static int closeBeforeRelay(byte[] b, int open, int to, boolean original) {
    int close = afterQuoted(b, open + 1, to, true);
    while ((close = ByteScan.indexOf(b, close, to, (byte) '>')) >= 0) {
      int next = close + 1;
      if (next < to && b[next] == ',') {
        long word = ByteScan.word(b, next + 2, to - next - 2);
        if (PackedKey.startsWith(word, RELAY)
            || (original && PackedKey.startsWith(word, ORIG_TO))) {
          return close;
        }
      }
      close = next;
    }
    return -1;
  }

  private static int afterQuoted(byte[] b, int from, int to, boolean quotes) {
    int end = quotes && from < to && b[from] == '"' ? ExternalAddress.endOfQuoted(b, from, to) : -1;
    boolean address = end > 0 && end < to && (b[end] == '@' || b[end] == '>');
    return address ? end : from;
  }

  /** Whether the line ends there, or was cut there, after a comma, or within a key. */
  private static boolean isEnd(byte[] b, int at, int to) {
    return at == to
        || (b[at] == ','
            && (ByteScan.skipSpaces(b, at + 1, to) == to
                || CutLine.endsWithin(AFTER_ADDRESS, b, at + 2, to)));
  }

  /** The status comes last: a value that ends the line was cut, and its rest is not known. */
  private static int span(Field field, byte[] b, int from, int to, EventWriter e) {
    int end = value(b, from, to);
    CutLine.span(field, from, end < to ? end : from, e);
    return end;
  }

  /**
   * Of an address that is not closed the line was cut, and its rest is not known.
   *
   * @param inOrder whether the keys stand in Postfix's order
   */
  private static int address(
      Field field, byte[] b, int from, int to, boolean inOrder, boolean quotes, EventWriter e) {
    if (from >= to || b[from] != '<') {
      return span(field, b, from, to, e);
    }
    int close = inOrder && quotes ? closeBeforeRelay(b, from, to, field == Field.TO) : -1;
    close = close < 0 ? close(b, from, to, quotes) : close;
    if (close < 0) {
      return to;
    }
    e.span(field, from + 1, close);
    return close + 1;
  }

  private static int relay(byte[] b, int from, int to, EventWriter e) {
    int end = Peer.relay(b, from, to, e);
    if (end > 0 && end < to && b[end] == ',' && (end + 1 == to || b[end + 1] == ' ')) {
      return end;
    }
    if (end == to) {
      e.clear(Field.RELAY_PORT); // the line was cut, perhaps within it
      return end;
    }
    e.clear(Field.RELAY_IP);
    e.clear(Field.RELAY_PORT);
    end = value(b, from, to);
    int hostEnd = end == to ? ByteScan.indexOf(b, from, to, (byte) '[') : end; // or it was cut
    if (hostEnd > from) {
      e.span(Field.RELAY_HOST, from, hostEnd); // none, local, or a service's name
    } else {
      e.clear(Field.RELAY_HOST);
    }
    return end;
  }

  /** {@code a/b/c/d}: before the queue manager, in it, connection setup, transmission. */
  private static int delays(byte[] b, int from, int to, EventWriter e) {
    int end = value(b, from, to);
    int one = ByteScan.indexOf(b, from, end, (byte) '/');
    int two = one < 0 ? -1 : ByteScan.indexOf(b, one + 1, end, (byte) '/');
    int three = two < 0 ? -1 : ByteScan.indexOf(b, two + 1, end, (byte) '/');
    if (three > 0) {
      e.span(Field.DELAY_BEFORE_QUEUE, from, one);
      e.span(Field.DELAY_QUEUE, one + 1, two);
      e.span(Field.DELAY_CONNECT, two + 1, three);
      CutLine.span(Field.DELAY_TRANSMIT, three + 1, end < to ? end : three, e);
    }
    return end;
  }

  // --- status

  /** {@code WORD (TEXT)}, or {@code WORD, returned to sender} of qmgr (qmgr_active.c). */
  static void status(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.indexOfEither(b, from, to, (byte) ' ', (byte) ',');
    end = end < 0 ? to : end;
    DeliveryStatus status = word(b, from, end);
    e.status(status);
    int p = ByteScan.skipSpaces(b, end, to);
    if (p >= to || b[p] != '(') {
      return;
    }
    // A line that was cut has no parenthesis at its end, and perhaps a part of an id.
    int textEnd = b[to - 1] == ')' && to - 1 > p ? to - 1 : to;
    e.span(Field.REPLY, p + 1, textEnd);
    text(b, p + 1, textEnd, status, e);
    if (textEnd == to) {
      CutLine.clearLast(Field.REMOTE_QUEUE_ID, to, e);
      CutLine.clearLast(Field.CHILD_QUEUE_ID, to, e);
    }
  }

  static @Nullable DeliveryStatus word(byte[] b, int from, int end) {
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
      SmtpReply.code(b, from, to, e);
    } else {
      int reply = QuotedReply.find(b, from, to);
      if (reply >= 0) {
        SmtpReply.code(b, reply, to, e);
      }
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
    if (isNone(b, e) || SmtpReply.isDiscard(b, from, to)) {
      e.status(DeliveryStatus.DISCARDED);
    } else if (Decimal.isDigit(b[from])) {
      SmtpReply.remoteId(b, from, to, e);
    }
  }

  /** Sent to no relay: discard(8), or qmgr's own discard. */
  private static boolean isNone(byte[] b, EventWriter e) {
    return e.has(Field.RELAY_HOST)
        && NONE.equalsAt(b, e.from(Field.RELAY_HOST), e.to(Field.RELAY_HOST));
  }
}
