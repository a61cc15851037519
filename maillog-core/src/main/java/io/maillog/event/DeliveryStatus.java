package io.maillog.event;

import java.util.Locale;

/** How a delivery attempt ended for its recipient. */
public enum DeliveryStatus {
  /** The next hop or the mailbox took the message. */
  SENT,
  /** It will be tried again. */
  DEFERRED,
  /** It failed for good. */
  BOUNCED,
  /** The server gave up after its time limit. */
  EXPIRED,
  /** The message was dropped on purpose, without a notification. */
  DISCARDED,
  /** A probe found the address deliverable; there is no message. */
  DELIVERABLE,
  /** A probe found the address undeliverable; there is no message. */
  UNDELIVERABLE;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in NDJSON, in lower case. */
  public String key() {
    return key;
  }
}
