package io.maillog.correlate;

import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Submitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log says of some messages only: made for those, so that the others are smaller. */
final class StoryExtras {
  @Nullable String subject;
  @Nullable Submitter submitter;

  /** The filter that handed the message back, where it names the client that it had it from. */
  @Nullable Client filter;

  @Nullable CutRecipients cutRecipients;
  @Nullable Expansions expansions;
  @Nullable RecipientChanges recipientChanges;
  private List<Link> links = List.of();
  private List<Note> notes = List.of();
  private List<String> mentioned = List.of();

  /** Of some of those, what the server rewrote them to. */
  private Map<String, String> rewritten = Map.of();

  int notesCut;

  /** What was said before the id, while it is not sure to be of this message. */
  @Nullable EarlyLines early;

  List<Link> links() {
    return links;
  }

  void add(Link link) {
    links = with(links, link);
  }

  boolean remove(Link link) {
    return links.contains(link) && links.remove(link);
  }

  List<Note> notes() {
    return notes;
  }

  void add(Note note) {
    notes = with(notes, note);
  }

  List<String> mentioned() {
    return mentioned;
  }

  void mention(String address) {
    mentioned = with(mentioned, address);
  }

  Map<String, String> rewritten() {
    return rewritten;
  }

  void rewrite(String address, String to) {
    if (rewritten.isEmpty()) {
      rewritten = new HashMap<>();
    }
    rewritten.put(address, to);
  }

  private static <T> List<T> with(List<T> list, T value) {
    List<T> grown = list instanceof ArrayList ? list : new ArrayList<>(1);
    grown.add(value);
    return grown;
  }
}
