package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Client;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of client sessions, those without a queue id: who the client is, what it was
 * refused, what is said of its next message, and what becomes of the last one when the session goes
 * on without it.
 */
final class SessionLines {
  static final int MAX_SESSIONS = 50_000;

  private final StoryTeller teller;
  private final Names names;
  private final Servers servers;
  private final ClientFacts clients;
  private final TraceGiver giver;
  private final BiConsumer<Story, MailEvent> touch;

  private final ByteSlice sender = new ByteSlice();

  /** What the refusals of one session may take, so that they do not drop all others'. */
  private final long maxRefusalBytes;

  final SessionTable table;
  final Transactions transactions;

  /**
   * Reads lines.
   *
   * @param giver gets refusals that are complete, and messages that end with their session
   * @param touch is told when a line without an id tells of a message
   */
  SessionLines(
      CorrelationLimits limits,
      StoryTeller teller,
      Names names,
      Servers servers,
      ClientFacts clients,
      TraceGiver giver,
      LogClock clock,
      BiConsumer<Story, MailEvent> touch) {
    this.maxRefusalBytes = limits.maxSessionBytes() / 4;
    this.table =
        new SessionTable(MAX_SESSIONS, limits.maxSessionBytes(), this::ended, this::giveRefusal);
    this.transactions = new Transactions(teller, giver, clock);
    this.teller = teller;
    this.names = names;
    this.servers = servers;
    this.clients = clients;
    this.giver = giver;
    this.touch = touch;
  }

  /** Takes a line without a queue id; one that says nothing of a session is passed over. */
  void take(
      MailEvent e,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice key) {
    switch (e.kind()) {
      case CONNECT -> {
        if (key == null) {
          return;
        } else if (e.has(Field.CLIENT_IP) || hasOwnId(rule)) {
          table.open(host, key).setClient(clients.with(ClientFacts.NONE, e));
        } else {
          table.close(host, key);
        }
      }
      case TLS, AUTH_SUCCESS -> {
        Session session = key == null ? null : sessionOf(e, rule, host, key);
        if (session != null && isOf(session, e, rule)) {
          session.setClient(clients.with(session.client(), e));
          session.forgetEarly(); // neither comes within a transaction
        }
      }
      case RECEIVED -> { // by a filter, which gives the id
        Session session = key == null ? null : table.get(host, key);
        if (session != null && key != null) {
          session = ofClient(session, e, rule, host, key);
          session.setClient(clients.with(session.client(), e));
        }
      }
      case CONNECTION_LOST -> {
        lost(e, rule, host, key);
        if (key != null && hasOwnId(rule)) {
          table.close(host, key); // no other session will have the id
        }
      }
      case DISCONNECT -> {
        if (key != null) {
          disconnected(e, host, key);
        }
      }
      case REJECT -> refused(e, dialect, rule, host, key);
      case CONTENT_CHECK -> {
        if (teller.rewrites(e)) {
          return;
        }
        if (rule.tellsTransactionsByClient() && e.is(Field.ACTION, "discard")) {
          transactions.discards(e, host, key);
        } else {
          checkedEarly(e, rule, host, key);
        }
      }
      default -> {
        // Nothing of a message.
      }
    }
    table.limitBytes();
  }

  /** Whether a session has an id of its own, which alone tells that a line is of it. */
  private static boolean hasOwnId(CorrelationRules rule) {
    Field key = rule.sessionKey();
    return key != null && key != Field.PID;
  }

  /** Whether a line with a session's key is of its client. */
  private static boolean isOf(Session session, MailEvent e, CorrelationRules rule) {
    return ClientFacts.sameAddress(session.client(), e)
        || (!e.has(Field.CLIENT_IP) && hasOwnId(rule));
  }

  /**
   * The session that a line of TLS or SASL belongs to; where none is announced, it may begin one.
   */
  private @Nullable Session sessionOf(
      MailEvent e, CorrelationRules rule, @Nullable ByteSlice host, ByteSlice key) {
    Session session = table.get(host, key);
    if (rule.announcesSessions() || !e.has(Field.CLIENT_IP)) {
      return session;
    }
    // TLS comes once in a session, and before SASL: else the process id is used again.
    boolean another =
        session == null
            || !ClientFacts.sameAddress(session.client(), e)
            || (e.kind() == EventKind.TLS && session.client().tls() != null);
    if (another) {
      session = table.open(host, key);
      session.setClient(clients.withAddress(session.client(), e));
    }
    return session;
  }

