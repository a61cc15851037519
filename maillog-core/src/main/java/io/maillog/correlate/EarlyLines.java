package io.maillog.correlate;

import io.maillog.trace.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session's lines say of a message before it has an id: the actions on its first recipient.
 *
 * <p>A server gives the id when it takes the first recipient (smtpd.c). So the lines of one sender
 * and one recipient are of the message whose id follows; those of another sender or recipient are
 * of one that was refused, or of a transaction that was given up. A hold or a discard before MAIL
 * is forgotten with the greeting that follows (mail_reset() there), so it is not taken; warnings
 * and the like are of the next message.
 */
final class EarlyLines {
  /** How many lines are kept. */
  static final int MAX_LINES = 50;

  @Nullable String from;
  @Nullable String to;
  final List<Note> notes = new ArrayList<>(1);
  int notesCut;
  boolean hold;
  boolean discard;

  /** About how many bytes of the heap they take. */
  int weight() {
    int sum = HeldBytes.EXTRAS + HeldBytes.of(from) + HeldBytes.of(to);
    for (Note note : notes) {
      sum += HeldBytes.of(note);
    }
    return sum;
  }

  /** Whether a line of this sender and recipient is of the same message. */
  boolean continuedBy(@Nullable String lineFrom, @Nullable String lineTo) {
    return (from == null || from.equals(lineFrom))
        && (to == null || lineTo == null || to.equals(lineTo));
  }

  void add(Note note, @Nullable String lineFrom, @Nullable String lineTo) {
    from = lineFrom;
    to = to == null ? lineTo : to;
    hold |= Objects.equals(note.action(), "hold");
    discard |= Objects.equals(note.action(), "discard");
    if (notes.size() < MAX_LINES) {
      notes.add(note);
    } else {
      notesCut++;
    }
  }

  /** Whether a message's sender is the one of these lines, which the server may have completed. */
  boolean sentBy(String sender) {
    String early = from;
    return early == null
        || early.equalsIgnoreCase(sender)
        || (!early.isEmpty()
            && early.indexOf('@') < 0
            && sender.toLowerCase(Locale.ROOT).startsWith(early.toLowerCase(Locale.ROOT) + "@"));
  }
}
