package io.maillog.correlate;

import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Submitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log says of some messages only: made for those, so that the others are smaller. */
final class StoryExtras {
  @Nullable String subject;
  @Nullable Submitter submitter;
  @Nullable CutRecipients cutRecipients;
  final List<Link> links = new ArrayList<>(1);
  final List<Note> notes = new ArrayList<>(0);
  final List<String> mentioned = new ArrayList<>(0);
  int notesCut;

  /** What was said before the id, while it is not sure to be of this message. */
  @Nullable EarlyLines early;
}
