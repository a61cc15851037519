package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Client;
import io.maillog.trace.Outcome;
import io.maillog.trace.Submitter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what an event says of a message into its story. Knows no other story. */
final class StoryTeller {
  private final CorrelationLimits limits;
  private final Names names;
  private final ClientFacts clients;
  final Notes notes;
  private final Shared<Answer> answers = new Shared<>(1 << 12);
  private final ByteSlice address = new ByteSlice();
  private final ByteSlice orderedAddress = new ByteSlice();
  private final ByteSlice envelopeId = new ByteSlice();
  private final ByteSlice server = new ByteSlice();

  /** What is said of addresses before their messages have ids. */
  final Rewritings rewritings = new Rewritings();

  long recipientsCut;
  long attemptsCut;

  /** How many texts of the line that is told were shortened. */
  int shortened;

  StoryTeller(CorrelationLimits limits, Names names, ClientFacts clients) {
    this.limits = limits;
    this.names = names;
    this.clients = clients;
    this.notes = new Notes(names);
  }

  void tell(Story story, MailEvent e) {
    if (mentionsOnly(e)) {
      expanded(story, e);
      return;
    }
    story.seen = true;
    story.cutNotes(shortened);
    story.receivedBy(e);
    if (story.early() != null
        && e.kind() != EventKind.RECEIVED
        && e.kind() != EventKind.MESSAGE_ID) {
      takeEarly(story, e);
    }
    switch (e.kind()) {
      case RECEIVED -> received(story, e);
      case MESSAGE_ID -> messageId(story, e);
      case QUEUED -> queued(story, e);
      case DELIVERY -> delivery(story, e);
      case REMOVED -> removed(story, e);
      case QUEUE_ACTION -> queueAction(story, e);
      case QUEUE_RUN -> passedOver(story, e);
      case ATTEMPT_FAILED -> story.note(notes.of(e));
      case CONTENT_CHECK, POLICY -> check(story, e);
      case REJECT -> reject(story, e);
      case CONNECTION_LOST -> lost(story, e);
      case DISCONNECT -> disconnected(story, e);
      case BOUNCE -> returned(story, e);
      case DIAGNOSTIC -> diagnosed(story, e);
      default -> {
        // An expansion's links are the correlator's; the rest says nothing lasting.
      }
    }
  }

  /**
   * Whether a line says something of an id of which no message may come: what an address stands
   * for, as a client asked, or as a message's recipient became others.
   */
  private static boolean mentionsOnly(MailEvent e) {
    return switch (e.kind()) {
      case EXPANDED -> !e.has(Field.CHILD_QUEUE_ID) && !e.has(Field.PARENT_QUEUE_ID);
      case POLICY -> e.stage() == SmtpStage.VRFY && !e.has(Field.ACTION);
      default -> false;
    };
  }

  private void expanded(Story story, MailEvent e) {
    if (e.kind() == EventKind.POLICY) {
      story.expand().setAsked(true);
      return;
    }
    Expansions before = story.expansions();
    String address = text(e, Field.ORIG_TO);
    // What is expanded behind a delivery, or of no recipient, is a notification's.
    boolean late = story.taken && (story.nrcpt == 0 || story.hasTried());
    if (address == null || late || (before != null && before.asked())) {
      return;
    }
    if (before == null || before.isFirst(address)) {
      story.mention(address);
    }
    for (int i = 0; i < e.recipientCount(); i++) {
      String member = names.of(e.recipient(i, this.address));
      if (member != null) {
        story.expand(address, member);
      }
    }
  }

  private void received(Story story, MailEvent e) {
    story.receivedEarlier(e);
    if (!story.taken && !story.queued && e.has(Field.FROM)) {
      story.setFrom(e.slice(Field.FROM)); // whoever a refusal or a warning before it named
    }
    story.started = true;
    story.taken = true;
    story.service = text(e, Field.INSTANCE);
    Client original = clients.original(e);
    if (original == null) {
      takeClient(story, e);
    } else {
      handedBack(story, e, original);
    }
    story.setSubmitter(submitter(e));
    takeSender(story, e);
    takeFigures(story, e);
    mentionAll(story, e);
    story.addressed |= e.recipientCount() > 0;
    if (!rewritings.isEmpty()) {
      rewrite(story, e);
    }
  }

