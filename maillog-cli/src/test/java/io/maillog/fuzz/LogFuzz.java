package io.maillog.fuzz;

import io.maillog.Blocks;
import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialects;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** What holds for any log, whatever its bytes are; each check throws an error that says which. */
final class LogFuzz {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Field[] FIELDS = Field.values();
  // Some fifty times what reading takes, with its JSON.
  private static final long MOST_NANOS_A_BYTE = 10_000;
  private static final long SLACK_NANOS = 1_000_000_000;

  private final Dialects dialects;
  private final byte[] log;
  private final Random random;

  LogFuzz(byte[] log, long seed) {
    this(Dialects.load(), log, seed);
  }

  LogFuzz(Dialects dialects, byte[] log, long seed) {
    this.dialects = dialects;
    this.log = log;
    this.random = new Random(seed);
  }

  /** What a log gives: events and traces as NDJSON, and the counts. */
  private record Read(JsonBuffer events, JsonBuffer traces, ReadSummary summary) {}

  void check() throws IOException {
    long start = cpuNanos();
    Read alone = read(1, 1 << 20, 1 << 16);
    long nanos = cpuNanos() - start;
    if (nanos > log.length * MOST_NANOS_A_BYTE + SLACK_NANOS) {
      throw new AssertionError(nanos + " ns for " + log.length + " bytes");
    }
    NdjsonCheck.check(alone.events.array(), alone.events.length());
    NdjsonCheck.check(alone.traces.array(), alone.traces.length());
    for (int threads = 1; threads <= 3; threads++) {
      int bytes = 1 + random.nextInt(1 << (1 + random.nextInt(17)));
      int lines = 1 + random.nextInt(1 + random.nextInt(300));
      Read read = read(threads, bytes, lines);
      String how = threads + " threads and blocks of " + bytes + " bytes and " + lines + " lines";
      same("events with " + how, alone.events, read.events);
      same("traces with " + how, alone.traces, read.traces);
      if (!alone.summary.equals(read.summary)) {
        throw new AssertionError("counts with " + how + ": " + alone.summary + "\n" + read.summary);
      }
    }
    Read live = push(0);
    Read restored = push(1 + random.nextInt(400));
    same("events of a log that was saved and restored", live.events, restored.events);
    same("traces of a log that was saved and restored", live.traces, restored.traces);
    same("events of lines one by one", withoutTimes(alone.events), withoutTimes(live.events));
  }

  private Read read(int threads, int blockBytes, int blockLines) {
    JsonBuffer events = new JsonBuffer();
    JsonBuffer traces = new JsonBuffer();
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    long[] lines = new long[1];
    ReadSummary summary =
        Blocks.of(MailLog.builder(), blockBytes, blockLines)
            .dialects(dialects)
            .zone(ZoneOffset.UTC)
            .reference(NOW)
            .threads(threads)
            .stream(inPieces(), "log")
            .build()
            .eventsAndTraces(
                event -> {
                  if (event.lineNumber() != ++lines[0]) {
                    throw new AssertionError("line " + event.lineNumber() + " is " + lines[0]);
                  }
                  inside(event);
                  eventJson.write(event, events);
                },
                trace -> {
                  sound(trace);
                  traceJson.write(trace, traces);
                });
    if (summary.lines() != lines[0]) {
      throw new AssertionError(lines[0] + " events of " + summary.lines() + " lines");
    }
    return new Read(events, traces, summary);
  }

  /** As a pipe gives bytes: as many as there are, which are few or many. */
  private InputStream inPieces() {
    Random pieces = new Random(random.nextLong());
    return new FilterInputStream(new ByteArrayInputStream(log)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int some = 1 + pieces.nextInt(1 << pieces.nextInt(18));
        return super.read(target, offset, Math.min(length, some));
      }
    };
  }

  /**
   * Brings the lines one by one.
   *
   * @param savedEvery after how many lines it is saved and restored, on average; 0 for never
   */
  private Read push(int savedEvery) throws IOException {
    JsonBuffer events = new JsonBuffer();
    JsonBuffer traces = new JsonBuffer();
    EventJson eventJson = new EventJson();
    TraceJson traceJson = new TraceJson();
    LiveLog.Builder options =
        LiveLog.builder()
            .dialects(dialects)
            .zone(ZoneOffset.UTC)
            .clock(() -> NOW)
            .onEvent(event -> eventJson.write(event, events))
            .onTrace(trace -> traceJson.write(trace, traces));
    LiveLog live = options.build();
    int from = 0;
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n' || i == log.length - 1) {
        live.line(log, from, i + 1);
        from = i + 1;
        if (savedEvery > 0 && random.nextInt(savedEvery) == 0) {
          ByteArrayOutputStream state = new ByteArrayOutputStream();
          live.save(state);
          live = options.restore(new ByteArrayInputStream(state.toByteArray()));
        }
      }
    }
    live.finish();
    return new Read(events, traces, null);
  }

  private static void sound(MessageTrace trace) {
    if (trace.completeness() == Completeness.OPEN && trace.completed() != null) {
      throw new AssertionError("open and completed: " + trace);
    }
    if (trace.completeness() == Completeness.COMPLETE && trace.outcome() == Outcome.HELD) {
      throw new AssertionError("held and complete: " + trace);
    }
  }

  private static void inside(MailEvent event) {
    ByteSlice line = event.line(new ByteSlice());
    ByteSlice value = new ByteSlice();
    for (Field field : FIELDS) {
      ByteSlice slice = event.slice(field, value);
      if (slice != null) {
        inside(field.key(), slice, line);
      }
    }
    for (int i = 0; i < event.attributeCount(); i++) {
      inside("attribute", event.attributeKey(i, value), line);
      inside("attribute", event.attributeValue(i, value), line);
    }
    for (int i = 0; i < event.recipientCount(); i++) {
      inside("to", event.recipient(i, value), line);
    }
    for (int i = 0; i < event.childCount(); i++) {
      inside("child_queue_id", event.child(i, value), line);
    }
  }

  private static void inside(String what, ByteSlice value, ByteSlice line) {
    if (value.array() == line.array() && (value.from() < line.from() || value.to() > line.to())) {
      throw new AssertionError(what + " lies outside of its line: " + line);
    }
  }

  private static void same(String what, JsonBuffer one, JsonBuffer other) {
    same(what, one.toString(), other.toString());
  }

  private static void same(String what, String one, String other) {
    if (!one.equals(other)) {
      String[] first = one.split("\n", -1);
      String[] second = other.split("\n", -1);
      int i = 0;
      while (i < first.length && i < second.length && first[i].equals(second[i])) {
        i++;
      }
      throw new AssertionError(
          "other "
              + what
              + ":\n- "
              + (i < first.length ? first[i] : "")
              + "\n+ "
              + (i < second.length ? second[i] : ""));
    }
  }

  /**
   * A log's first year is searched in the whole of it, where that can be read beforehand; and lines
   * of two years are no copies of each other.
   */
  private static String withoutTimes(JsonBuffer events) {
    return events.toString().replaceAll("\"time\":\"[^\"]*\",|\"copy\":true,", "");
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
