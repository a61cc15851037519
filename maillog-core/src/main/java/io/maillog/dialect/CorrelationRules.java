package io.maillog.dialect;

import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the correlator must know of a mail server to make stories of its lines. The meaning of a
 * single line is in its event already; these are the habits of the server across lines. Immutable
 * and thread-safe.
 *
 * <p>Of the simplest server they are a lambda: {@code () -> true} says that it logs the end of each
 * message, and nothing else is special.
 */
@FunctionalInterface
public interface CorrelationRules {
  /**
   * Whether the server always logs that a message left its queue ({@link
   * io.maillog.event.EventKind#REMOVED}).
   *
   * <p>If not, a message ends by its recipients as well: with the {@link
   * io.maillog.event.EventKind#DELIVERY} line after which as many recipients as {@link
   * io.maillog.event.Field#NRCPT} states (the highest number, if several lines state one) have a
   * last status other than deferred, and none that is known has not. Recipients that were refused
   * do not count; a notification, and a clone whose NRCPT no line states, have one. So another
   * message whose NRCPT no line states ends only with REMOVED, a limit, or the log. The trace then
   * waits some minutes, since an alias may have made several recipients of one: a further one that
   * is deferred lets the message go on. A REMOVED line ends a message whatever the answer is.
   */
  boolean logsRemoval();

  /**
   * By which field the lines of one client's session are told from those of others on its host. A
   * session carries facts (TLS, authentication, HELO) from its own lines to the messages that it
   * hands over; it begins with a {@link io.maillog.event.EventKind#CONNECT} line.
   *
   * <p>{@link Field#PID}: a process has one session at a time, which begins with the client's
   * address, and only a line that names this address again is of it. {@link Field#SESSION_ID}: the
   * session has an id of its own, so that its lines need not name the client again, and what it
   * hands over has all that is known of the client.
   *
   * @return {@code null} if lines do not tell of which session they are; so it is unless overridden
   */
  default @Nullable Field sessionKey() {
    return null;
  }

  /**
   * Whether the line that takes a message in ({@link io.maillog.event.EventKind#RECEIVED}) says
   * that it is in the queue; else a client only begins to hand it over, and may go away before its
   * end. Unless overridden: false.
   */
  default boolean receivedIsQueued() {
    return false;
  }

  /**
   * Whether several lines take one message in ({@link io.maillog.event.EventKind#RECEIVED}), such
   * as one for each recipient; the numbers of recipients that they state add up. Ids must not be
   * used again while their message is in the queue. Unless overridden: false.
   */
  default boolean receivesInSeveralLines() {
    return false;
  }

  /**
   * Whether deliveries of a message may be logged before the line that takes it in, since it is
   * handed on while it comes; or the next hop's refusal, after which it may be taken in all the
   * same. Ids must not be used again then. Unless overridden: false.
   */
  default boolean deliversWhileReceiving() {
    return false;
  }

  /**
   * Whether a client's transaction has its id from its beginning, before a message is certain. Then
   * refusals and losses come before the line that takes the message in, which ends the transaction
   * also where nothing was taken in; and lines of a session bear an id of which no message may
   * come. Unless overridden: false.
   */
  default boolean transactionsHaveIds() {
    return false;
  }

  /**
   * Whether lines without an id tell, by the client alone, what became of recipients in its present
   * transaction: that one was discarded while it was named ({@link
   * io.maillog.event.EventKind#CONTENT_CHECK} with the action {@code discard}), and who the
   * recipients of a transaction are that ended without a message ({@link
   * io.maillog.event.EventKind#CONNECTION_LOST}), which were refused if its DATA was. Unless
   * overridden: false; an action then holds for the message.
   */
  default boolean tellsTransactionsByClient() {
    return false;
  }

  /**
   * Whether a message was handed back by a program that the server ran to deliver it, such as a
   * content filter, by what the line that takes it in says of its submission. If its Message-ID and
   * its sender tell which delivery that was, it is linked with the message that it was before.
   * Unless overridden: false.
   *
   * @param received of the kind {@link io.maillog.event.EventKind#RECEIVED}; valid during the call
   *     only
   */
  default boolean isHandedBack(MailEvent received) {
    return false;
  }

  /**
   * How many recipients of the address in {@link io.maillog.event.Field#TO} a filter added by this
   * line to those that {@link io.maillog.event.Field#NRCPT} counts; below 0, how many it deleted of
   * them. 0 where filters act before the server counts. Asked of each {@link
   * io.maillog.event.EventKind#CONTENT_CHECK} with an id. Unless overridden: 0.
   *
   * @param event valid during the call only
   */
  default int recipientsAdded(MailEvent event) {
    return 0;
  }

  /**
   * Whether every session is logged from its beginning ({@link
   * io.maillog.event.EventKind#CONNECT}); else it begins with the first of its lines that tells of
   * its client. Unless overridden: true.
   */
  default boolean announcesSessions() {
    return true;
  }
}
