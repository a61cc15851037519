package io.maillog.postfix;

import static java.util.stream.Collectors.toList;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.testkit.TraceReading;
import io.maillog.testkit.Traces;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads lines to traces, for tests. */
final class Stories {
  private final TraceReading reading;
  final List<MessageTrace> traces;

  Stories(CorrelationLimits limits) {
    this.reading = new TraceReading(new PostfixDialect(), 2026, limits);
    this.traces = reading.traces();
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
    reading.read(line);
  }

  byte[] save() throws IOException {
    return reading.save();
  }

  void restore(byte[] state) throws IOException {
    reading.restore(state);
  }

  MessageCorrelator.Counters counters() {
    return reading.counters();
  }

  List<MessageTrace> finish() {
    return reading.finish();
  }
}
