package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;

/** Reads every line to an event, and then everything that the event says. */
final class FieldScan {
  private final MailLogParser parser = LogScan.parser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final FieldSum sum = new FieldSum();

  /** The sum of all fields of all lines. */
  long read(byte[] b, int length) {
    long total = 0;
    long lines = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return total;
      }
      writer.place(++lines, null);
      parser.parse(b, from, end, writer);
      total += sum.of(event);
      from = end + 1;
    }
  }
}
