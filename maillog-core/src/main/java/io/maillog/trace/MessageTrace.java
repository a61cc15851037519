package io.maillog.trace;

import io.maillog.event.LogTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one message in one server. What the log does not say is {@code null}, or an
 * empty list.
 *
 * <p>A message is told from others by host, instance, queue id and time: servers use ids again. A
 * refusal at SMTP time is a trace too; it has a queue id only if the server gave one.
 *
 * @param dialect the dialect of its lines
 * @param host the server's host, as the log names it
 * @param source the label of the input that its first line came from, if one was given; where no
 *     line names the host, it tells the server from others
 * @param instance the server's instance, if not the default one
 * @param queueId the queue id
 * @param messageId the Message-ID header's value, without its angle brackets
 * @param from the envelope sender, empty for the null sender
 * @param size bytes
 * @param nrcpt the number of recipients that the server counted
 * @param subject the Subject, if a check logged it
 * @param received when the first line was logged; {@code null} if the log begins after the message
 *     did
 * @param completed when the story ended: by the line that says so, as the one that the message left
 *     the queue; {@code null} if none does: the message is open, a limit or the use of its id for
 *     another message ended the trace, or the client went on before the message was in the queue;
 *     or if that line has no time
 * @param client the SMTP client; where a content filter handed the message back and names the
 *     client that it had it from, that one, and a note of kind RECEIVED has the filter
 * @param submitter the local user
 * @param recipients the recipients, in the order of the log
 * @param links relations to other messages
 * @param notes what was done to the message on its way; the replies of refusals; and attempts that
 *     failed with no word of a recipient
 * @param outcome the outcome common to all recipients, or {@link Outcome#MIXED}
 * @param completeness whether the trace tells the whole story
 * @param recipientsCut how many recipients a limit cut, the first 16,384 of them
 * @param notesCut how many notes, links and addresses without an outcome a limit cut, and how many
 *     texts of its lines were shortened
 * @param began the earliest time that a line of the message has: that of {@code received} where the
 *     log has the beginning, else of what it has of the message; {@code null} only if no line of it
 *     has a time
 * @param ended the latest time that a line of the message has: that of {@code completed} where a
 *     line says that it is over, else how far it is known; {@code null} only if no line of it has a
 *     time
 * @param file the input that its first line is of, as {@link io.maillog.event.MailEvent#file()};
 *     {@code null} if there is but one
 * @param lineNumber the number of its first line in that input, as {@link
 *     io.maillog.event.MailEvent#lineNumber()}; 0 if lines have none. Together with source, file
 *     and queue id it is the position of the trace: no two traces of one log have the same, and a
 *     trace that is given once more, after a restart, has the one that it had
 */
public record MessageTrace(
    String dialect,
    @Nullable String host,
    @Nullable String source,
    @Nullable String instance,
    @Nullable String queueId,
    @Nullable String messageId,
    @Nullable String from,
    @Nullable Long size,
    @Nullable Integer nrcpt,
    @Nullable String subject,
    @Nullable LogTime received,
    @Nullable LogTime completed,
    @Nullable Client client,
    @Nullable Submitter submitter,
    List<Recipient> recipients,
    List<Link> links,
    List<Note> notes,
    Outcome outcome,
    Completeness completeness,
    int recipientsCut,
    int notesCut,
    @Nullable LogTime began,
    @Nullable LogTime ended,
    @Nullable String file,
    long lineNumber) {

  /** Copies the lists. */
  public MessageTrace {
    recipients = List.copyOf(recipients);
    links = List.copyOf(links);
    notes = List.copyOf(notes);
  }

  /**
   * The user that the client authenticated as who handed the message over; {@code null} if the log
   * names none. The server has checked it; a local user who submitted the message by a command is
   * {@link #submitter}.
   */
  public @Nullable String authenticatedUser() {
    Client from = client;
    return from == null ? null : from.saslUsername();
  }

  /**
   * Whether this is the first that the logs tell of its message: no server before handed it on, no
   * content filter or queue handed it back, and it is no notification, forward or clone of another
   * one. Who counts what users sent, each message once, counts these.
   */
  public boolean wasFirst() {
    for (Link link : links) {
      switch (link.type()) {
        case PREVIOUS_HOP, REINJECTED_FROM, FORWARDED_FROM, CLONE_OF, NOTIFICATION_OF -> {
          return false;
        }
        case NEXT_HOP, REINJECTED_AS, FORWARDED_AS, CLONE, NOTIFICATION -> {
          // It came after this one.
        }
      }
    }
    return true;
  }

  /**
   * Whether a limit cut anything of this trace: recipients, attempts, notes, or its end. Not called
   * {@code isCut}, which what maps objects to JSON would take for a part of the trace.
   */
  public boolean wasCut() {
    return recipientsCut > 0
        || notesCut > 0
        || completeness == Completeness.EVICTED
        || recipients.stream().anyMatch(recipient -> recipient.attemptsCut() > 0);
  }
}
