package io.maillog.postfix;

import static java.util.stream.Collectors.toList;

import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationCounters;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.TimePolicy;
import io.maillog.testkit.Traces;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads lines to traces, for tests. */
final class Stories {
  private static final Dialects POSTFIX = Dialects.of(new PostfixDialect());

  private final MailLogParser parser = new MailLogParser(POSTFIX);
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
  private final CorrelationLimits limits;
  final List<MessageTrace> traces = new ArrayList<>();
  private MessageCorrelator correlator;

  Stories(CorrelationLimits limits) {
    this.limits = limits;
    this.correlator = new MessageCorrelator(POSTFIX, limits, traces::add);
    times.anchorYear(2026);
  }

  /**
   * The traces of a log. A line that starts with a daemon's name gets the rest of its header:
   * {@code smtpd[1]: text} is logged by postfix/smtpd on mx1, a second after the line before.
   */
  static List<MessageTrace> of(String log) {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    lines(log).forEach(stories::read);
    return stories.finish();
  }

  /** As {@link #of}, with the correlator saved and restored after every line. */
  static List<MessageTrace> withRestoreAfterEveryLine(String log) throws IOException {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    for (String line : lines(log)) {
      stories.read(line);
      stories.restore(stories.save());
    }
    return stories.finish();
  }

  /** Only trace of a log. */
  static MessageTrace only(String log) {
    return Traces.only(of(log));
  }

  static MessageTrace byId(List<MessageTrace> traces, String queueId) {
    return Traces.byId(traces, queueId);
  }

  static Recipient recipient(MessageTrace trace, String to) {
    return trace.recipients().stream()
        .filter(r -> r.to().equals(to))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + to + " in " + trace));
  }

  static List<String> lines(String log) {
    List<String> lines = new ArrayList<>();
    int second = 0;
    for (String line : log.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(toList())) {
      second++;
      String time = String.format("Sep 12 10:%02d:%02d ", second / 60, second % 60);
      if (line.matches("[-a-z]+\\[\\d+\\]: .*")) {
        lines.add(time + "mx1 postfix/" + line);
      } else if (line.matches("[-\\w]+ [-\\w/.]+\\[\\d+\\]: .*")) {
        lines.add(time + line);
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  void read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    parser.parse(bytes, 0, bytes.length, writer);
    times.complete(writer.header());
    correlator.onEvent(event);
  }

  void quietFor(int seconds) {
    correlator.quietFor(Duration.ofSeconds(seconds));
  }

  /** What is true of every trace. */
  static void holdsTogether(MessageTrace t) {
    if (t.completeness() == Completeness.OPEN && t.completed() != null) {
      throw new AssertionError("open, and completed: " + t);
    }
    boolean held =
        t.outcome() == Outcome.HELD
            || t.recipients().stream().anyMatch(r -> r.outcome() == Outcome.HELD);
    if (t.completeness() == Completeness.COMPLETE && held) {
      throw new AssertionError("complete, and held: " + t);
    }
  }

  byte[] save() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    correlator.save(out);
    return out.toByteArray();
  }

  void restore(byte[] state) throws IOException {
    correlator =
        MessageCorrelator.restore(new ByteArrayInputStream(state), POSTFIX, limits, traces::add);
  }

  CorrelationCounters counters() {
    return correlator.counters();
  }

  List<MessageTrace> finish() {
    correlator.finish();
    return traces;
  }
}
