package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventHandler;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.TraceHandler;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers events into traces: one for each message, and one for each refusal at SMTP time.
 *
 * <p>Takes the events of a log in their order. A trace is given when its message has ended and
 * {@value #LINGER_SECONDS} seconds of log time have passed, since lines may come late; or when a
 * limit, the use of its queue id for another message, or the end of the log ends it. A refusal
 * without a queue id is given at once, or with the end of its session or of its sender's refusals
 * there. So traces come in the order in which stories end, not in which they began; those still
 * open at the end of the log come last, the one that was silent longest first.
 *
 * <p>Log time is that of the lines, not of the machine: a log that is quiet gives no trace until
 * its next line, or {@link #finish()}. A step of the time by more than an hour ahead, or by more
 * than {@value #LINGER_SECONDS} seconds back, is believed when 8 lines in a row make it, or at the
 * end of the log for a step ahead: so one line with a wrong clock evicts nothing, and after a long
 * silence other hosts' traces come a few lines late. An event without a time is taken as one of the
 * time before it; before the first time nothing grows old.
 *
 * <p>The result depends on the events alone. Memory is bounded by {@link CorrelationLimits}. What
 * the handler throws passes out of the method that was called; the trace counts as given. Not
 * thread-safe.
 */
public final class MessageCorrelator implements EventHandler {
  /** How long, in seconds of log time, an ended message waits for lines that come late. */
  public static final int LINGER_SECONDS = 10;

  private static final int MAX_LINGERING = 50_000;
  private static final int MAX_SESSIONS = 50_000;

  private final CorrelationLimits limits;
  private final long maxAgeSeconds;
  private final TraceHandler handler;
  private final Map<String, CorrelationRules> rules = new HashMap<>();
  private final Names names = new Names();
  private final StoryTeller teller;
  private final ByteSlice hostSlice = new ByteSlice();
  private final ByteSlice idSlice = new ByteSlice();
  private final ByteSlice pidSlice = new ByteSlice();

  final StoryTable stories = new StoryTable();
  final SessionTable sessions =
      new SessionTable(MAX_SESSIONS, this::sessionEnded, this::giveRefusalOf);
  final ArrayDeque<Story> ended = new ArrayDeque<>();
  final OpenRecords records = new OpenRecords();
  final Relations relations = new Relations();
  final LogClock clock = new LogClock();
  private long events;
  private long traces;
  private long evicted;
  private long notesCut;
  private long probes;

  /** A correlator of the lines of these dialects; {@code handler} gets the traces. */
  public MessageCorrelator(Dialects dialects, CorrelationLimits limits, TraceHandler handler) {
    this.limits = Objects.requireNonNull(limits, "limits");
    this.handler = Objects.requireNonNull(handler, "handler");
    this.teller = new StoryTeller(limits, names);
    this.maxAgeSeconds = limits.maxAge().toSeconds();
    for (Dialect dialect : dialects.all()) {
      rules.put(dialect.name(), dialect.correlationRules());
    }
  }

  /**
   * Takes the next event of the log. Traces that it ends are given before this returns. An event of
   * a dialect that this correlator does not know is only counted. After {@link #finish()}, events
   * are taken as those of a further log, by a correlator that holds nothing.
   */
  @Override
  public void onEvent(MailEvent e) {
    events++;
    String dialect = e.dialect();
    CorrelationRules rule = dialect == null ? null : rules.get(dialect);
    if (dialect == null || rule == null) {
      return;
    }
    if (e.timed() && clock.tick(e.epochSecond(), events)) {
      stampSince(clock.stepFrom);
    }
    giveEnded(e);
    ByteSlice host = e.slice(Field.HOST, hostSlice);
    ByteSlice pid = rule.sessionsByPid() ? e.slice(Field.PID, pidSlice) : null;
    ByteSlice id = e.slice(Field.QUEUE_ID, idSlice);
    if (id != null) {
      message(e, dialect, rule, host, pid, id);
    } else {
      session(e, dialect, host, pid);
    }
  }

  /**
   * Takes an event whose line was given before, from another log: nothing is told again, but the
   * record's further lines may follow here.
   */
  public void onCopy(MailEvent e) {
    ByteSlice id = e.slice(Field.QUEUE_ID, idSlice);
    if (id == null || e.kind() != EventKind.REJECT) {
      return;
    }
    ByteSlice host = e.slice(Field.HOST, hostSlice);
    Story story = find(host, id, names.of(e.slice(Field.INSTANCE)), EventKind.REJECT);
    if (story != null) {
      records.open(host, e.slice(Field.PID, pidSlice), story);
    }
  }

  // --- lines with a queue id

  private void message(
      MailEvent e,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice pid,
      ByteSlice id) {
    Story story = storyFor(e, dialect, rule, host, id);
    stories.touch(story);
    story.lastSeen = clock.now;
    story.lastLine = events;
    story.stamp = e.timed() ? e.epochSecond() : story.stamp;
    boolean wasDone = story.done;
    if (e.kind() == EventKind.QUEUED) {
      story.done = false; // it goes on: refused in part, or requeued under its id
      story.completed = null;
      story.refused = false;
    }
    teller.tell(story, e);
    if (e.kind() == EventKind.RECEIVED) {
      story.queued |= rule.receivedIsQueued();
      if (pid != null) {
        handedOver(e, story, host, pid);
      }
    }
    relate(e, story, host);
    boolean refused = e.kind() == EventKind.REJECT;
    if (refused) {
      records.open(host, pid, story);
    }
    if ((refused || e.kind() == EventKind.CONNECTION_LOST) && rule.receivedIsQueued()) {
      story.started |= !story.queued; // no line takes in what is refused: this is its beginning
    }
    if (!rule.logsRemoval() && e.kind() == EventKind.DELIVERY && story.allSettled()) {
      StoryTeller.end(story, e.time());
    }
    if (story.done && !wasDone) {
      ended.add(story);
    }
    limitOpen();
  }

  /** The story that a line continues, or a new one. */
  private Story storyFor(
      MailEvent e, String dialect, CorrelationRules rule, @Nullable ByteSlice host, ByteSlice id) {
    String instance = names.of(e.slice(Field.INSTANCE));
    giveWaited(e, host, id);
    Story story = find(host, id, instance, e.kind());
    while (story != null && startsAnother(story, rule, e)) {
      story.superseded = true;
      give(story);
      story = find(host, id, instance, e.kind());
    }
    if (story == null) {
      if (e.kind() == EventKind.RECEIVED) {
        giveOver(host, id);
      }
      story = add(dialect, host, instance, id);
    }
    return story;
  }

  /**
   * Gives those stories of an id that have ended, and by the clock of their own host have waited
   * long enough: whatever the log's time is, this line is no late one of theirs.
   */
  private void giveWaited(MailEvent e, @Nullable ByteSlice host, ByteSlice id) {
    Story story = stories.first(host, id);
    while (story != null) {
      Story next = stories.next(story);
      if (story.done && apart(story, e)) {
        give(story);
      }
      story = next;
    }
  }

  /** The id is used again: gives those of its stories, of whatever instance, that are over. */
  private void giveOver(@Nullable ByteSlice host, ByteSlice id) {
    Story story = stories.first(host, id);
    while (story != null) {
      Story next = stories.next(story);
      if (story.done || (story.abandoned && !story.queued && !story.held)) {
        give(story);
      }
      story = next;
    }
  }

  private Story add(
      String dialect, @Nullable ByteSlice host, @Nullable String instance, ByteSlice id) {
    Story story = new Story(dialect, names.of(host), instance, id.toString());
    story.lastSeen = clock.now;
    story.lastLine = events;
    stories.add(story, host, id);
    return story;
  }

  /**
   * The open story of a host, an instance and an id, for a line of this kind.
   *
   * <p>A service may log under a name of its own that looks like another instance's (syslog_name).
   * So a line without a story of its own instance belongs to the one story that has the id. One
   * that begins a message belongs only to a story that the same service began.
   */
  private @Nullable Story find(
      @Nullable ByteSlice host, ByteSlice id, @Nullable String instance, EventKind kind) {
    Story only = null;
    int count = 0;
    for (Story s = stories.first(host, id); s != null; s = stories.next(s)) {
      if (Objects.equals(s.instance, instance)
          || (kind == EventKind.RECEIVED && s.taken && Objects.equals(s.service, instance))) {
        return s;
      }
      only = s;
      count++;
    }
    if (count != 1 || only == null || kind == EventKind.RECEIVED) {
      return null;
    }
    if (!only.queued && (kind == EventKind.MESSAGE_ID || kind == EventKind.QUEUED)) {
      only.instance = instance; // the queue's own daemons know which instance it is
    }
    return only;
  }

  /** Whether a line comes too long after the story's last one to be late. */
  private static boolean apart(Story story, MailEvent e) {
    return e.timed()
        && story.stamp != Story.NO_STAMP
        && story.stamp < e.epochSecond() - LINGER_SECONDS;
  }

  /** Whether a line cannot be of the story that has its id: the server used the id again. */
  private static boolean startsAnother(Story story, CorrelationRules rule, MailEvent e) {
    return switch (e.kind()) {
      case RECEIVED ->
          story.seen
              && (story.started || story.done || (story.queued && !rule.deliversWhileReceiving()));
      // The header was read before the queue manager had the message, and before the client's
      // session moved on: a change comes too late.
      case MESSAGE_ID ->
          story.messageId == null
              ? story.abandoned && !story.queued && apart(story, e)
              : story.removed
                  || ((story.queued || story.abandoned) && !statesMessageId(e, story.messageId));
      case QUEUED -> story.removed && story.queued;
      default -> false;
    };
  }

  private static boolean statesMessageId(MailEvent e, String messageId) {
    ByteSlice stated = e.slice(Field.MESSAGE_ID);
    return stated == null || stated.toString().equals(messageId);
  }

  // --- lines of a session

  private void session(
      MailEvent e, String dialect, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    switch (e.kind()) {
      case CONNECT -> {
        if (pid == null) {
          return;
        } else if (e.has(Field.CLIENT_IP)) {
          sessions.open(host, pid).client.takeFrom(e, names);
        } else {
          sessions.close(host, pid);
        }
      }
      case TLS, AUTH_SUCCESS -> {
        Session session = pid == null ? null : sessions.get(host, pid);
        if (session != null && session.client.sameAddress(e)) {
          session.client.takeFrom(e, names);
          session.early = null; // neither comes within a transaction
        }
      }
      case CONNECTION_LOST -> lost(e, host, pid);
      case DISCONNECT -> {
        if (pid != null) {
          sessions.close(host, pid);
        }
      }
      case REJECT -> refused(e, dialect, host, pid);
      case CONTENT_CHECK -> checkedEarly(e, host, pid);
      case CONTINUATION -> {
        Story story = records.get(host, pid);
        if (story != null) {
          teller.refuseRecipient(story, e);
        }
      }
      default -> {
        // Nothing of a message.
      }
    }
  }

  /** A refusal without a queue id: with others of its session and sender it makes one trace. */
  private void refused(
      MailEvent e, String dialect, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    Session session = pid == null ? null : sessions.get(host, pid);
    // A process may serve many clients at once (postscreen): then the session is another's.
    boolean own = session != null && session.client.sameAddress(e);
    String from = teller.text(e, Field.FROM);
    Story refusal = own && session != null ? session.refusal : null;
    if (refusal != null && !Objects.equals(refusal.from, from)) {
      giveRefusal(refusal);
      refusal = null;
    }
    if (refusal == null) {
      refusal = new Story(dialect, names.of(host), names.of(e.slice(Field.INSTANCE)), null);
      refusal.received = e.time();
      refusal.from = from;
      refusal.started = true;
      refusal.refused = true;
      refusal.seen = true;
    }
    refusal.client.takeFrom(e, names);
    StoryTeller.end(refusal, e.time());
    refusal.note(teller.note(e));
    teller.refuseRecipient(refusal, e);
    if (own && session != null) {
      refusal.client.takeSession(session.client);
      session.refusal = refusal;
      session.early = null;
      movesOn(session, null);
    } else {
      giveRefusal(refusal);
    }
  }

  /** An action on a message that has no id yet. */
  private void checkedEarly(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    Session session = pid == null ? null : sessions.get(host, pid);
    if (session == null || !e.has(Field.ACTION) || !session.client.sameAddress(e)) {
      return;
    }
    session.client.takeFrom(e, names);
    movesOn(session, null);
    String from = teller.text(e, Field.FROM);
    String to = teller.text(e, Field.TO);
    EarlyLines early = session.early;
    if (early == null || !early.continuedBy(from, to)) {
      early = new EarlyLines();
      session.early = early;
    }
    if (from != null || !(e.is(Field.ACTION, "hold") || e.is(Field.ACTION, "discard"))) {
      early.add(teller.note(e), from, to);
    }
  }

  /** The client went away. In RCPT or DATA the message that it was handing over goes with it. */
  private void lost(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    Session session = pid == null ? null : sessions.get(host, pid);
    if (session == null) {
      return;
    }
    session.early = null;
    Story story = session.current;
    boolean within = e.stage() == SmtpStage.RCPT || e.stage() == SmtpStage.DATA;
    if (story != null && within && story.client.sameAddress(e)) {
      boolean wasDone = story.done;
      StoryTeller.breakOff(story, e);
      if (story.done && !wasDone) {
        ended.add(story);
      }
    }
  }

  private void handedOver(MailEvent e, Story story, @Nullable ByteSlice host, ByteSlice pid) {
    Session session = sessions.get(host, pid);
    if (session == null) {
      return;
    }
    if (!session.client.sameAddress(e)) {
      // The end of the session was lost, or a proxy names its own client now (XCLIENT).
      session = sessions.open(host, pid);
      session.client.takeAddress(e, names);
    }
    movesOn(session, story);
    story.client.takeSession(session.client);
    story.early = session.early;
    session.early = null;
  }

  private void sessionEnded(Session session) {
    movesOn(session, null);
    giveRefusalOf(session);
  }

  private void giveRefusalOf(Session session) {
    if (session.refusal != null) {
      giveRefusal(session.refusal);
      session.refusal = null;
    }
  }

  /**
   * The session goes on to the next message, or ends: if the queue manager does not have the one
   * before, and it is not on hold, nobody has it.
   */
  private void movesOn(Session session, @Nullable Story next) {
    Story story = session.current;
    session.current = next;
    if (story == null || story == next || story.queued) {
      return;
    }
    story.abandoned = true;
    if ((story.discarded || story.earlyDiscard()) && !story.done) {
      StoryTeller.end(story, story.received);
      ended.add(story);
    }
  }

  // --- relations

  private void relate(MailEvent e, Story story, @Nullable ByteSlice host) {
    ByteSlice child = e.slice(Field.CHILD_QUEUE_ID, idSlice);
    if (child != null) {
      relations.child(e, story, named(e, story, host, child));
    }
    ByteSlice parent = e.slice(Field.PARENT_QUEUE_ID, idSlice);
    if (parent != null) {
      relations.parent(e, story, named(e, story, host, parent));
    }
    if (e.kind() == EventKind.DELIVERY) {
      relations.delivered(e, story);
    } else if (e.has(Field.MESSAGE_ID) && story.messageId != null) {
      relations.identified(story);
    }
  }

  /** The story of an id that another story's line names; it may have no line of its own yet. */
  private Story named(MailEvent e, Story by, @Nullable ByteSlice host, ByteSlice id) {
    giveWaited(e, host, id);
    Story found = find(host, id, by.instance, EventKind.BOUNCE);
    return found == null ? add(by.dialect, host, by.instance, id) : found;
  }

  // --- giving traces

  private void giveEnded(@Nullable MailEvent e) {
    Story story = ended.peek();
    while (story != null
        && (ended.size() > MAX_LINGERING || !story.done || story.given || hasWaited(story, e))) {
      ended.remove();
      if (story.done && !story.given) {
        give(story);
      }
      story = ended.peek();
    }
    if (clock.now == LogClock.UNKNOWN) {
      return;
    }
    Story oldest = stories.oldest();
    while (oldest != null && oldest.lastSeen < clock.now - maxAgeSeconds) {
      evict(oldest);
      oldest = stories.oldest();
    }
    if (oldest != null && oldest.lastSeen - maxAgeSeconds > clock.now) {
      oldest.lastSeen = clock.now; // the log's time was set back by far: it ages from here
    }
  }

  /** Whether the log's time has gone on, or was set back, so that no late line is waited for. */
  private boolean hasWaited(Story story, @Nullable MailEvent e) {
    if (clock.now == LogClock.UNKNOWN) {
      return false;
    }
    return story.lastSeen < clock.now - LINGER_SECONDS
        || story.lastSeen > clock.now + LINGER_SECONDS
        // After a silence: while the time is in doubt, the clock of the story's own host will do.
        || (e != null && clock.isInDoubt() && apart(story, e) && isOfHost(story, e));
  }

  private boolean isOfHost(Story story, MailEvent e) {
    return Objects.equals(story.host, names.of(e.slice(Field.HOST, hostSlice)));
  }

  /**
   * The stories of the lines from this one on were seen now, by the log's time as it is known now.
   */
  private void stampSince(long line) {
    for (Story s = stories.newest(); s != null && s.lastLine >= line; s = s.older) {
      s.lastSeen = clock.now;
    }
  }

  private void limitOpen() {
    Story oldest = stories.oldest();
    while (stories.size() > limits.maxOpenMessages() && oldest != null) {
      Story first = ended.poll();
      if (first == null) {
        evict(oldest);
      } else if (first.done && !first.given) {
        give(first);
      }
      oldest = stories.oldest();
    }
  }

  private void evict(Story story) {
    if (!story.done && story.seen) {
      story.evicted = true;
      evicted++;
    }
    give(story);
  }

  private void give(Story story) {
    stories.remove(story);
    relations.forget(story);
    story.given = true;
    if (!story.seen) {
      return; // only named by another message's line
    }
    if (story.probe) {
      probes++;
      return;
    }
    given(story);
  }

  private void giveRefusal(Story refusal) {
    given(refusal);
  }

  private void given(Story story) {
    MessageTrace trace = TraceMaker.trace(story);
    traces++;
    notesCut += trace.notesCut();
    handler.onTrace(trace);
  }

  /**
   * The log has ended: gives the traces of all messages that are still held; those that have ended,
   * then the others, the one that was silent longest first. Nothing is held any more then; to call
   * it again does nothing.
   */
  public void finish() {
    sessions.dropAll();
    if (clock.end()) {
      stampSince(clock.stepFrom);
      giveEnded(null);
    }
    for (Story s = ended.poll(); s != null; s = ended.poll()) {
      if (s.done && !s.given) {
        give(s);
      }
    }
    for (Story s = stories.oldest(); s != null; s = stories.oldest()) {
      give(s);
    }
  }

  /** What was done so far. */
  public CorrelationCounters counters() {
    return new CorrelationCounters(
        events,
        traces,
        stories.size(),
        evicted,
        teller.recipientsCut,
        teller.attemptsCut,
        notesCut,
        sessions.cut,
        probes);
  }

  // --- saving and restoring

  /**
   * Writes everything that this correlator holds, so that {@link #restore} goes on as if nothing
   * had happened. The form is versioned and has a checksum. The stream is not closed. This
   * correlator stays as it is, and may go on. To end a log for now, save instead of {@link
   * #finish()}: after it, only the counters and the time are left to save.
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
      InputStream source, Dialects dialects, CorrelationLimits limits, TraceHandler handler)
      throws IOException {
    MessageCorrelator correlator = new MessageCorrelator(dialects, limits, handler);
    new StateInput(new BufferedInputStream(source)).read(correlator);
    return correlator;
  }

  long[] counts() {
    return new long[] {
      events,
      traces,
      evicted,
      probes,
      teller.recipientsCut,
      teller.attemptsCut,
      notesCut,
      sessions.cut
    };
  }

  void setCounts(long[] counts) {
    events = counts[0];
    traces = counts[1];
    evicted = counts[2];
    probes = counts[3];
    teller.recipientsCut = counts[4];
    teller.attemptsCut = counts[5];
    notesCut = counts[6];
    sessions.cut = counts[7];
  }
}
