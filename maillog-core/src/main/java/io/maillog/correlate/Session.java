package io.maillog.correlate;

import io.maillog.trace.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client session: what its own lines say, until it hands over a message. */
final class Session {
  /** How many lines are kept that came before the message's id. */
  private static final int MAX_EARLY = 50;

  final ClientFacts client = new ClientFacts();

  /** The refusals of the present sender, as one story; {@code null} if there is none. */
  @Nullable Story refusal;

  /** The message that was handed over last, while it may still fail with the session. */
  @Nullable Story current;

  // What was said of a message before it had an id: it belongs to the session's next message.
  final List<Note> earlyNotes = new ArrayList<>(0);
  final List<String> earlyRecipients = new ArrayList<>(0);
  @Nullable String earlyFrom;
  boolean earlyHold;
  boolean earlyDiscard;

  void early(Note note, @Nullable String recipient) {
    if (earlyNotes.size() < MAX_EARLY) {
      earlyNotes.add(note);
      if (recipient != null && !earlyRecipients.contains(recipient)) {
        earlyRecipients.add(recipient);
      }
    }
  }

  boolean hasEarly() {
    return !earlyNotes.isEmpty();
  }

  /** Gives what was said before the id to the message. */
  void giveEarly(Story story) {
    earlyNotes.forEach(story::note);
    earlyRecipients.forEach(story::mention);
    story.from = story.from == null ? earlyFrom : story.from;
    story.held |= earlyHold;
    story.discarded |= earlyDiscard;
    earlyNotes.clear();
    earlyRecipients.clear();
    earlyFrom = null;
    earlyHold = false;
    earlyDiscard = false;
  }
}
