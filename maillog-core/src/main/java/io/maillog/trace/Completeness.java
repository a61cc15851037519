package io.maillog.trace;

import java.util.Locale;

/** Whether a trace tells the whole story, or what of it is missing. */
public enum Completeness {
  /** The whole story; of a message that a client broke off too. */
  COMPLETE,
  /** The log begins after the message did. */
  NO_START,
  /**
   * The message was still queued, or in the making, when the log ended; or its session was over,
   * and the server may have taken it, but no line says what became of it. So is one on hold that
   * nobody released or deleted, whatever became of the client's session.
   */
  OPEN,
  /**
   * A limit ended the trace before the message did: too many messages, or too long a silence. Lines
   * of the message that come later make a further trace, of {@link #NO_START}.
   */
  EVICTED,
  /**
   * Lines in the middle or at the end are missing: the message left the queue with recipients of
   * whom no line tells how it ended, or its id is another message's now.
   */
  PARTIAL;

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in NDJSON: lower case, with hyphens. */
  public String key() {
    return key;
  }
}