  /** What became of the recipients, where the server said so before the message had an id. */
  private void rewrite(Story story, MailEvent e) {
    ByteSlice host = Server.key(e, orderedAddress);
    for (int i = 0; i < e.recipientCount(); i++) {
      ByteSlice before = e.recipient(i, address);
      String after = rewritings.of(host, before);
      if (after != null) {
        story.rewrite(before.toString(), after);
      }
    }
  }

  /** A filter handed it back, and named the client that it had it from: that one's it is. */
  private void handedBack(Story story, MailEvent e, Client original) {
    Client filter = clients.withAddress(ClientFacts.NONE, e);
    story.setFilter(filter);
    if (!Objects.equals(original.ip(), story.client().ip())) {
      story.setClient(original);
    }
    story.note(Notes.handedBack(e, filter));
  }

  /** What a line says of the client, if it is not of the filter between. */
  private void takeClient(Story story, MailEvent e) {
    Client filter = story.filter();
    if (filter == null || (e.has(Field.CLIENT_IP) && !ClientFacts.sameAddress(filter, e))) {
      story.setClient(clients.with(story.client(), e));
    }
  }

  private @Nullable Submitter submitter(MailEvent e) {
    String user = text(e, Field.USER);
    long uid = e.number(Field.UID);
    boolean stated = uid >= 0; // ABSENT is below
    return user == null && !stated ? null : new Submitter(user, stated ? (Long) uid : null);
  }

  /** An error may be the only line that names a recipient, unless the arrival names them all. */
  private void diagnosed(Story story, MailEvent e) {
    if (!story.addressed) {
      mentionAll(story, e);
    }
  }

  private void mentionAll(Story story, MailEvent e) {
    for (int i = 0; i < e.recipientCount(); i++) {
      String to = names.of(e.recipient(i, address));
      if (to != null) {
        story.mention(to);
      }
    }
  }

  /**
   * A client's transaction has ended: with a message, or without one where no recipient was left,
   * no text came, or the client was lost in the middle of it.
   */
  static void transactionEnds(Story story, MailEvent e) {
    boolean refused = story.refused && story.abandoned; // before it named a recipient
    boolean lost = story.done && story.abandoned && !refused;
    if (lost || nothingCame(e)) {
      story.abandoned = true;
      end(story, e.time());
    } else if (refused) {
      // The client tried again, under the same id.
      story.refused = false;
      story.abandoned = false;
      story.reopen();
      story.setFrom((ByteSlice) null);
    }
  }

  private static boolean nothingCame(MailEvent e) {
    return e.number(Field.NRCPT) == 0 || (e.number(Field.SIZE) == 0 && !e.has(Field.MESSAGE_ID));
  }

  /**
   * A refusal of the client or the sender is one of the whole transaction; that of a question is of
   * none, unless one follows under the same id.
   */
  static void transactionRefused(Story story, MailEvent e) {
    SmtpStage stage = e.stage();
    boolean asked = stage == SmtpStage.VRFY || stage == SmtpStage.ETRN;
    boolean early =
        asked || stage == SmtpStage.CONNECT || stage == SmtpStage.HELO || stage == SmtpStage.MAIL;
    if (early && !story.taken) {
      story.refused = true;
      story.abandoned = true;
      end(story, e.time());
    }
  }

  private void takeEarly(Story story, MailEvent e) {
    boolean discarded = story.discarded;
    story.takeEarly(e.has(Field.FROM) ? text(e, Field.FROM) : story.from());
    if (e.kind() == EventKind.QUEUED) {
      story.discarded = discarded; // what is discarded never comes to the queue
    }
  }

