package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.LogTime;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Submitter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a correlator's state; {@link StateInput} reads it, in the same order. */
final class StateOutput {
  static final long MAGIC = 0x4d41494c4c4f4743L; // MAILLOGC
  static final int VERSION = 19;

  private final CRC32C checksum = new CRC32C();
  private final DataOutputStream out;
  private final IdentityHashMap<Story, Integer> numbers = new IdentityHashMap<>();

  StateOutput(OutputStream target) {
    this.out = new DataOutputStream(new CheckedOutputStream(target, checksum));
  }

  void write(MessageCorrelator c) throws IOException {
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(c.clock.first);
    out.writeLong(c.clock.now);
    out.writeLong(c.clock.atLine);
    out.writeLong(c.clock.step);
    out.writeInt(c.clock.stepLines);
    out.writeLong(c.clock.stepFrom);
    long[] counts = c.counts();
    for (long count : counts) {
      out.writeLong(count);
    }
    out.writeInt(c.stories.size());
    for (Story s = c.stories.oldest(); s != null; s = c.stories.newer(s)) {
      numbers.put(s, numbers.size());
      story(s);
    }
    ended(c.giver.ended);
    ended(c.giver.patient);
    ended(c.giver.failed);
    out.writeInt(c.sessions.table.size());
    for (Session s = c.sessions.table.oldest(); s != null; s = c.sessions.table.newer(s)) {
      bytes(s.key.toBytes());
      session(s);
    }
    relations(c.relations);
    byProcess(c.records::forEach);
    byProcess(c.removals::forEach);
    resubmissions(c.resubmissions);
    pieces(c.pieces);
    rewritings(c.teller.rewritings);
    transactions(c.sessions.transactions);
    long sum = checksum.getValue();
    out.writeLong(sum);
    out.flush();
  }

  /** Messages that further lines of a process may be about. */
  private void byProcess(Consumer<BiConsumer<HostKey, Story>> visit) throws IOException {
    List<Map.Entry<HostKey, Story>> entries = new ArrayList<>();
    visit.accept((key, story) -> entries.add(Map.entry(key, story)));
    out.writeInt(entries.size());
    for (Map.Entry<HostKey, Story> entry : entries) {
      bytes(entry.getKey().toBytes());
      out.writeInt(number(entry.getValue()));
    }
  }

  private void resubmissions(Resubmissions resubmissions) throws IOException {
    List<Map.Entry<HostKey, Resubmissions.Resubmission>> entries = new ArrayList<>();
    resubmissions.forEach((key, resubmission) -> entries.add(Map.entry(key, resubmission)));
    out.writeInt(entries.size());
    for (Map.Entry<HostKey, Resubmissions.Resubmission> entry : entries) {
      Resubmissions.Resubmission resubmission = entry.getValue();
      bytes(entry.getKey().toBytes());
      out.writeInt(number(resubmission.story));
      out.writeInt(number(resubmission.from));
      out.writeInt(number(resubmission.earlier));
      out.writeInt(number(resubmission.earlierFrom));
      out.writeBoolean(resubmission.doubtful);
    }
  }

  private void pieces(LinePieces pieces) throws IOException {
    out.writeInt(pieces.texts.size());
    for (Map.Entry<HostKey, LinePieces.Text> entry : pieces.texts.entrySet()) {
      LinePieces.Text text = entry.getValue();
      bytes(entry.getKey().toBytes());
      bytes(text.bytes);
      if (text.queueId == null) {
        string(null);
      } else {
        bytes(text.queueId);
      }
      out.writeByte(text.latest.ordinal());
      out.writeInt(text.number);
      out.writeLong(text.second);
      out.writeBoolean(text.told);
    }
  }

  private void relations(Relations relations) throws IOException {
    out.writeInt(relations.awaited.size());
    for (Map.Entry<String, Offer> entry : relations.awaited.entrySet()) {
      string(entry.getKey());
      offers(entry.getValue());
    }
  }

