package io.maillog;

import io.maillog.dialect.Dialect;
import io.maillog.dialect.DialectChooser;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.HeaderParser;
import io.maillog.header.LineHeader;
import java.util.List;

/**
 * Reads single lines: header, dialect, fields. What a line says does not depend on other lines.
 *
 * <p>Allocates nothing once warm, and never throws on content. Not thread-safe: one parser per
 * thread; parsers share nothing.
 */
public final class MailLogParser {
  private final HeaderParser headers = new HeaderParser();
  private final List<Dialect> dialects;
  private final DialectChooser chooser;
  private final LineParser[] parsers;
  private final String[] names;

  /** A parser with the dialects that {@link Dialects#load()} finds. */
  public MailLogParser() {
    this(Dialects.load());
  }

  /** A parser with these dialects. */
  public MailLogParser(Dialects dialects) {
    this.dialects = dialects.all();
    this.chooser = new DialectChooser(this.dialects);
    this.parsers = this.dialects.stream().map(Dialect::newLineParser).toArray(LineParser[]::new);
    this.names = this.dialects.stream().map(Dialect::name).toArray(String[]::new);
  }

  /** The dialects that lines are read with. */
  public List<Dialect> dialects() {
    return dialects;
  }

  /**
   * Reads the line {@code bytes[from, to)}, without its line end, into an event.
   *
   * <p>The event's point in time is set by a {@link io.maillog.header.TimePolicy}, which needs the
   * lines in their order; until then {@link MailEvent#timed()} is false.
   *
   * @return the index in {@link #dialects()} of the dialect that claimed the line; -1 if none did
   */
  public int parse(byte[] bytes, int from, int to, EventWriter event) {
    LineHeader header = event.header();
    headers.parse(bytes, from, to, header);
    event.begin(bytes);
    if (!header.recognised()) {
      event.kind(EventKind.MALFORMED);
      return DialectChooser.FOREIGN;
    }
    if (header.continued()) {
      event.kind(EventKind.CONTINUATION);
      return DialectChooser.FOREIGN;
    }
    int choice = chooser.choose(bytes, header);
    if (choice < 0) {
      event.kind(EventKind.FOREIGN);
      return choice;
    }
    event.dialect(names[choice]);
    event.kind(EventKind.OTHER);
    parsers[choice].parse(bytes, header.messageFrom(), header.messageTo(), header, event);
    return choice;
  }
}
