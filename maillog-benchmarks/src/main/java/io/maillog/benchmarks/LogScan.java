package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.bytes.ByteScan;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** What the benchmarks do with a log's bytes, so that a test can ask whether it is done right. */
final class LogScan {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;

  private final MailLogParser parser;
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);

  /** With all dialects. */
  LogScan() {
    this(Dialects.load());
  }

  /** With these dialects. */
  LogScan(Dialects dialects) {
    this.parser = parser(dialects);
  }

  /** A parser for the benchmarks' logs. */
  static MailLogParser parser(Dialects dialects) {
    return MailLogParser.builder()
        .dialects(dialects)
        .zone(ZoneOffset.UTC)
        .clock(InstantSource.fixed(Instant.parse(YEAR + "-07-02T00:00:00Z")))
        .build();
  }

  /** Figures to compare: lines, and lines of three kinds. */
  record Counts(long lines, long received, long sent, long removed) {}

  /** Sums of what lines state as times and numbers, to compare. */
  record Sums(Counts counts, long seconds, long pids, long sizes, long delayMicros, long codes) {}

  /** The year that the log's stamps leave out. */
  static final int YEAR = 2026;

  /**
   * The yardstick: counts the line ends, eight bytes a step. A plain loop of its own, which a
   * better search of maillog does not make better.
   */
  static long newlines(byte[] b, int length) {
    long lines = 0;
    int i = 0;
    while (i <= length - Long.BYTES) {
      long word = ByteScan.word(b, i) ^ LINE_FEEDS;
      long marks = (word - LOW_BITS) & ~word & HIGH_BITS;
      if (marks == 0) {
        i += Long.BYTES;
      } else {
        lines++;
        i += (Long.numberOfTrailingZeros(marks) >>> 3) + 1;
      }
    }
    for (; i < length; i++) {
      lines += b[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** Every line to an event. */
  Counts parse(byte[] b, int length) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return new Counts(lines, received, sent, removed);
      }
      parser.parseUntimed(b, from, end, writer);
      lines++;
      EventKind kind = event.kind();
      received += kind == EventKind.RECEIVED ? 1 : 0;
      sent += kind == EventKind.DELIVERY && event.status() == DeliveryStatus.SENT ? 1 : 0;
      removed += kind == EventKind.REMOVED ? 1 : 0;
      from = end + 1;
    }
  }

  /** Every line to an event, with its time and its numbers as values. */
  Sums values(byte[] b, int length) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    long seconds = 0;
    long pids = 0;
    long sizes = 0;
    long delays = 0;
    long codes = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        Counts counts = new Counts(lines, received, sent, removed);
        return new Sums(counts, seconds, pids, sizes, delays, codes);
      }
      parser.parse(b, from, end, writer);
      lines++;
      EventKind kind = event.kind();
      received += kind == EventKind.RECEIVED ? 1 : 0;
      sent += kind == EventKind.DELIVERY && event.status() == DeliveryStatus.SENT ? 1 : 0;
      removed += kind == EventKind.REMOVED ? 1 : 0;
      seconds += event.epochSecond();
      pids += orZero(event.number(Field.PID));
      sizes += orZero(event.number(Field.SIZE));
      delays += orZero(event.micros(Field.DELAY));
      codes += kind == EventKind.REJECT ? orZero(event.number(Field.CODE)) : 0;
      from = end + 1;
    }
  }

  private static long orZero(long number) {
    return number == MailEvent.ABSENT ? 0 : number;
  }

  /** Every line to an event, and the events to traces; their number. */
  long correlate(byte[] b, int length) {
    long[] traces = new long[1];
    MessageCorrelator correlator =
        new MessageCorrelator(Dialects.load(), CorrelationLimits.DEFAULT, trace -> traces[0]++);
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        correlator.finish();
        return traces[0];
      }
      parser.parse(b, from, end, writer);
      correlator.onEvent(event);
      from = end + 1;
    }
  }
}