  /** The earliest first. */
  private void offers(@Nullable Offer latest) throws IOException {
    ArrayDeque<Offer> offers = new ArrayDeque<>();
    for (Offer offer = latest; offer != null; offer = offer.earlier()) {
      offers.addFirst(offer);
    }
    out.writeInt(offers.size());
    for (Offer offer : offers) {
      out.writeInt(number(offer.story()));
      string(offer.relayHost());
      string(offer.relayIp());
      out.writeLong(offer.offered());
      out.writeLong(offer.answered());
    }
  }

  private void transactions(Transactions transactions) throws IOException {
    out.writeInt(transactions.open.size());
    for (Map.Entry<HostKey, Transactions.Transaction> entry : transactions.open.entrySet()) {
      bytes(entry.getKey().toBytes());
      Transactions.Transaction transaction = entry.getValue();
      strings(transaction.discarded);
      notes(transaction.notes);
      Story refusal = transaction.refusal;
      out.writeBoolean(refusal != null);
      if (refusal != null) {
        story(refusal);
      }
      out.writeLong(transaction.since);
    }
  }

  private void rewritings(Rewritings rewritings) throws IOException {
    out.writeInt(rewritings.rewritten.size());
    for (Map.Entry<HostKey, String> entry : rewritings.rewritten.entrySet()) {
      bytes(entry.getKey().toBytes());
      string(entry.getValue());
    }
  }

  private void rewritings(Map<String, String> rewritten) throws IOException {
    out.writeInt(rewritten.size());
    for (Map.Entry<String, String> entry : rewritten.entrySet()) {
      string(entry.getKey());
      string(entry.getValue());
    }
  }

  private void expansions(@Nullable Expansions expansions) throws IOException {
    out.writeBoolean(expansions != null);
    if (expansions != null) {
      rewritings(expansions.parents());
      string(expansions.looping());
      out.writeBoolean(expansions.asked());
    }
  }

  private void recipientChanges(@Nullable RecipientChanges changes) throws IOException {
    out.writeBoolean(changes != null);
    if (changes != null) {
      out.writeInt(changes.byAddress().size());
      for (Map.Entry<String, Integer> entry : changes.byAddress().entrySet()) {
        string(entry.getKey());
        out.writeInt(entry.getValue());
      }
      out.writeBoolean(changes.isFull());
    }
  }

  private void ended(Collection<Story> waiting) throws IOException {
    out.writeInt(waiting.size());
    for (Story s : waiting) {
      out.writeInt(number(s));
    }
  }

  /** A story's place in the table; -1 if it is out of it, or there is none. */
  private int number(@Nullable Story s) {
    Integer number = s == null ? null : numbers.get(s);
    return number == null ? -1 : number;
  }

  private void session(Session s) throws IOException {
    client(s.client());
    out.writeInt(number(s.current));
    Story refusal = s.refusal();
    out.writeBoolean(refusal != null);
    if (refusal != null) {
      story(refusal);
    }
    early(s.early());
    out.writeInt(s.begun);
  }

  private void early(@Nullable EarlyLines lines) throws IOException {
    out.writeBoolean(lines != null);
    if (lines != null) {
      string(lines.from);
      string(lines.to);
      notes(lines.notes);
      out.writeInt(lines.notesCut);
      out.writeBoolean(lines.hold);
      out.writeBoolean(lines.discard);
    }
  }

