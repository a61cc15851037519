package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.LinePiece;
import io.maillog.event.MailEvent;
import io.maillog.header.LogTime;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.LinkType;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Submitter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateOutput} wrote. */
final class StateInput {
  private static final int MAX_BYTES = 16 << 20;

  private final CRC32C checksum = new CRC32C();
  private final DataInputStream in;
  private final Shared<Answer> answers = new Shared<>(1 << 12);
  private final Shared<Client> clients = new Shared<>(1 << 13);

  StateInput(InputStream source) {
    this.in = new DataInputStream(new CheckedInputStream(source, checksum));
  }

  /** Fills a new correlator. */
  void read(MessageCorrelator c) throws IOException {
    try {
      if (in.readLong() != StateOutput.MAGIC) {
        throw new StateFormatException("this is no saved state of a correlator");
      }
      int version = in.readInt();
      if (version != StateOutput.VERSION) {
        throw new StateFormatException(
            "the saved state is of version " + version + ", not " + StateOutput.VERSION);
      }
      body(c);
      long sum = checksum.getValue();
      if (in.readLong() != sum) {
        throw new StateFormatException("the saved state is damaged: its checksum is wrong");
      }
    } catch (EOFException e) {
      throw new StateFormatException("the saved state is cut", e);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new StateFormatException("the saved state is damaged", e);
    }
  }

  private void body(MessageCorrelator c) throws IOException {
    c.clock.now = in.readLong();
    c.clock.atLine = in.readLong();
    c.clock.step = in.readLong();
    c.clock.stepLines = in.readInt();
    c.clock.stepFrom = in.readLong();
    long[] counts = new long[c.counts().length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
    c.setCounts(counts);
    List<Story> stories = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      Story story = story();
      stories.add(story);
      c.stories.addByKey(story);
    }
    ended(stories, c.giver.ended);
    ended(stories, c.giver.patient);
    for (int i = count(); i > 0; i--) {
      byte[] key = bytes(count());
      HeldBytes held = c.sessions.table.held;
      c.sessions.table.add(session(new HostKey(key, key.length), held, stories));
    }
    for (int i = count(); i > 0; i--) {
      String id = required();
      for (int n = count(); n > 0; n--) {
        Story story = stories.get(in.readInt());
        c.relations.await(
            id, new Offer(story, string(), string(), in.readLong(), in.readLong(), null));
      }
    }
    for (int i = count(); i > 0; i--) {
      byte[] key = bytes(count());
      c.records.put(new HostKey(key, key.length), stories.get(in.readInt()));
    }
    for (int i = count(); i > 0; i--) {
      byte[] key = bytes(count());
      c.pieces.put(new HostKey(key, key.length), piecesOfText());
    }
    for (int i = count(); i > 0; i--) {
      byte[] key = bytes(count());
      c.teller.rewritings.rewritten.put(new HostKey(key, key.length), required());
    }
  }

  private LinePieces.Text piecesOfText() throws IOException {
    LinePieces.Text text = new LinePieces.Text();
    text.bytes = bytes(count());
    if (text.bytes.length > LinePieces.MAX_TEXT) {
      throw new StateFormatException("the saved state is damaged");
    }
    int length = in.readInt();
    text.queueId = length == -1 ? null : bytes(length);
    text.latest = LinePiece.values()[in.readByte()];
    text.number = in.readInt();
    text.second = in.readLong();
    text.told = in.readBoolean();
    return text;
  }

  private Session session(HostKey key, HeldBytes held, List<Story> stories) throws IOException {
    Session s = new Session(key, held);
    s.setClient(client());
    int current = in.readInt();
    s.current = current < 0 ? null : stories.get(current);
    if (in.readBoolean()) {
      s.setRefusal(story());
    }
    s.setEarly(early());
    s.begun = in.readInt();
    return s;
  }

