package io.maillog.testkit;

import io.maillog.MailLog;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The traces of a log that a test has written. Thread-safe. */
public final class Traces {
  private Traces() {}

  /**
   * The traces of a log, as one dialect reads it; stamps without an offset are in UTC.
   *
   * @param firstYear the year of the first stamp, if that states none, 1970 to 2169
   * @param log whole lines
   */
  public static List<MessageTrace> of(Dialect dialect, int firstYear, String log) {
    List<MessageTrace> traces = new ArrayList<>();
    MailLog.builder()
        .dialects(Dialects.of(dialect))
        .zone(ZoneOffset.UTC)
        .firstYear(firstYear)
        .stream(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "log")
        .build()
        .traces(traces::add);
    return traces;
  }

  /**
   * The only one of these traces.
   *
   * @throws AssertionError if there is none, or more
   */
  public static MessageTrace only(List<MessageTrace> traces) {
    if (traces.size() != 1) {
      throw new AssertionError(traces.size() + " traces: " + traces);
    }
    return traces.get(0);
  }

  /**
   * The only trace with this queue id.
   *
   * @throws AssertionError if there is none, or more
   */
  public static MessageTrace byId(List<MessageTrace> traces, String queueId) {
    List<MessageTrace> found = traces.stream().filter(t -> queueId.equals(t.queueId())).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " traces of " + queueId + " in " + traces);
    }
    return found.get(0);
  }
}