  private void story(Story s) throws IOException {
    bytes(s.key());
    out.writeLong(s.serial);
    string(s.dialect);
    string(s.server.host());
    string(s.server.source().label());
    string(s.server.source().directory());
    string(s.instance);
    string(s.file);
    out.writeLong(s.lineNumber);
    text(s.queueIdBytes());
    string(s.service);
    text(s.messageIdBytes());
    text(s.fromBytes());
    out.writeLong(s.size);
    out.writeInt(s.nrcpt);
    string(s.subject());
    time(s.received());
    time(s.completed);
    client(s.client());
    Client filter = s.filter();
    out.writeBoolean(filter != null);
    client(filter == null ? ClientFacts.NONE : filter);
    Submitter submitter = s.submitter();
    string(submitter == null ? null : submitter.user());
    out.writeLong(submitter == null || submitter.uid() == null ? -1 : submitter.uid());
    out.writeInt(s.recipientCount());
    for (StoryRecipient r = s.firstRecipient(); r != null; r = r.next) {
      recipient(r);
    }
    cut(s.cutRecipients());
    out.writeInt(s.links().size());
    for (Link link : s.links()) {
      out.writeByte(link.type().ordinal());
      string(link.queueId());
      string(link.host());
    }
    notes(s.notes());
    out.writeInt(s.notesCut());
    strings(s.mentioned());
    rewritings(s.rewritings());
    expansions(s.expansions());
    recipientChanges(s.recipientChanges());
    early(s.early());
    out.writeInt(s.flags());
    out.writeLong(s.lastSeen);
    out.writeLong(s.lastLine);
    time(s.stamped());
    s.weighClient();
    out.writeInt(s.weight());
  }

  private void cut(@Nullable CutRecipients cut) throws IOException {
    out.writeBoolean(cut != null);
    if (cut != null) {
      out.writeBoolean(cut.isFull());
      long[] entries = cut.entries();
      out.writeInt(entries.length);
      for (long entry : entries) {
        out.writeLong(entry);
      }
    }
  }

  private void recipient(StoryRecipient r) throws IOException {
    bytes(r.to);
    if (r.origTo == null) {
      string(null);
    } else {
      bytes(r.origTo);
    }
    byte[] envelope = r.envelope();
    if (envelope == null) {
      string(null);
    } else {
      bytes(envelope);
    }
    Outcome decided = r.decided();
    out.writeByte(decided == null ? -1 : decided.ordinal());
    out.writeInt(r.attemptsCut());
    List<StoryAttempt> attempts = r.kept();
    out.writeInt(attempts.size());
    for (StoryAttempt attempt : attempts) {
      attempt(attempt);
    }
  }

  private void attempt(StoryAttempt attempt) throws IOException {
    Answer a = attempt.answer();
    time(PackedTime.time(attempt.second(), attempt.rest()));
    out.writeByte(a.status().ordinal());
    string(a.relayHost());
    string(a.relayIp());
    out.writeInt(a.relayPort());
    string(a.dsn());
    out.writeInt(a.code());
    string(a.reply());
    out.writeBoolean(a.namesRecipient());
    out.writeLong(attempt.delay());
    string(a.remoteQueueId());
  }

  private void notes(List<Note> notes) throws IOException {
    out.writeInt(notes.size());
    for (Note note : notes) {
      time(note.time());
      out.writeByte(note.kind().ordinal());
      string(note.action());
      string(note.reason());
    }
  }

  private void client(Client c) throws IOException {
    string(c.host());
    string(c.ip());
    out.writeInt(c.port() == null ? -1 : c.port());
    string(c.helo());
    string(c.protocol());
    string(c.tls());
    string(c.saslMethod());
    string(c.saslUsername());
  }

  private void time(@Nullable LogTime time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.epochSecond());
      out.writeInt(time.nano());
      out.writeInt(time.offsetSeconds());
      out.writeByte(time.fractionDigits());
    }
  }

  private void strings(List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String s : strings) {
      string(s);
    }
  }

  private void string(@Nullable String s) throws IOException {
    if (s == null) {
      out.writeInt(-1);
    } else {
      bytes(s.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void text(@Nullable ByteSlice text) throws IOException {
    if (text == null) {
      string(null);
    } else {
      out.writeInt(text.length());
      out.write(text.array(), text.from(), text.length());
    }
  }

  private void bytes(byte[] b) throws IOException {
    out.writeInt(b.length);
    out.write(b);
  }
}
