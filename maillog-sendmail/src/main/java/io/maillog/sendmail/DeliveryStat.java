package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.grammar.SmtpReply;

/**
 * What became of a delivery: {@code [reply=TEXT, ]stat=TEXT} at the end of its line (deliver.c,
 * giveresponse; libsm/sysexits.c). The text is the server's, or the next hop's, which may hold
 * anything behind the server's first words.
 *
 * <p>Where neither mailer nor next hop stands, nothing was delivered: the recipients are listed of
 * a message that was refused at its end, discarded, or given up (srvrsmtp.c, logundelrcpts).
 */
final class DeliveryStat {
  private static final Literal STAT = Literal.of(", stat=");
  private static final Literal SENT = Literal.of("Sent");
  private static final Literal SENT_TEXT = Literal.of("Sent (");
  private static final Literal DEFERRED = Literal.of("Deferred");
  private static final Literal DEFERRED_TEXT = Literal.of("Deferred: ");
  private static final Literal STAT_DEFERRED = Literal.of(", stat=Deferred: ");
  private static final Literal FILE = Literal.of("*file*");
  private static final Literal NOWHERE = Literal.of("/dev/null");
  private static final Literal QUEUED = Literal.of("queued");
  private static final Literal QUARANTINED = Literal.of("quarantined");
  private static final long RSET = PackedKey.of("rset");
  private static final long HELO = PackedKey.of("helo");
  private static final long EHLO = PackedKey.of("ehlo");
  private static final long STARTTLS = PackedKey.of("starttls");
  private static final Literal DISCARDED = Literal.of("discarded");
  private static final Literal ABORTED = Literal.of("aborted by sender");
  // EX_OSERR and EX_IOERR have 4.x.x, though their words do not say so.
  private static final Literal SYSTEM_ERROR = Literal.of("Operating system error");
  private static final Literal IO_ERROR = Literal.of("I/O error");

  // A text is shortened to 203 characters (shortenstring); what is printed is not shorter.
  private static final int MIN_CUT = 180;
  private static final int ALIKE = 40;

  private DeliveryStat() {}

  /** {@code TEXT}, after {@code stat=}. */
  static void parse(byte[] b, int from, int to, EventWriter e) {
    boolean delivery = e.has(Field.MAILER) || e.has(Field.RELAY_HOST) || e.has(Field.RELAY_IP);
    if (!delivery) {
      withoutDelivery(b, from, to, e);
      return;
    }
    if (QUEUED.equalsAt(b, from, to)) {
      e.kind(EventKind.QUEUED);
      return;
    }
    if (QUARANTINED.equalsAt(b, from, to)) {
      e.kind(EventKind.QUEUE_ACTION);
      e.literal(Field.ACTION, Words.HOLD);
      return;
    }
    boolean replied = e.has(Field.REPLY);
    DeliveryStatus status = status(b, from, to, e);
    e.status(status);
    if (!replied) {
      Printed.text(Field.REPLY, b, from, to, e);
    }
    if (status == DeliveryStatus.SENT) {
      int text = Math.min(to, from + SENT_TEXT.length());
      sent(b, text, b[to - 1] == ')' ? to - 1 : to, e);
    } else if (!replied) {
      int text = DEFERRED_TEXT.startsAt(b, from, to) ? from + DEFERRED_TEXT.length() : from;
      SmtpReply.code(b, text, to, e);
    }
  }

  private static void sent(byte[] b, int from, int to, EventWriter e) {
    SmtpReply.code(b, from, to, e);
    if (SmtpReply.isDiscard(b, from, to) || isNowhere(b, e)) {
      e.status(DeliveryStatus.DISCARDED);
    } else {
      SmtpReply.remoteId(b, from, to, e);
    }
  }

  /** Whether the recipient is /dev/null, for which no file is opened (deliver.c, mailfile). */
  private static boolean isNowhere(byte[] b, EventWriter e) {
    return e.has(Field.MAILER)
        && b[e.from(Field.MAILER)] == '*'
        && FILE.equalsAt(b, e.from(Field.MAILER), e.to(Field.MAILER))
        && e.has(Field.TO)
        && NOWHERE.equalsAt(b, e.from(Field.TO), e.to(Field.TO));
  }

