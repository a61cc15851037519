package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.StampSpan;
import io.maillog.trace.MessageTrace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events and traces are wanted; and of which lines that is not so by their header alone, so
 * that their text need not be read. Does not change, and may be used by several threads.
 */
final class LineChoice {
  private final Set<EventKind> kinds;
  private final @Nullable String host;
  private final byte @Nullable [] hostBytes;
  private final @Nullable Instant since;
  private final @Nullable Instant until;
  private final @Nullable StampSpan span;

  private LineChoice(
      Set<EventKind> kinds,
      @Nullable String host,
      @Nullable Instant since,
      @Nullable Instant until) {
    this.kinds = EnumSet.copyOf(kinds);
    this.host = host;
    this.hostBytes = host == null ? null : host.getBytes(StandardCharsets.UTF_8);
    this.since = since;
    this.until = until;
    this.span = since == null && until == null ? null : new StampSpan(since, until);
  }

  /**
   * The choice; {@code null} if everything is wanted.
   *
   * @param kinds of events
   * @param host as lines name it; {@code null} if any will do
   * @param since the first instant that is wanted; {@code null} if there is none
   * @param until the first that is not wanted any more; {@code null} if there is none
   */
  static @Nullable LineChoice of(
      Set<EventKind> kinds,
      @Nullable String host,
      @Nullable Instant since,
      @Nullable Instant until) {
    boolean all = kinds.size() == EventKind.values().length;
    return all && host == null && since == null && until == null
        ? null
        : new LineChoice(kinds, host, since, until);
  }

  /**
   * Whether a line's event is surely not wanted, whatever its text says and whatever other lines
   * say.
   *
   * @param line the array that the header's offsets point into
   */
  boolean rulesOut(byte[] line, ParsedHeader header) {
    return (hostBytes != null && !isHost(hostBytes, line, header.hostFrom(), header.hostTo()))
        || (span != null && span.rulesOut(header));
  }

  private static boolean isHost(byte[] wanted, byte[] line, int from, int to) {
    return ByteScan.equal(wanted, 0, wanted.length, line, from, to);
  }

  /**
   * Whether an event is wanted.
   *
   * @param second the time of its line, or of the one before it that has a time
   * @param nano the nanoseconds within that second
   */
  boolean wants(MailEvent event, ByteSlice slice, long second, int nano) {
    return kinds.contains(event.kind())
        && (hostBytes == null || isOnHost(hostBytes, event, slice))
        && (since == null || isSince(since, second, nano))
        && (until == null || !isSince(until, second, nano));
  }

  private static boolean isOnHost(byte[] wanted, MailEvent event, ByteSlice slice) {
    ByteSlice named = event.slice(Field.HOST, slice);
    return named != null && isHost(wanted, named.array(), named.from(), named.to());
  }

  private static boolean isSince(Instant start, long second, int nano) {
    return second != start.getEpochSecond()
        ? second > start.getEpochSecond()
        : nano >= start.getNano();
  }

  /** Whether a trace is wanted: something of its message was logged in the span. */
  boolean wants(MessageTrace trace) {
    if (host != null && !host.equals(trace.host())) {
      return false;
    }
    LogTime first = trace.began();
    LogTime last = trace.ended();
    return (since == null || (last != null && !last.toInstant().isBefore(since)))
        && (until == null || (first != null && first.toInstant().isBefore(until)));
  }
}
