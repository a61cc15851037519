package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Submitter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known so far of one message, or of a refused one. */
final class Story extends StoryRecipients {
  /** How many notes are kept. */
  static final int MAX_NOTES = 200;

  /** How many links to other messages are kept. */
  static final int MAX_LINKS = 200;

  /** How many addresses are kept that a line named without saying what became of them. */
  static final int MAX_MENTIONED = 200;

  /** No line of it had a time. */
  static final long NO_STAMP = Long.MIN_VALUE;

  /** Where it stands in the table of open messages. */
  int place = Places.NONE;

  /** Counts the stories of a table in the order of their making. */
  long serial;

  final String dialect;
  final Server server;

  /** Where its first line stands: in which input, and its number there; 0 if it has none. */
  final @Nullable String file;

  final long lineNumber;
  @Nullable String instance;

  /** The instance that the message's first line names, which may be a service of the instance. */
  @Nullable String service;

  // What the log says of the message.
  long size = -1;
  int nrcpt = -1;
  private long receivedSecond;
  private long receivedRest = PackedTime.NONE;
  @Nullable LogTime completed;
  private Client client = ClientFacts.NONE;
  private boolean clientIsNew;
  private int clientWeight;
  private @Nullable StoryExtras extras;

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

  /** A daemon of the queue has named its instance: that is the one of the message. */
  boolean placed;

  /** The client's session moved on or ended before the queue manager had the message. */
  boolean abandoned;

  /** The session's end counts a message that may be this one. */
  boolean counted;

  boolean held;

  /** On hold since it cannot be returned: what bounced stays in the queue. */
  boolean frozen;

  /** Given up by an operator or a filter: what is not settled goes back to the sender. */
  boolean cancelled;

  boolean deleted;
  boolean discarded;
  boolean expired;
  boolean refused;

  /** All recipients of a transaction were refused, and not named. */
  boolean refusesAll;

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

  /**
   * The trace was given, or another thread is making it: the story is out of the table, and must
   * not be changed.
   */
  boolean given;

  /** The server has used the id again, so the message is not in the queue any more. */
  boolean superseded;

  /** When its last line came, by the log's time. */
  long lastSeen;

  /** The number of its last line. */
  long lastLine;

  /** What its last line says of the time, whatever the log's time is. */
  long stamp = NO_STAMP;

  private long stampRest = PackedTime.NONE;

  Story(
      String dialect,
      Server server,
      @Nullable String instance,
      @Nullable String file,
      long lineNumber) {
    this.dialect = dialect;
    this.server = server;
    this.instance = instance;
    this.file = file;
    this.lineNumber = lineNumber;
  }

  /** One of which it is not said where it begins. */
  Story(String dialect, Server server, @Nullable String instance) {
    this(dialect, server, instance, null, 0);
  }

  /** One that begins with this line. */
  static Story of(MailEvent e, String dialect, Server server, @Nullable String instance) {
    return new Story(dialect, server, instance, e.file(), e.lineNumber());
  }

  /** One whose trace was given already. */
  static Story given() {
    Story story = new Story("", Server.UNKNOWN, null);
    story.given = true;
    return story;
  }

  /** When its first line was logged; {@code null} if that is not known. */
  @Nullable LogTime received() {
    return PackedTime.time(receivedSecond, receivedRest);
  }

  /** The same in seconds, or {@link Offer#UNKNOWN}. */
  long receivedSecond() {
    return receivedRest == PackedTime.NONE ? Offer.UNKNOWN : receivedSecond;
  }

  /** Takes the time of a line, if none is known yet. */
  void receivedBy(MailEvent e) {
    if (receivedRest == PackedTime.NONE) {
      receivedSecond = e.epochSecond();
      receivedRest = PackedTime.rest(e);
    }
  }

  /** Takes the time of the line that took it in, where lines that came before it are later. */
  void receivedEarlier(MailEvent e) {
    long rest = PackedTime.rest(e);
    if (receivedRest != PackedTime.NONE
        && rest != PackedTime.NONE
        && PackedTime.isBefore(e.epochSecond(), rest, receivedSecond, receivedRest)) {
      receivedSecond = e.epochSecond();
      receivedRest = rest;
    }
  }

  void setReceived(@Nullable LogTime time) {
    receivedSecond = time == null ? 0 : time.epochSecond();
    receivedRest = PackedTime.rest(time);
  }

