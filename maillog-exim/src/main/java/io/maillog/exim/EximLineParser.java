package io.maillog.exim;

import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.header.LineHeader;

/**
 * Reads Exim's lines: {@code [[N/M] ][STAMP ][[PID] ][ID ][FLAG ]TEXT} (log.c). The flag, or else
 * the text's first words, tell which class reads the rest.
 */
final class EximLineParser implements LineParser {
  /** Fields that are wrong where a part is missing. */
  private static final Field[] NAMES = {
    Field.FROM,
    Field.TO,
    Field.ORIG_TO,
    Field.CLIENT_HOST,
    Field.HELO,
    Field.PROTOCOL,
    Field.SASL_METHOD,
    Field.SASL_USERNAME,
    Field.SASL_SENDER,
    Field.USER,
    Field.RELAY_HOST,
    Field.REMOTE_QUEUE_ID,
    Field.MESSAGE_ID,
    Field.ROUTER,
    Field.TRANSPORT,
    Field.CODE,
    Field.DSN,
    Field.SIZE,
    Field.DELAY,
  };

  /** Less than the buffer has, 8192 with stamp and id. */
  private static final int MIN_OVERFLOWED = 8000;

  /** Ends a line that is longer than the log's buffer, wherever that is (log.c, log_write). */
  private static final Literal OVERFLOWED =
      Literal.of("**** log string overflowed log buffer ****");

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    if (to - from > MIN_OVERFLOWED && OVERFLOWED.endsAt(b, from, to)) {
      int end = to - OVERFLOWED.length();
      whole(b, from, end, header, e);
      forgetCut(end, e);
      return;
    }
    whole(b, from, to, header, e);
  }

  private static void whole(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    int piece = LineStart.piece(b, from, to);
    boolean whole = piece == from;
    if (!whole && !LineStart.isFirst(b, from)) {
      further(b, from, piece, to, header, e);
      return;
    }
    int text = LineStart.stamp(b, piece, to);
    text(b, LineStart.pid(b, text, to), to, e);
    if (!whole) {
      first(b, from, piece, to, header, e);
    }
    if (header.tagged()) {
      mayRepeat(piece, text > piece, e);
    }
  }

  /** A piece but the first: the record before it tells what it is. */
  private static void further(
      byte[] b, int from, int piece, int to, LineHeader header, EventWriter e) {
    e.kind(EventKind.CONTINUATION);
    e.mayRepeat(from, false);
    MailEvent.Piece part = LineStart.part(b, from, to);
    e.piece(part, LineStart.number(b, from, to), piece, to);
    if (part == MailEvent.Piece.PART) {
      e.pieceSpaces(LineStart.spacesBehind(b, piece, to, header.lineTo()));
    }
  }

  private static void first(
      byte[] b, int from, int piece, int to, LineHeader header, EventWriter e) {
    if (LineStart.part(b, from, to) == MailEvent.Piece.PART) {
      cut(piece, to, LineStart.spacesBehind(b, piece, to, header.lineTo()), e);
    }
  }

  /** A line that goes on in the next piece: it may end within an address. */
  private static void cut(int from, int to, int spaces, EventWriter e) {
    EventKind kind = e.event().kind();
    if (spaces == 0) {
      if (kind == EventKind.RECEIVED || kind == EventKind.CONNECTION_LOST) {
        e.forgetCut();
      }
      forgetCut(to, e);
    }
    boolean isReceived = kind == EventKind.RECEIVED;
    if (isReceived || !isTold(e)) {
      e.piece(isReceived ? MailEvent.Piece.FIRST_PART : MailEvent.Piece.PART, 1, from, to);
      e.pieceSpaces(spaces);
    }
  }

  /** Forgets what may go on behind the cut; of a text for people its beginning stays. */
  private static void forgetCut(int to, EventWriter e) {
    for (Field field : NAMES) {
      if (e.has(field) && e.to(field) == to) {
        e.clear(field);
      }
    }
    if (e.event().stage() == SmtpStage.OTHER) {
      e.stage(null); // the command's word may be cut
    }
  }

  /**
   * Whether a line that was cut says at once what it is about. Of what is lost, of whom a client
   * was refused, and of a delivery whose target is cut nothing can be said before it is whole.
   */
  private static boolean isTold(EventWriter e) {
    return switch (e.event().kind()) {
      case CONNECTION_LOST, REJECT, OTHER -> false;
      case DELIVERY -> e.has(Field.ROUTER) || e.has(Field.TRANSPORT) || e.has(Field.REPLY);
      default -> true;
    };
  }

  /**
   * Says so if Exim may have written the line to its rejectlog or paniclog as well as to its main
   * log; all three go to one syslog (syslog_duplication, log.c). A deferral goes to the paniclog
   * where a transport could not be run (deliver.c, remote_post_process).
   */
  private static void mayRepeat(int from, boolean stamped, EventWriter e) {
    MailEvent event = e.event();
    switch (event.kind()) {
      case RECEIVED, REMOVED, CONNECT, DISCONNECT, EXPANDED, QUEUE_RUN, QUEUE_ACTION -> {
        // to the main log alone
      }
      case DELIVERY -> {
        if (event.status() == DeliveryStatus.DEFERRED) {
          e.mayRepeat(from, stamped);
        }
      }
      default -> e.mayRepeat(from, stamped);
    }
  }

  private static void text(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    if (p >= to) {
      return;
    }
    int end = MessageId.endOf(b, p, to);
    end = end < 0 ? MessageId.endOfMasked(b, p, to) : end;
    if (end < 0) {
      withoutId(b, LineStart.dnssec(b, p, to), to, e);
      return;
    }
    e.span(Field.QUEUE_ID, p, end);
    p = Math.min(to, end + 1);
    if (p < to && !flagged(b, p, to, e)) {
      withId(b, LineStart.dnssec(b, p, to), to, e);
    }
  }

  @Override
  public int begins(byte[] b, int from, int to) {
    return Foreground.begun(b, from, to);
  }

  @Override
  public int continues(byte[] b, int from, int to, int record, EventWriter e) {
    if (Foreground.is(record)) {
      return shown(b, from, to, record, e);
    }
    if (from >= to) {
      return NO_RECORD;
    }
    return RecordLine.isPiecemeal(record)
        ? RecordLine.piece(b, from, to, record, e)
        : RecordLine.line(b, from, to, record, e);
  }

  /**
   * Reads a line that Exim shows in the foreground: one of its log, without its id, or anything.
   */
  private static int shown(byte[] b, int from, int to, int record, EventWriter e) {
    int text = Foreground.textOf(b, from, to, record);
    if (text < 0) {
      e.kind(EventKind.FOREIGN);
      return Foreground.after(b, from, to, record);
    }
    e.kind(EventKind.OTHER);
    e.span(Field.TEXT, text, to);
    if (!flagged(b, text, to, e) && !QueueLine.parse(b, text, to, e)) {
      text(b, text, to, e);
    }
    return Foreground.after(b, text, text, NO_RECORD);
  }

  /** Reads the text after a flag; false if none stands there. */
  private static boolean flagged(byte[] b, int p, int to, EventWriter e) {
    if (p + 3 > to || b[p + 2] != ' ') {
      return false;
    }
    int text = p + 3;
    switch (b[p] << 8 | b[p + 1]) {
      case '<' << 8 | '=', '(' << 8 | '=' -> ArrivalLine.parse(b, text, to, e);
      case '=' << 8 | '>', '-' << 8 | '>', '>' << 8 | '>' ->
          DeliveryLine.parse(b, text, to, DeliveryStatus.SENT, e);
      case '*' << 8 | '>' -> DeliveryLine.parse(b, text, to, null, e);
      case '*' << 8 | '*' -> FailureLine.bounced(b, text, to, e);
      case '=' << 8 | '=' -> FailureLine.deferred(b, text, to, e);
      case '<' << 8 | '>' -> e.kind(EventKind.OTHER);
      default -> {
        return false;
      }
    }
    e.span(Field.FLAG, p, p + 2);
    return true;
  }

  private static void withId(byte[] b, int p, int to, EventWriter e) {
    if (!QueueLine.parse(b, p, to, e)
        && !RejectLine.parse(b, p, to, e)
        && !TlsLine.parse(b, p, to, e)
        && !AttemptLine.parse(b, p, to, e)
        && !SessionLine.parse(b, p, to, e)
        && !AuthLine.parse(b, p, to, e)
        && !QueueLine.ignored(b, p, to, e)) {
      KnownText.read(b, p, to, e);
    }
  }

  private static void withoutId(byte[] b, int p, int to, EventWriter e) {
    if (b[p] == 'S' && SessionLine.parse(b, p, to, e)) {
      return; // the commonest
    }
    if (RecordLine.alone(b, p, to, e)) {
      e.kind(EventKind.CONTINUATION);
      return;
    }
    if (!CommandLine.parse(b, p, to, e)
        && !RejectLine.parse(b, p, to, e)
        && !SessionLine.parse(b, p, to, e)
        && !AuthLine.parse(b, p, to, e)
        && !TlsLine.parse(b, p, to, e)) {
      KnownText.read(b, p, to, e);
    }
  }
}
