package io.maillog.testkit;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events and traces that a test of your own code needs, and says only what the test is
 * about:
 *
 * <pre>{@code
 * MessageTrace trace =
 *     TraceFixtures.trace()
 *         .from("alice@example.org")
 *         .sent("bob@example.net", "mx.example.net")
 *         .bounced("carol@example.net", "5.1.1", "550 5.1.1 User unknown")
 *         .build();
 * MailEvent event =
 *     TraceFixtures.event("postfix", "Sep 12 10:15:30 mx1 postfix/qmgr[7]: 4F1AB18C3E9: removed");
 * }</pre>
 *
 * <p>Code that is compiled against this class goes on to compile where a later version adds a
 * component to the records. The traces of lines that a test has written are made by {@link Traces}.
 * Thread-safe; a {@link Builder} is not.
 */
public final class TraceFixtures {
  /** When the first thing happens, unless a test says otherwise. */
  public static final Instant BEGINNING = Instant.parse("2024-09-12T10:15:30Z");

  /** Closer to all days of its year, which has a 29 February, than to those of any other. */
  private static final Instant MIDDLE_OF_2024 = Instant.parse("2024-07-02T00:00:00Z");

  private TraceFixtures() {}

  /**
   * A trace to be: of a message in Postfix on the host {@code mx1}, with the queue id {@code
   * 4F1AB18C3E9}, which came at {@link #BEGINNING}; nobody sent it and it has no recipients yet.
   */
  public static Builder trace() {
    return new Builder();
  }

  /**
   * What a line says. Stamps are in UTC if they state no offset, and of 2024 if they state no year,
   * on whatever day the test is run.
   *
   * @param dialect such as {@code postfix}; its module is on the class path
   * @param line a whole line, with or without its end
   * @return an event of its own: unlike one that a handler gets, it stays valid
   * @throws IllegalArgumentException if there is no such dialect, or the line is not of it
   */
  public static MailEvent event(String dialect, String line) {
    MailEvent event = new MailEvent();
    EventWriter writer = new EventWriter(event);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailLogParser.builder()
        .dialects(Dialects.load().only(dialect))
        .zone(ZoneOffset.UTC)
        .clock(InstantSource.fixed(MIDDLE_OF_2024))
        .build()
        .parse(bytes, 0, bytes.length, writer);
    if (event.dialect() == null) {
      throw new IllegalArgumentException("no line of " + dialect + ": " + line);
    }
    writer.place(1, null);
    return event;
  }

  /**
   * An event without a line, for code that takes records.
   *
   * @param fields what it states, as text; {@link Field#TIME}, in the form of RFC 3339, is {@link
   *     #BEGINNING} unless it is among them
   * @throws IllegalArgumentException if a status, stage or severity is no word of ours, or if
   *     {@link Field#KIND} or {@link Field#ATTRIBUTES} is among them
   */
  public static MailEventRecord event(EventKind kind, Map<Field, String> fields) {
    if (fields.containsKey(Field.KIND) || fields.containsKey(Field.ATTRIBUTES)) {
      throw new IllegalArgumentException("no kind and no attributes are taken: " + fields);
    }
    Map<Field, String> all = new EnumMap<>(Field.class);
    all.put(Field.TIME, time(BEGINNING).toString());
    all.putAll(fields);
    all.put(Field.KIND, kind.key());
    return new MailEventRecord(
        kind,
        stated(all.get(Field.TIME)),
        word(Severity.values(), Severity::key, all.get(Field.SEVERITY)),
        word(DeliveryStatus.values(), DeliveryStatus::key, all.get(Field.STATUS)),
        word(SmtpStage.values(), SmtpStage::key, all.get(Field.STAGE)),
        all,
        one(all.get(Field.TO)),
        one(all.get(Field.CHILD_QUEUE_ID)),
        Map.of());
  }

  private static List<String> one(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }

  private static @Nullable LogTime stated(@Nullable String text) {
    if (text == null) {
      return null;
    }
    OffsetDateTime time = OffsetDateTime.parse(text);
    int point = text.indexOf('.');
    int digits = 0;
    while (point > 0 && Character.isDigit(text.charAt(point + 1 + digits))) {
      digits++;
    }
    return new LogTime(
        time.toEpochSecond(), time.getNano(), time.getOffset().getTotalSeconds(), digits);
  }