  /** Takes the time of its last line, if that has one. */
  void stampedBy(MailEvent e) {
    if (e.timed()) {
      stamp = e.epochSecond();
      stampRest = PackedTime.rest(e);
    }
  }

  /** When its last line that has a time was logged; {@code null} if none has. */
  @Nullable LogTime stamped() {
    LogTime end = completed; // mostly that line ended it
    boolean ends = end != null && end.epochSecond() == stamp && PackedTime.rest(end) == stampRest;
    return ends ? end : PackedTime.time(stamp, stampRest);
  }

  void setStamped(@Nullable LogTime time) {
    stamp = time == null ? NO_STAMP : time.epochSecond();
    stampRest = PackedTime.rest(time);
  }

  /** What is known of the client. */
  Client client() {
    return client;
  }

  @SuppressWarnings("ReferenceEquality") // most lines say nothing new of it
  void setClient(Client facts) {
    if (facts != client) {
      client = facts;
      clientIsNew = true;
    }
  }

  /** Counts what the client takes; behind a line, which may change it more than once. */
  void weighClient() {
    if (clientIsNew) {
      int before = clientWeight;
      clientWeight = HeldBytes.of(client);
      clientIsNew = false;
      weigh(clientWeight - before);
    }
  }

  @Override
  void forgetContent() {
    super.forgetContent();
    client = ClientFacts.NONE;
    extras = null;
  }

  // --- what only some messages have

  private StoryExtras extras() {
    StoryExtras made = extras;
    if (made == null) {
      made = new StoryExtras();
      extras = made;
      weigh(HeldBytes.EXTRAS);
    }
    return made;
  }

  @Nullable String subject() {
    return extras == null ? null : extras.subject;
  }

  void setSubject(@Nullable String subject) {
    if (subject != null) {
      weigh(subject.length() - HeldBytes.of(subject()));
      extras().subject = subject;
    }
  }

  /** The local user that submitted it. */
  @Nullable Submitter submitter() {
    return extras == null ? null : extras.submitter;
  }

  void setSubmitter(@Nullable Submitter submitter) {
    if (submitter != null || extras != null) {
      weigh(weight(submitter) - weight(submitter()));
      extras().submitter = submitter;
    }
  }

  /** The filter that handed it back and names the client that it had it from. */
  @Nullable Client filter() {
    return extras == null ? null : extras.filter;
  }

  void setFilter(@Nullable Client filter) {
    if (filter != null) {
      Client before = filter();
      weigh(HeldBytes.of(filter) - (before == null ? 0 : HeldBytes.of(before)));
      extras().filter = filter;
    }
  }

  /** Who handed it over at last: a filter, or the client itself. */
  Client handedOverBy() {
    Client filter = filter();
    return filter == null ? client() : filter;
  }

  private static int weight(@Nullable Submitter submitter) {
    return submitter == null ? 0 : HeldBytes.of(submitter.user());
  }

  /** What was said before the id, while it is not sure to be of this message. */
  @Nullable EarlyLines early() {
    return extras == null ? null : extras.early;
  }

  void setEarly(@Nullable EarlyLines lines) {
    if (lines != null || extras != null) {
      EarlyLines before = early();
      weigh((lines == null ? 0 : lines.weight()) - (before == null ? 0 : before.weight()));
      extras().early = lines;
    }
  }

  List<Link> links() {
    return extras == null ? List.of() : extras.links();
  }

  List<Note> notes() {
    return extras == null ? List.of() : extras.notes();
  }

  /** Addresses that a line named without saying what became of them. */
  List<String> mentioned() {
    return extras == null ? List.of() : extras.mentioned();
  }

  /** How many notes, links and addresses were not kept. */
  int notesCut() {
    return extras == null ? 0 : extras.notesCut;
  }

  void cutNotes(int count) {
    if (count > 0) {
      extras().notesCut += count;
    }
  }

  /** An attempt for a recipient that the limit cuts; true if it is counted now. */
  boolean cutAttempt(ByteSlice to, @Nullable CharSequence origTo, boolean isSettled) {
    return weighCut(cut().attempt(to, origTo, isSettled));
  }

  /** A refusal of a recipient that the limit cuts; true if it is counted now. */
  boolean cutRefusal(ByteSlice to) {
    return weighCut(cut().refuse(to));
  }

