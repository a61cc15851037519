package io.maillog.sendmail;

import io.maillog.bytes.Decimal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;

/**
 * Reads Sendmail's lines: {@code ID: TEXT} (queue.c, assign_queueid: 12 characters, since 8.12 14).
 */
final class SendmailLineParser implements LineParser {
  private static final int MIN_ID = 12;
  private static final int MAX_ID = 20;

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    e.kind(EventKind.OTHER);
    int end = from;
    while (end < to && end - from < MAX_ID && isLetterOrDigit(b[end])) {
      end++;
    }
    int length = end - from;
    // The last digits are the process's, so that no word is taken for an id.
    boolean id =
        length >= MIN_ID
            && end + 1 < to
            && b[end] == ':'
            && b[end + 1] == ' '
            && Decimal.endOfDigits(b, end - 5, end) == end;
    if (id) {
      e.span(Field.QUEUE_ID, from, end);
    }
  }

  private static boolean isLetterOrDigit(byte c) {
    return Decimal.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }
}
