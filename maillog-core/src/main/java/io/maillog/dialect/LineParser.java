package io.maillog.dialect;

import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;
import io.maillog.header.LineHeader;

/**
 * Reads the message part of lines of one dialect.
 *
 * <p>One parser per thread; parsers share nothing, and remember nothing of other lines: the same
 * line gives the same event, whatever came before it.
 */
public interface LineParser {
  /** How a record stands: there is none. */
  int NO_RECORD = 0;

  /** How a record stands: its first line was read. */
  int RECORD_BEGUN = 1;

  /**
   * Says what a line says: sets the event's kind, and every field that the line states.
   *
   * <p>Must not allocate, must not throw whatever the bytes are, must not read or point outside
   * {@code [from, to)}, and must take time in proportion to the line's length. A line that the
   * grammar does not know is of kind {@link io.maillog.event.EventKind#OTHER}.
   *
   * @param line the array that holds the line
   * @param from where the message part starts
   * @param to where it ends, exclusive
   * @param header the line's header; its offsets point into {@code line} too
   * @param event to be filled; the header's fields are set already
   */
  void parse(byte[] line, int from, int to, LineHeader header, EventWriter event);

  /**
   * Sets what an SMTP reply states, such as {@code 250 2.0.0 Ok: queued as 4F1AB18C3E9} (RFC 5321,
   * 4.2): {@link Field#REPLY}, and as far as it has them {@link Field#CODE}, {@link Field#DSN} and
   * {@link Field#REMOTE_QUEUE_ID}, the last one where the next hop answers as the usual servers do.
   * For the parsers of dialects; allocates nothing, and throws nothing on content.
   */
  static void reply(byte[] line, int from, int to, EventWriter event) {
    event.span(Field.REPLY, from, to);
    int text = SmtpReply.code(line, from, to, event);
    SmtpReply.dsn(line, text, to, event);
    if (from < to && line[from] == '2') {
      SmtpReply.remoteId(line, text, to, event);
    }
  }

  /**
   * Sets what an SMTP reply by which this server refused something states: {@link Field#CODE} and
   * {@link Field#DSN}, and the text behind them as {@link Field#REASON}. Otherwise as {@link
   * #reply}.
   */
  static void refusal(byte[] line, int from, int to, EventWriter event) {
    int text = SmtpReply.code(line, from, to, event);
    text = SmtpReply.dsn(line, text, to, event);
    event.span(Field.REASON, text, to);
  }

  /**
   * Whether a line without a header begins a record of several: a server in the foreground writes
   * no stamps, and what it logs among much else.
   *
   * @return how the record stands then, as for {@link #continues}; {@link #NO_RECORD} if the line
   *     begins none
   */
  default int begins(byte[] line, int from, int to) {
    return NO_RECORD;
  }

  /**
   * Reads a line that may belong to a record of several lines, and sets what fields it states. Its
   * kind is {@link io.maillog.event.EventKind#CONTINUATION}, unless another is set here, or was by
   * {@link #parse} already.
   *
   * <p>Such a line has no header, and follows a line of this dialect's own log ({@link
   * LineHeader#selfStamped()}) or such a further line. Or it is a refusal, or a continuation, that
   * a process sent through syslog, where each line has a header, and those of other processes may
   * stand between.
   *
   * @param record how the record stands: {@link #RECORD_BEGUN} behind its first line, then what
   *     this gave for the line before; through syslog {@link #NO_RECORD} where none is known
   * @return how the record stands behind this line, a number of the parser's own; {@link
   *     #NO_RECORD} if the line is not of it, or begins none, and then nothing is set
   */
  default int continues(byte[] line, int from, int to, int record, EventWriter event) {
    return NO_RECORD;
  }
}
