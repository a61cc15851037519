package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code to=ADDR[,ADDR…][, [more]][, ctladdr=ADDR[ (UID/GID)]], delay=TIME[, xdelay=TIME][,
 * mailer=NAME][, tls_verify=, tls_version=, cipher=], pri=N[, relay=HOST[ [ADDRESS]]|,
 * quarantine=TEXT][, dsn=CODE][, ntries=N][, stage=WORD][, reply=TEXT], stat=TEXT} (deliver.c,
 * logdelivery). Any of the fields may be missing, and others may stand between them.
 */
final class DeliveryLine {
  private static final long XDELAY = PackedKey.of("xdelay=");
  private static final long PRI = PackedKey.of("pri=");
  private static final long DELAY = PackedKey.of("delay=");
  private static final long MAILER = PackedKey.of("mailer=");
  private static final long RELAY = PackedKey.of("relay=");
  private static final long DSN = PackedKey.of("dsn=");
  private static final long STAT = PackedKey.of("stat=");
  private static final long REPLY = PackedKey.of("reply=");
  private static final Literal TLS_VERIFY = Literal.of("tls_verify=");
  private static final Literal TLS_VERSION = Literal.of("tls_version=");
  private static final long CIPHER = PackedKey.of("cipher=");
  private static final Literal QUARANTINE = Literal.of("quarantine=");
  private static final Literal QUARANTINED = Literal.of(", stat=quarantined");
  private static final Literal NOBODY = Literal.of("NO-TO-LIST");
  private static final Literal MORE = Literal.of(" [more]");
  private static final Literal THEN_TO = Literal.of(", to=");
  private static final Literal CTL = Literal.of(", ctladdr=");
  private static final Literal THEN_DELAY = Literal.of(", delay=");
  private static final int TO_LENGTH = 3;

  private DeliveryLine() {}

  /**
   * Reads the line.
   *
   * @param unfinished whether syslog got the line in pieces, and this is the first: then what
   *     stands behind a reply is still the reply
   * @return false if it is a reply to a client, who gave an address that looks like the line's
   *     beginning
   */
  static boolean parse(byte[] b, int from, int to, boolean unfinished, EventWriter e) {
    int start = from + TO_LENGTH;
    int p = recipients(b, start, to, unfinished, e);
    if (!THEN_DELAY.startsAt(b, p, to) && !CTL.startsAt(b, p, to) && !unfinished) {
      if (ReplyLine.endOfAbout(b, from, to) > from) {
        e.clearRecipients();
        return false;
      }
      if (p == to) {
        FieldsLine.recipients(b, from, to, e);
      }
    }
    e.kind(EventKind.DELIVERY);
    if (CTL.startsAt(b, p, to)) {
      int address = p + CTL.length();
      p = controlAddress(isProgram(b, start, p), b, address, to, e);
    }
    while (p + 2 < to && b[p] == ',' && b[p + 1] == ' ') {
      p = field(b, p + 2, to, unfinished, e);
    }
    return true;
  }

  /** The list of recipients; where it ends. */
  private static int recipients(byte[] b, int from, int to, boolean unfinished, EventWriter e) {
    int p = from;
    while (p < to) {
      int end = Address.end(b, p, to);
      if (end < 0) { // cut, or a quote that does not close
        if (unfinished) {
          return to; // it closes in another line: what stands here is all of the address
        }
        end = endOfCut(b, p, to);
      }
      boolean last = end + 1 >= to || b[end] != ',' || b[end + 1] == ' ';
      if (last && p == from && NOBODY.equalsAt(b, p, end)) {
        return end;
      } else if (end > p && last && p == from) {
        Printed.address(Field.TO, b, p, end, e);
      } else if (end > p) {
        Printed.recipient(b, p, end, e);
      }
      if (end + 1 >= to || b[end] != ',') {
        return end;
      }
      if (b[end + 1] == ' ') {
        if (!MORE.startsAt(b, end + 1, to)) {
          return end;
        }
        int more = end + 1 + MORE.length();
        if (!THEN_TO.startsAt(b, more, to)) {
          return more;
        }
        p = more + THEN_TO.length(); // the list was logged in several lines
        continue;
      }
      p = end + 1;
    }
    return p;
  }

  private static int endOfCut(byte[] b, int from, int to) {
    int delay = THEN_DELAY.indexIn(b, from, to);
    int control = CTL.indexIn(b, from, delay < 0 ? to : delay);
    return control >= 0 ? control : delay >= 0 ? delay : to;
  }

