package io.maillog.dialect;

/**
 * What the correlator must know of a mail server to make stories of its lines. The meaning of a
 * single line is in its event already; these are the habits of the server across lines. Immutable
 * and thread-safe.
 */
public interface CorrelationRules {
  /**
   * Whether the server always logs that a message left its queue ({@link
   * io.maillog.event.EventKind#REMOVED}). If not, a message is complete when every recipient has a
   * final status.
   */
  boolean logsRemoval();

  /**
   * Whether the client's session, told by host and pid, carries facts (TLS, authentication, HELO)
   * from its own lines to the messages that it hands over.
   */
  boolean sessionsByPid();
}
