package io.maillog.follow.input;

import io.maillog.bytes.ByteScan;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Puts what several inputs have at hand in the order of time, as when all are read that were
 * written while nobody followed: so that a message is met in the next server's log while it is
 * known from the one before. A line without a time follows the one before it. Among lines of one
 * second the order of the inputs decides.
 */
public final class Merge {
  private static final byte LF = '\n';

  private final ZoneId zone;
  private final InstantSource clock;
  private final HeaderParser headers = new HeaderParser();
  private final ParsedHeader header = new ParsedHeader();
  private final IdentityHashMap<LineInput, Clocked> times = new IdentityHashMap<>();

  /** Of one input: how it completes stamps, and the time of its last line that was looked at. */
  private static final class Clocked {
    final TimePolicy policy;
    long second = Long.MIN_VALUE;

    Clocked(TimePolicy policy) {
      this.policy = policy;
    }
  }

  /**
   * An order.
   *
   * @param zone the zone of stamps that state no offset
   * @param clock tells when lines come
   */
  public Merge(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /** What is to be given next: the lines of an input's window up to a place. */
  public record Run(LineInput input, int to) {}

  /**
   * The run of lines to give next.
   *
   * @param ready those whose windows have lines, at least one
   */
  public Run next(List<LineInput> ready) {
    if (ready.size() == 1) {
      LineInput only = ready.get(0);
      times.remove(only); // it is not compared, so its last line is not known
      return new Run(only, only.window().whole());
    }
    LineInput first = null;
    long earliest = Long.MAX_VALUE;
    long bound = Long.MAX_VALUE;
    for (LineInput input : ready) {
      long second = second(input, input.window().from());
      if (first == null || second < earliest) {
        bound = Math.min(bound, earliest);
        first = input;
        earliest = second;
      } else {
        bound = Math.min(bound, second);
      }
    }
    LineInput chosen = first == null ? ready.get(0) : first;
    return new Run(chosen, upTo(chosen, bound));
  }

  /** Behind the last of the lines from the first on that are no later. */
  private int upTo(LineInput input, long bound) {
    LineWindow window = input.window();
    int to = endOfLine(window, window.from());
    while (to < window.whole() && second(input, to) <= bound) {
      to = endOfLine(window, to);
    }
    return to;
  }

  private static int endOfLine(LineWindow window, int from) {
    return ByteScan.indexOfFar(window.bytes(), from, window.whole(), LF) + 1;
  }

  private long second(LineInput input, int from) {
    LineWindow window = input.window();
    Clocked clocked = times.computeIfAbsent(input, any -> new Clocked(TimePolicy.inZone(zone)));
    headers.parse(window.bytes(), from, endOfLine(window, from), header);
    if (header.recognised() && header.stamped()) {
      Instant about = input.beginning().about();
      Instant near = about == null ? clock.instant() : about;
      clocked.policy.anchorNear(header, near.getEpochSecond());
      clocked.policy.complete(header);
      if (header.timed()) {
        clocked.second = header.epochSecond();
      }
    }
    return clocked.second;
  }
}
