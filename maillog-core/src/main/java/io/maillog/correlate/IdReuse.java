package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.event.Field;
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
      case RECEIVED ->
          (rule.transactionsHaveIds() || rule.deliversWhileReceiving())
              ? story.taken
              : story.seen && (story.started || story.done || story.queued);
      // The header was read before the queue manager had the message, and before the client's
      // session moved on: a change comes too late.
      case MESSAGE_ID ->
          !story.hasMessageId()
              ? story.abandoned && !story.queued && apart(story, e)
              : story.removed || ((story.queued || story.abandoned) && !statesMessageId(e, story));
      case QUEUED -> story.removed && story.queued;
      default -> false;
    };
  }

  private static boolean statesMessageId(MailEvent e, Story story) {
    ByteSlice stated = e.slice(Field.MESSAGE_ID);
    return stated == null || story.isMessageId(stated);
  }
}
