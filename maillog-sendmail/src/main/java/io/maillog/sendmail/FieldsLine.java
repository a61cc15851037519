package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;

/**
 * Fields in lines of their own, as a Sendmail writes them that was built for short lines of syslog
 * (SYSLOG_BUFSIZE under 256): of a delivery {@code to=ADDR[,ADDR…][, [more]]} as often as it takes,
 * {@code ctladdr=ADDR}, {@code delay=TIME, xdelay=TIME, mailer=NAME}, {@code relay=HOST}, {@code
 * stat=TEXT} (deliver.c, logdelivery); of an arrival {@code from=ADDR}, {@code size=N, class=N,
 * nrcpts=N}, {@code msgid=TEXT}, {@code [bodytype=WORD, ][proto=WORD, ]relay=CLIENT} (headers.c,
 * logsender). Each is behind the id, and says what it holds; the whole is read as one line.
 */
final class FieldsLine {
  private static final long CTLADDR = PackedKey.of("ctladdr=");
  private static final long DELAY = PackedKey.of("delay=");
  private static final long RELAY = PackedKey.of("relay=");
  private static final long STAT = PackedKey.of("stat=");
  private static final long SIZE = PackedKey.of("size=");
  private static final long MSGID = PackedKey.of("msgid=");
  private static final long PROTO = PackedKey.of("proto=");
  private static final Literal BODYTYPE = Literal.of("bodytype=");
  private static final Literal QUARANTINE = Literal.of(", quarantine=");
  private static final Literal CLASS = Literal.of(", class=");
  private static final Literal NRCPTS = Literal.of(", nrcpts=");
  private static final Literal XDELAY = Literal.of(", xdelay=");
  private static final Literal MAILER = Literal.of(", mailer=");
  private static final Literal LAST_RELAY = Literal.of(", relay=");
  private static final Literal RESPONSE = Literal.of("[RESPONSE]");
  private static final Literal MORE = Literal.of(", [more]");

  private FieldsLine() {}

  /** A list of recipients that fills its line, if the line was not cut within it. */
  static void recipients(byte[] b, int from, int to, EventWriter e) {
    if (b[to - 1] != ',' && b[to - 1] != '=') {
      boolean more = MORE.endsAt(b, from, to);
      e.piece(more ? MailEvent.Piece.LIST : MailEvent.Piece.FIRST_FIELDS, 0, from, to);
    }
  }

  /** A sender that fills its line. */
  static void sender(byte[] b, int from, int to, EventWriter e) {
    if (b[to - 1] != ',' && b[to - 1] != '=') {
      e.piece(MailEvent.Piece.FIRST_FIELDS, 0, from, to);
    }
  }

  /** Reads what follows such a line; false if it is none of these. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    boolean read =
        switch (b[from]) {
          case 'b', 'c', 'd', 'm', 'p', 'r', 's', ',' -> fields(b, from, to, e);
          default -> false;
        };
    if (read) {
      e.kind(EventKind.CONTINUATION);
    }
    return read;
  }

  private static boolean fields(byte[] b, int from, int to, EventWriter e) {
    long word = ByteScan.word(b, from, to - from);
    MailEvent.Piece piece = MailEvent.Piece.FIELDS;
    if (ReplyLine.endOfAbout(b, from, to) > from) {
      return false;
    } else if (PackedKey.startsWith(word, DELAY)) {
      delivery(b, from + 6, to, e);
    } else if (PackedKey.startsWith(word, STAT)) {
      Printed.text(Field.REPLY, b, from + 5, to, e);
      piece = MailEvent.Piece.LAST_FIELDS;
    } else if (PackedKey.startsWith(word, RELAY)) {
      piece = relay(b, from + 6, to, e) ? MailEvent.Piece.LAST_FIELDS : piece;
    } else if (PackedKey.startsWith(word, CTLADDR)) {
      e.attribute(from, from + 7, from + 8, to);
    } else if (PackedKey.startsWith(word, SIZE)) {
      size(b, from + 5, to, e);
    } else if (PackedKey.startsWith(word, MSGID)) {
      Printed.messageId(b, from + 6, to, e);
    } else if (PackedKey.startsWith(word, PROTO) || BODYTYPE.startsAt(b, from, to)) {
      int client = LAST_RELAY.lastIndexIn(b, from, to);
      if (client < 0) {
        return false;
      }
      Trailer.read(b, from, client, e);
      client(b, client + LAST_RELAY.length(), to, e);
      piece = MailEvent.Piece.LAST_FIELDS;
    } else if (QUARANTINE.startsAt(b, from, to)) {
      e.span(Field.REASON, from + QUARANTINE.length(), to);
      e.piece(piece, 0, from + 2, to);
      return true;
    } else {
      return false;
    }
    e.piece(piece, 0, from, to);
    return true;
  }

  /** {@code TIME[, xdelay=TIME][, mailer=NAME]}. */
  private static void delivery(byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    Interval.seconds(Field.DELAY, b, from, end, e);
    if (XDELAY.startsAt(b, end, to)) {
      int value = end + XDELAY.length();
      int key = end + 2;
      end = Address.endOfValue(b, value, to);
      e.attribute(key, value - 1, value, end);
    }
    if (MAILER.startsAt(b, end, to)) {
      e.span(Field.MAILER, end + MAILER.length(), to);
    }
  }

  /** A next hop, or what an arrival without a protocol is from; whether it is the latter. */
  private static boolean relay(byte[] b, int from, int to, EventWriter e) {
    boolean client =
        RESPONSE.equalsAt(b, from, to) || ByteScan.indexOf(b, from, to, (byte) '@') > 0;
    if (client) {
      client(b, from, to, e);
    } else {
      Host.relay(b, from, to, e);
    }
    return client;
  }

  private static void client(byte[] b, int from, int to, EventWriter e) {
    if (!RESPONSE.equalsAt(b, from, to)) {
      Host.client(b, from, to, e);
    }
  }

  /** {@code N, class=N, nrcpts=N}. */
  private static void size(byte[] b, int from, int to, EventWriter e) {
    int end = Decimal.endOfDigits(b, from, to);
    e.span(Field.SIZE, from, end);
    if (CLASS.startsAt(b, end, to)) {
      int value = end + CLASS.length();
      int key = end + 2;
      end = Address.endOfValue(b, value, to);
      e.attribute(key, value - 1, value, end);
    }
    if (NRCPTS.startsAt(b, end, to)) {
      e.span(Field.NRCPT, end + NRCPTS.length(), to);
    }
  }
}
