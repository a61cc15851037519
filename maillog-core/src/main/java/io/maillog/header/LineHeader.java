package io.maillog.header;

/**
 * The header of one line, as offsets into the line's {@link #bytes}: stamp, host, program, pid, and
 * where the message part begins.
 *
 * <p>Reused: valid until the next line is parsed into it. Not thread-safe. Ranges are {@code [from,
 * to)}; an absent part has {@code from == to}. Not to be extended: this library makes the only
 * ones, and will add methods.
 */
public abstract class LineHeader {
  /** For this library's own parser. */
  protected LineHeader() {}

  /**
   * The array that the offsets point into: the one that was parsed; of a line in JSON, which
   * escapes what is in it, one of this header's own, with the decoded line.
   *
   * @param line the array that was parsed
   */
  public abstract byte[] bytes(byte[] line);

  /** Where the whole line starts. */
  public abstract int lineFrom();

  /** Where the whole line ends. */
  public abstract int lineTo();

  /** Whether the line has a header at all: a stamp, or a program's tag. */
  public abstract boolean recognised();

  /**
   * Whether the line names its program, by the name that syslog knows. A {@link #selfStamped()}
   * line does not; its dialect is told by the message. Nor does one of a log that no mail server
   * writes.
   */
  public abstract boolean tagged();

  /**
   * Whether the line is of a log that its program stamps for itself: {@code 2026-09-12 10:15:30
   * text}, perhaps with a process id, and no host or program.
   */
  public abstract boolean selfStamped();

  /**
   * Where the text starts behind a stamp that the program itself put before its message, {@code
   * 2026-09-12 10:15:30 text}, though the line has a header; -1 if it did not.
   *
   * @param line the array that the header's offsets point into
   */
  public abstract int ownStampTo(byte[] line);

  /** Whether the line only says how often the line before it was repeated. */
  public abstract boolean continued();

  /**
   * Whether more than one blank stands between the tag and the message: as where a program writes
   * out text of others that begins with blanks, such as a folded line of a message's header.
   */
  public abstract boolean indented();

  /** Where the host's name starts. */
  public abstract int hostFrom();

  /** Where the host's name ends. */
  public abstract int hostTo();

  /** Where the program's name starts. */
  public abstract int programFrom();

  /** Where the program's name ends. */
  public abstract int programTo();

  /** Where the process id starts. */
  public abstract int pidFrom();

  /** Where the process id ends. */
  public abstract int pidTo();

  /** Where the message part starts. */
  public abstract int messageFrom();

  /** Where the message part ends. */
  public abstract int messageTo();

  /** The severity's code by RFC 5424, 0 to 7; -1 if the header states none. */
  public abstract int severityCode();

  /** How many times the line was logged, 1 or more. */
  public abstract int repeat();

  /** Whether the line has a stamp. */
  public abstract boolean stamped();

  /** Whether the stamp states its year. */
  public abstract boolean hasYear();

  /** Whether the stamp states its offset from UTC. */
  public abstract boolean hasOffset();

  /** Whether the point in time is known: the line is stamped, and the time policy has seen it. */
  public abstract boolean timed();

  /** The point in time, in seconds since 1970-01-01T00:00Z; 0 if not {@link #timed()}. */
  public abstract long epochSecond();

  /** The nanoseconds within the second, 0 to 999,999,999. */
  public abstract int nano();

  /** How many decimals of the second were logged, 0 to 9. */
  public abstract int fractionDigits();

  /** The offset from UTC in seconds, stated or given by the zone; 0 if not {@link #timed()}. */
  public abstract int offsetSeconds();
}