  private void messageId(Story story, MailEvent e) {
    story.started = true;
    story.placed = true;
    takeMessageId(story, e);
  }

  private static void takeMessageId(Story story, MailEvent e) {
    ByteSlice id = e.slice(Field.MESSAGE_ID);
    if (id != null && !story.hasMessageId()) {
      story.setMessageId(id);
    }
  }

  private void queued(Story story, MailEvent e) {
    story.queued = true;
    story.placed = true;
    story.abandoned = false;
    story.held = false;
    takeSender(story, e);
    takeFigures(story, e);
    ByteSlice envelope = e.slice(Field.ENVELOPE_ID, envelopeId);
    if (envelope != null) {
      if (!story.hasEnvelope(envelope)) { // else its delivery was logged before
        decide(story, e, Outcome.DEFERRED);
      }
      return;
    }
    for (int i = 0; i < e.recipientCount(); i++) {
      decide(story, e.recipient(i, address), Outcome.DEFERRED);
    }
  }

  private static void takeFigures(Story story, MailEvent e) {
    takeMessageId(story, e);
    if (e.has(Field.SIZE) && story.size < 0) {
      story.size = Math.max(-1, e.number(Field.SIZE));
    }
    long nrcpt = e.number(Field.NRCPT);
    if (nrcpt > story.nrcpt && nrcpt <= Integer.MAX_VALUE) {
      story.nrcpt = (int) nrcpt;
    }
  }

  /**
   * Of several lines that take one message in, each counts recipients of its own.
   *
   * @param before how many were counted before this line
   */
  static void addUp(Story story, int before, MailEvent e) {
    long more = e.number(Field.NRCPT);
    if (before >= 0 && more >= 0) {
      story.nrcpt = (int) Math.min(Integer.MAX_VALUE, before + more);
    }
  }

  private void takeSender(Story story, MailEvent e) {
    // The queue manager's line comes last and names the sender as it is after rewriting.
    if (e.has(Field.FROM) && (!story.hasFrom() || e.kind() == EventKind.QUEUED)) {
      story.setFrom(e.slice(Field.FROM));
    }
  }

  // --- deliveries

  /** Whether a line says how an attempt went: a delivery's own, or that of a check in its midst. */
  static boolean isAttempt(MailEvent e) {
    return switch (e.kind()) {
      case DELIVERY -> true;
      case CONTENT_CHECK, POLICY -> e.status() != null;
      default -> false;
    };
  }

  /** Whether an operator took one recipient out of the queue. */
  static boolean deletesOne(MailEvent e) {
    return e.kind() == EventKind.QUEUE_ACTION && e.has(Field.TO) && e.is(Field.ACTION, "delete");
  }

  private void delivery(Story story, MailEvent e) {
    DeliveryStatus status = e.status();
    if (status == null) {
      mentionAll(story, e);
      return;
    }
    if (story.abandoned && !story.removed) {
      story.reopen(); // it came after all
    }
    story.abandoned = false;
    int count = e.recipientCount();
    if (count == 0) {
      takeSender(story, e);
      if (e.has(Field.RELAY_HOST) || e.has(Field.DELAY)) {
        return; // an attempt of one whose name is in doubt: it says nothing of the others
      }
      // No recipient named: it holds for all that are not settled yet.
      story.expired |= status == DeliveryStatus.EXPIRED;
      story.discarded |= status == DeliveryStatus.DISCARDED;
      story.cancelled |= status == DeliveryStatus.BOUNCED;
      return;
    }
    story.queued = true;
    if (status == DeliveryStatus.DELIVERABLE || status == DeliveryStatus.UNDELIVERABLE) {
      story.probe = true;
    }
    ByteSlice origTo = e.slice(Field.ORIG_TO, orderedAddress);
    ByteSlice envelope = count == 1 ? e.slice(Field.ENVELOPE_ID, envelopeId) : null;
    if (isVerdict(e, status) && story.giveUp(e.recipient(0, address), origTo, envelope)) {
      return;
    }
    if (origTo != null && envelope == null && story.unsettled() > 0) {
      story.redirect(e.recipient(0, address), origTo, e.epochSecond());
    }
    StoryAttempt attempt = StoryAttempt.of(e, answer(e, status));
    for (int i = 0; i < count; i++) {
      ByteSlice to = e.recipient(i, address);
      ByteSlice first = origTo == null ? story.orderedBefore(to) : origTo;
      StoryRecipient recipient = story.recipient(to, first, envelope, limits.maxRecipients());
      if (recipient == null) {
        cut(story, to, envelope == null ? first : envelope, status);
      } else if (!story.attempt(recipient, attempt, limits.maxAttempts())) {
        attemptsCut++;
      }
    }
    cutInLine(story, e, status);
  }

