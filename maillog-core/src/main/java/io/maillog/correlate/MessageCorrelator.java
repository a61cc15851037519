package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.trace.MessageTrace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers events into traces: one for each message, and one for each refusal at SMTP time.
 *
 * <p>Takes the events of a log in their order. A trace is given when its message has ended and
 * {@value #LINGER_SECONDS} seconds of log time have passed ({@value #PATIENCE_SECONDS} where the
 * server does not log the end of a message, {@value #NOTIFICATION_SECONDS} if it failed there),
 * since lines may come late; or when a limit, the use of its queue id for another message, or the
 * end of the log ends it. A refusal without a queue id is given at once, or with the end of its
 * session or of its sender's refusals there, or when the recipients are named that it has left out.
 * So traces come in the order in which stories end, not in which they began; those still open at
 * the end of the log come last, the one that was silent longest first.
 *
 * <p>Log time is that of the lines, not of the machine: a log that is quiet gives no trace until
 * its next line, {@link #quietFor} or {@link #finish()}. A step of the time by more than an hour
 * ahead, or by more than {@value #LINGER_SECONDS} seconds back, is believed when 8 lines in a row
 * make it, or at the end of the log for a step ahead: so one line with a wrong clock evicts
 * nothing, and after a long silence other hosts' traces come a few lines late. An event without a
 * time is taken as one of the time before it; before the first time nothing grows old.
 *
 * <p>The result depends on the events alone. Memory is bounded by {@link CorrelationLimits}. What
 * the handler throws passes out of the method that was called; the trace counts as given, and so
 * does the event, which is taken wholly first. Not thread-safe.
 */
public final class MessageCorrelator {
  /**
   * What a {@link MessageCorrelator} has done so far.
   *
   * @param events how many events it took
   * @param traces how many traces it gave
   * @param open how many messages it holds now
   * @param evicted how many messages a limit ended
   * @param recipientsCut how many recipients a limit cut; of a message, the first 16,384 are
   *     counted
   * @param attemptsCut how many attempts a limit cut
   * @param notesCut how many notes, links and addresses without an outcome a limit cut from the
   *     traces that were given, and how many texts it shortened
   * @param sessionsCut how many open sessions a limit dropped; what they knew is not in the
   *     messages that followed
   * @param probes how many address probes it saw; they are no messages
   */
  public record Counters(
      long events,
      long traces,
      long open,
      long evicted,
      long recipientsCut,
      long attemptsCut,
      long notesCut,
      long sessionsCut,
      long probes) {}

  /** A saved state cannot be read: it is cut or damaged, or of another version. */
  public static final class StateFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the state. */
    public StateFormatException(String message) {
      super(message);
    }

    /** Says what is wrong with the state, and what told so. */
    public StateFormatException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** How long, in seconds of log time, an ended message waits for lines that come late. */
  public static final int LINGER_SECONDS = 10;

  /**
   * How long it waits, in seconds of log time, where the server does not say that a message has
   * left its queue ({@link CorrelationRules#logsRemoval()}): deliveries to others of its
   * recipients, which an alias made of one, may still be under way.
   */
  public static final int PATIENCE_SECONDS = 300;

  /** How long it waits there, in seconds of log time, for the notification that it failed. */
  public static final int NOTIFICATION_SECONDS = 1800;

  private final Map<String, CorrelationRules> rules = new HashMap<>();
  private @Nullable String latestDialect;
  private @Nullable CorrelationRules latestRules;
  private final Names names = new Names();
  private final Servers servers = new Servers(names);
  final ClientFacts clients = new ClientFacts(names);
  final StoryTeller teller;
  private final ByteSlice hostSlice = new ByteSlice();
  private final ByteSlice idSlice = new ByteSlice();
  private final ByteSlice pidSlice = new ByteSlice();
  private final ByteSlice sessionSlice = new ByteSlice();

  final StoryTable stories = new StoryTable();
  final OpenRecords records = new OpenRecords();
  final Removals removals = new Removals();
  final Resubmissions resubmissions = new Resubmissions();
  final LinePieces pieces;
  private final IdTimes idTimes;
  final Relations relations = new Relations(stories, names);
  final LogClock clock = new LogClock();
  final TraceGiver giver;
  final SessionLines sessions;
  private final HeldMessages messages = new HeldMessages(stories);
  private long events;

  /** A correlator of the lines of these dialects; {@code handler} gets the traces. */
  public MessageCorrelator(
      Dialects dialects, CorrelationLimits limits, Consumer<? super MessageTrace> handler) {
    this(dialects, limits, making(handler));
  }

  private MessageCorrelator(
      Dialects dialects, CorrelationLimits limits, ObjLongConsumer<Supplier<MessageTrace>> taker) {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(taker, "taker");
    this.giver = new TraceGiver(limits, taker, stories, relations, clock);
    this.teller = new StoryTeller(limits, names, clients);
    this.sessions =
        new SessionLines(limits, teller, names, servers, clients, giver, clock, this::touch);
    this.pieces = new LinePieces(dialects);
    this.idTimes = new IdTimes(dialects, clock);
    for (Dialect dialect : dialects.all()) {
      rules.put(dialect.name(), dialect.correlationRules());
    }
  }

  /**
   * A correlator that leaves it to another thread to make the traces.
   *
   * @param taker gets each message when its trace would be given: what makes the trace, and about
   *     how many bytes of the heap it holds until then. All traces of one correlator are to be made
   *     by one thread, and a message whose trace is never made is no harm. What it throws passes
   *     out
   */
  public static MessageCorrelator handingOver(
      Dialects dialects, CorrelationLimits limits, ObjLongConsumer<Supplier<MessageTrace>> taker) {
    return new MessageCorrelator(dialects, limits, taker);
  }

  private static ObjLongConsumer<Supplier<MessageTrace>> making(
      Consumer<? super MessageTrace> handler) {
    Objects.requireNonNull(handler, "handler");
    return (message, weight) -> handler.accept(message.get());
  }

  /**
   * Takes the next event of the log. Traces that it ends are given before this returns. An event of
   * a dialect that this correlator does not know is only counted, a copy ({@link MailEvent#copy()})
   * is not even that. After {@link #finish()}, events are taken as those of a further log, by a
   * correlator that holds nothing.
   */
  public void onEvent(MailEvent e) {
    if (e.copy()) {
      copied(e);
      return;
    }
    events++;
    String dialect = e.dialect();
    CorrelationRules rule = dialect == null ? null : rulesOf(dialect);
    if (dialect == null || rule == null) {
      return;
    }
    if (e.timed() && clock.tick(e.epochSecond(), events)) {
      giver.stampSince(clock.stepFrom);
    }
    giver.beginLine();
    giver.giveEnded(e);
    sessions.transactions.forgetSilent();
    take(e, dialect, rule);
    giver.endLine();
  }

  /** The rules of a dialect; nearly always those of the line before. */
  @SuppressWarnings("ReferenceEquality") // an equal name is looked up
  private @Nullable CorrelationRules rulesOf(String dialect) {
    if (dialect != latestDialect) {
      latestRules = rules.get(dialect);
      latestDialect = dialect;
    }
    return latestRules;
  }

  private void take(MailEvent e, String dialect, CorrelationRules rule) {
    ByteSlice host = Server.key(e, hostSlice);
    ByteSlice pid = name(e, Field.PID, pidSlice);
    if (e.piece() == null) {
      tell(e, false, dialect, rule, host, sessionKey(e, rule, pid));
    } else {
      piece(e, dialect, rule, host, pid);
    }
  }

  /** What tells the session of a line; {@code null} if nothing does. */
  private @Nullable ByteSlice sessionKey(
      MailEvent e, CorrelationRules rule, @Nullable ByteSlice pid) {
    Field key = rule.sessionKey();
    return key == Field.PID ? pid : key == null ? null : name(e, key, sessionSlice);
  }

  /** A process or a session; none of that length has a name. */
  private static @Nullable ByteSlice name(MailEvent e, Field field, ByteSlice into) {
    ByteSlice name = e.slice(field, into);
    return name == null || name.length() > CorrelationLimits.MAX_TEXT_BYTES ? null : name;
  }

  /** A piece of a text is told with the whole; the first of its fields says something by itself. */
  private void piece(
      MailEvent e,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice pid) {
    MailEvent whole = pieces.take(e, host, pid);
    MailEvent.Piece piece = e.piece();
    ByteSlice session = sessionKey(e, rule, pid);
    if (whole != null) {
      tell(whole, pieces.wasTold(), dialect, rule, host, session);
    } else if (piece != null && LinePieces.begun(piece)) {
      tell(e, false, dialect, rule, host, session);
    } else if (e.kind() == EventKind.CONTINUATION && !e.has(Field.QUEUE_ID)) {
      continued(e, host, session);
    }
  }

  /**
   * Tells what a line, or a whole text, says.
   *
   * @param begun whether the text's first fields were told already
   */
  private void tell(
      MailEvent e,
      boolean begun,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice session) {
    teller.shortened = 0;
    if (EventWriter.mayExceed(e, CorrelationLimits.MAX_TEXT_BYTES)) {
      tellShortened(e, begun, dialect, rule, host, session);
    } else {
      tellShort(e, begun, dialect, rule, host, session);
    }
  }

  private void tellShortened(
      MailEvent e,
      boolean begun,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice session) {
    EventWriter.limitTexts(
        e,
        CorrelationLimits.MAX_TEXT_BYTES,
        shortened -> {
          teller.shortened = shortened;
          tellShort(e, begun, dialect, rule, host, session);
        });
  }

  private void tellShort(
      MailEvent e,
      boolean begun,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice session) {
    ByteSlice id = e.slice(Field.QUEUE_ID, idSlice);
    if (id != null && isOfMessage(e, rule, host, id)) {
      message(e, begun, dialect, rule, host, session, id);
      if (rule.transactionsHaveIds() && e.kind() == EventKind.DISCONNECT) {
        sessions.take(e, dialect, rule, host, session);
      }
    } else if (e.kind() == EventKind.CONTINUATION) {
      continued(e, host, session);
    } else if (e.kind() == EventKind.QUEUE_ACTION) {
      if (e.is(Field.ACTION, "delete")) {
        removals.deleted(host, session);
      }
    } else if (id == null || rule.transactionsHaveIds()) {
      sessions.take(e, dialect, rule, host, session);
    }
  }

  /** A line that was given before tells nothing again, but its record may go on behind it. */
  private void copied(MailEvent e) {
    ByteSlice id = e.slice(Field.QUEUE_ID, idSlice);
    if (id == null || e.kind() != EventKind.REJECT) {
      return;
    }
    ByteSlice host = Server.key(e, hostSlice);
    Story story = stories.find(host, id, names.of(e.slice(Field.INSTANCE)), EventKind.REJECT);
    if (story != null) {
      records.open(host, recordOf(e, e.slice(Field.PID, pidSlice)), story);
    }
  }

  /**
   * Whose further lines are of a record that a line begins: those of its process; in a log that its
   * server stamps for itself they have nothing of a header but a collector's, and follow at once.
   */
  private static @Nullable ByteSlice recordOf(MailEvent e, @Nullable ByteSlice pid) {
    ParsedHeader header = ParsedHeader.of(e.header());
    return header.selfStamped() || header.isText() ? null : pid;
  }

  // --- lines with a queue id

  /**
   * Whether a line with an id tells of a message. One that merely mentions it, as a warning or the
   * lines of a client's session do, tells of none that no other line has told of.
   */
  private boolean isOfMessage(
      MailEvent e, CorrelationRules rule, @Nullable ByteSlice host, ByteSlice id) {
    boolean tells =
        switch (e.kind()) {
          case RECEIVED, MESSAGE_ID, QUEUED, DELIVERY, ATTEMPT_FAILED -> true;
          case QUEUE_ACTION, REJECT, EXPANDED -> true;
          // Late, of a message whose trace was given; or the log began behind its beginning.
          case REMOVED, BOUNCE -> rule.logsRemoval() || !idTimes.isInLog(e.dialect(), id);
          // Where transactions have ids, its end tells.
          case CONNECTION_LOST -> !rule.transactionsHaveIds() || e.stage() == SmtpStage.DATA;
          case CONTENT_CHECK, DISCONNECT -> !rule.transactionsHaveIds();
          case POLICY -> !rule.transactionsHaveIds() || e.stage() == SmtpStage.VRFY;
          default -> false;
        };
    boolean ends = e.kind() == EventKind.REMOVED || e.kind() == EventKind.BOUNCE;
    if (tells || (e.has(Field.ACTION) && !ends)) {
      return true;
    }
    Story story = stories.find(host, id, names.of(e.slice(Field.INSTANCE)), e.kind());
    return story != null && (story.seen || story.started); // else it may be no message's
  }

  private void message(
      MailEvent e,
      boolean begun,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice session,
      ByteSlice id) {
    Story story = storyFor(e, begun, dialect, rule, host, id);
    touch(story, e);
    boolean wasDone = story.done;
    if (e.kind() == EventKind.RECEIVED && rule.transactionsHaveIds()) {
      StoryTeller.transactionEnds(story, e);
    }
    boolean goesOn = e.kind() == EventKind.QUEUED && !story.removed; // else the order is another
    if (goesOn || (story.refused && isTaken(e, rule))) {
      story.reopen(); // refused in part or by the next hop, or requeued
      story.refused = false;
    }
    int counted = story.nrcpt;
    teller.tell(story, e);
    if (e.kind() == EventKind.RECEIVED) {
      if (rule.receivesInSeveralLines()) {
        StoryTeller.addUp(story, counted, e);
      }
      story.queued |= rule.receivedIsQueued() && !story.done;
      if (session != null) {
        sessions.handedOver(e, story, rule, host, session);
      }
      story.setClient(clients.shared(story.client()));
      if (rule.tellsTransactionsByClient()) {
        sessions.transactions.isIdentified(e, story, host, session);
      }
      if (rule.isHandedBack(e)) {
        resubmissions.add(host, story);
      }
    }
    relate(e, story, host);
    if (story.given) {
      return; // one that the line names took its place
    }
    boolean refused = e.kind() == EventKind.REJECT;
    if (refused) {
      if (rule.tellsTransactionsByClient() && e.stage() == SmtpStage.EOD) {
        sessions.transactions.isIdentified(e, null, host, session);
      }
      records.open(host, recordOf(e, session), story);
      if (rule.transactionsHaveIds()) {
        StoryTeller.transactionRefused(story, e);
      }
    }
    if ((refused || e.kind() == EventKind.CONNECTION_LOST) && rule.receivedIsQueued()) {
      story.started |= !story.queued; // no line takes in what is refused: this is its beginning
    }
    if (e.kind() == EventKind.REMOVED && !story.deleted && story.hasUntold()) {
      removals.add(host, session, story);
    }
    int change = e.kind() == EventKind.CONTENT_CHECK ? rule.recipientsAdded(e) : 0;
    if (change != 0) {
      teller.changeRecipients(story, e, change);
    }
    if (!rule.logsRemoval()) {
      boolean counts =
          rule.receivesInSeveralLines() && e.kind() == EventKind.RECEIVED && story.done;
      if (change != 0 || counts || StoryTeller.isAttempt(e) || StoryTeller.deletesOne(e)) {
        StoryTeller.settle(story, e);
      } else if (e.kind() == EventKind.RECEIVED || e.has(Field.ENVELOPE_ID)) {
        StoryTeller.settleLate(story, e);
      }
    }
    if (story.done && (!wasDone || (story.patient && e.kind() == EventKind.REMOVED))) {
      giver.ended(story);
    }
    giver.limitBytes(story);
    giver.limitOpen();
  }

  /** A line tells of a story, by its id or by its session. */
  private void touch(Story story, MailEvent e) {
    stories.touch(story);
    story.lastSeen = clock.now;
    story.lastLine = events;
    story.stampedBy(e);
  }

  /** Whether a message is taken in, which a next hop may have refused while it came. */
  private static boolean isTaken(MailEvent e, CorrelationRules rule) {
    return e.kind() == EventKind.RECEIVED && rule.deliversWhileReceiving();
  }

  /** The story that a line continues, or a new one. */
  private Story storyFor(
      MailEvent e,
      boolean begun,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      ByteSlice id) {
    String instance = names.of(e.slice(Field.INSTANCE));
    Story first = firstOf(e, host, id);
    Story story = stories.find(first, instance, e.kind());
    while (story != null && !begun && IdReuse.startsAnother(story, rule, e)) {
      story.superseded = true;
      giver.give(story);
      story = stories.find(host, id, instance, e.kind());
    }
    if (story == null && first != null && e.kind() == EventKind.RECEIVED) {
      // A service that took it in may have a name that looks like another instance's.
      Story only = stories.only(host, id);
      if (only != null && IdReuse.beginsLate(only, e)) {
        return only;
      }
      giveOver(host, id);
    }
    if (story == null) {
      story = add(e, dialect, host, instance, id);
      story.patient = !rule.logsRemoval();
    }
    return story;
  }

  /**
   * The first story of an id, as {@link StoryTable#first}. Gives those before that have ended, and
   * by the clock of their own host have waited long enough: whatever the log's time is, this line
   * is no late one of theirs.
   */
  private @Nullable Story firstOf(MailEvent e, @Nullable ByteSlice host, ByteSlice id) {
    Story first = null;
    Story story = stories.first(host, id);
    while (story != null) {
      Story next = stories.next(story);
      boolean over = story.done && IdReuse.apart(story, e);
      if (over && !(story.patient && idTimes.comesOnce(story.dialect, id))) {
        giver.give(story);
      } else if (first == null) {
        first = story;
      }
      story = next;
    }
    return first;
  }

  /** The id is used again: gives those of its stories, of whatever instance, that are over. */
  private void giveOver(@Nullable ByteSlice host, ByteSlice id) {
    Story story = stories.first(host, id);
    while (story != null) {
      Story next = stories.next(story);
      if (story.done || (story.abandoned && !story.queued && !story.held)) {
        story.superseded |= !story.done;
        giver.give(story);
      }
      story = next;
    }
  }

  private Story add(
      MailEvent e,
      String dialect,
      @Nullable ByteSlice host,
      @Nullable String instance,
      ByteSlice id) {
    Story story = Story.of(e, dialect, servers.of(e), instance);
    story.lastSeen = clock.now;
    story.lastLine = events;
    Story beyond = stories.add(story, host, id);
    if (beyond != null) {
      giver.evict(beyond);
    }
    return story;
  }

  /** A further line of a refused message's record, which names no id. */
  private void continued(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    Story story = records.get(host, recordOf(e, pid));
    if (story != null) {
      teller.continueRefusal(story, e);
    }
  }

  // --- relations

  private void relate(MailEvent e, Story story, @Nullable ByteSlice host) {
    int children = e.childCount();
    for (int i = 0; i < children && !story.given; i++) {
      if (i == Story.MAX_LINKS) {
        story.cutNotes(children - i); // no story has a link for it
        break;
      }
      ByteSlice child = e.child(i, idSlice);
      relations.child(e, story, child(e, story, host, child));
    }
    ByteSlice parent = e.slice(Field.PARENT_QUEUE_ID, idSlice);
    if (parent != null) {
      relations.parent(e, story, named(e, story, host, parent));
    }
    if (story.given) {
      return;
    }
    if (e.kind() == EventKind.DELIVERY) {
      relations.delivered(e, story);
      resubmissions.delivered(e, story, host);
    } else if (e.has(Field.MESSAGE_ID) && story.hasMessageId()) {
      relations.identified(story);
    }
  }

  /** The story of an id that another story's line names; it may have no line of its own yet. */
  private Story named(MailEvent e, Story by, @Nullable ByteSlice host, ByteSlice id) {
    Story found = stories.find(firstOf(e, host, id), by.instance, EventKind.BOUNCE);
    return found == null ? add(e, by.dialect, host, by.instance, id) : found;
  }

  /** As {@link #named}, of a message that the line says to be made. */
  private Story child(MailEvent e, Story by, @Nullable ByteSlice host, ByteSlice id) {
    Story found = named(e, by, host, id);
    if (!IdReuse.isNoChild(found, by, e) || idTimes.comesOnce(by.dialect, id)) {
      return found;
    }
    if (Objects.equals(found.instance, by.instance)) {
      found.superseded = true;
      giver.give(found);
    }
    return add(e, by.dialect, host, by.instance, id);
  }

  // --- what is held

  /** How many messages are open: of which no line says that they are over. */
  public int openCount() {
    return messages.openCount();
  }

  /**
   * The traces so far of the open messages, the one that was silent longest first; their {@link
   * MessageTrace#completeness()} is {@code OPEN}, or {@code NO_START} where the log begins later.
   * None is ended by that, and none is given to the handler. A message without a queue id yet is
   * not among them. Costs as much as to give them all.
   *
   * @param wanted which of them to give, as {@code t -> t.outcome() == Outcome.DEFERRED}
   */
  public List<MessageTrace> open(Predicate<? super MessageTrace> wanted) {
    return messages.open(Objects.requireNonNull(wanted, "wanted"));
  }

  /**
   * The traces so far of what has this queue id and is still held, on whatever host and instance:
   * open messages, and those that are over and wait for lines that come late. None is ended by
   * that.
   */
  public List<MessageTrace> find(String queueId) {
    return messages.find(queueId);
  }

  // --- the end

  /**
   * No line has come for so long: the time of the log goes on without. Gives the traces that have
   * waited long enough by then.
   *
   * @param silence the time since the last event came, by whatever clock
   */
  public void quietFor(Duration silence) {
    clock.quietFor(silence.toSeconds());
    giver.giveEnded(null);
    sessions.transactions.forgetSilent();
  }

  /**
   * The log has ended: gives the traces of all messages that are still held; those that have ended,
   * then the others, the one that was silent longest first. Nothing is held any more then; to call
   * it again does nothing.
   */
  public void finish() {
    pieces.texts.clear();
    sessions.table.dropAll();
    sessions.transactions.giveAll();
    giver.giveAll();
  }

  /** What was done so far. */
  public Counters counters() {
    return new Counters(
        events,
        giver.traces,
        stories.size(),
        giver.evicted,
        teller.recipientsCut,
        teller.attemptsCut,
        giver.notesCut,
        sessions.table.cut,
        giver.probes);
  }

  // --- saving and restoring

  /**
   * Writes everything that this correlator holds, so that {@link #restore} goes on as if nothing
   * had happened. The form is versioned and has a checksum. The stream is not closed. This
   * correlator stays as it is, and may go on. To end a log for now, save instead of {@link
   * #finish()}: after it, only the counters and the time are left to save. Another version of this
   * library may refuse a state, and says so.
   *
   * @throws IOException if the stream fails
   */
  public void save(OutputStream target) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(target);
    new StateOutput(buffered).write(this);
    buffered.flush();
  }

  /**
   * A correlator that goes on where {@link #save} was called. The stream is not closed; more of it
   * may be read than the state.
   *
   * <p>Dialects and limits are not part of the state, and need not be those of the saved one; only
   * if they equal them, the traces are those of a reading in one go. Messages of a dialect that is
   * not there any more are kept, and given as they are. Lower limits hold from the next event on;
   * what a message has already stays.
   *
   * @throws StateFormatException if the state is cut, damaged or of another version
   * @throws IOException if the stream fails
   */
  public static MessageCorrelator restore(
      InputStream source,
      Dialects dialects,
      CorrelationLimits limits,
      Consumer<? super MessageTrace> handler)
      throws IOException {
    MessageCorrelator correlator = new MessageCorrelator(dialects, limits, handler);
    new StateInput(new BufferedInputStream(source)).read(correlator);
    return correlator;
  }

  long[] counts() {
    return new long[] {
      events,
      giver.traces,
      giver.evicted,
      giver.probes,
      teller.recipientsCut,
      teller.attemptsCut,
      giver.notesCut,
      sessions.table.cut
    };
  }

  void setCounts(long[] counts) {
    events = counts[0];
    giver.traces = counts[1];
    giver.evicted = counts[2];
    giver.probes = counts[3];
    teller.recipientsCut = counts[4];
    teller.attemptsCut = counts[5];
    giver.notesCut = counts[6];
    sessions.table.cut = counts[7];
  }
}
