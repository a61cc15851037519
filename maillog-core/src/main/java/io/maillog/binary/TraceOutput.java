package io.maillog.binary;

import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a trace; {@link TraceInput} reads them. */
final class TraceOutput {
  private TraceOutput() {}

  static void write(MessageTrace t, PartOutput out) {
    out.part(Form.DIALECT, t.dialect());
    out.part(Form.HOST, t.host());
    out.part(Form.SOURCE, t.source());
    out.part(Form.INSTANCE, t.instance());
    out.part(Form.QUEUE_ID, t.queueId());
    out.part(Form.MESSAGE_ID, t.messageId());
    out.part(Form.SENDER, t.from());
    out.part(Form.SIZE, t.size());
    out.part(Form.NRCPT, t.nrcpt());
    out.part(Form.SUBJECT, t.subject());
    out.part(Form.RECEIVED, t.received());
    out.part(Form.COMPLETED, t.completed());
    client(t.client(), out);
    submitter(t.submitter(), out);
    t.recipients().forEach(recipient -> recipient(recipient, out));
    t.links().forEach(link -> link(link, out));
    t.notes().forEach(note -> note(note, out));
    out.part(Form.OUTCOME, t.outcome().key());
    out.part(Form.COMPLETENESS, t.completeness().key());
    out.cut(Form.RECIPIENTS_CUT, t.recipientsCut());
    out.cut(Form.NOTES_CUT, t.notesCut());
    out.part(Form.BEGAN, t.began());
    out.part(Form.ENDED, t.ended());
    out.part(Form.FILE, t.file());
    out.part(Form.LINE_NUMBER, t.lineNumber() == 0 ? null : (Long) t.lineNumber());
  }

  private static void client(@Nullable Client c, PartOutput out) {
    if (c == null) {
      return;
    }
    int at = out.begin(Form.CLIENT);
    out.part(Form.CLIENT_HOST, c.host());
    out.part(Form.CLIENT_IP, c.ip());
    out.part(Form.CLIENT_PORT, c.port());
    out.part(Form.CLIENT_HELO, c.helo());
    out.part(Form.CLIENT_PROTOCOL, c.protocol());
    out.part(Form.CLIENT_TLS, c.tls());
    out.part(Form.CLIENT_SASL_METHOD, c.saslMethod());
    out.part(Form.CLIENT_SASL_USERNAME, c.saslUsername());
    out.end(at);
  }

  private static void submitter(@Nullable Submitter s, PartOutput out) {
    if (s == null) {
      return;
    }
    int at = out.begin(Form.SUBMITTER);
    out.part(Form.USER, s.user());
    out.part(Form.UID, s.uid());
    out.end(at);
  }

  private static void recipient(Recipient r, PartOutput out) {
    int at = out.begin(Form.RECIPIENT);
    out.part(Form.TO, r.to());
    out.part(Form.ORIG_TO, r.origTo());
    out.part(Form.RECIPIENT_OUTCOME, r.outcome().key());
    r.attempts().forEach(attempt -> attempt(attempt, out));
    out.cut(Form.ATTEMPTS_CUT, r.attemptsCut());
    out.end(at);
  }

  private static void attempt(Attempt a, PartOutput out) {
    int at = out.begin(Form.ATTEMPT);
    out.part(Form.ATTEMPT_TIME, a.time());
    out.part(Form.STATUS, a.status().key());
    out.part(Form.RELAY_HOST, a.relayHost());
    out.part(Form.RELAY_IP, a.relayIp());
    out.part(Form.RELAY_PORT, a.relayPort());
    out.part(Form.DSN, a.dsn());
    out.part(Form.CODE, a.code());
    out.part(Form.REPLY, a.reply());
    out.part(Form.DELAY, a.delayMicros());
    out.part(Form.REMOTE_QUEUE_ID, a.remoteQueueId());
    out.end(at);
  }

  private static void link(Link l, PartOutput out) {
    int at = out.begin(Form.LINK);
    out.part(Form.LINK_TYPE, l.type().key());
    out.part(Form.LINK_QUEUE_ID, l.queueId());
    out.part(Form.LINK_HOST, l.host());
    out.end(at);
  }

  private static void note(Note n, PartOutput out) {
    int at = out.begin(Form.NOTE);
    out.part(Form.NOTE_TIME, n.time());
    out.part(Form.NOTE_KIND, n.kind().key());
    out.part(Form.NOTE_ACTION, n.action());
    out.part(Form.NOTE_REASON, n.reason());
    out.end(at);
  }
}
