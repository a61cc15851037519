package io.maillog.opensmtpd;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import java.nio.charset.StandardCharsets;

/** Reads single lines, for tests. */
final class Lines {
  private Lines() {}

  /** The event of a line behind its header. */
  static MailEventRecord read(String text) {
    return whole("Sep 12 10:15:30 mx1 smtpd[1]: " + text);
  }

  /** The event of a whole line. */
  static MailEventRecord whole(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailEvent event = new MailEvent();
    new MailLogParser(Dialects.of(new OpenSmtpdDialect()))
        .parse(bytes, 0, bytes.length, new EventWriter(event));
    return event.toRecord();
  }
}