  private @Nullable EarlyLines early() throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    EarlyLines lines = new EarlyLines();
    lines.from = string();
    lines.to = string();
    lines.notes.addAll(notes());
    lines.notesCut = in.readInt();
    lines.hold = in.readBoolean();
    lines.discard = in.readBoolean();
    return lines;
  }

  private void ended(List<Story> stories, Collection<Story> waiting) throws IOException {
    for (int i = count(); i > 0; i--) {
      int number = in.readInt();
      waiting.add(number < 0 ? Story.given() : stories.get(number));
    }
  }

  private Story story() throws IOException {
    byte[] key = bytes(count());
    long serial = in.readLong();
    Story s = new Story(required(), string(), string());
    queueId(s, key, text());
    s.serial = serial;
    s.service = string();
    ByteSlice messageId = text();
    if (messageId != null) {
      s.setMessageId(messageId);
    }
    s.setFrom(text());
    s.size = in.readLong();
    s.nrcpt = in.readInt();
    s.setSubject(string());
    s.setReceived(time());
    s.completed = time();
    s.setClient(client());
    boolean filtered = in.readBoolean();
    Client filter = client();
    s.setFilter(filtered ? filter : null);
    submitter(s, string(), in.readLong());
    for (int i = count(); i > 0; i--) {
      recipient(s);
    }
    if (in.readBoolean()) {
      CutRecipients cut = s.cut();
      boolean full = in.readBoolean();
      for (int i = count(); i > 0; i--) {
        cut.restore(in.readLong());
      }
      s.weigh(cut.count() * HeldBytes.CUT_RECIPIENT);
      cut.setFull(full);
    }
    for (int i = count(); i > 0; i--) {
      s.link(new Link(LinkType.values()[in.readByte()], required(), string()));
    }
    notes().forEach(s::note);
    s.cutNotes(in.readInt());
    strings().forEach(s::mention);
    for (int i = count(); i > 0; i--) {
      s.rewrite(required(), required());
    }
    s.setEarly(early());
    s.setFlags(in.readInt());
    s.lastSeen = in.readLong();
    s.lastLine = in.readLong();
    s.stamp = in.readLong();
    int weight = in.readInt();
    // At least what it weighs now; more, where its recipients shared less while it grew.
    if (weight < s.weight()) {
      throw new StateFormatException("the saved state is damaged");
    }
    s.weigh(weight - s.weight());
    return s;
  }

  private static void queueId(Story story, byte[] key, @Nullable ByteSlice id)
      throws StateFormatException {
    int at = id == null ? key.length : key.length - id.length();
    // The host and a NUL come before the id; a refusal has neither.
    if (at < (id == null ? 0 : 1) || (id == null && key.length > 0)) {
      throw new StateFormatException("the saved state is damaged");
    }
    story.setKey(key, at);
  }

  private static void submitter(Story story, @Nullable String user, long uid) {
    if (user != null || uid >= 0) {
      story.setSubmitter(new Submitter(user, uid < 0 ? null : (Long) uid));
    }
  }

  private void recipient(Story story) throws IOException {
    ByteSlice to = text();
    ByteSlice origTo = text();
    if (to == null) {
      throw new StateFormatException("the saved state is damaged");
    }
    StoryRecipient r = story.addRecipient(to, origTo);
    int decided = in.readByte();
    r.setAttemptsCut(in.readInt());
    for (int i = count(); i > 0; i--) {
      story.attempt(r, attempt(), Integer.MAX_VALUE);
    }
    story.decide(r, decided < 0 ? null : Outcome.values()[decided]);
  }

  private StoryAttempt attempt() throws IOException {
    LogTime time = time();
    DeliveryStatus status = DeliveryStatus.values()[in.readByte()];
    String relayHost = string();
    String relayIp = string();
    int port = in.readInt();
    String dsn = string();
    int code = in.readInt();
    String reply = string();
    boolean namesRecipient = in.readBoolean();
    long delay = in.readLong();
    Answer answer =
        new Answer(status, relayHost, relayIp, port, dsn, code, reply, namesRecipient, string());
    return StoryAttempt.of(
        time,
        delay == MailEvent.ABSENT ? null : (Long) delay,
        answer.mayComeAgain() ? answers.of(answer) : answer);
  }

  private List<Note> notes() throws IOException {
    List<Note> notes = new ArrayList<>(0);
    for (int i = count(); i > 0; i--) {
      notes.add(new Note(time(), EventKind.values()[in.readByte()], string(), string()));
    }
    return notes;
  }

  private Client client() throws IOException {
    String host = string();
    String ip = string();
    int port = in.readInt();
    Integer stated = port < 0 ? null : (Integer) port;
    return clients.of(
        new Client(host, ip, stated, string(), string(), string(), string(), string()));
  }

  private @Nullable LogTime time() throws IOException {
    return in.readBoolean()
        ? new LogTime(in.readLong(), in.readInt(), in.readInt(), in.readByte())
        : null;
  }

  private List<String> strings() throws IOException {
    List<String> strings = new ArrayList<>(0);
    for (int i = count(); i > 0; i--) {
      strings.add(required());
    }
    return strings;
  }

  private String required() throws IOException {
    String s = string();
    if (s == null) {
      throw new StateFormatException("the saved state is damaged");
    }
    return s;
  }

  private @Nullable String string() throws IOException {
    int length = in.readInt();
    return length == -1 ? null : new String(bytes(length), StandardCharsets.UTF_8);
  }

  private @Nullable ByteSlice text() throws IOException {
    int length = in.readInt();
    return length == -1 ? null : new ByteSlice().wrap(bytes(length), 0, length);
  }

  private byte[] bytes(int length) throws IOException {
    if (length < 0 || length > MAX_BYTES) {
      throw new StateFormatException("the saved state is damaged");
    }
    byte[] b = new byte[length];
    in.readFully(b);
    return b;
  }

  private int count() throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new StateFormatException("the saved state is damaged");
    }
    return count;
  }
}