  /** A refusal without a queue id: with others of its session and sender it makes one trace. */
  private void refused(
      MailEvent e,
      String dialect,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      @Nullable ByteSlice key) {
    // Of a session whose end is not logged, no further refusal is waited for.
    Session session = key == null || !rule.announcesSessions() ? null : table.get(host, key);
    boolean nameless = !e.has(Field.CLIENT_IP) && !e.has(Field.CLIENT_HOST);
    if (nameless
        && !e.has(Field.FROM)
        && !e.has(Field.TO)
        && !e.has(Field.HELO)
        && (session == null || !hasOwnId(rule) || ofNoMessage(e))) {
      return; // it tells of nobody, or of what this server refused a next hop
    }
    // A process may serve many clients at once (postscreen): then the session is another's. A
    // filter's refusal that the server repeats names none, but how its client greeted.
    boolean unnamed = nameless && (e.has(Field.HELO) || hasOwnId(rule));
    boolean own = session != null && (unnamed || ClientFacts.sameAddress(session.client(), e));
    ByteSlice from = e.slice(Field.FROM, sender);
    Story refusal = own && session != null ? session.refusal() : null;
    if (refusal != null && !refusal.isFrom(from)) {
      giver.giveTrace(refusal);
      refusal = null;
    }
    if (refusal == null) {
      refusal = Story.of(e, dialect, servers.of(e), names.of(e.slice(Field.INSTANCE)));
      refusal.receivedBy(e);
      refusal.setFrom(from);
      refusal.started = true;
      refusal.refused = true;
      refusal.seen = true;
    }
    Client known = unnamed && session != null ? session.client() : refusal.client();
    refusal.setClient(clients.with(known, e));
    StoryTeller.end(refusal, e.time());
    refusal.cutNotes(teller.shortened);
    refusal.note(teller.notes.of(e));
    teller.refuseRecipient(refusal, e);
    boolean refusesAll =
        rule.tellsTransactionsByClient() && e.stage() == SmtpStage.DATA && !e.has(Field.TO);
    refusal.refusesAll |= refusesAll;
    if (own && session != null) {
      refusal.setClient(clients.withSession(refusal.client(), session.client()));
      session.setRefusal(refusal);
      session.forgetEarly();
      movesOn(session, null);
      refusal.weighClient();
      if (refusal.weight() > maxRefusalBytes) {
        refusal.evicted = true;
        giver.evicted++;
        giveRefusal(session);
      }
    } else if (!refusesAll || !transactions.refuses(refusal, e, host, key)) {
      giver.giveTrace(refusal);
    }
  }

  /** Whether a refusal without a client's name, or anybody's, is of no message. */
  private static boolean ofNoMessage(MailEvent e) {
    SmtpStage stage = e.stage();
    return stage == SmtpStage.AUTH || stage == SmtpStage.STARTTLS || stage == SmtpStage.OTHER;
  }

  /** An action on a message that has no id yet. */
  private void checkedEarly(
      MailEvent e, CorrelationRules rule, @Nullable ByteSlice host, @Nullable ByteSlice key) {
    Session session = key == null ? null : table.get(host, key);
    if (session == null || !e.has(Field.ACTION) || !isOf(session, e, rule)) {
      return;
    }
    session.setClient(clients.with(session.client(), e));
    movesOn(session, null);
    String from = teller.text(e, Field.FROM);
    String to = teller.text(e, Field.TO);
    EarlyLines early = session.early();
    if (early == null || !early.continuedBy(from, to)) {
      session.setEarly(new EarlyLines());
    }
    if (from != null || !(e.is(Field.ACTION, "hold") || e.is(Field.ACTION, "discard"))) {
      session.addEarly(teller.notes.of(e), from, to);
    }
  }

