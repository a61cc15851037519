package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.LogSource;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Submitter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateOutput} wrote. */
final class StateInput {
  private static final int MAX_PORT = 65_535;

  private final StateReader in;
  private final Shared<Answer> answers = new Shared<>(1 << 12);
  private final Shared<Server> servers = new Shared<>(64);
  private final Shared<Client> clients = new Shared<>(1 << 13);

  private @Nullable String lastFile;

  StateInput(InputStream source) {
    this.in = new StateReader(source);
  }

  /** Fills a new correlator. */
  void read(MessageCorrelator c) throws IOException {
    try {
      if (in.any() != StateOutput.MAGIC) {
        throw new StateFormatException("this is no saved state of a correlator");
      }
      int version = in.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
      if (version != StateOutput.VERSION) {
        throw new StateFormatException(
            "the saved state is of version " + version + ", not " + StateOutput.VERSION);
      }
      body(c);
      if (!in.endsWithItsChecksum()) {
        throw new StateFormatException("the saved state is damaged: its checksum is wrong");
      }
    } catch (EOFException e) {
      throw new StateFormatException("the saved state is cut", e);
    }
  }

  private void body(MessageCorrelator c) throws IOException {
    c.clock.first = in.second(LogClock.UNKNOWN);
    c.clock.now = in.second(LogClock.UNKNOWN);
    c.clock.atLine = in.second(LogClock.UNKNOWN);
    c.clock.step = in.second(0);
    c.clock.stepLines = in.between(0, LogClock.CONFIRMED_BY - 1);
    c.clock.stepFrom = in.atLeast(0);
    long[] counts = new long[c.counts().length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.atLeast(0);
    }
    c.setCounts(counts);
    List<Story> stories = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      Story story = story();
      StateReader.check(story.hasQueueId() && c.stories.addByKey(story) == null);
      stories.add(story);
    }
    ended(stories, c.giver.ended);
    ended(stories, c.giver.patient);
    ended(stories, c.giver.failed);
    SessionTable sessions = c.sessions.table;
    for (int i = in.between(0, SessionLines.MAX_SESSIONS); i > 0; i--) {
      HostKey key = key();
      StateReader.check(!sessions.has(key));
      sessions.add(session(key, sessions.held, stories));
    }
    for (int i = in.count(); i > 0; i--) {
      String id = in.required();
      for (int n = in.between(0, Relations.MAX_SAME_ID); n > 0; n--) {
        c.relations.await(id, offer(id, stories));
      }
    }
    for (int i = in.between(0, OpenRecords.MAX); i > 0; i--) {
      c.records.put(key(), storyOf(stories));
    }
    for (int i = in.count(); i > 0; i--) {
      c.removals.put(key(), storyOf(stories));
    }
    for (int i = in.between(0, Resubmissions.MAX); i > 0; i--) {
      c.resubmissions.put(key(), resubmission(stories));
    }
    for (int i = in.between(0, LinePieces.MAX); i > 0; i--) {
      c.pieces.put(key(), piecesOfText());
    }
    for (int i = in.between(0, Rewritings.MAX); i > 0; i--) {
      c.teller.rewritings.rewritten.put(key(), in.required());
    }
    Transactions transactions = c.sessions.transactions;
    for (int i = in.between(0, Transactions.MAX); i > 0; i--) {
      HostKey key = key();
      StateReader.check(!transactions.open.containsKey(key));
      transactions.put(key, transaction());
    }
  }

  private Transactions.Transaction transaction() throws IOException {
    Transactions.Transaction transaction = new Transactions.Transaction();
    transaction.discarded.addAll(strings());
    transaction.notes.addAll(notes());
    if (in.flag()) {
      Story refusal = story();
      StateReader.check(!refusal.hasQueueId());
      transaction.refusal = refusal;
    }
    transaction.since = in.second(LogClock.UNKNOWN);
    return transaction;
  }

  private Resubmissions.Resubmission resubmission(List<Story> stories) throws IOException {
    Resubmissions.Resubmission resubmission = new Resubmissions.Resubmission(storyOf(stories));
    resubmission.from = storyOrNone(stories);
    resubmission.earlier = storyOrNone(stories);
    resubmission.earlierFrom = storyOrNone(stories);
    resubmission.doubtful = in.flag();
    return resubmission;
  }

  private Offer offer(String id, List<Story> stories) throws IOException {
    Story story = storyOf(stories);
    StateReader.check(story.hasNextHop(id));
    return new Offer(
        story, in.string(), in.string(), in.second(Offer.UNKNOWN), in.second(Offer.UNKNOWN), null);
  }

  private HostKey key() throws IOException {
    byte[] key = in.bytes();
    return new HostKey(key, key.length);
  }

  /** One of the stories of the table, by its number. */
  private Story storyOf(List<Story> stories) throws IOException {
    return stories.get(in.between(0, stories.size() - 1));
  }

  /** One of the stories of the table, or none. */
  private @Nullable Story storyOrNone(List<Story> stories) throws IOException {
    int number = in.between(-1, stories.size() - 1);
    return number < 0 ? null : stories.get(number);
  }

  private LinePieces.Text piecesOfText() throws IOException {
    LinePieces.Text text = new LinePieces.Text();
    text.bytes = in.bytes();
    StateReader.check(text.bytes.length <= LinePieces.MAX_TEXT);
    text.queueId = in.bytesOrNone();
    text.latest = in.word(MailEvent.Piece.values());
    text.number = in.between(0, Integer.MAX_VALUE);
    text.second = in.second(0);
    text.told = in.flag();
    return text;
  }

  private Session session(HostKey key, HeldBytes held, List<Story> stories) throws IOException {
    Session s = new Session(key, held);
    s.setClient(client());
    s.current = storyOrNone(stories);
    if (in.flag()) {
      Story refusal = story();
      StateReader.check(!refusal.hasQueueId());
      s.setRefusal(refusal);
    }
    s.setEarly(early());
    s.begun = in.between(0, Integer.MAX_VALUE);
    return s;
  }

  private @Nullable EarlyLines early() throws IOException {
    if (!in.flag()) {
      return null;
    }
    EarlyLines lines = new EarlyLines();
    lines.from = in.string();
    lines.to = in.string();
    lines.notes.addAll(notes());
    lines.notesCut = in.between(0, Integer.MAX_VALUE);
    lines.hold = in.flag();
    lines.discard = in.flag();
    return lines;
  }

  private void ended(List<Story> stories, Collection<Story> waiting) throws IOException {
    for (int i = in.count(); i > 0; i--) {
      Story story = storyOrNone(stories);
      waiting.add(story == null ? Story.given() : story);
    }
  }

  private Story story() throws IOException {
    byte[] key = in.bytes();
    long serial = in.atLeast(0);
    StateReader.check(serial <= Long.MAX_VALUE / 2);
    Story s = new Story(in.required(), server(), in.string(), shared(in.string()), in.atLeast(0));
    queueId(s, key, in.slice());
    s.serial = serial;
    s.service = in.string();
    ByteSlice messageId = in.slice();
    if (messageId != null) {
      s.setMessageId(messageId);
    }
    s.setFrom(in.slice());
    s.size = in.atLeast(-1);
    s.nrcpt = in.between(-1, Integer.MAX_VALUE);
    s.setSubject(in.string());
    s.setReceived(in.time());
    s.completed = in.time();
    s.setClient(client());
    boolean filtered = in.flag();
    Client filter = client();
    s.setFilter(filtered ? filter : null);
    submitter(s, in.string(), in.atLeast(-1));
    for (int i = in.count(); i > 0; i--) {
      recipient(s);
    }
    if (in.flag()) {
      cutRecipients(s);
    }
    for (int i = in.between(0, Story.MAX_LINKS); i > 0; i--) {
      s.link(new Link(in.word(Link.Type.values()), in.required(), in.string()));
    }
    notes().forEach(s::note);
    s.cutNotes(in.between(0, Integer.MAX_VALUE));
    strings().forEach(s::mention);
    for (int i = in.count(); i > 0; i--) {
      s.rewrite(in.required(), in.required());
    }
    if (in.flag()) {
      Expansions expansions = s.expand();
      for (int i = in.between(0, Expansions.MAX); i > 0; i--) {
        String member = in.required();
        StateReader.check(s.expand(in.required(), member));
      }
      expansions.setLooping(in.string());
      expansions.setAsked(in.flag());
    }
    if (in.flag()) {
      recipientChanges(s);
    }
    s.setEarly(early());
    int flags = in.between(0, Integer.MAX_VALUE);
    s.setFlags(flags);
    StateReader.check(s.flags() == flags);
    s.lastSeen = in.second(LogClock.UNKNOWN);
    s.lastLine = in.atLeast(0);
    s.setStamped(in.time());
    // At least what it weighs now; more, where its recipients shared less while it grew.
    s.weighClient();
    int weight = in.between(s.weight(), Integer.MAX_VALUE);
    s.weigh(weight - s.weight());
    return s;
  }

  /** The name of an input, which is that of many stories. */
  private @Nullable String shared(@Nullable String file) {
    if (file != null && !file.equals(lastFile)) {
      lastFile = file;
    }
    return file == null ? null : lastFile;
  }

  private Server server() throws IOException {
    String host = in.string();
    String label = in.string();
    String directory = in.string();
    StateReader.check(label == null || (directory == null && LogSource.isLabel(label)));
    LogSource source =
        label != null
            ? LogSource.labelled(label)
            : directory != null ? LogSource.in(directory) : LogSource.NONE;
    return servers.of(new Server(host, source));
  }

  private static void queueId(Story story, byte[] key, @Nullable ByteSlice id)
      throws StateFormatException {
    int at = id == null ? key.length : key.length - id.length();
    // The host and a NUL come before the id; a refusal has neither.
    StateReader.check(
        id == null
            ? key.length == 0
            : at >= 1
                && key[at - 1] == 0
                && ByteScan.equal(key, at, key.length, id.array(), id.from(), id.to()));
    story.setKey(key, at);
  }

  private static void submitter(Story story, @Nullable String user, long uid) {
    if (user != null || uid >= 0) {
      story.setSubmitter(new Submitter(user, uid < 0 ? null : (Long) uid));
    }
  }

  private void cutRecipients(Story s) throws IOException {
    CutRecipients cut = s.cut();
    boolean full = in.flag();
    for (int i = in.between(0, CutRecipients.MAX); i > 0; i--) {
      StateReader.check(cut.restore(in.any()));
    }
    s.weigh(cut.count() * HeldBytes.CUT_RECIPIENT);
    cut.setFull(full);
  }

  private void recipientChanges(Story story) throws IOException {
    RecipientChanges changes = story.changes();
    for (int i = in.count(); i > 0; i--) {
      String address = in.required();
      int by = in.between(-Integer.MAX_VALUE, 1);
      StateReader.check(by != 0 && !changes.byAddress().containsKey(address));
      story.changeRecipients(address, by, Integer.MAX_VALUE);
    }
    if (in.flag()) {
      changes.setFull();
    }
  }

  private void recipient(Story story) throws IOException {
    ByteSlice to = in.slice();
    ByteSlice origTo = in.slice();
    if (to == null) {
      throw StateReader.damaged();
    }
    StoryRecipient r = story.addRecipient(to, origTo, in.slice());
    Outcome decided = in.wordOrNone(Outcome.values());
    r.setAttemptsCut(in.between(0, Integer.MAX_VALUE));
    for (int i = in.count(); i > 0; i--) {
      story.attempt(r, attempt(), Integer.MAX_VALUE);
    }
    story.decide(r, decided);
  }

  private StoryAttempt attempt() throws IOException {
    LogTime time = in.time();
    DeliveryStatus status = in.word(DeliveryStatus.values());
    String relayHost = in.string();
    String relayIp = in.string();
    int port = in.between(Answer.NONE, MAX_PORT);
    String dsn = in.string();
    int code = in.between(Answer.NONE, 999);
    String reply = in.string();
    boolean namesRecipient = in.flag();
    long delay = in.any();
    StateReader.check(delay == MailEvent.ABSENT || delay >= 0);
    Answer answer =
        new Answer(status, relayHost, relayIp, port, dsn, code, reply, namesRecipient, in.string());
    return StoryAttempt.of(
        time,
        delay == MailEvent.ABSENT ? null : (Long) delay,
        answer.mayComeAgain() ? answers.of(answer) : answer);
  }

  private List<Note> notes() throws IOException {
    List<Note> notes = new ArrayList<>(0);
    for (int i = in.count(); i > 0; i--) {
      notes.add(new Note(in.time(), in.word(EventKind.values()), in.string(), in.string()));
    }
    return notes;
  }

  private Client client() throws IOException {
    String host = in.string();
    String ip = in.string();
    int port = in.between(-1, MAX_PORT);
    Integer stated = port < 0 ? null : (Integer) port;
    Client client =
        new Client(
            host, ip, stated, in.string(), in.string(), in.string(), in.string(), in.string());
    return clients.of(client);
  }

  private List<String> strings() throws IOException {
    List<String> strings = new ArrayList<>(0);
    for (int i = in.count(); i > 0; i--) {
      strings.add(in.required());
    }
    return strings;
  }
}
