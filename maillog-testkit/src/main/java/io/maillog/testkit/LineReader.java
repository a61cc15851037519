package io.maillog.testkit;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;

/** A parser with one dialect, and the event that it fills. Not thread-safe. */
final class LineReader {
  private final MailLogParser parser;
  private final EventWriter writer = new EventWriter(new MailEvent());

  LineReader(Dialect dialect) {
    this.parser = new MailLogParser(Dialects.of(dialect));
  }

  /** Reads {@code bytes[from, to)}; the event is valid until the next line is read. */
  MailEvent read(byte[] bytes, int from, int to) {
    parser.parse(bytes, from, to, writer);
    return writer.event();
  }

  MailEvent read(byte[] line) {
    return read(line, 0, line.length);
  }
}