  /**
   * Whether a line says of a recipient that it was tried for too long, and nothing of an attempt:
   * then that has a line of its own before.
   */
  private static boolean isVerdict(MailEvent e, DeliveryStatus status) {
    return status == DeliveryStatus.EXPIRED
        && e.recipientCount() == 1
        && !e.has(Field.ROUTER)
        && !e.has(Field.TRANSPORT)
        && !e.has(Field.RELAY_HOST)
        && !e.has(Field.DELAY);
  }

  /** The answer of a line, or one before it that is the same. */
  private Answer answer(MailEvent e, DeliveryStatus status) {
    Answer answer = Answer.of(e, status, names);
    if (!answer.mayComeAgain()) {
      return answer;
    }
    boolean ofOne = e.recipientCount() == 1;
    return answers.of(ofOne ? answer.without(e.recipient(0, address)) : answer);
  }

  private void cut(
      Story story, ByteSlice to, @Nullable CharSequence origTo, DeliveryStatus status) {
    if (story.cutAttempt(to, origTo, status != DeliveryStatus.DEFERRED)) {
      recipientsCut++;
    }
  }

  /**
   * The recipients that the event has no room for. They have no names here: each goes by its number
   * behind the line's first recipient, so that the line's repetition in a retry is no other one.
   */
  private void cutInLine(Story story, MailEvent e, DeliveryStatus status) {
    int count = e.recipientsCut();
    if (count == 0) {
      return;
    }
    ByteSlice first = e.recipient(0, address);
    for (int i = 0; i < count && !story.cut().isFull(); i++) {
      cut(story, first, "\0" + i, status);
    }
  }

  private static void removed(Story story, MailEvent e) {
    story.removed = true;
    story.placed = true;
    // A message on hold leaves the queue by an operator's hand only.
    story.deleted |= story.held;
    end(story, e.time());
    ByteSlice action = e.slice(Field.ACTION);
    if (action != null) {
      story.deleted |= action.contentEquals("delete");
      story.discarded |= action.contentEquals("discarded") || action.contentEquals("discard");
    }
  }

  // --- what is done to a message

  /** What was not delivered in time goes back to the sender, and the message leaves the queue. */
  private void returned(Story story, MailEvent e) {
    if (e.childCount() == 0 && !e.has(Field.PARENT_QUEUE_ID) && e.has(Field.REASON)) {
      story.note(notes.of(e)); // no message came of it, but a file, or nothing
    }
    if (e.status() == DeliveryStatus.EXPIRED) {
      story.expired = true;
      end(story, e.time());
    } else if (e.status() == DeliveryStatus.BOUNCED
        && story.nrcpt == 1
        && story.recipientCount() == 0) {
      // Its only recipient was never tried: the message itself could not be delivered.
      story.cancelled = true;
      end(story, e.time());
    }
    if (e.status() == DeliveryStatus.BOUNCED) {
      loopBroken(story, e);
    }
  }

  /** A recipient that an alias leads back to itself is tried nowhere, and goes back. */
  private void loopBroken(Story story, MailEvent e) {
    ByteSlice to = story.takeLooping();
    if (to != null && story.isUntried(to)) {
      decide(story, to, Outcome.BOUNCED);
      if (story.allSettled()) {
        end(story, e.time());
      }
    }
  }

