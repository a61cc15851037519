package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.FramingLimits;
import io.maillog.framing.LineBlock;
import io.maillog.framing.LineFramer;
import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import io.maillog.framing.LogStream;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.YearHint;
import io.maillog.header.parse.YearSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds out in which years a log's inputs start, before they are read.
 *
 * <p>In this order: a year that was given; what the log itself says at its beginning (a stamp with
 * a year, a queue id or a Message-ID of the server's own that tells the time of arrival); when its
 * file was last changed, before it was compressed if that is said, or the date in its name; a
 * reference instant. The beginning is {@value #AHEAD_BYTES} bytes, whatever the size of blocks and
 * the number of threads. Where only a file's time tells, lines from all over the file are sampled,
 * so that a file of several years is dated right; a compressed file is decoded once more for that,
 * to its end, in the memory of one block.
 */
final class YearPlanner {
  static final int AHEAD_BYTES = 64 * 1024;
  private static final int AHEAD_LINES = 2000;
  private static final int SAMPLES = 16;
  private static final int SAMPLE_BYTES = 8 * 1024;

  private final OptionalInt firstYear;
  private final Instant reference;
  private final MailLogParser parser;
  private final LineFramer framer;
  private final LineBlock block;
  private final EventWriter event = new EventWriter(new MailEvent());
  private final HeaderParser headers = new HeaderParser();
  private final ParsedHeader header = new ParsedHeader();

  YearPlanner(
      OptionalInt firstYear, Instant reference, MailLogParser parser, FramingLimits limits) {
    this.firstYear = firstYear;
    this.reference = reference;
    this.parser = parser;
    FramingLimits own = new FramingLimits(limits.maxLineLength(), AHEAD_BYTES, AHEAD_LINES);
    this.framer = new LineFramer(own);
    this.block = new LineBlock(own);
  }

  /** A hint for each input of the log. */
  List<YearHint> plan(LogSet set) {
    List<LogInput> inputs = set.inputs();
    List<YearHint> hints = new ArrayList<>();
    if (firstYear.isPresent()) {
      for (LogInput input : inputs) {
        OptionalInt year = hints.isEmpty() ? firstYear : OptionalInt.empty();
        hints.add(new YearHint(year, year.isPresent(), notAfter(input)));
      }
      return hints;
    }
    Instant nextStart = null;
    // The last first: a file ends before the next one starts.
    for (int i = inputs.size() - 1; i >= 0; i--) {
      LogInput input = inputs.get(i);
      YearSearch search = new YearSearch(notAfter(input));
      Instant compressed = lookAhead(input, search);
      YearHint hint = search.hint(earlier(nextStart, compressed));
      Instant start = search.start(hint);
      nextStart = start == null ? nextStart : start;
      hints.add(hint);
    }
    Collections.reverse(hints);
    return certainFirst(hints);
  }

  private Instant notAfter(LogInput input) {
    Instant own = LogSets.notAfter(input);
    return own == null ? reference : own;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Once the log itself has told the year, it is carried forward, and likely years are no use. */
  private static List<YearHint> certainFirst(List<YearHint> hints) {
    boolean certain = false;
    List<YearHint> result = new ArrayList<>();
    for (YearHint hint : hints) {
      result.add(
          certain && !hint.certain()
              ? new YearHint(OptionalInt.empty(), false, hint.notAfter())
              : hint);
      certain |= hint.certain();
    }
    return result;
  }

  // --- the beginning

  /**
   * Takes lines of an input, and tells when the file that was compressed had been changed last, if
   * it is one that says so: the lines that were taken are no younger.
   */
  private @Nullable Instant lookAhead(LogInput input, YearSearch search) {
    LogStream stream = null;
    try {
      stream = input.open();
      int lines = lookAhead(stream, search);
      Path path = stream.path();
      if (!search.decided() && path != null) {
        if (stream.compressed()) {
          decodeRest(stream, lines, search);
        } else if (!stream.lookedAtAll()) {
          sample(path, search);
        }
      }
      return stream.modified();
    } catch (IOException e) {
      return null; // the reading will meet it again, and say so
    } finally {
      close(input, stream);
    }
  }

  private static void close(LogInput input, @Nullable LogStream stream) {
    if (stream != null && input.isFile()) {
      try {
        stream.close();
      } catch (IOException e) {
        return; // nothing was written
      }
    }
  }

  /** Takes the lines of the beginning; returns how many. */
  private int lookAhead(LogStream stream, YearSearch search) {
    InputStream ahead = stream.lookAhead(AHEAD_BYTES);
    framer.start(ahead);
    int lines = 0;
    while (lines < AHEAD_LINES && !search.decided() && framer.next(block)) {
      // The last line may be one that the look ahead cut.
      int whole = block.lines() - (block.lastIsOpen() && !stream.lookedAtAll() ? 1 : 0);
      for (int i = 0; i < whole && lines < AHEAD_LINES && !search.decided(); i++, lines++) {
        take(block.bytes(), block.from(i), block.to(i), search);
      }
    }
    return lines;
  }

  private void take(byte[] bytes, int from, int to, YearSearch search) {
    int choice = parser.parseUntimed(bytes, from, to, event);
    search.line(ParsedHeader.of(event.header()));
    if (choice >= 0 && !search.decided()) {
      long arrival = parser.dialects().get(choice).arrival(event.event());
      if (arrival != Dialect.UNKNOWN_TIME) {
        search.arrival(arrival);
      }
    }
  }

  // --- the rest

  /** Takes the stamps of a compressed file from a line on, since places in it cannot be reached. */
  private void decodeRest(LogStream stream, int lines, YearSearch search) {
    framer.start(stream);
    int skipped = 0;
    while (!search.decided() && framer.next(block)) {
      for (int i = 0; i < block.lines() && !search.decided(); i++) {
        if (skipped < lines) {
          skipped++;
        } else {
          headers.parse(block.bytes(), block.from(i), block.to(i), header);
          search.line(header);
        }
      }
    }
  }

  /** Takes the lines at several places of a plain file, and at its end. */
  private void sample(Path path, YearSearch search) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES + LineBlock.SLACK);
      for (int i = 1; i <= SAMPLES && !search.decided(); i++) {
        long at = Math.max(0, Math.min(size * i / SAMPLES, size - SAMPLE_BYTES));
        if (at < AHEAD_BYTES) {
          continue;
        }
        buffer.clear().limit(SAMPLE_BYTES);
        channel.position(at);
        while (buffer.hasRemaining() && channel.read(buffer) > 0) {
          // until it is full
        }
        search.gap();
        takeWhole(buffer.array(), buffer.position(), search);
      }
    }
  }

  private void takeWhole(byte[] bytes, int length, YearSearch search) {
    int from = ByteScan.indexOf(bytes, 0, length, (byte) '\n') + 1;
    while (from > 0 && !search.decided()) {
      int to = ByteScan.indexOf(bytes, from, length, (byte) '\n');
      if (to < 0) {
        return;
      }
      take(bytes, from, to, search);
      from = to + 1;
    }
  }
}
