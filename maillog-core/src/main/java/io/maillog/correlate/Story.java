package io.maillog.correlate;

import io.maillog.header.LogTime;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known so far of one message, or of a refused one. */
final class Story {
  /** How many notes and how many links are kept. */
  static final int MAX_NOTES = 200;

  private static final byte[] NO_KEY = new byte[0];
  private static final int INDEX_FROM = 16;

  // Identity. The key is the host's and the queue id's bytes; empty for a refusal without an id.
  byte[] key = NO_KEY;
  int hash;
  final String dialect;
  final @Nullable String host;
  @Nullable String instance;
  final @Nullable String queueId;

  // What the log says of the message.
  @Nullable String messageId;
  @Nullable String from;
  long size = -1;
  int nrcpt = -1;
  @Nullable String subject;
  @Nullable LogTime received;
  @Nullable LogTime completed;
  final ClientFacts client = new ClientFacts();
  @Nullable String user;
  long uid = -1;
  final List<StoryRecipient> recipients = new ArrayList<>(1);
  int recipientsCut;
  final List<Link> links = new ArrayList<>(0);
  final List<Note> notes = new ArrayList<>(0);
  int notesCut;
  final List<String> mentioned = new ArrayList<>(0);

  // Where the story stands.
  /** Lines of its own were seen; else only another message named it. */
  boolean seen;

  /** The message's beginning was seen. */
  boolean started;

  /** The queue manager has it: the client's session no longer decides what becomes of it. */
  boolean queued;

  /** The client's session moved on or ended before the queue manager had the message. */
  boolean abandoned;

  boolean held;
  boolean deleted;
  boolean discarded;
  boolean expired;
  boolean refused;

  /** The story has ended; the trace waits a while for lines that come late. */
  boolean done;

  boolean removed;
  boolean probe;
  boolean evicted;

  /** The trace was given; the story is out of the table. */
  boolean given;

  long lastSeen;

  // Neighbours in the table's list of stories, the one that was silent longest first.
  @Nullable Story older;
  @Nullable Story newer;
  @Nullable Story nextInBucket;

  private @Nullable Map<String, StoryRecipient> index;

  Story(
      String dialect, @Nullable String host, @Nullable String instance, @Nullable String queueId) {
    this.dialect = dialect;
    this.host = host;
    this.instance = instance;
    this.queueId = queueId;
  }

  /** The recipient of these addresses, made if new; {@code null} if the limit forbids another. */
  @Nullable StoryRecipient recipient(String to, @Nullable String origTo, int maxRecipients) {
    StoryRecipient found = find(to, origTo);
    if (found != null) {
      return found;
    }
    if (recipients.size() >= maxRecipients) {
      recipientsCut++;
      return null;
    }
    StoryRecipient made = new StoryRecipient(to, origTo);
    recipients.add(made);
    if (index != null) {
      index.put(indexKey(to, origTo), made);
    } else if (recipients.size() == INDEX_FROM) {
      index = new HashMap<>();
      for (StoryRecipient r : recipients) {
        index.put(indexKey(r.to, r.origTo), r);
      }
    }
    return made;
  }

  private @Nullable StoryRecipient find(String to, @Nullable String origTo) {
    if (index != null) {
      return index.get(indexKey(to, origTo));
    }
    for (StoryRecipient r : recipients) {
      if (r.to.equals(to) && Objects.equals(r.origTo, origTo)) {
        return r;
      }
    }
    return null;
  }

  private static String indexKey(String to, @Nullable String origTo) {
    return origTo == null ? to : to + '\0' + origTo;
  }

  /** Remembers an address that a line named without saying what became of it. */
  void mention(String address) {
    if (mentioned.size() < MAX_NOTES && !mentioned.contains(address)) {
      mentioned.add(address);
    }
  }

  void note(Note note) {
    if (notes.size() < MAX_NOTES) {
      notes.add(note);
    } else {
      notesCut++;
    }
  }

  /** Adds a link, once. */
  void link(Link link) {
    if (links.contains(link)) {
      return;
    }
    if (links.size() < MAX_NOTES) {
      links.add(link);
    } else {
      notesCut++;
    }
  }

  /** Where the story stands, as bits: for {@link StateOutput}. */
  int flags() {
    return bit(seen, 0)
        | bit(started, 1)
        | bit(queued, 2)
        | bit(abandoned, 3)
        | bit(held, 4)
        | bit(deleted, 5)
        | bit(discarded, 6)
        | bit(expired, 7)
        | bit(refused, 8)
        | bit(done, 9)
        | bit(removed, 10)
        | bit(probe, 11)
        | bit(evicted, 12);
  }

  private static int bit(boolean flag, int bit) {
    return flag ? 1 << bit : 0;
  }

  void setFlags(int flags) {
    seen = (flags & 1 << 0) != 0;
    started = (flags & 1 << 1) != 0;
    queued = (flags & 1 << 2) != 0;
    abandoned = (flags & 1 << 3) != 0;
    held = (flags & 1 << 4) != 0;
    deleted = (flags & 1 << 5) != 0;
    discarded = (flags & 1 << 6) != 0;
    expired = (flags & 1 << 7) != 0;
    refused = (flags & 1 << 8) != 0;
    done = (flags & 1 << 9) != 0;
    removed = (flags & 1 << 10) != 0;
    probe = (flags & 1 << 11) != 0;
    evicted = (flags & 1 << 12) != 0;
  }
}
