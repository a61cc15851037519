package io.maillog.dialect;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.util.List;

/**
 * A mail server's way of logging. Found by {@link java.util.ServiceLoader}, so an implementation is
 * public and has a public constructor without parameters. Immutable and thread-safe.
 */
public interface Dialect {
  /** How sure a dialect is that a line is its own. The surest dialect gets the line. */
  public enum Claim {
    /** It is another's. */
    NONE,
    /** It may be its own: the name is used by others too. */
    WEAK,
    /** It is its own. */
    STRONG
  }

  /** What {@link #arrival} answers for an id that does not tell. */
  long UNKNOWN_TIME = Decimal.NONE;

  /** The dialect's name, in lower case, such as {@code postfix}; no two dialects share one. */
  String name();

  /** Whether lines of the program whose name (tag) is {@code line[from, to)} are this dialect's. */
  Claim claimProgram(byte[] line, int from, int to);

  /**
   * Whether a line is this dialect's, by its text: asked where several dialects make a {@link
   * Claim#WEAK} claim to its program's name, and none is surer. The message part is {@code
   * line[from, to)}. Unless overridden: {@link Claim#WEAK}.
   */
  default Claim claimText(byte[] line, int from, int to) {
    return Claim.WEAK;
  }

  /**
   * Whether a line that names no program is this dialect's: one of a log that the server stamps for
   * itself. The message part is {@code line[from, to)}. Unless overridden: {@link Claim#NONE}.
   */
  default Claim claimUntagged(byte[] line, int from, int to) {
    return Claim.NONE;
  }

  /** A new parser, for one thread. */
  LineParser newLineParser();

  /** The server's habits across lines. */
  CorrelationRules correlationRules();

  /**
   * When the message of a queue id arrived, where the id itself tells.
   *
   * @return seconds since 1970-01-01T00:00Z, or {@link #UNKNOWN_TIME}
   */
  default long arrival(byte[] line, int from, int to) {
    return UNKNOWN_TIME;
  }

  /**
   * When the message of a line arrived, or at the latest was made, where the line tells so by more
   * than its stamp: from it the year of a stamp without one is known. Unless overridden: by the
   * queue id. Nothing that a stranger can have written may tell.
   *
   * @param event what the line says
   * @return seconds since 1970-01-01T00:00Z, or {@link #UNKNOWN_TIME}
   */
  default long arrival(MailEvent event) {
    ByteSlice id = event.slice(Field.QUEUE_ID);
    return id == null ? UNKNOWN_TIME : arrival(id.array(), id.from(), id.to());
  }

  /** The usual places of the server's logs, as absolute paths, the most usual first. */
  default List<String> usualPlaces() {
    return List.of();
  }
}
