package io.maillog.ndjson;

import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import org.jspecify.annotations.Nullable;

/**
 * Writes traces as NDJSON.
 *
 * <p>What the log does not say is left out. {@code recipients} and their {@code attempts} are
 * always there, be they empty; {@code links} and {@code notes} only if there are any; the counts of
 * what a limit cut only if they are not 0. Thread-safe: it holds nothing.
 */
public final class TraceJson {
  private final boolean withPosition;

  /** Creates a writer of traces. */
  public TraceJson() {
    this(false);
  }

  /**
   * Creates a writer of traces.
   *
   * @param withPosition whether to say where the first line of each stands, as {@code file} and
   *     {@code n}: so that who may get a trace twice, after a restart, knows it again
   */
  public TraceJson(boolean withPosition) {
    this.withPosition = withPosition;
  }

  /** Adds a trace to a buffer: one object, and the end of the line. */
  public void write(MessageTrace t, JsonBuffer target) {
    target.beginObject();
    if (withPosition) {
      text("file", t.file(), target);
      number("n", t.lineNumber() == 0 ? null : (Long) t.lineNumber(), target);
    }
    text("dialect", t.dialect(), target);
    text("host", t.host(), target);
    text("source", t.source(), target);
    text("instance", t.instance(), target);
    text("queue_id", t.queueId(), target);
    text("message_id", t.messageId(), target);
    text("from", t.from(), target);
    number("size", t.size(), target);
    number("nrcpt", t.nrcpt(), target);
    text("subject", t.subject(), target);
    time("received", t.received(), target);
    time("completed", t.completed(), target);
    client(t.client(), target);
    submitter(t.submitter(), target);
    target.name("recipients").beginArray();
    for (Recipient recipient : t.recipients()) {
      recipient(recipient, target);
    }
    target.endArray();
    links(t, target);
    notes(t, target);
    text("outcome", t.outcome().key(), target);
    text("completeness", t.completeness().key(), target);
    cut("recipients_cut", t.recipientsCut(), target);
    cut("notes_cut", t.notesCut(), target);
    target.endObject().endLine();
  }

  private static void client(@Nullable Client c, JsonBuffer target) {
    if (c == null) {
      return;
    }
    target.name("client").beginObject();
    text("host", c.host(), target);
    text("ip", c.ip(), target);
    number("port", c.port(), target);
    text("helo", c.helo(), target);
    text("protocol", c.protocol(), target);
    text("tls", c.tls(), target);
    text("sasl_method", c.saslMethod(), target);
    text("sasl_username", c.saslUsername(), target);
    target.endObject();
  }

  private static void submitter(@Nullable Submitter s, JsonBuffer target) {
    if (s == null) {
      return;
    }
    target.name("submitter").beginObject();
    text("user", s.user(), target);
    number("uid", s.uid(), target);
    target.endObject();
  }

  private static void recipient(Recipient r, JsonBuffer target) {
    target.beginObject();
    text("to", r.to(), target);
    text("orig_to", r.origTo(), target);
    text("outcome", r.outcome().key(), target);
    target.name("attempts").beginArray();
    for (Attempt attempt : r.attempts()) {
      attempt(attempt, target);
    }
    target.endArray();
    cut("attempts_cut", r.attemptsCut(), target);
    target.endObject();
  }

  private static void attempt(Attempt a, JsonBuffer target) {
    target.beginObject();
    time("time", a.time(), target);
    text("status", a.status().key(), target);
    text("relay_host", a.relayHost(), target);
    text("relay_ip", a.relayIp(), target);
    number("relay_port", a.relayPort(), target);
    text("dsn", a.dsn(), target);
    number("code", a.code(), target);
    text("reply", a.reply(), target);
    Long delay = a.delayMicros();
    if (delay != null) {
      target.name("delay").seconds(delay);
    }
    text("remote_queue_id", a.remoteQueueId(), target);
    target.endObject();
  }

  private static void links(MessageTrace t, JsonBuffer target) {
    if (t.links().isEmpty()) {
      return;
    }
    target.name("links").beginArray();
    for (Link link : t.links()) {
      target.beginObject();
      text("type", link.type().key(), target);
      text("queue_id", link.queueId(), target);
      text("host", link.host(), target);
      target.endObject();
    }
    target.endArray();
  }

  private static void notes(MessageTrace t, JsonBuffer target) {
    if (t.notes().isEmpty()) {
      return;
    }
    target.name("notes").beginArray();
    for (Note note : t.notes()) {
      target.beginObject();
      time("time", note.time(), target);
      text("kind", note.kind().key(), target);
      text("action", note.action(), target);
      text("reason", note.reason(), target);
      target.endObject();
    }
    target.endArray();
  }

  private static void text(String name, @Nullable String value, JsonBuffer target) {
    if (value != null) {
      target.name(name).value(value);
    }
  }

  private static void number(String name, @Nullable Number value, JsonBuffer target) {
    if (value != null) {
      target.name(name).value(value.longValue());
    }
  }

  private static void time(String name, @Nullable LogTime value, JsonBuffer target) {
    if (value != null) {
      target.name(name).time(value);
    }
  }

  private static void cut(String name, int count, JsonBuffer target) {
    if (count > 0) {
      target.name(name).value(count);
    }
  }
}