  private static LogTime time(Instant instant) {
    return new LogTime(instant.getEpochSecond(), instant.getNano(), 0, 0);
  }

  private static <E extends Enum<E>> @Nullable E word(
      E[] words, Function<E, String> key, @Nullable String text) {
    if (text == null) {
      return null;
    }
    for (E word : words) {
      if (key.apply(word).equals(text)) {
        return word;
      }
    }
    throw new IllegalArgumentException("no such word: " + text);
  }

  /**
   * A trace to be. What is not said here is {@code null} or empty in it, as where no line says it.
   * Each thing that happens takes a second from the one before. Not thread-safe.
   */
  public static final class Builder {
    private String dialect = "postfix";
    private @Nullable String host = "mx1";
    private @Nullable String source;
    private @Nullable String queueId = "4F1AB18C3E9";
    private @Nullable String messageId;
    private @Nullable String from;
    private @Nullable Long size;
    private @Nullable String subject;
    private @Nullable Client client;
    private @Nullable Submitter submitter;
    private Instant began = BEGINNING;
    private Duration passed = Duration.ZERO;
    private @Nullable Completeness completeness;
    private final Map<String, List<Attempt>> attempts = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private Builder() {}

    /** The server's dialect; default: {@code postfix}. */
    public Builder dialect(String value) {
      dialect = value;
      return this;
    }

    /** The server's host; default: {@code mx1}. */
    public Builder host(@Nullable String value) {
      host = value;
      return this;
    }

    /** The label of the input; default: none. */
    public Builder source(@Nullable String value) {
      source = value;
      return this;
    }

    /** The queue id; default: {@code 4F1AB18C3E9}. */
    public Builder queueId(@Nullable String value) {
      queueId = value;
      return this;
    }

    /** The Message-ID, without its angle brackets; default: none. */
    public Builder messageId(@Nullable String value) {
      messageId = value;
      return this;
    }

    /** The envelope sender, empty for the null sender; default: none is known. */
    public Builder from(@Nullable String value) {
      from = value;
      return this;
    }

    /** The size in bytes; default: none is known. */
    public Builder size(long bytes) {
      size = bytes;
      return this;
    }

    /** The Subject; default: none is known. */
    public Builder subject(@Nullable String value) {
      subject = value;
      return this;
    }

    /** An SMTP client handed the message over, without logging in; default: none is known. */
    public Builder client(@Nullable String hostName, String ip) {
      return client(new Client(hostName, ip, null, null, "ESMTP", null, null, null));
    }

    /** An SMTP client handed the message over, and had logged in. */
    public Builder loggedInClient(String ip, String saslUsername) {
      return client(new Client(null, ip, null, null, "ESMTPSA", "TLSv1.3", "PLAIN", saslUsername));
    }

    /** This client handed the message over. */
    public Builder client(Client value) {
      client = value;
      return this;
    }

    /** A local user submitted the message; default: none is known. */
    public Builder submitter(String user) {
      submitter = new Submitter(user, null);
      return this;
    }

    /**
     * When the message came; default: {@link TraceFixtures#BEGINNING}. Said before what follows.
     */
    public Builder began(Instant value) {
      began = value;
      return this;
    }

    /** So much time passes before what is said next, in place of a second. */
    public Builder after(Duration time) {
      passed = passed.plus(time).minusSeconds(1);
      return this;
    }

    /** The next hop, or a mailbox, took the message for a recipient. */
    public Builder sent(String to, String relayHost) {
      return attempt(to, DeliveryStatus.SENT, relayHost, "2.0.0", "250 2.0.0 OK");
    }

    /** It could not be delivered to a recipient yet; once more after each such attempt. */
    public Builder deferred(String to, String dsn, String reply) {
      return attempt(to, DeliveryStatus.DEFERRED, null, dsn, reply);
    }