  /** The client's session is over, and what it began came to nothing. */
  private static void disconnected(Story story, MailEvent e) {
    if (!story.taken) {
      end(story, e.time());
    }
  }

  /** A queue runner left it alone, since it is as the action says that somebody did before. */
  private static void passedOver(Story story, MailEvent e) {
    if (e.is(Field.ACTION, "freeze")) {
      freeze(story);
    }
  }

  private static void freeze(Story story) {
    story.held = true;
    story.frozen = true;
  }

  private void queueAction(Story story, MailEvent e) {
    story.note(notes.of(e));
    if (e.has(Field.TO) && !e.is(Field.ACTION, "delete")) {
      mention(story, e);
    }
    String action = text(e, Field.ACTION);
    if (action == null) {
      return;
    }
    switch (action.toLowerCase(Locale.ROOT)) {
      case "hold" -> story.held = true;
      case "freeze" -> freeze(story);
      case "release", "thaw" -> {
        story.held = false;
        story.frozen = false;
      }
      case "cancel" -> {
        story.cancelled = true;
        story.held = false;
      }
      case "delete" -> {
        if (e.has(Field.TO)) {
          decide(story, e, Outcome.DELETED);
          return;
        }
        story.deleted = true;
        story.removed = true;
        end(story, e.time());
      }
      case "requeue" -> {
        story.held = false; // it comes again, as another message
        end(story, e.time());
      }
      default -> {
        // Others change nothing that the message's further lines do not say.
      }
    }
  }

  /**
   * Whether a line says that the server rewrote a recipient's address; then that is kept, for the
   * line that takes the message in, which names the address before.
   */
  boolean rewrites(MailEvent e) {
    ByteSlice before = e.slice(Field.ORIG_TO, orderedAddress);
    if (before == null || !e.has(Field.TO) || e.has(Field.ACTION)) {
      return false;
    }
    rewritings.add(Server.key(e, server), before, e.recipient(0, address));
    return true;
  }

  private void check(Story story, MailEvent e) {
    if (!isAttempt(e) && rewrites(e)) {
      story.rewriteMentioned(
          String.valueOf(e.text(Field.ORIG_TO)), String.valueOf(e.text(Field.TO)));
      return;
    }
    if (isAttempt(e)) {
      takeClient(story, e);
      takeSender(story, e);
      story.note(notes.of(e));
      delivery(story, e);
      return;
    }
    mention(story, e);
    ByteSlice subject = e.slice(Field.SUBJECT);
    if (subject != null && story.subject() == null) {
      story.setSubject(subject.toString());
    }
    ByteSlice action = e.slice(Field.ACTION);
    if (action == null || action.contentEquals("info")) {
      return;
    }
    boolean discard = action.contentEquals("discard");
    story.held |= action.contentEquals("hold") || action.contentEquals("quarantine");
    story.discarded |= discard;
    story.note(notes.of(e));
    // At the end of the message nothing of it is left; before, the client still talks.
    if (discard && wholeMessage(e)) {
      end(story, e.time());
    }
  }

  /**
   * A filter adds recipients, or deletes them, after the server has counted them: there are more to
   * wait for, or fewer.
   *
   * @param by how many come, or go if below 0
   */
  void changeRecipients(Story story, MailEvent e, int by) {
    String to = text(e, Field.TO);
    if (to != null) {
      story.changeRecipients(to, by, limits.maxRecipients());
    }
  }

  private void reject(Story story, MailEvent e) {
    story.note(notes.of(e));
    if (wholeMessage(e)) {
      mention(story, e);
      story.refused = true;
      end(story, e.time());
      return;
    }
    takeClient(story, e);
    takeSender(story, e);
    refuseRecipient(story, e);
  }

  /** A further line of a refusal's record. */
  void continueRefusal(Story story, MailEvent e) {
    refuseRecipient(story, e);
    takeMessageId(story, e);
  }

