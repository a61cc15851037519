package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The Message-ID that Postfix makes for a message that has none: {@code
 * <YYYYMMDDHHMMSS.QUEUEID@HOST>}, of the time of its arrival in UTC (cleanup_message.c). Only where
 * its middle is the queue id of the line is it this message's, which nobody knew before it came.
 */
final class OwnMessageId {
  /** Year, month, day, hour, minute, second. */
  private static final int DIGITS = 14;

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private OwnMessageId() {}

  /** When the message of the line arrived, by the Message-ID that it states. */
  static long arrival(MailEvent e) {
    if (e.kind() != EventKind.MESSAGE_ID) {
      return Dialect.UNKNOWN_TIME;
    }
    ByteSlice queueId = e.slice(Field.QUEUE_ID, new ByteSlice());
    ByteSlice messageId = e.slice(Field.MESSAGE_ID);
    return queueId == null || messageId == null
        ? Dialect.UNKNOWN_TIME
        : arrival(messageId.array(), messageId.from(), messageId.to(), queueId);
  }

  private static long arrival(byte[] b, int digits, int to, ByteSlice queueId) {
    int dot = digits + DIGITS;
    int id = dot + 1;
    int at = id + queueId.length();
    boolean own =
        at < to
            && Decimal.endOfDigits(b, digits, to) == dot
            && b[dot] == '.'
            && b[at] == '@'
            && ByteScan.equal(b, id, at, queueId.array(), queueId.from(), queueId.to());
    return own ? time(b, digits) : Dialect.UNKNOWN_TIME;
  }

  private static long time(byte[] b, int at) {
    int year = (int) Decimal.parse(b, at, at + 4);
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return Dialect.UNKNOWN_TIME;
    }
    try {
      LocalDateTime made =
          LocalDateTime.of(
              year,
              two(b, at + 4),
              two(b, at + 6),
              two(b, at + 8),
              two(b, at + 10),
              two(b, at + 12));
      return made.toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Dialect.UNKNOWN_TIME; // a stranger's, and no time
    }
  }

  private static int two(byte[] b, int at) {
    return (int) Decimal.parse(b, at, at + 2);
  }
}
