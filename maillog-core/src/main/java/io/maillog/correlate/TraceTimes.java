package io.maillog.correlate;

import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.Note;
import io.maillog.trace.Recipient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a trace knows its message, be it without a first or a last line: of its lines
 * the first and the last one in the order of the log are known, and those of attempts and notes,
 * which may be earlier or later, since lines come out of order.
 */
final class TraceTimes {
  private @Nullable LogTime earliest;
  private @Nullable LogTime latest;

  TraceTimes(Story story, List<Recipient> recipients) {
    take(story.received());
    take(story.completed);
    take(story.stamped());
    for (Recipient recipient : recipients) {
      for (Attempt attempt : recipient.attempts()) {
        take(attempt.time());
      }
    }
    for (Note note : story.notes()) {
      take(note.time());
    }
  }

  private void take(@Nullable LogTime time) {
    if (time == null) {
      return;
    }
    LogTime first = earliest;
    LogTime last = latest;
    earliest = first == null || time.compareTo(first) < 0 ? time : first;
    latest = last == null || time.compareTo(last) > 0 ? time : last;
  }

  /** The earliest time; {@code null} if no line has one. */
  @Nullable LogTime earliest() {
    return earliest;
  }

  /** The latest time; {@code null} if no line has one. */
  @Nullable LogTime latest() {
    return latest;
  }
}
