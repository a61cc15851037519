package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.grammar.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * {@code ACTION: …}: what smtpd(8), cleanup(8), a milter or a proxy did with a client, a sender, a
 * recipient or a message: access(5), header_checks(5), milter(8).
 */
final class ActionLine {
  private static final Literal MILTER = Literal.of("milter-");
  private static final Literal PROXY = Literal.of("proxy-");

  private static final Literal REJECT = Literal.of("reject");
  private static final Literal HANGUP = Literal.of("hangup");
  private static final Literal ABORT = Literal.of("abort");
  private static final Literal BOUNCE = Literal.of("bounce");
  private static final Literal PERMIT = Literal.of("permit");
  private static final Literal ACCEPT = Literal.of("accept");
  private static final Literal TEMPFAIL = Literal.of("tempfail");
  private static final Literal WARN = Literal.of("warn");
  private static final Literal WARNING = Literal.of("warning");
  private static final Literal[] OTHERS = {
    Literal.of("reject_warning"),
    WARN,
    WARNING,
    Literal.of("info"),
    Literal.of("filter"),
    Literal.of("hold"),
    Literal.of("delay"),
    Literal.of("discard"),
    Literal.of("redirect"),
    Literal.of("bcc"),
    Literal.of("prepend"),
    Literal.of("replace"),
    Literal.of("strip"),
    Literal.of("ignore"),
    Literal.of("pass"),
    Literal.of("quarantine"),
    Literal.of("add"),
    Literal.of("insert"),
    Literal.of("delete"),
    Literal.of("change"),
  };

  private ActionLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int colon = from;
    while (colon < to
        && ((b[colon] >= 'a' && b[colon] <= 'z') || b[colon] == '-' || b[colon] == '_')) {
      colon++;
    }
    if (colon == from || colon + 2 >= to || b[colon] != ':' || b[colon + 1] != ' ') {
      return false;
    }
    int word = from;
    boolean milter = MILTER.startsAt(b, from, colon);
    boolean proxy = PROXY.startsAt(b, from, colon);
    if (milter) {
      word += MILTER.length();
      int dash = word; // milter-header-ACTION: which part, then the action (cleanup_milter.c)
      for (int i = word; i < colon; i++) {
        dash = b[i] == '-' ? i + 1 : dash;
      }
      word = dash;
    } else if (proxy) {
      word += PROXY.length();
    }
    EventKind kind = kind(b, word, colon);
    if (kind == null) {
      return false;
    }
    int rest = colon + 2;
    if (proxy) {
      e.kind(kind == EventKind.REJECT ? EventKind.REJECT : EventKind.POLICY);
      e.span(Field.ACTION, word, colon);
      proxy(b, rest, to, e);
      return true;
    }
    boolean content = ContentCheckLine.parse(b, rest, to, kind == EventKind.REJECT, e);
    if (!content && !RejectLine.parse(b, rest, to, milter, e)) {
      return false;
    }
    e.kind(content && kind == EventKind.POLICY ? EventKind.CONTENT_CHECK : kind);
    e.span(Field.ACTION, word, colon);
    return true;
  }

  private static @Nullable EventKind kind(byte[] b, int from, int to) {
    if (REJECT.equalsAt(b, from, to)
        || HANGUP.equalsAt(b, from, to)
        || ABORT.equalsAt(b, from, to)
        || BOUNCE.equalsAt(b, from, to)
        || TEMPFAIL.equalsAt(b, from, to)) {
      return EventKind.REJECT;
    }
    if (PERMIT.equalsAt(b, from, to) || ACCEPT.equalsAt(b, from, to)) {
      return EventKind.POLICY;
    }
    for (Literal other : OTHERS) {
      if (other.equalsAt(b, from, to)) {
        return EventKind.CONTENT_CHECK;
      }
    }
    return null;
  }

  /** {@code END-OF-MESSAGE: TEXT; from=<A> …}: the reply of a before-queue filter (smtpd.c). */
  private static void proxy(byte[] b, int from, int to, EventWriter e) {
    int colon = from;
    while (colon < to && b[colon] != ':') {
      colon++;
    }
    SmtpStage stage = Stage.of(b, from, colon);
    e.stage(stage);
    if (colon + 2 < to) {
      RejectLine.text(b, colon + 2, to, true, stage, e);
      if (e.has(Field.CODE) && b[e.from(Field.CODE)] == '2' && e.has(Field.REASON)) {
        SmtpReply.remoteId(b, e.from(Field.REASON), e.to(Field.REASON), e);
        CutLine.clearLast(Field.REMOTE_QUEUE_ID, to, e); // what is known of the client follows
      }
    }
  }
}