  /**
   * What the text says, which starts with the words of an exit status; where those do not tell, the
   * enhanced status code. That one can be of the recipient before, so it does not go first.
   */
  private static DeliveryStatus status(byte[] b, int from, int to, EventWriter e) {
    boolean failed = e.has(Field.REPLY); // only failures have one
    if (!failed && (SENT.equalsAt(b, from, to) || SENT_TEXT.startsAt(b, from, to))) {
      return DeliveryStatus.SENT;
    } else if (DEFERRED.equalsAt(b, from, to) || DEFERRED_TEXT.startsAt(b, from, to)) {
      return DeliveryStatus.DEFERRED;
    }
    byte statusClass = e.has(Field.DSN) ? b[e.from(Field.DSN)] : 0;
    boolean later =
        statusClass == '4'
            || (statusClass == 0
                && (SYSTEM_ERROR.startsAt(b, from, to)
                    || IO_ERROR.startsAt(b, from, to)
                    || isTemporary(b, from, to)));
    return later ? DeliveryStatus.DEFERRED : DeliveryStatus.BOUNCED;
  }

  private static boolean isTemporary(byte[] b, int from, int to) {
    return to - from > 3 && b[from] == '4' && Decimal.endOfDigits(b, from, to) == from + 3;
  }

  /** {@code TEXT, stat=TEXT}, after {@code reply=}: both may hold what the next hop said. */
  static void withReply(byte[] b, int from, int to, EventWriter e) {
    int end = endOfRepeated(b, from, to);
    if (end < 0) {
      end = STAT.lastIndexIn(b, from, to);
    }
    int reply = end < 0 ? to : end;
    Printed.text(Field.REPLY, b, from, reply, e);
    SmtpReply.code(b, from, reply, e);
    if (end >= 0) {
      parse(b, end + STAT.length(), to, e);
    }
  }

  /** The beginning of a reply, with no status behind it: the enhanced status code alone tells. */
  static void unfinished(byte[] b, int from, int to, EventWriter e) {
    Printed.text(Field.REPLY, b, from, to, e);
    SmtpReply.code(b, from, to, e);
    byte statusClass = e.has(Field.DSN) ? b[e.from(Field.DSN)] : 0;
    if (statusClass == '4') {
      e.status(DeliveryStatus.DEFERRED);
    } else if (statusClass == '5') {
      e.status(DeliveryStatus.BOUNCED);
    }
  }

  /**
   * The end of the reply where the status repeats it: {@code REPLY, stat=Deferred: REPLY}. So its
   * length is known, whatever it holds.
   */
  private static int endOfRepeated(byte[] b, int from, int to) {
    int length = to - from - STAT_DEFERRED.length();
    if (length > 0 && (length & 1) == 0) {
      int end = from + length / 2;
      int again = end + STAT_DEFERRED.length();
      if (STAT_DEFERRED.startsAt(b, end, to) && ByteScan.equal(b, from, end, b, again, to)) {
        return end;
      }
    }
    return endOfCut(b, from, to);
  }

  /** The same where both were cut to the same length, with dots in their middle, so not alike. */
  private static int endOfCut(byte[] b, int from, int to) {
    int end = STAT_DEFERRED.indexIn(b, Math.min(to, from + MIN_CUT), to);
    int again = end + STAT_DEFERRED.length();
    boolean same =
        end >= 0
            && again + ALIKE <= to
            && ByteScan.equal(b, from, from + ALIKE, b, again, again + ALIKE);
    return same ? end : -1;
  }

  /** The command with which the client began anew (srvrsmtp.c, CLEAR_STATE). */
  private static boolean isCommand(byte[] b, int from, int to) {
    long key = PackedKey.lowerAt(b, from, to);
    return key == RSET || key == HELO || key == EHLO || key == STARTTLS;
  }

  private static void withoutDelivery(byte[] b, int from, int to, EventWriter e) {
    if (DISCARDED.equalsAt(b, from, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      e.literal(Field.ACTION, Words.DISCARD);
    } else if (ABORTED.equalsAt(b, from, to) || isCommand(b, from, to)) {
      e.kind(EventKind.CONNECTION_LOST);
      e.stage(SmtpStage.DATA);
      e.span(Field.REASON, from, to);
    } else {
      e.kind(EventKind.REJECT);
      e.stage(SmtpStage.EOD);
      Refusal.reason(b, from, to, e);
    }
  }
}
