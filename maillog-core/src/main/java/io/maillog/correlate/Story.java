package io.maillog.correlate;

import io.maillog.header.LogTime;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known so far of one message, or of a refused one. */
final class Story {
  /** How many notes are kept. */
  static final int MAX_NOTES = 200;

  /** How many links to other messages are kept. */
  static final int MAX_LINKS = 200;

  /** How many addresses are kept that a line named without saying what became of them. */
  static final int MAX_MENTIONED = 200;

  /** No line of it had a time. */
  static final long NO_STAMP = Long.MIN_VALUE;

  private static final byte[] NO_KEY = new byte[0];
  private static final int INDEX_FROM = 16;

  /** How many recipients a local delivery is looked for among. */
  private static final int MAX_SEARCHED = 256;

  // Identity. The key is the host's and the queue id's bytes; empty for a refusal without an id.
  byte[] key = NO_KEY;
  int hash;

  /** Counts the stories of a table in the order of their making. */
  long serial;

  final String dialect;
  final @Nullable String host;
  @Nullable String instance;
  final @Nullable String queueId;

  /** The instance that the message's first line names, which may be a service of the instance. */
  @Nullable String service;

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
  @Nullable CutRecipients cutRecipients;
  final List<Link> links = new ArrayList<>(0);
  final List<Note> notes = new ArrayList<>(0);
  int notesCut;
  final List<String> mentioned = new ArrayList<>(0);

  /** What was said before the id, while it is not sure to be of this message. */
  @Nullable EarlyLines early;

  // Where the story stands.
  /** Lines of its own were seen; else only another message named it. */
  boolean seen;

  /** The line that a message was taken in with was seen. */
  boolean taken;

  /** That line named its recipients, which are among those mentioned. */
  boolean addressed;

  /** The message's beginning was seen. */
  boolean started;

  /** The queue manager has it: the client's session no longer decides what becomes of it. */
  boolean queued;

  /** The client's session moved on or ended before the queue manager had the message. */
  boolean abandoned;

  boolean held;

  /** On hold since it cannot be returned: what bounced stays in the queue. */
  boolean frozen;

  /** Given up by an operator or a filter: what is not settled goes back to the sender. */
  boolean cancelled;

  boolean deleted;
  boolean discarded;
  boolean expired;
  boolean refused;

  /**
   * Its server does not say when a message has left the queue: after the last recipient that is
   * known, another may come.
   */
  boolean patient;

  /** The story has ended; the trace waits a while for lines that come late. */
  boolean done;

  boolean removed;
  boolean probe;
  boolean evicted;

  /** The trace was given; the story is out of the table. */
  boolean given;

  /** The server has used the id again, so the message is not in the queue any more. */
  boolean superseded;

  /** When its last line came, by the log's time. */
  long lastSeen;

  /** The number of its last line. */
  long lastLine;

  /** What its last line says of the time, whatever the log's time is. */
  long stamp = NO_STAMP;

  // Neighbours in the table's list of stories, the one that was silent longest first.
  @Nullable Story older;
  @Nullable Story newer;
  @Nullable Story nextInBucket;

  // Its place in the index of those with a Message-ID.
  boolean indexed;
  @Nullable Story previousInIndex;
  @Nullable Story nextInIndex;

  private @Nullable Map<String, StoryRecipient> index;

  Story(
      String dialect, @Nullable String host, @Nullable String instance, @Nullable String queueId) {
    this.dialect = dialect;
    this.host = host;
    this.instance = instance;
    this.queueId = queueId;
  }

  /** One whose trace was given already. */
  static Story given() {
    Story story = new Story("", null, null, null);
    story.given = true;
    return story;
  }

