package io.maillog.sendmail;

import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;

/** Reads Sendmail's lines: {@code [ID: ]TEXT} (conf.c, sm_syslog). */
final class SendmailLineParser implements LineParser {
  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    e.kind(EventKind.OTHER);
    int end = QueueId.endOf(b, from, to);
    if (end >= 0 && end + 1 < to && b[end] == ':' && b[end + 1] == ' ') {
      e.span(Field.QUEUE_ID, from, end);
    }
  }
}
