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
import io.maillog.header.parse.TimePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads single lines: header, dialect, fields. What a line says does not depend on other lines, but
 * for the year of a stamp that states none.
 *
 * <p>A stamp with year and offset is what it says. One without an offset is in the zone given; the
 * first one without a year is of the year that brings it closest to the clock's time, and from
 * there the year is carried on in the order of the lines given, by the rules of this {@linkplain
 * io.maillog package}: a parser is for the lines of one log. Some records have several lines, which
 * only the line before tells: here a further one is malformed. {@link MailLog} and {@link LiveLog}
 * see to that, and number the lines.
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
  private final InstantSource clock;
  private final TimePolicy times;
  private final @Nullable LineChoice choice;
  private final EventWriter own = new EventWriter(new MailEvent());

  /**
   * A parser with the dialects that {@link Dialects#load()} finds.
   *
   * @throws IllegalStateException if there is none
   */
  public MailLogParser() {
    this(Dialects.load());
  }

  /** A parser with these dialects, in the system's zone and by its clock. */
  public MailLogParser(Dialects dialects) {
    this(dialects, ZoneId.systemDefault(), Clock.systemUTC(), null);
  }

  /**
   * A parser that does not read the text of lines whose events are surely not wanted: of them the
   * header is told, the dialect, and the kind {@link EventKind#OTHER}.
   */
  MailLogParser(Dialects dialects, @Nullable LineChoice choice) {
    this(dialects, ZoneId.systemDefault(), Clock.systemUTC(), choice);
  }

  private MailLogParser(
      Dialects dialects, ZoneId zone, InstantSource clock, @Nullable LineChoice choice) {
    this.clock = clock;
    this.times = TimePolicy.inZone(zone);
    this.choice = choice;
    this.dialects = dialects.all();
    ProgramMemory programs = new ProgramMemory();
    this.headers = new HeaderParser(programs);
    this.chooser = new DialectChooser(this.dialects, programs);
    this.parsers = this.dialects.stream().map(Dialect::newLineParser).toArray(LineParser[]::new);
    this.names = this.dialects.stream().map(Dialect::name).toArray(String[]::new);
  }

  /** Options, at their defaults. */
  public static Builder builder() {
    return new Builder();
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
    int dialect = parseUntimed(bytes, from, to, event);
    complete(ParsedHeader.of(event.header()));
    return dialect;
  }

  private void complete(ParsedHeader header) {
    if (!times.anchored() && header.stamped() && !header.hasYear()) {
      times.anchorNear(header, clock.instant().getEpochSecond());
    }
    times.complete(header);
  }

  /**
   * As {@link #parse(byte[], int, int, EventWriter)}, but {@link MailEvent#timed()} is false
   * whatever the stamp states: for who asks for no times, and some 3 % faster.
   */
  public int parseUntimed(byte[] bytes, int from, int to, EventWriter event) {
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
    int dialect = chooser.choose(line, header);
    if (dialect < 0 && header.tagged() && isLineOfContainer(line, header)) {
      event.begin(line);
      dialect = chooser.choose(line, header);
    }
    if (dialect < 0) {
      event.kind(EventKind.FOREIGN);
      return dialect;
    }
    if (chooser.stampsItself(dialect)) {
      headers.takeOwnYear(line, header);
    }
    event.dialect(names[dialect]);
    event.kind(EventKind.OTHER);
    if (choice == null || !choice.rulesOut(line, header)) {
      parsers[dialect].parse(line, header.messageFrom(), header.messageTo(), header, event);
    }
    return dialect;
  }

  /** Whether the message is a line of a container that is named after a server; then it is read. */
  private boolean isLineOfContainer(byte[] line, ParsedHeader header) {
    byte first = header.messageFrom() < header.messageTo() ? line[header.messageFrom()] : 0;
    boolean stamp =
        (first >= '0' && first <= '9') || (first >= 'A' && first <= 'S') || first == '<';
    return stamp && chooser.namesServer(line, header) && headers.takeMessageAsLine(line, header);
  }

  /** The options of a {@link MailLogParser}. Each says what the default is. Not thread-safe. */
  public static final class Builder {
    private @Nullable Dialects dialects;
    private @Nullable ZoneId zone;
    private InstantSource clock = Clock.systemUTC();

    private Builder() {}

    /** The dialects to read with; default: all that {@link Dialects#load()} finds. */
    public Builder dialects(Dialects value) {
      dialects = Objects.requireNonNull(value, "dialects");
      return this;
    }

    /** The zone of stamps that state no offset; default: the system's. */
    public Builder zone(ZoneId value) {
      zone = Objects.requireNonNull(value, "zone");
      return this;
    }

    /**
     * Tells about when the first line without a year was logged, to half a year; default: the
     * system's clock. Asked until that year is known, and not after that.
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * The parser, before its first line.
     *
     * @throws IllegalStateException if no dialect is given and none is found
     */
    public MailLogParser build() {
      return new MailLogParser(
          dialects == null ? Dialects.load() : dialects,
          zone == null ? ZoneId.systemDefault() : zone,
          clock,
          null);
    }
  }
}
