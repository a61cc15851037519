package io.maillog.follow.file;

import io.maillog.bytes.ByteScan;
import io.maillog.follow.input.LineWindow;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Finds the first line of a file that was logged at a time or later: in a plain file by halving, in
 * a compressed one by decoding it. Lines are in the order of time but for a minute or so: within
 * the last stretch each is looked at.
 */
final class TimeSearch {
  private static final int STRETCH = 2 * LineWindow.MAX_LINE;
  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final byte LF = '\n';

  private final Content content;
  private final ZoneId zone;
  private final long changed;
  private final HeaderParser headers = new HeaderParser();
  private final ParsedHeader header = new ParsedHeader();

  /**
   * A search.
   *
   * @param zone the zone of stamps that state no offset
   * @param changed when the file was last changed, in milliseconds since 1970, for stamps without a
   *     year
   */
  TimeSearch(Content content, ZoneId zone, long changed) {
    this.content = content;
    this.zone = zone;
    this.changed = changed;
  }

  /** Whether the file's first line with a stamp was logged before. */
  boolean beginsBefore(Instant time) throws IOException {
    byte[] b = content.read(0, STRETCH);
    long first = firstTime(b, 0);
    return first != UNKNOWN && first < time.getEpochSecond();
  }

  /** Where the first line starts that was logged then or later; the file's end if there is none. */
  long find(Instant time) throws IOException {
    long second = time.getEpochSecond();
    return content.compressed() ? from(0, second) : from(halve(second), second);
  }

  /** The start of a line that is not too far before the one that is sought, and not behind it. */
  private long halve(long second) throws IOException {
    long low = 0; // the line that starts here or behind was logged before
    long high = content.size();
    while (high - low > STRETCH) {
      long middle = low + (high - low) / 2;
      byte[] b = content.read(middle, STRETCH);
      int start = ByteScan.indexOf(b, 0, b.length, LF) + 1;
      long found = start == 0 ? UNKNOWN : firstTime(b, start);
      if (found != UNKNOWN && found < second) {
        low = middle + start;
      } else {
        high = middle;
      }
    }
    return startOfLine(Math.max(0, low - STRETCH), low);
  }

  private long startOfLine(long from, long most) throws IOException {
    if (from == 0) {
      return 0;
    }
    byte[] b = content.read(from, (int) (most - from));
    int start = ByteScan.indexOf(b, 0, b.length, LF) + 1;
    return start == 0 ? most : from + start;
  }

  /** The start of the first line from a place on that was logged then or later. */
  private long from(long place, long second) throws IOException {
    TimePolicy times = TimePolicy.inZone(zone);
    long at = place;
    while (true) {
      byte[] b = content.read(at, STRETCH);
      int from = 0;
      for (int to = ByteScan.indexOf(b, 0, b.length, LF);
          to >= 0;
          to = ByteScan.indexOf(b, from, b.length, LF)) {
        long found = time(b, from, to, times);
        if (found != UNKNOWN && found >= second) {
          return at + from;
        }
        from = to + 1;
      }
      if (b.length < STRETCH) {
        return at + from;
      }
      at += from == 0 ? b.length : from; // of a line that is too long the middle says nothing
    }
  }

  private long firstTime(byte[] b, int start) {
    TimePolicy times = TimePolicy.inZone(zone);
    int from = start;
    for (int to = ByteScan.indexOf(b, from, b.length, LF);
        to >= 0;
        to = ByteScan.indexOf(b, from, b.length, LF)) {
      long found = time(b, from, to, times);
      if (found != UNKNOWN) {
        return found;
      }
      from = to + 1;
    }
    return UNKNOWN;
  }

  /** When a line was logged; a stamp without a year is of the year next to the file's change. */
  private long time(byte[] b, int from, int to, TimePolicy times) {
    headers.parse(b, from, to, header);
    if (!header.recognised() || !header.stamped()) {
      return UNKNOWN;
    }
    times.anchorNear(header, changed / 1000);
    times.complete(header);
    return header.timed() ? header.epochSecond() : UNKNOWN;
  }
}
