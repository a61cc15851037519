package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * What became of an envelope, by a delivery to a mailbox or a next hop (mda.c, mda_log; mta.c,
 * mta_log): pairs, of which the last one, {@code stat=}, is the other side's text.
 */
final class DeliveryLine {
  private static final Literal DELIVERY = Literal.of("delivery ");
  private static final Literal NONE = Literal.of("-");
  private static final Literal OK = Literal.of("Ok");
  private static final Literal TEMP_FAIL = Literal.of("TempFail");
  private static final Literal PERM_FAIL = Literal.of("PermFail");
  private static final long EVPID = PackedKey.of("evpid=");
  private static final long SESSION = PackedKey.of("session=");
  private static final long FROM = PackedKey.of("from=<");
  private static final long TO = PackedKey.of("to=<");
  private static final long RCPT = PackedKey.of("rcpt=<");
  private static final long RELAY = PackedKey.of("relay=");
  private static final long DELAY = PackedKey.of("delay=");
  private static final long RESULT = PackedKey.of("result=");
  private static final long STATUS = PackedKey.of("status=");
  private static final long STAT = PackedKey.of("stat=");
  private static final long USER = PackedKey.of("user=");
  private static final long METHOD = PackedKey.of("method=");
  private static final long SOURCE = PackedKey.of("source=");

  private DeliveryLine() {}

  /** {@code delivery evpid=ID from=<A> to=<A> … result=WORD stat=TEXT}, since 6.0. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return DELIVERY.startsAt(b, from, to) && pairs(b, from + DELIVERY.length(), to, e);
  }

  /** All pairs of an envelope's line; the kind is set if they tell what became of it. */
  static boolean pairs(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p >= 0 && p < to) {
      p = pair(b, p, to, e);
    }
    boolean told = e.has(Field.QUEUE_ID) && e.has(Field.TO) && e.event().status() != null;
    if (told) {
      e.kind(EventKind.DELIVERY);
    }
    return told;
  }

  /** Reads the pair at {@code p}: where the next one starts, or -1. */
  private static int pair(byte[] b, int p, int to, EventWriter e) {
    long word = ByteScan.word(b, p, to - p);
    if (PackedKey.startsWith(word, FROM)) {
      return Pairs.address(Field.FROM, b, p + 6, to, e);
    } else if (PackedKey.startsWith(word, TO)) {
      return Pairs.address(Field.TO, b, p + 4, to, e);
    } else if (PackedKey.startsWith(word, RCPT)) {
      return ordered(b, p + 6, to, e);
    }
    int value = ByteScan.indexOf(b, p, to, (byte) '=') + 1;
    if (value == 0) {
      return -1;
    }
    boolean quoted = value < to && b[value] == '"';
    int start = quoted ? value + 1 : value;
    if (PackedKey.startsWith(word, STAT)) {
      LineParser.reply(b, start, quoted ? Pairs.endOfQuoted(b, start, to) : to, e);
      return to;
    }
    int end = PackedKey.startsWith(word, RELAY) ? Host.relay(b, start, to, e) : -1;
    if (end < 0) {
      end = quoted ? ByteScan.indexOf(b, start, to, (byte) '"') : Pairs.endOfWord(b, start, to);
    }
    if (end < 0 || !value(word, b, p, start, end, e)) {
      return -1;
    }
    return Pairs.next(b, quoted ? Math.min(to, end + 1) : end, to);
  }

  /**
   * Takes a value {@code b[start, end)} without a stranger's space; false if the key is unknown.
   */
  private static boolean value(long word, byte[] b, int key, int start, int end, EventWriter e) {
    if (PackedKey.startsWith(word, EVPID)) {
      return Ids.envelope(b, start, end, e);
    } else if (PackedKey.startsWith(word, SESSION)) {
      if (end - start == Ids.SESSION && Ids.isSession(b, start, end)) {
        Ids.session(b, start, e);
      }
      return true;
    } else if (PackedKey.startsWith(word, RESULT) || PackedKey.startsWith(word, STATUS)) {
      e.status(status(b, start, end));
      return true;
    } else if (PackedKey.startsWith(word, DELAY)) {
      Interval.delay(b, start, end, e);
      return true;
    } else if (PackedKey.startsWith(word, RELAY)) {
      return true;
    } else if (PackedKey.startsWith(word, USER)) {
      e.attribute(key, key + 4, start, end);
      return true;
    } else if (PackedKey.startsWith(word, METHOD) || PackedKey.startsWith(word, SOURCE)) {
      if (!NONE.equalsAt(b, start, end)) {
        e.attribute(key, key + 6, start, end);
      }
      return true;
    }
    return false;
  }

  /** {@code <A>} is the address of RCPT TO, {@code <->} where an alias did not change it. */
  private static int ordered(byte[] b, int value, int to, EventWriter e) {
    int next = Pairs.address(Field.ORIG_TO, b, value, to, e);
    if (next >= 0) {
      int from = e.from(Field.ORIG_TO);
      int end = e.to(Field.ORIG_TO);
      boolean same =
          e.has(Field.TO) && ByteScan.equal(b, from, end, b, e.from(Field.TO), e.to(Field.TO));
      if (same || NONE.equalsAt(b, from, end)) {
        e.clear(Field.ORIG_TO);
      }
    }
    return next;
  }

  static @Nullable DeliveryStatus status(byte[] b, int from, int to) {
    if (OK.equalsAt(b, from, to)) {
      return DeliveryStatus.SENT;
    } else if (TEMP_FAIL.equalsAt(b, from, to)) {
      return DeliveryStatus.DEFERRED;
    }
    return PERM_FAIL.equalsAt(b, from, to) ? DeliveryStatus.BOUNCED : null;
  }
}
