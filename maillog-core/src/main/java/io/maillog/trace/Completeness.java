package io.maillog.trace;

import java.util.Locale;

/** Whether a trace tells the whole story, or what of it is missing. */
public enum Completeness {
  /** The whole story. */
  COMPLETE,
  /** The log begins after the message did. */
  NO_START,
  /** The message was still queued, or in the making, when the log ended. */
  OPEN,
  /** A limit ended the trace before the message did. */
  EVICTED,
  /** Lines in the middle are missing. */
  PARTIAL;

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in NDJSON: lower case, with hyphens. */
  public String key() {
    return key;
  }
}