  /** The client went away. In RCPT or DATA the message that it was handing over goes with it. */
  private void lost(
      MailEvent e, CorrelationRules rule, @Nullable ByteSlice host, @Nullable ByteSlice key) {
    boolean names = rule.tellsTransactionsByClient() && e.has(Field.TO);
    if (names) {
      transactions.isIncomplete(e, host, key);
    }
    Session session = key == null ? null : table.get(host, key);
    if (session == null) {
      return;
    }
    Story refusal = session.refusal();
    if (names
        && refusal != null
        && refusal.refusesAll
        && refusal.isFrom(e.slice(Field.FROM, sender))) {
      teller.refuseAll(refusal, e);
    }
    session.forgetEarly();
    Story story = session.open();
    boolean within = e.stage() == SmtpStage.RCPT || e.stage() == SmtpStage.DATA;
    boolean own = hasOwnId(rule) || (story != null && isClientOf(story, e));
    if (story != null && within && own) {
      breakOff(story, e);
    }
  }

  private static boolean isClientOf(Story story, MailEvent e) {
    return ClientFacts.sameAddress(story.handedOverBy(), e);
  }

  private void breakOff(Story story, MailEvent e) {
    touch.accept(story, e);
    boolean wasDone = story.done;
    StoryTeller.breakOff(story, e);
    if (story.done && !wasDone) {
      giver.ended(story);
    }
  }

  /** A session is over; its last line may count the messages that the server took. */
  private void disconnected(MailEvent e, @Nullable ByteSlice host, ByteSlice key) {
    Session session = table.get(host, key);
    Story story = session == null ? null : session.open();
    if (session != null && story != null && !story.queued && !story.done) {
      touch.accept(story, e);
      int taken = SessionCounts.messages(e);
      if (taken == 0) {
        breakOff(story, e);
      } else {
        story.counted = taken >= session.begun;
      }
    }
    table.close(host, key);
  }

  /** A message came in over the session of this key, if one is open. */
  void handedOver(
      MailEvent e, Story story, CorrelationRules rule, @Nullable ByteSlice host, ByteSlice key) {
    Session session = table.get(host, key);
    if (session == null) {
      return;
    }
    session = ofClient(session, e, rule, host, key);
    session.begun += session.open() == story ? 0 : 1;
    movesOn(session, story);
    if (story.filter() == null) { // else the session's facts are the filter's
      takeFacts(story, session, rule);
    }
    if (session.early() != null) {
      story.setEarly(session.early());
      session.forgetEarly();
    }
  }

  /**
   * The session of this key, or another one if a line names another client: the end of the session
   * was lost, or a proxy names its own client now (XCLIENT).
   */
  private Session ofClient(
      Session session,
      MailEvent e,
      CorrelationRules rule,
      @Nullable ByteSlice host,
      ByteSlice key) {
    if (isOf(session, e, rule)) {
      return session;
    }
    Session another = table.open(host, key);
    another.setClient(clients.withAddress(another.client(), e));
    return another;
  }

  private void takeFacts(Story story, Session session, CorrelationRules rule) {
    String protocol = story.client().protocol();
    if (hasOwnId(rule)) {
      story.setClient(clients.inSession(story.client(), session.client()));
    } else if (protocol != null && !rule.announcesSessions()) {
      // The process id may be another's by now: no end of the session was logged.
      story.setClient(clients.withSessionOf(protocol, story.client(), session.client()));
    } else {
      story.setClient(clients.withSession(story.client(), session.client()));
    }
  }

  private void ended(Session session) {
    movesOn(session, null);
    giveRefusal(session);
  }

  private void giveRefusal(Session session) {
    Story refusal = session.refusal();
    if (refusal != null) {
      giver.giveTrace(refusal);
      session.setRefusal(null);
    }
  }

  /**
   * The session goes on to the next message, or ends: if the queue manager does not have the one
   * before, and it is not on hold, nobody has it.
   */
  private void movesOn(Session session, @Nullable Story next) {
    Story story = session.open();
    session.current = next;
    if (story == null || story == next || story.queued) {
      return;
    }
    story.abandoned = true;
    if ((story.discarded || story.earlyDiscard()) && !story.done) {
      StoryTeller.end(story, story.received());
      giver.ended(story);
    }
  }
}
