package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;

/** Tells a late line of a message from one of another message that has its id again. */
final class IdReuse {
  private IdReuse() {}

  /** Whether a line comes too long after the story's last one to be late. */
  static boolean apart(Story story, MailEvent e) {
    return e.timed()
        && story.stamp != Story.NO_STAMP
        && story.stamp < e.epochSecond() - story.lingers();
  }

  /** Whether a line cannot be of the story that has its id: the server used the id again. */
  static boolean startsAnother(Story story, CorrelationRules rule, MailEvent e) {
    return switch (e.kind()) {
      case RECEIVED -> !rule.receivesInSeveralLines() && isReceivedAgain(story, rule, e);
      // The header was read before the queue manager had the message, and before the client's
      // session moved on: a change comes too late.
      case MESSAGE_ID ->
          !story.hasMessageId()
              ? (story.abandoned || story.queued) && apart(story, e)
              : story.removed || ((story.queued || story.abandoned) && !statesMessageId(e, story));
      case QUEUED ->
          (story.removed && story.queued && !isOfItsLastSecond(story, e)) || hasOtherSize(story, e);
      default -> false;
    };
  }

  private static boolean isReceivedAgain(Story story, CorrelationRules rule, MailEvent e) {
    return (rule.transactionsHaveIds() || rule.deliversWhileReceiving())
        ? story.taken
        : story.seen && (story.started || story.done || story.queued) && !beginsLate(story, e);
  }

  /**
   * Whether a line may be the one that took the story's message in, though others came before it:
   * syslog's daemons do not keep the order of lines of several processes. Then it says a time that
   * is hardly later than that of the first line seen; and no later, if the message is gone already.
   */
  static boolean beginsLate(Story story, MailEvent e) {
    if (story.taken || !story.seen) {
      return false;
    }
    LogTime first = story.received();
    if (!e.timed() || first == null) {
      return !story.done;
    }
    int slack = story.done ? 0 : MessageCorrelator.LINGER_SECONDS;
    return e.epochSecond() <= first.epochSecond() + slack;
  }

  /**
   * Whether the message that has the id which a line names as a notification's or a forward's is
   * another one. What the server makes itself, no client or user hands over; and it is named while
   * it is made.
   */
  static boolean isNoChild(Story named, Story by, MailEvent e) {
    boolean made = e.kind() == EventKind.BOUNCE || e.kind() == EventKind.DELIVERY;
    return made
        && named != by
        && (named.taken || (named.queued && isOlder(named, e)))
        && named.links().stream().noneMatch(link -> link.queueId().equals(by.queueId()));
  }

  private static boolean isOlder(Story story, MailEvent e) {
    long begun = story.receivedSecond();
    return e.timed()
        && begun != Offer.UNKNOWN
        && begun < e.epochSecond() - MessageCorrelator.LINGER_SECONDS;
  }

  /** Whether the queue manager says another size than before: that of a message stays. */
  private static boolean hasOtherSize(Story story, MailEvent e) {
    return story.queued
        && story.size >= 0
        && e.has(Field.SIZE)
        && e.number(Field.SIZE) != story.size;
  }

  /** Whether a line is of the second in which the story ended. */
  private static boolean isOfItsLastSecond(Story story, MailEvent e) {
    LogTime end = story.completed;
    return end != null && e.timed() && e.epochSecond() <= end.epochSecond();
  }

  private static boolean statesMessageId(MailEvent e, Story story) {
    ByteSlice stated = e.slice(Field.MESSAGE_ID);
    return stated == null || story.isMessageId(stated);
  }
}