  /** Reads the field whose key starts at {@code p}; where it ends. */
  private static int field(byte[] b, int p, int to, boolean unfinished, EventWriter e) {
    long word = ByteScan.word(b, p, to - p);
    if (PackedKey.startsWith(word, XDELAY)) {
      return attribute(b, p, p + 6, to, e);
    } else if (PackedKey.startsWith(word, PRI)) {
      return attribute(b, p, p + 3, to, e);
    } else if (PackedKey.startsWith(word, DELAY)) {
      int end = Address.endOfValue(b, p + 6, to);
      Interval.seconds(Field.DELAY, b, p + 6, end, e);
      return end;
    } else if (PackedKey.startsWith(word, MAILER)) {
      return span(Field.MAILER, b, p + 7, to, e);
    } else if (PackedKey.startsWith(word, RELAY)) {
      int end = endOfRelay(b, p + 6, to);
      Host.relay(b, p + 6, end, e);
      return end;
    } else if (PackedKey.startsWith(word, DSN)) {
      return span(Field.DSN, b, p + 4, to, e);
    } else if (PackedKey.startsWith(word, STAT)) {
      DeliveryStat.parse(b, p + 5, to, e);
      return to;
    } else if (PackedKey.startsWith(word, REPLY)) {
      if (unfinished) {
        DeliveryStat.unfinished(b, p + 6, to, e);
      } else {
        DeliveryStat.withReply(b, p + 6, to, e);
      }
      return to;
    } else if (PackedKey.startsWith(word, CIPHER)) {
      return span(Field.TLS_CIPHER, b, p + 7, to, e);
    } else if (TLS_VERSION.startsAt(b, p, to)) {
      return span(Field.TLS_PROTOCOL, b, p + TLS_VERSION.length(), to, e);
    } else if (TLS_VERIFY.startsAt(b, p, to)) {
      return span(Field.TLS_TRUST, b, p + TLS_VERIFY.length(), to, e);
    } else if (QUARANTINE.startsAt(b, p, to) && QUARANTINED.endsAt(b, p, to)) {
      e.span(Field.REASON, p + QUARANTINE.length(), to - QUARANTINED.length());
      return to - QUARANTINED.length();
    }
    return attribute(b, p, to, e);
  }

  /** Where the host ends. It may be the domain of an address, in quotes (the macro $h). */
  private static int endOfRelay(byte[] b, int from, int to) {
    int quoted = from < to && b[from] == '"' ? Address.end(b, from, to) : -1;
    return quoted < 0 ? Address.endOfValue(b, from, to) : quoted;
  }

  private static int span(Field field, byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    e.span(field, from, end);
    return end;
  }

  private static int attribute(byte[] b, int p, int equals, int to, EventWriter e) {
    int end = Address.endOfValue(b, equals + 1, to);
    e.attribute(p, equals, equals + 1, end);
    return end;
  }

  private static int attribute(byte[] b, int p, int to, EventWriter e) {
    int end = Address.endOfValue(b, p, to);
    int equals = ByteScan.indexOf(b, p, end, (byte) '=');
    if (equals > p) {
      e.attribute(p, equals, equals + 1, end);
    }
    return end;
  }

  /** {@code ADDR[ (UID/GID)]}: whose rights the delivery has. */
  private static int controlAddress(boolean program, byte[] b, int from, int to, EventWriter e) {
    int end = Address.end(b, from, to);
    if (end < 0 || (end < to && (end + 1 >= to || b[end + 1] != ' '))) {
      int delay = THEN_DELAY.indexIn(b, from, to);
      end = delay < 0 ? to : delay;
    }
    e.attribute(from - CTL.length() + 2, from - 1, from, end);
    int address = endOfIds(b, from, end, e);
    if (program) {
      Printed.address(Field.ORIG_TO, b, from, address, e);
    }
    return end;
  }

  /** Reads {@code (UID/GID)} at the end of the range; where it starts, or the range's end. */
  private static int endOfIds(byte[] b, int from, int to, EventWriter e) {
    if (to <= from || b[to - 1] != ')') {
      return to;
    }
    int open = ByteScan.lastIndexOf(b, from, to, (byte) '(');
    int slash = open < 0 ? -1 : ByteScan.indexOf(b, open, to, (byte) '/');
    boolean ids =
        slash > open + 1
            && b[open - 1] == ' '
            && Decimal.endOfDigits(b, open + 1, slash) == slash
            && Decimal.endOfDigits(b, slash + 1, to) == to - 1;
    if (!ids) {
      return to;
    }
    e.span(Field.UID, open + 1, slash);
    return open - 1;
  }

  /**
   * Whether the one recipient is a program or a file. Only an alias, a list or a user's .forward
   * names such, and its address is the one that controls the delivery (recipient.c).
   */
  private static boolean isProgram(byte[] b, int from, int to) {
    if (to - from < 2 || Address.end(b, from, to) != to) {
      return false;
    }
    byte first = b[from] == '"' ? b[from + 1] : b[from];
    return first == '|' || first == '/';
  }
}