  private boolean weighCut(boolean isNew) {
    weigh(isNew ? HeldBytes.CUT_RECIPIENT : 0);
    return isNew;
  }

  /** The recipients that the limit cuts. */
  CutRecipients cut() {
    CutRecipients cut = extras().cutRecipients;
    if (cut == null) {
      cut = new CutRecipients();
      extras().cutRecipients = cut;
    }
    return cut;
  }

  @Nullable CutRecipients cutRecipients() {
    return extras == null ? null : extras.cutRecipients;
  }

  /** How many recipients the limit cut, each counted once. */
  int recipientsCut() {
    CutRecipients cut = cutRecipients();
    return cut == null ? 0 : cut.count();
  }

  /** Remembers an address that a line named without saying what became of it. */
  void mention(String address) {
    if (mentioned().contains(address)) {
      return;
    }
    if (mentioned().size() < MAX_MENTIONED) {
      extras().mention(address);
      weigh(HeldBytes.MENTION + address.length());
    } else {
      cutNotes(1);
    }
  }

  /** What the server rewrote a mentioned address to; {@code null} if it did not. */
  @Nullable String rewritten(String address) {
    return extras == null ? null : extras.rewritten().get(address);
  }

  /** What the server rewrote mentioned addresses to, by these. */
  Map<String, String> rewritings() {
    return extras == null ? Map.of() : extras.rewritten();
  }

  /** The server rewrote an address that is mentioned. */
  void rewrite(String address, String to) {
    if (mentioned().contains(address) && rewritten(address) == null) {
      extras().rewrite(address, to);
      weigh(HeldBytes.MENTION + to.length());
    }
  }

  /** Which recipients filters added and deleted; {@code null} if no line told. */
  @Nullable RecipientChanges recipientChanges() {
    return extras == null ? null : extras.recipientChanges;
  }

  /** The same, made if there are none. */
  RecipientChanges changes() {
    RecipientChanges made = recipientChanges();
    if (made == null) {
      made = new RecipientChanges();
      extras().recipientChanges = made;
    }
    return made;
  }

  /** A filter added recipients of an address, or deleted them, after they were counted. */
  void changeRecipients(String address, int by, int maxAddresses) {
    int added = changes().add(address, by, maxAddresses);
    weigh(added * (HeldBytes.MENTION + address.length()));
  }

  /**
   * How many recipients there are, by the server's count and filters' changes; below 0: unknown.
   */
  private long counted() {
    RecipientChanges changes = recipientChanges();
    if (nrcpt < 0 || changes == null) {
      return nrcpt;
    }
    return changes.isFull() ? -1 : Math.max(0, nrcpt + changes.sum());
  }

  /** Whether as many recipients as there are, or more, are settled. */
  boolean isCountedBy(long settled) {
    return settled >= counted();
  }

  /** What its addresses became; {@code null} if no line told. */
  @Nullable Expansions expansions() {
    return extras == null ? null : extras.expansions;
  }

  /** The same, made if there are none. */
  Expansions expand() {
    Expansions made = expansions();
    if (made == null) {
      made = new Expansions();
      extras().expansions = made;
    }
    return made;
  }

  /** An alias made this member of an address; false if it is not kept. */
  boolean expand(String address, String member) {
    boolean added = expand().add(address, member);
    weigh(added ? HeldBytes.MENTION + address.length() + member.length() : 0);
    return added;
  }

  /** An address that leads back to itself, once; {@code null} if none does. */
  @Nullable ByteSlice takeLooping() {
    Expansions expansions = expansions();
    String looping = expansions == null ? null : expansions.looping();
    if (expansions == null || looping == null) {
      return null;
    }
    expansions.setLooping(null);
    return utf8(looping);
  }

  /** Takes what another one's addresses became, of which this has some. */
  void takeExpansions(Story other) {
    Expansions expansions = other.expansions();
    if (expansions != null) {
      expansions.parents().forEach((member, address) -> expand(address, member));
    }
  }

  /** The address that was first given of a recipient; {@code null} if an alias names it not. */
  @Nullable ByteSlice orderedBefore(ByteSlice to) {
    Expansions expansions = expansions();
    if (expansions == null) {
      return null;
    }
    String address = to.toString();
    String first = expansions.first(address);
    if (first.equals(address)) {
      return null;
    }
    return utf8(first);
  }

