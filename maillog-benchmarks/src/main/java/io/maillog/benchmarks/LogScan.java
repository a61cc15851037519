package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.bytes.ByteScan;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.TimePolicy;
import java.time.ZoneOffset;

/** What the benchmarks do with a log's bytes, so that a test can ask whether it is done right. */
final class LogScan {
  private final MailLogParser parser = new MailLogParser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);

  /** Figures to compare: lines, and lines of three kinds. */
  record Counts(long lines, long received, long sent, long removed) {}

  /** The yardstick: counts the line ends, eight bytes a step. */
  static long newlines(byte[] b, int length) {
    long lines = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOf(b, from, length, (byte) '\n');
      if (end < 0) {
        return lines;
      }
      lines++;
      from = end + 1;
    }
  }

  /** Every line to an event. */
  Counts parse(byte[] b, int length) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOf(b, from, length, (byte) '\n');
      if (end < 0) {
        return new Counts(lines, received, sent, removed);
      }
      parser.parse(b, from, end, writer);
      lines++;
      EventKind kind = event.kind();
      received += kind == EventKind.RECEIVED ? 1 : 0;
      sent += kind == EventKind.DELIVERY && event.status() == DeliveryStatus.SENT ? 1 : 0;
      removed += kind == EventKind.REMOVED ? 1 : 0;
      from = end + 1;
    }
  }

  /** Every line to an event, and the events to traces; their number. */
  long correlate(byte[] b, int length) {
    long[] traces = new long[1];
    MessageCorrelator correlator =
        new MessageCorrelator(Dialects.load(), CorrelationLimits.DEFAULT, trace -> traces[0]++);
    TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
    times.anchorYear(2026);
    int from = 0;
    while (true) {
      int end = ByteScan.indexOf(b, from, length, (byte) '\n');
      if (end < 0) {
        correlator.finish();
        return traces[0];
      }
      parser.parse(b, from, end, writer);
      times.complete(writer.header());
      correlator.onEvent(event);
      from = end + 1;
    }
  }
}