  /**
   * The recipient of these addresses, made if new; {@code null} if the limit forbids another: then
   * it is one of {@link #cut}.
   */
  @Nullable StoryRecipient recipient(String to, @Nullable String origTo, int maxRecipients) {
    StoryRecipient found = find(to, origTo);
    found = found == null ? findLocal(to, origTo) : found;
    if (found != null) {
      return found;
    }
    if (recipients.size() >= maxRecipients) {
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

  /**
   * The recipient that a local delivery names by its user alone: {@code bob} of {@code
   * bob@example.org}, whose whole address stood in the lines before, while it was deferred.
   */
  private @Nullable StoryRecipient findLocal(String to, @Nullable String origTo) {
    if (origTo == null || to.indexOf('@') >= 0) {
      return null;
    }
    for (int i = 0; i < Math.min(MAX_SEARCHED, recipients.size()); i++) {
      StoryRecipient r = recipients.get(i);
      boolean same = origTo.equals(r.origTo == null ? r.to : r.origTo);
      if (same && !r.isSettled() && r.to.startsWith(to) && r.to.startsWith("@", to.length())) {
        return r;
      }
    }
    return null;
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

  /** The recipients that the limit cuts. */
  CutRecipients cut() {
    CutRecipients cut = cutRecipients;
    if (cut == null) {
      cut = new CutRecipients();
      cutRecipients = cut;
    }
    return cut;
  }

  /** How many recipients the limit cut, each counted once. */
  int recipientsCut() {
    return cutRecipients == null ? 0 : cutRecipients.count();
  }

  /** Whether every recipient that the server counted is known, and none will be tried again. */
  boolean allSettled() {
    CutRecipients cut = cutRecipients;
    int nrcpt = isCounted() ? this.nrcpt : 1;
    if (nrcpt < 0
        || recipients.size() + recipientsCut() < nrcpt
        || (cut != null && (cut.unsettled() > 0 || cut.isFull()))) {
      return false;
    }
    int settled = cut == null ? 0 : cut.settled();
    for (StoryRecipient r : recipients) {
      if (!r.isSettled()) {
        return false;
      }
      settled += r.decided == Outcome.REJECTED ? 0 : 1;
    }
    return settled >= nrcpt;
  }

  /**
   * Whether it is known how many recipients there are. A clone takes some along that were counted,
   * and no line counts its own, nor those of a notification.
   */
  private boolean isCounted() {
    for (Link link : links) {
      boolean uncounted =
          switch (link.type()) {
            case CLONE -> true;
            case CLONE_OF, NOTIFICATION_OF -> nrcpt < 0;
            default -> false;
          };
      if (uncounted) {
        return false;
      }
    }
    return true;
  }

  /** How long, in seconds, its trace waits for further lines after its end. */
  int lingers() {
    return patient && !removed
        ? MessageCorrelator.PATIENCE_SECONDS
        : MessageCorrelator.LINGER_SECONDS;
  }

  /** Remembers an address that a line named without saying what became of it. */
  void mention(String address) {
    if (mentioned.contains(address)) {
      return;
    }
    if (mentioned.size() < MAX_MENTIONED) {
      mentioned.add(address);
    } else {
      notesCut++;
    }
  }

  void note(Note note) {
    if (notes.size() < MAX_NOTES) {
      notes.add(note);
    } else {
      notesCut++;
    }
  }

  /** Adds a link, once; false if the limit forbids it. */
  boolean link(Link link) {
    if (links.contains(link)) {
      return true;
    }
    if (links.size() < MAX_LINKS) {
      links.add(link);
      return true;
    }
    notesCut++;
    return false;
  }

  /**
   * Takes what was said before the id, if the message is of the same sender.
   *
   * @param sender the message's sender; {@code null} if no line has named it yet
   */
  void takeEarly(@Nullable String sender) {
    EarlyLines lines = early;
    early = null;
    if (lines == null || (sender != null && !lines.sentBy(sender))) {
      return;
    }
    lines.notes.forEach(this::note);
    notesCut += lines.notesCut;
    if (lines.to != null) {
      mention(lines.to);
    }
    from = from == null ? lines.from : from;
    held |= lines.hold;
    discarded |= lines.discard;
  }

  /** Whether a line from before the id discards the message, if it is of this message. */
  boolean earlyDiscard() {
    return early != null && early.discard;
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
        | bit(evicted, 12)
        | bit(taken, 13)
        | bit(frozen, 14)
        | bit(cancelled, 15)
        | bit(patient, 17)
        | bit(addressed, 16);
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
    taken = (flags & 1 << 13) != 0;
    frozen = (flags & 1 << 14) != 0;
    cancelled = (flags & 1 << 15) != 0;
    patient = (flags & 1 << 17) != 0;
    addressed = (flags & 1 << 16) != 0;
  }
}
