package io.maillog;

import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.ProgramMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Reads single lines: header, dialect, fields. What a line says does not depend on other lines.
 *
 * <p>Only a {@link io.maillog.header.parse.TimePolicy}, which is given the lines in their order,
 * knows the point in time of a line: {@code policy.complete(event.header())}. Until then {@link
 * MailEvent#timed()} is false, also where the stamp states year and offset. Some records have
 * several lines, which only the line before tells: here a further one is malformed. {@link MailLog}
 * and {@link LiveLog} see to both, and number the lines.
 *
 * <p>Allocates nothing once warm, and never throws on content. Not thread-safe: one parser per
 * thread; parsers share nothing.
 */
public final class MailLogParser {
  private final HeaderParser headers;
  private final List<Dialect> dialects;
  private final DialectChooser chooser;
  private final LineParser[] parsers;
  private final String[] names;
  private final EventWriter own = new EventWriter(new MailEvent());

  /**
   * A parser with the dialects that {@link Dialects#load()} finds.
   *
   * @throws IllegalStateException if there is none
   */
  public MailLogParser() {
    this(Dialects.load());
  }

  /** A parser with these dialects. */
  public MailLogParser(Dialects dialects) {
    this.dialects = dialects.all();
    ProgramMemory programs = new ProgramMemory();
    this.headers = new HeaderParser(programs);
    this.chooser = new DialectChooser(this.dialects, programs);
    this.parsers = this.dialects.stream().map(Dialect::newLineParser).toArray(LineParser[]::new);
    this.names = this.dialects.stream().map(Dialect::name).toArray(String[]::new);
  }

  /** The dialects that lines are read with. */
  public List<Dialect> dialects() {
    return dialects;
  }

  /**
   * Reads a line, with its line end or without. Allocates.
   *
   * @return this parser's event, valid until the next line is read
   */
  public MailEvent parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /**
   * Reads the line {@code bytes[from, to)}, with its line end or without.
   *
   * @return this parser's event, valid until the next line is read, and as long as the bytes stay
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public MailEvent parse(byte[] bytes, int from, int to) {
    parse(bytes, from, to, own);
    return own.event();
  }

  /**
   * Reads the line {@code bytes[from, to)}, with its line end or without, into an event of the
   * caller's.
   *
   * @param event the event is valid until the next line is read into it, and as long as the bytes
   *     stay; {@link EventWriter#place} stays as it was
   * @return the index in {@link #dialects()} of the dialect that claimed the line; -1 if none did
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public int parse(byte[] bytes, int from, int to, EventWriter event) {
    Objects.checkFromToIndex(from, to, bytes.length);
    ParsedHeader header = ParsedHeader.of(event.header());
    headers.parse(bytes, from, to, header);
    byte[] line = header.bytes(bytes);
    event.begin(line);
    if (!header.recognised()) {
      event.kind(EventKind.MALFORMED);
      return DialectChooser.FOREIGN;
    }
    if (header.continued()) {
      event.kind(EventKind.CONTINUATION);
      return DialectChooser.FOREIGN;
    }
    int choice = chooser.choose(line, header);
    if (choice < 0 && header.tagged() && isLineOfContainer(line, header)) {
      event.begin(line);
      choice = chooser.choose(line, header);
    }
    if (choice < 0) {
      event.kind(EventKind.FOREIGN);
      return choice;
    }
    if (chooser.stampsItself(choice)) {
      headers.takeOwnYear(line, header);
    }
    event.dialect(names[choice]);
    event.kind(EventKind.OTHER);
    parsers[choice].parse(line, header.messageFrom(), header.messageTo(), header, event);
    return choice;
  }

  /** Whether the message is a line of a container that is named after a server; then it is read. */
  private boolean isLineOfContainer(byte[] line, ParsedHeader header) {
    byte first = header.messageFrom() < header.messageTo() ? line[header.messageFrom()] : 0;
    boolean stamp =
        (first >= '0' && first <= '9') || (first >= 'A' && first <= 'S') || first == '<';
    return stamp && chooser.namesServer(line, header) && headers.takeMessageAsLine(line, header);
  }
}
