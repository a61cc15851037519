package io.maillog.testkit;

import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A log that a test reads line by line to traces, with silences, and saved and restored between two
 * lines. Stamps without an offset are in UTC. Not thread-safe.
 */
public final class TraceReading {
  private final MailLogParser parser;
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final Dialects dialects;
  private final CorrelationLimits limits;
  private final List<MessageTrace> traces = new ArrayList<>();
  private MessageCorrelator correlator;

  /**
   * A log before its first line.
   *
   * @param firstYear the year of the first stamp, if that states none, 1970 to 2169
   */
  public TraceReading(Dialect dialect, int firstYear, CorrelationLimits limits) {
    this.dialects = Dialects.of(dialect);
    this.limits = limits;
    // The middle of a year is closer to all its days than to those of any other.
    Instant middle = LocalDate.of(firstYear, 7, 2).atStartOfDay().toInstant(ZoneOffset.UTC);
    this.parser =
        MailLogParser.builder()
            .dialects(dialects)
            .zone(ZoneOffset.UTC)
            .clock(InstantSource.fixed(middle))
            .build();
    this.correlator = new MessageCorrelator(dialects, limits, traces::add);
  }

  /** Reads a line, given without its end. */
  public void read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    parser.parse(bytes, 0, bytes.length, writer);
    correlator.onEvent(event);
  }

  /** Says how long ago the last line came: {@link MessageCorrelator#quietFor}. */
  public void quietFor(Duration silence) {
    correlator.quietFor(silence);
  }

  /** The state of the correlator, as it is saved. */
  public byte[] save() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    correlator.save(out);
    return out.toByteArray();
  }

  /** Goes on with the state of a correlator. */
  public void restore(byte[] state) throws IOException {
    correlator =
        MessageCorrelator.restore(new ByteArrayInputStream(state), dialects, limits, traces::add);
  }

  /** Saves the correlator, and goes on with a new one. */
  public void saveAndRestore() throws IOException {
    restore(save());
  }

  /** What the correlator has counted. */
  public MessageCorrelator.Counters counters() {
    return correlator.counters();
  }

  /** The list that traces are added to as they are given; a test may clear it. */
  public List<MessageTrace> traces() {
    return traces;
  }

  /** The traces, with those of messages that are open now that no line comes any more. */
  public List<MessageTrace> finish() {
    correlator.finish();
    return traces;
  }
}
