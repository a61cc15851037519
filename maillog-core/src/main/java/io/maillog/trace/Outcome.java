package io.maillog.trace;

import java.util.Locale;

/** How it ended for a recipient; or for a message, if that is common to all its recipients. */
public enum Outcome {
  /**
   * The next hop or the mailbox took it. Where the message has a link {@link
   * Link.Type#REINJECTED_AS} or {@link Link.Type#NEXT_HOP}, how it ended there is in that trace.
   */
  SENT,
  /** It failed for good. */
  BOUNCED,
  /**
   * It is still queued, and will be tried again. Where the message was requeued it has a link
   * {@link Link.Type#REINJECTED_AS}, and how it went on is in that trace.
   */
  DEFERRED,
  /**
   * The server gave up after its time limit. Why it could not deliver before is in the attempts, as
   * far as the log has them.
   */
  EXPIRED,
  /** It was dropped on purpose, without a notification. */
  DISCARDED,
  /** It is on hold, or frozen, when the log ends. */
  HELD,
  /** An operator deleted it. */
  DELETED,
  /**
   * It was refused at SMTP time. The reply is in a note of kind {@link
   * io.maillog.event.EventKind#REJECT}; there is no attempt.
   */
  REJECTED,
  /** The log does not say: the line is missing, or there was none, as of a broken off message. */
  UNKNOWN,
  /** Of a message only: its recipients differ. */
  MIXED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in NDJSON, in lower case. */
  public String key() {
    return key;
  }
}
