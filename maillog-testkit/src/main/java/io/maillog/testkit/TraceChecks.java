package io.maillog.testkit;

import io.maillog.MailLog;
import io.maillog.bytes.ByteSlice;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds of the traces of any dialect, asked of logs as its server writes them; each check
 * throws an {@link AssertionError} that says why.
 */
final class TraceChecks {
  private static final int FIRST_YEAR = 2026;

  /** More lines than one thread is given at a time, several times over. */
  private static final int MANY_LINES = 2_500;

  private static final Set<Field> NAMES =
      Set.of(
          Field.QUEUE_ID,
          Field.CHILD_QUEUE_ID,
          Field.PARENT_QUEUE_ID,
          Field.REMOTE_QUEUE_ID,
          Field.MESSAGE_ID,
          Field.FROM,
          Field.TO,
          Field.ORIG_TO,
          Field.CLIENT_HOST,
          Field.CLIENT_IP,
          Field.HELO,
          Field.SASL_USERNAME,
          Field.USER,
          Field.RELAY_HOST,
          Field.RELAY_IP);

  private final Dialect dialect;
  private final List<String> log;

  /** Checks of the traces of a log, which is whole lines in their order. */
  TraceChecks(Dialect dialect, List<String> log) {
    this.dialect = dialect;
    this.log = List.copyOf(log);
  }

  private List<MessageTrace> traces() {
    TraceReading reading = reading();
    log.forEach(reading::read);
    return List.copyOf(reading.finish());
  }

  private TraceReading reading() {
    return new TraceReading(dialect, FIRST_YEAR, CorrelationLimits.DEFAULT);
  }

  /** Every name in a trace is one that a line stated. */
  void nameNobodyElse() {
    Set<String> stated = new HashSet<>();
    StringBuilder pieces = new StringBuilder();
    LineReader reader = new LineReader(dialect);
    for (String line : log) {
      MailEventRecord e = reader.record(line);
      e.fields().forEach((field, value) -> state(field, value, stated));
      stated.addAll(e.recipients());
      stated.addAll(e.children());
      piece(reader, line, pieces);
    }
    List<MessageTrace> traces = traces();
    if (traces.isEmpty()) {
      throw new AssertionError("the log gives no trace: " + log.get(0));
    }
    for (MessageTrace t : traces) {
      for (String name : names(t)) {
        if (!stated.contains(name) && pieces.indexOf(name) < 0) {
          throw new AssertionError("no line states " + name + " of " + t);
        }
      }
    }
  }

  private static void state(Field field, String value, Set<String> stated) {
    if (NAMES.contains(field)) {
      stated.add(value);
    }
  }

  /** Adds a part of a text that was written in several lines: a name may go on in the next one. */
  private static void piece(LineReader reader, String line, StringBuilder pieces) {
    MailEvent e = reader.read(line.getBytes(StandardCharsets.UTF_8));
    if (e.piece() != null) {
      pieces.append(e.pieceText(new ByteSlice()));
    }
  }

  private static List<String> names(MessageTrace t) {
    List<String> names = new ArrayList<>();
    add(names, t.queueId());
    add(names, t.messageId());
    add(names, t.from());
    Client client = t.client();
    if (client != null) {
      add(names, client.host());
      add(names, client.ip());
      add(names, client.helo());
      add(names, client.saslUsername());
    }
    Submitter submitter = t.submitter();
    if (submitter != null) {
      add(names, submitter.user());
    }
    for (Recipient r : t.recipients()) {
      add(names, r.to());
      add(names, r.origTo());
      for (Attempt a : r.attempts()) {
        add(names, a.relayHost());
        add(names, a.relayIp());
        add(names, a.remoteQueueId());
      }
    }
    t.links().forEach(link -> add(names, link.queueId()));
    return names;
  }

  private static void add(List<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  /** A correlator that is saved and restored behind each line gives the same traces. */
  void areTheSameWhenRestored() {
    TraceReading restored = reading();
    try {
      for (String line : log) {
        restored.read(line);
        restored.saveAndRestore();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    same("saved and restored behind each line", traces(), restored.finish());
  }

  /** The log, many times over, gives the same traces with one thread and with several. */
  void areTheSameOnSeveralThreads() {
    List<MessageTrace> alone = onThreads(1);
    for (int threads = 2; threads <= 3; threads++) {
      same("with " + threads + " threads", alone, onThreads(threads));
    }
  }

  private List<MessageTrace> onThreads(int threads) {
    String text = String.join("\n", log) + '\n';
    byte[] bytes =
        text.repeat(MANY_LINES / Math.max(1, log.size()) + 1).getBytes(StandardCharsets.UTF_8);
    List<MessageTrace> traces = new ArrayList<>();
    MailLog.builder()
        .dialects(Dialects.of(dialect))
        .zone(ZoneOffset.UTC)
        .firstYear(FIRST_YEAR)
        .threads(threads)
        .stream(new ByteArrayInputStream(bytes), "log")
        .build()
        .traces(traces::add);
    return traces;
  }

  private static void same(String how, List<MessageTrace> expected, List<MessageTrace> given) {
    if (!given.equals(expected)) {
      throw new AssertionError(
          "other traces " + how + ":\n" + LineDiff.of(lines(expected), lines(given)));
    }
  }

  private static List<String> lines(List<MessageTrace> traces) {
    return traces.stream().map(MessageTrace::toString).toList();
  }

  /**
   * A message that has ended does not go on: no second trace has its id and no beginning. And what
   * is still open has not ended.
   */
  void endOnce() {
    List<MessageTrace> traces = traces();
    Set<String> ended = new HashSet<>();
    for (MessageTrace t : traces) {
      String id = t.host() + '\0' + t.instance() + '\0' + t.queueId();
      if (t.completeness() == Completeness.NO_START && ended.contains(id)) {
        throw new AssertionError("it goes on behind the end of its trace: " + t);
      }
      if (t.completeness() == Completeness.OPEN && t.completed() != null) {
        throw new AssertionError("it is open, and completed: " + t);
      }
      boolean over =
          t.completeness() == Completeness.COMPLETE || t.completeness() == Completeness.PARTIAL;
      if (t.queueId() != null && over) {
        ended.add(id);
      }
    }
  }
}
