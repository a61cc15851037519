package io.maillog.testkit;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import java.nio.charset.StandardCharsets;

/** Reads single lines with one dialect, for tests. Not thread-safe. */
public final class LineReader {
  private final MailLogParser parser;
  private final EventWriter writer = new EventWriter(new MailEvent());

  /** A reader with one dialect and no other. */
  public LineReader(Dialect dialect) {
    this.parser = new MailLogParser(Dialects.of(dialect));
  }

  /**
   * What a whole line says, header and all, without its line end; it is read as UTF-8. Its point in
   * time is not asked for.
   */
  public MailEventRecord record(String line) {
    return read(line.getBytes(StandardCharsets.UTF_8)).toRecord();
  }

  /** Reads {@code bytes[from, to)}; the event is valid until the next line is read. */
  MailEvent read(byte[] bytes, int from, int to) {
    parser.parseUntimed(bytes, from, to, writer);
    return writer.event();
  }

  MailEvent read(byte[] line) {
    return read(line, 0, line.length);
  }
}
