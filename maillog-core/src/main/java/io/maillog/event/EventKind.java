package io.maillog.event;

import java.util.Locale;

/**
 * What a line says. Every line of input has exactly one kind.
 *
 * <p>What a trace takes from lines of each kind, and the fields that it needs of them, is told by a
 * table in the description of package {@code io.maillog.dialect}.
 */
public enum EventKind {
  /** A client session began. */
  CONNECT,
  /** A client session ended. */
  DISCONNECT,
  /** A client session broke or timed out; {@link Field#STAGE} says when. */
  CONNECTION_LOST,
  /** A TLS session was established or failed, as server or as client. */
  TLS,
  /** SASL authentication succeeded, where the line is about that. */
  AUTH_SUCCESS,
  /**
   * SASL authentication failed. A server that logs refusals to a log of their own too (Exim's
   * rejectlog) says so twice, where both come by syslog; the second is a {@link MailEvent#copy()}.
   */
  AUTH_FAILURE,
  /** A client's abuse of the protocol: pipelining, pregreet, bad or too many commands or errors. */
  PROTOCOL_ERROR,
  /**
   * A client, sender, recipient or message was refused at SMTP time; or a next hop by this server,
   * for its TLS. A refusal may have several lines, and some do not name the client, which another
   * line of its queue id does: to count refused messages and recipients, count traces; who counts
   * lines leaves out each {@link MailEvent#copy()}.
   */
  REJECT,
  /**
   * A message was taken in: its queue id with its client or local submitter. It begins a message's
   * trace.
   */
  RECEIVED,
  /** The Message-ID of a queue id. */
  MESSAGE_ID,
  /** Sender, size and recipient count of a message that entered the active queue. */
  QUEUED,
  /** A header or body check, a milter or a filter did anything short of a reject. */
  CONTENT_CHECK,
  /**
   * One delivery attempt of a recipient (or of several, where one line names them) and its status.
   */
  DELIVERY,
  /** A connection or transaction with a next hop failed; no recipient's fate is stated yet. */
  ATTEMPT_FAILED,
  /** A notification was made or sent on: it links a parent's queue id with a child's. */
  BOUNCE,
  /** An alias, forward, list or clone: an address or a message became others. */
  EXPANDED,
  /** Hold, release, requeue, freeze, thaw, delete or cancel, by an operator or by the server. */
  QUEUE_ACTION,
  /** The message left the queue: its story is complete. */
  REMOVED,
  /** A DNS list has an entry for the client. */
  DNSBL,
  /** A decision of postscreen, a policy service, SPF or a greylist that is no reject. */
  POLICY,
  /** The queue runner started or ended. */
  QUEUE_RUN,
  /** A daemon started, stopped, reloaded, or told its version. */
  PROCESS,
  /** Figures: connection rates, cache hits. */
  STATISTICS,
  /** Any other warning, error, fatal error or panic of the mail server. */
  DIAGNOSTIC,
  /** A further line of the record before it. */
  CONTINUATION,
  /** A line of a known program that the grammar does not know. */
  OTHER,
  /** A well-formed line of a program that no dialect claims. */
  FOREIGN,
  /** No header could be recognised. */
  MALFORMED;

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The kind's name in NDJSON: lower case, with hyphens. */
  public String key() {
    return key;
  }
}
