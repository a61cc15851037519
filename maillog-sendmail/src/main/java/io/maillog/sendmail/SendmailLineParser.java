package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;

/**
 * Reads Sendmail's lines: {@code [ID: |ID[N]: |NOQUEUE: ]TEXT} (conf.c, sm_syslog). The text's
 * first words tell which class reads it.
 */
final class SendmailLineParser implements LineParser {
  private static final Literal NOQUEUE = Literal.of("NOQUEUE");
  private static final Literal MORE = Literal.of(" ...");
  private static final long FROM = PackedKey.of("from=");
  private static final long TO = PackedKey.of("to=");
  private static final int MAX_NUMBER_DIGITS = 3;

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    if (from >= to) {
      return;
    }
    int end = QueueId.endOf(b, from, to);
    if (end >= 0 && end + 1 < to) {
      if (b[end] == ':' && b[end + 1] == ' ') {
        e.span(Field.QUEUE_ID, from, end);
        withId(b, end + 2, to, false, e);
        return;
      }
      if (b[end] == '[' && piece(b, from, end, to, e)) {
        return;
      }
    } else if (b[from] == 'N' && NOQUEUE.startsAt(b, from, to)) {
      withoutQueue(b, from + NOQUEUE.length(), to, e);
      return;
    } else if (b[from] == '[' && piece(b, from, from, to, e)) {
      return; // of a line that has no id
    }
    if (byFirstByte(b, from, to, e)) {
      return;
    }
    int changed = QueueId.endOfChanged(b, from, to);
    if (changed > 0) {
      e.span(Field.QUEUE_ID, from, changed);
      withId(b, changed + 2, to, false, e);
      return;
    }
    byOtherWords(b, from, to, e);
  }

  /** {@code NOQUEUE: TEXT}, or a piece of it. */
  private static void withoutQueue(byte[] b, int at, int to, EventWriter e) {
    if (at + 2 < to && b[at] == ':' && b[at + 1] == ' ') {
      if (!ReplyLine.ofAnyAddress(b, at + 2, to, e)) {
        withoutId(b, at + 2, to, e);
      }
    } else if (at >= to || b[at] != '[' || !piece(b, at, at, to, e)) {
      withoutId(b, at - NOQUEUE.length(), to, e);
    }
  }

  /**
   * {@code ID[N]: TEXT ...}: a text too long for syslog, in pieces (conf.c, sm_syslog), the last
   * without the dots. The first is read as far as it goes; the others continue it.
   */
  private static boolean piece(byte[] b, int id, int at, int to, EventWriter e) {
    int end = Decimal.endOfDigits(b, at + 1, to);
    if (end == at + 1 || end + 3 > to || b[end] != ']' || b[end + 1] != ':' || b[end + 2] != ' ') {
      return false;
    }
    if (id < at) {
      e.span(Field.QUEUE_ID, id, at);
    }
    int text = Math.min(to, end + 3);
    boolean unfinished = MORE.endsAt(b, text, to);
    int textEnd = unfinished ? to - MORE.length() : to;
    boolean first = end == at + 2 && b[at + 1] == '1';
    if (end - at <= 1 + MAX_NUMBER_DIGITS && (unfinished || !first)) {
      MailEvent.Piece part = unfinished ? MailEvent.Piece.PART : MailEvent.Piece.LAST_PART;
      int number = (int) Decimal.parse(b, at + 1, end);
      e.piece(part, number, first ? e.header().messageFrom() : text, textEnd);
    }
    if (!first) {
      e.kind(EventKind.CONTINUATION);
      return true;
    }
    if (unfinished && textEnd > text && b[textEnd - 1] == ',') {
      textEnd--; // it is cut behind a comma or a space, if there is one
    }
    if (id < at) {
      withId(b, text, textEnd, unfinished, e);
    } else {
      withoutId(b, text, textEnd, e);
    }
    return true;
  }

  /** A line of an envelope, or of a session that has an id for its next one. */
  private static void withId(byte[] b, int from, int to, boolean unfinished, EventWriter e) {
    if (from >= to) {
      return;
    }
    long word = ByteScan.word(b, from, to - from);
    if (ReplyLine.ofAnyAddress(b, from, to, e)) {
      return;
    }
    boolean read =
        PackedKey.startsWith(word, TO)
            ? DeliveryLine.parse(b, from, to, unfinished, e)
            : PackedKey.startsWith(word, FROM)
                ? ArrivalLine.parse(b, from, to, unfinished, e)
                : QueueLine.another(b, from, to, e)
                    || QueueLine.parse(b, from, to, e)
                    || FieldsLine.parse(b, from, to, e);
    if (!read) {
      withoutId(b, from, to, e);
    }
  }

  private static void withoutId(byte[] b, int from, int to, EventWriter e) {
    if (!byFirstByte(b, from, to, e)) {
      byOtherWords(b, from, to, e);
    }
  }

  private static void byOtherWords(byte[] b, int from, int to, EventWriter e) {
    int about = ReplyLine.endOfAbout(b, from, to);
    if (ReplyLine.parse(b, from, to, about, e)) {
      return;
    }
    if (about > from
        || (!ClientLine.parse(b, from, to, e) && !SessionLine.silent(b, from, to, e))) {
      KnownText.read(b, from, to, e);
    }
  }

  private static boolean byFirstByte(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'S' ->
          TlsLine.parse(b, from, to, e)
              || DiagnosticLine.parse(b, from, to, e)
              || SessionLine.parse(b, from, to, e);
      case 'A' -> DiagnosticLine.parse(b, from, to, e) || AuthLine.parse(b, from, to, e);
      case 'r' -> RulesetLine.parse(b, from, to, e) || SessionLine.parse(b, from, to, e);
      case 'M' -> MilterLine.parse(b, from, to, e);
      case 'm' -> MilterLine.parse(b, from, to, e) || CollectLine.parse(b, from, to, e);
      case 'c', 'h' -> SessionLine.parse(b, from, to, e) || CollectLine.parse(b, from, to, e);
      case 'W', 'E' -> DiagnosticLine.parse(b, from, to, e);
      case '<', '-' -> ReplyLine.dialogue(b, from, to, e);
      default -> SessionLine.parse(b, from, to, e);
    };
  }
}