  /** Adds the recipient that a refusal names; where it names none, one that leads to itself. */
  void refuseRecipient(Story story, MailEvent e) {
    if (e.stage() == SmtpStage.RCPT && !e.has(Field.TO)) {
      decide(story, story.takeLooping(), Outcome.REJECTED);
    } else if (e.stage() != SmtpStage.VRFY) { // it only asked whether there is such a one
      decide(story, e, Outcome.REJECTED);
    }
  }

  /** Adds the recipients that a line names of a transaction that was refused. */
  void refuseAll(Story refusal, MailEvent e) {
    for (int i = 0; i < e.recipientCount(); i++) {
      decide(refusal, e.recipient(i, address), Outcome.REJECTED);
    }
  }

  /** Adds a recipient that the server discarded before the message had an id. */
  void discard(Story story, ByteSlice to) {
    decide(story, to, Outcome.DISCARDED);
  }

  /** The server decides of a recipient, beside its attempts. */
  private void decide(Story story, MailEvent e, Outcome outcome) {
    ByteSlice envelope = e.slice(Field.ENVELOPE_ID, envelopeId);
    ByteSlice to = e.slice(Field.TO, address);
    if (envelope == null || to == null) {
      decide(story, to, outcome);
    } else {
      decide(story, to, e.slice(Field.ORIG_TO, orderedAddress), envelope, outcome);
    }
  }

  private void decide(Story story, @Nullable ByteSlice to, Outcome outcome) {
    if (to != null) {
      decide(story, to, story.orderedBefore(to), null, outcome);
    }
  }

  private void decide(
      Story story,
      ByteSlice to,
      @Nullable ByteSlice origTo,
      @Nullable ByteSlice envelope,
      Outcome outcome) {
    StoryRecipient recipient = story.recipient(to, origTo, envelope, limits.maxRecipients());
    if (recipient == null) {
      recipientsCut += story.cutRefusal(to) ? 1 : 0;
    } else if (outcome != Outcome.REJECTED || !recipient.wasTried()) {
      story.decide(recipient, outcome);
    }
  }

  private static boolean wholeMessage(MailEvent e) {
    SmtpStage stage = e.stage();
    return stage == null || stage == SmtpStage.EOD || stage == SmtpStage.DATA;
  }

  private void mention(Story story, MailEvent e) {
    takeClient(story, e);
    takeSender(story, e);
    mentionAll(story, e);
  }

  private void lost(Story story, MailEvent e) {
    mention(story, e);
    story.note(notes.of(e));
    story.abandoned = !story.queued;
    if (e.stage() != SmtpStage.EOD) {
      breakOff(story, e);
    }
  }

  /**
   * The client went away in the middle of the message: whatever was to become of it, it is gone.
   */
  static void breakOff(Story story, MailEvent e) {
    if (story.queued || story.removed || story.refused) {
      return;
    }
    story.takeEarly(story.from());
    story.abandoned = true;
    story.held = false;
    story.discarded = false;
    end(story, e.time());
  }

  /**
   * A delivery ends a message whose server does not say so, once its recipients are settled; one
   * more recipient, to be tried again, shows that it has not ended.
   */
  static void settle(Story story, MailEvent e) {
    if (story.allSettled()) {
      end(story, e.time());
    } else if (!story.removed && !story.refused && !story.expired && !story.discarded) {
      story.reopen();
    }
  }

  /** A line that says how many recipients there are may come after those that tell of each. */
  static void settleLate(Story story, MailEvent e) {
    boolean told = story.recipientCount() > 0 || story.recipientChanges() != null;
    if (!story.done && told && story.allSettled()) {
      end(story, e.time());
    }
  }

  static void end(Story story, @Nullable LogTime time) {
    story.done = true;
    story.completed = time == null ? story.completed : time;
  }

  // --- parts

  @Nullable String text(MailEvent e, Field field) {
    return names.of(e.slice(field));
  }
}