    /** It failed for a recipient, for good. */
    public Builder bounced(String to, String dsn, String reply) {
      return attempt(to, DeliveryStatus.BOUNCED, null, dsn, reply);
    }

    /**
     * An attempt with all that it takes.
     *
     * @param relayHost the next hop; {@code null} if none was reached
     * @param dsn the enhanced status code
     * @param reply the text with which it ended; the attempt has the code with which it begins
     */
    public Builder attempt(
        String to,
        DeliveryStatus status,
        @Nullable String relayHost,
        @Nullable String dsn,
        @Nullable String reply) {
      LogTime time = next();
      Integer code =
          reply != null && reply.matches("(?s)[245]\\d\\d\\b.*")
              ? Integer.valueOf(reply.substring(0, 3))
              : null;
      long delay = passed.toNanos() / 1000;
      attemptsOf(to)
          .add(new Attempt(time, status, relayHost, null, null, dsn, code, reply, delay, null));
      outcomes.put(
          to,
          switch (status) {
            case SENT, DELIVERABLE -> Outcome.SENT;
            case DEFERRED -> Outcome.DEFERRED;
            case BOUNCED, UNDELIVERABLE -> Outcome.BOUNCED;
            case EXPIRED -> Outcome.EXPIRED;
            case DISCARDED -> Outcome.DISCARDED;
          });
      return this;
    }

    /** A recipient was refused at SMTP time: a note has the reply, and there is no attempt. */
    public Builder rejected(String to, String reply) {
      recipient(to, Outcome.REJECTED);
      return note(EventKind.REJECT, "reject", reply);
    }

    /** How it ended for a recipient, behind what was tried for him: such as held, or deleted. */
    public Builder recipient(String to, Outcome outcome) {
      attemptsOf(to);
      outcomes.put(to, outcome);
      return this;
    }

    /** Something was done to the message on its way. */
    public Builder note(EventKind kind, @Nullable String action, @Nullable String reason) {
      notes.add(new Note(next(), kind, action, reason));
      return this;
    }

    /** A relation to another message, in the same server. */
    public Builder link(Link.Type type, String otherQueueId) {
      return link(type, otherQueueId, null);
    }

    /** A relation to another message, in the server of that host. */
    public Builder link(Link.Type type, String otherQueueId, @Nullable String otherHost) {
      links.add(new Link(type, otherQueueId, otherHost));
      return this;
    }

    /**
     * Whether the trace is whole; default: {@link Completeness#OPEN} if a recipient is deferred or
     * held, else {@link Completeness#COMPLETE}.
     */
    public Builder completeness(Completeness value) {
      completeness = value;
      return this;
    }

    /** The trace; the builder may go on, to others. */
    public MessageTrace build() {
      List<Recipient> recipients = new ArrayList<>();
      attempts.forEach(
          (to, tried) ->
              recipients.add(
                  new Recipient(to, null, outcomes.getOrDefault(to, Outcome.UNKNOWN), tried, 0)));
      List<Outcome> different = outcomes.values().stream().distinct().toList();
      boolean queued = different.contains(Outcome.DEFERRED) || different.contains(Outcome.HELD);
      Completeness how =
          completeness != null ? completeness : queued ? Completeness.OPEN : Completeness.COMPLETE;
      LogTime ended = time(began.plus(passed));
      return new MessageTrace(
          dialect,
          host,
          source,
          null,
          queueId,
          messageId,
          from,
          size,
          recipients.isEmpty() ? null : recipients.size(),
          subject,
          how == Completeness.NO_START ? null : time(began),
          how == Completeness.COMPLETE ? ended : null,
          client,
          submitter,
          recipients,
          links,
          notes,
          different.isEmpty()
              ? Outcome.UNKNOWN
              : different.size() == 1 ? different.get(0) : Outcome.MIXED,
          how,
          0,
          0,
          time(began),
          ended,
          null,
          0);
    }

    private List<Attempt> attemptsOf(String to) {
      return attempts.computeIfAbsent(to, recipient -> new ArrayList<>());
    }

    private LogTime next() {
      passed = passed.plusSeconds(1);
      return time(began.plus(passed));
    }
  }
}
