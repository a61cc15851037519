package io.maillog.cli;

import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells a trace as a short story for people. */
final class TraceText {
  private TraceText() {}

  /** Adds a trace to a text, and an empty line. */
  static void write(MessageTrace t, SafeText out) {
    title(t, out);
    from(t, out);
    labelled("message-id", t.messageId(), out);
    labelled("subject", t.subject(), out);
    received(t, out);
    for (Note note : t.notes()) {
      note(note, out);
    }
    for (Recipient recipient : t.recipients()) {
      recipient(recipient, t.outcome(), out);
    }
    if (t.recipientsCut() > 0) {
      label("to", out).plain(t.recipientsCut()).plain(" further recipients are not shown").line();
    }
    for (Link link : t.links()) {
      link(link, out);
    }
    end(t, out);
    out.line();
  }

  private static void title(MessageTrace t, SafeText out) {
    String queueId = t.queueId();
    if (queueId != null) {
      out.text(queueId);
    } else {
      out.plain("(no queue id)");
    }
    out.plain("  ").plain(t.outcome().key()).plain("  (").text(t.dialect());
    String instance = t.instance();
    if (instance != null) {
      out.plain(", instance ").text(instance);
    }
    String host = t.host() == null ? t.source() : t.host();
    if (host != null) {
      out.plain(" on ").text(host);
    }
    out.plain(")").line();
  }

  private static void from(MessageTrace t, SafeText out) {
    String from = t.from();
    Long size = t.size();
    if (from == null && size == null) {
      return;
    }
    label("from", out);
    if (from != null) {
      out.plain("<").text(from).plain(">");
    }
    if (size != null) {
      out.plain(from == null ? "" : ", ").plain(size).plain(" bytes");
    }
    Integer recipients = t.nrcpt();
    if (recipients != null) {
      out.plain(", ").plain(recipients).plain(recipients == 1 ? " recipient" : " recipients");
    }
    out.line();
  }

  private static void received(MessageTrace t, SafeText out) {
    LogTime received = t.received();
    Client client = t.client();
    Submitter submitter = t.submitter();
    if (received == null && client == null && submitter == null) {
      return;
    }
    label(t.outcome() == Outcome.REJECTED ? "refused" : "received", out);
    if (received != null) {
      out.plain(received.toString()).plain(" ");
    }
    if (client != null) {
      client(client, out);
    }
    if (submitter != null) {
      submitter(submitter, out);
    }
    out.line();
  }

  private static void client(Client c, SafeText out) {
    out.plain("from ");
    peer(c.host(), c.ip(), c.port(), out);
    part(", helo ", c.helo(), out);
    part(", ", c.protocol(), out);
    part(", ", c.tls(), out);
    part(", user ", c.saslUsername(), out);
    part(", by ", c.saslMethod(), out);
  }

  private static void submitter(Submitter s, SafeText out) {
    out.plain("from local user");
    part(" ", s.user(), out);
    Long uid = s.uid();
    if (uid != null) {
      out.plain(" (uid ").plain(uid).plain(")");
    }
  }

  private static void note(Note n, SafeText out) {
    label("note", out);
    LogTime time = n.time();
    if (time != null) {
      out.plain(time.toString()).plain(" ");
    }
    out.plain(n.kind().key());
    part(" ", n.action(), out);
    part(": ", n.reason(), out);
    out.line();
  }

  private static void recipient(Recipient r, Outcome common, SafeText out) {
    label("to", out).plain("<").text(r.to()).plain(">");
    String original = r.origTo();
    if (original != null) {
      out.plain(" (first <").text(original).plain(">)");
    }
    if (r.outcome() != common || r.attempts().isEmpty()) {
      out.plain(": ").plain(r.outcome().key());
    }
    out.line();
    for (Attempt attempt : r.attempts()) {
      attempt(attempt, out);
    }
    if (r.attemptsCut() > 0) {
      out.plain("      ").plain(r.attemptsCut()).plain(" further attempts are not shown").line();
    }
  }

  private static void attempt(Attempt a, SafeText out) {
    out.plain("      ");
    LogTime time = a.time();
    if (time != null) {
      out.plain(time.toString()).plain(" ");
    }
    out.plain(a.status().key());
    if (a.relayHost() != null || a.relayIp() != null) {
      out.plain(" by ");
      peer(a.relayHost(), a.relayIp(), a.relayPort(), out);
    }
    Long delay = a.delayMicros();
    if (delay != null) {
      out.plain(" after ").plain(seconds(delay)).plain(" s");
    }
    Integer code = a.code();
    String reply = a.reply();
    boolean replyHasCode = code != null && reply != null && reply.startsWith(code.toString());
    String mark = ": ";
    if (code != null && !replyHasCode) {
      out.plain(mark).plain(code);
      mark = " ";
    }
    String dsn = a.dsn();
    if (dsn != null && (reply == null || !reply.contains(dsn))) {
      out.plain(mark).text(dsn);
      mark = " ";
    }
    part(mark, reply, out);
    part("; queued there as ", a.remoteQueueId(), out);
    out.line();
  }

  private static void link(Link link, SafeText out) {
    label("see also", out).text(link.queueId());
    part(" on ", link.host(), out);
    String relation =
        switch (link.type()) {
          case NOTIFICATION_OF -> "the message that this notification is about";
          case NOTIFICATION -> "a notification about this message";
          case REINJECTED_AS -> "this message as the server took it again";
          case REINJECTED_FROM -> "this message as the server had it before";
          case FORWARDED_AS -> "the forward of this message";
          case FORWARDED_FROM -> "the message that was forwarded";
          case CLONE_OF -> "the message that this is a clone of";
          case CLONE -> "a clone of this message";
          case NEXT_HOP -> "this message in the next server";
          case PREVIOUS_HOP -> "this message in the server before";
        };
    out.plain(": ").plain(relation).line();
  }

  private static void end(MessageTrace t, SafeText out) {
    LogTime completed = t.completed();
    if (completed != null && t.outcome() != Outcome.REJECTED) {
      label("ended", out).plain(completed.toString()).line();
    }
    String missing =
        switch (t.completeness()) {
          case COMPLETE -> "";
          case NO_START -> "the log begins after the message did";
          case OPEN -> "still queued, or in the making, when the log ended";
          case EVICTED -> "a limit of maillog ended the trace before the message did";
          case PARTIAL -> "lines in the middle are missing";
        };
    if (t.completeness() != Completeness.COMPLETE) {
      label("remark", out).plain(missing).line();
    }
    if (t.notesCut() > 0) {
      label("remark", out)
          .plain(t.notesCut())
          .plain(" further notes, or ends of long texts, are not shown")
          .line();
    }
  }

  // --- parts

  private static SafeText label(String label, SafeText out) {
    return out.plain("  ").plain(label).plain(" ".repeat(Math.max(1, 11 - label.length())));
  }

  private static void labelled(String label, @Nullable String text, SafeText out) {
    if (text != null) {
      label(label, out).text(text).line();
    }
  }

  private static void part(String before, @Nullable String text, SafeText out) {
    if (text != null) {
      out.plain(before).text(text);
    }
  }

  private static void peer(
      @Nullable String host, @Nullable String ip, @Nullable Integer port, SafeText out) {
    boolean literal = host != null && ip != null && host.equals("[" + ip + "]");
    out.text(host == null ? (ip == null ? "(not logged)" : "") : host);
    if (ip != null && !literal) {
      out.plain("[").text(ip).plain("]");
    }
    if (port != null) {
      out.plain(":").plain(port);
    }
  }

  private static String seconds(long micros) {
    BigDecimal seconds = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return seconds.toPlainString();
  }
}