  private static ByteSlice utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ByteSlice().wrap(bytes, 0, bytes.length);
  }

  /** The server rewrote an address, which may be mentioned without its domain. */
  void rewriteMentioned(String before, String after) {
    for (String address : mentioned()) {
      boolean isLocal = address.indexOf('@') < 0 && before.startsWith(address + '@');
      if (isLocal || address.equals(before)) {
        rewrite(address, after);
      }
    }
  }

  void note(Note note) {
    if (notes().size() < MAX_NOTES) {
      extras().add(note);
      weigh(HeldBytes.of(note));
    } else {
      cutNotes(1);
    }
  }

  /** Adds a link, once; false if the limit forbids it. */
  boolean link(Link link) {
    if (links().contains(link)) {
      return true;
    }
    if (links().size() < MAX_LINKS) {
      extras().add(link);
      weigh(weight(link));
      return true;
    }
    cutNotes(1);
    return false;
  }

  /** Whether it was handed on to a server that gave it this id. */
  boolean hasNextHop(String id) {
    for (Link link : links()) {
      if (link.type() == Link.Type.NEXT_HOP && link.queueId().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets a link. */
  void unlink(Link link) {
    if (extras != null && extras.remove(link)) {
      weigh(-weight(link));
    }
  }

  private static int weight(Link link) {
    return HeldBytes.LINK + link.queueId().length() + HeldBytes.of(link.host());
  }

  /**
   * Takes what was said before the id, if the message is of the same sender.
   *
   * @param sender the message's sender; {@code null} if no line has named it yet
   */
  void takeEarly(@Nullable String sender) {
    EarlyLines lines = early();
    setEarly(null);
    if (lines == null || (sender != null && !lines.sentBy(sender))) {
      return;
    }
    lines.notes.forEach(this::note);
    cutNotes(lines.notesCut);
    if (lines.to != null) {
      mention(lines.to);
    }
    if (!hasFrom()) {
      setFrom(lines.from);
    }
    held |= lines.hold;
    discarded |= lines.discard;
  }

  /** Whether a line from before the id discards the message, if it is of this message. */
  boolean earlyDiscard() {
    EarlyLines lines = early();
    return lines != null && lines.discard;
  }

  // --- where it stands

  /** What ended it did not: it goes on. */
  void reopen() {
    done = false;
    completed = null;
  }

  /**
   * Whether the server may have it though no line says so: its header was read, or the session's
   * end counts it.
   */
  boolean mayBeTaken() {
    return hasMessageId() || counted;
  }

  /** Whether there are recipients, as far as is known, of whom no line tells how it ended. */
  boolean hasUntold() {
    return unsettled() > 0 || recipientCount() - rejected() < Math.max(1, counted());
  }

  /** Whether recipients were accepted, beside those that were refused. */
  boolean hasAccepted() {
    return queued || (taken && nrcpt != 0);
  }

  /** Whether every recipient that the server counted is known, and none will be tried again. */
  boolean allSettled() {
    CutRecipients cut = cutRecipients();
    long awaited = isCounted() ? counted() : 1;
    if (awaited < 0
        || unsettled() > 0
        || recipientCount() + recipientsCut() < awaited
        || (cut != null && (cut.unsettled() > 0 || cut.isFull()))) {
      return false;
    }
    return recipientCount() - rejected() + (cut == null ? 0 : cut.settled()) >= awaited;
  }

  /**
   * Whether it is known how many recipients there are. A clone takes some along that were counted,
   * and no line counts its own, nor those of a notification.
   */
  private boolean isCounted() {
    for (Link link : links()) {
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
    if (!patient || removed) {
      return MessageCorrelator.LINGER_SECONDS;
    }
    return hasFailed() || cancelled
        ? MessageCorrelator.NOTIFICATION_SECONDS
        : MessageCorrelator.PATIENCE_SECONDS;
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
        | bit(addressed, 16)
        | bit(placed, 18)
        | bit(counted, 19)
        | bit(refusesAll, 20);
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
    placed = (flags & 1 << 18) != 0;
    counted = (flags & 1 << 19) != 0;
    refusesAll = (flags & 1 << 20) != 0;
  }
}
