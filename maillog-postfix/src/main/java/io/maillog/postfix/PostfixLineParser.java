package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.Severity;
import io.maillog.header.LineHeader;

/**
 * Reads Postfix's lines: {@code [LEVEL: ] [QUEUE-ID: ] TEXT} (msg_output.c, and the msg_info
 * calls).
 *
 * <p>The text's first word tells the grammar, and which class reads it. The program's name is not
 * needed for that, since syslog daemons cut it (RFC 5424's APP-NAME ends at the slash); only
 * postsuper's lines, those of smtp(8)'s header checks, and a failed certificate of a client and of
 * a next hop look like others'.
 */
final class PostfixLineParser implements LineParser {
  private static final Literal WARNING = Literal.of("warning: ");
  private static final Literal ERROR = Literal.of("error: ");
  private static final Literal FATAL = Literal.of("fatal: ");
  private static final Literal PANIC = Literal.of("panic: ");
  private static final Literal NOQUEUE = Literal.of("NOQUEUE: ");
  private static final Literal TO = Literal.of("to=");
  private static final Literal POSTSUPER = Literal.of("postsuper");

  @Override
  public void parse(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    int instance = PostfixProgram.instanceEnd(b, h.programFrom(), h.programTo());
    if (instance > h.programFrom()) {
      e.span(Field.INSTANCE, h.programFrom(), instance);
    }
    if (from >= to) {
      return;
    }
    int p = level(b, from, to, e);
    if (p > from) {
      DiagnosticLine.parse(b, p, to, e);
      return;
    }
    int id = QueueId.endOf(b, from, to);
    if (id > 0 && id + 2 < to && b[id] == ':' && b[id + 1] == ' ') {
      e.span(Field.QUEUE_ID, from, id);
      withId(b, id + 2, to, h, e);
    } else if (b[from] == 'N' && NOQUEUE.startsAt(b, from, to)) {
      withoutQueue(b, from + NOQUEUE.length(), to, e);
    } else {
      withoutId(b, from, to, h, e);
    }
  }

  /** After the level, if one stands there; its severity is set. */
  static int level(byte[] b, int from, int to, EventWriter e) {
    byte c = b[from];
    if (c == 'w' && WARNING.startsAt(b, from, to)) {
      e.severity(Severity.WARNING);
      return from + WARNING.length();
    } else if (c == 'e' && ERROR.startsAt(b, from, to)) {
      e.severity(Severity.ERR);
      return from + ERROR.length();
    } else if (c == 'f' && FATAL.startsAt(b, from, to)) {
      e.severity(Severity.CRIT);
      return from + FATAL.length();
    } else if (c == 'p' && PANIC.startsAt(b, from, to)) {
      e.severity(Severity.CRIT);
      return from + PANIC.length();
    }
    return from;
  }

  /** A line of a message. The commonest first. */
  private static void withId(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    if (ofMessage(b, from, to, h, e)) {
      return;
    }
    switch (b[from]) {
      case 'r', 'p', 'e' -> {
        if (QueueLine.parse(b, from, to, isPostsuper(b, h), e)) {
          return;
        }
      }
      case 's' -> {
        if (BounceLine.parse(b, from, to, e)) {
          return;
        }
      }
      default -> {
        // None of the plain ones.
      }
    }
    if (!ActionLine.parse(b, from, to, e)
        && !BounceLine.parse(b, from, to, e)
        && !SmtpLine.parse(b, from, to, e)
        && !SmtpdLine.session(b, from, to, e)
        && !TlsLine.parse(b, from, to, e)
        && !DeliveryLine.reordered(b, from, to, h, e)
        && !QmqpdLine.parse(b, from, to, e)
        && !TlsLine.verification(b, from, to, h, e)
        && !MapProblem.parse(b, from, to, e)) {
      e.kind(knownText(b, from, to));
    }
  }

  private static boolean isPostsuper(byte[] b, LineHeader h) {
    return POSTSUPER.endsAt(b, h.programFrom(), h.programTo());
  }

  private static void withoutQueue(byte[] b, int from, int to, EventWriter e) {
    if (from >= to) {
      return;
    }
    if (!ActionLine.parse(b, from, to, e)
        && !SmtpdLine.received(b, from, to, e)
        && !SmtpdLine.session(b, from, to, e)
        && !QmqpdLine.parse(b, from, to, e)) {
      e.kind(KnownText.kind(b, from, to));
    }
  }

  private static void withoutId(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    byte c = b[from];
    boolean known;
    if (ofMessage(b, from, to, h, e)) {
      return; // none that Postfix writes so: somebody has taken the id off
    }
    if (c >= 'A' && c <= 'Z') {
      known =
          PostscreenLine.parse(b, from, to, e)
              || TlsLine.parse(b, from, to, e)
              || QueueLine.summary(b, from, to, e);
    } else {
      known =
          SmtpdLine.session(b, from, to, e)
              || ActionLine.parse(b, from, to, e)
              || SmtpLine.parse(b, from, to, e)
              || DnsblogLine.parse(b, from, to, e)
              || TlsLine.parse(b, from, to, e);
    }
    if (!known && !TlsLine.verification(b, from, to, h, e) && !maskedId(b, from, to, h, e)) {
      e.kind(knownText(b, from, to));
      TlsLine.peerInFront(b, from, to, h, e);
    }
    if (c == 's' && e.event().kind() == EventKind.STATISTICS) {
      StatisticsLine.parse(b, from, to, e);
    }
  }

  /** A line of a message whose id somebody has changed: what follows says that it is one. */
  private static boolean maskedId(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    int id = MaskedId.endOf(b, from, to);
    if (id < 0) {
      return false;
    }
    e.span(Field.QUEUE_ID, from, id);
    withId(b, id + 2, to, h, e);
    return true;
  }

  private static EventKind knownText(byte[] b, int from, int to) {
    EventKind kind = KnownText.kind(b, from, to);
    return kind == EventKind.OTHER ? KnownText.kindAfterName(b, from, to) : kind;
  }

  /** What no other line of a message can start with. */
  private static boolean ofMessage(byte[] b, int from, int to, LineHeader h, EventWriter e) {
    switch (b[from]) {
      case 't' -> {
        if (TO.startsAt(b, from, to)) {
          DeliveryLine.parse(b, from, to, h, e);
          return true;
        }
        return false;
      }
      case 'f' -> {
        return QmgrLine.parse(b, from, to, e);
      }
      case 'c' -> {
        return SmtpdLine.received(b, from, to, e);
      }
      case 'm', 'r' -> {
        return CleanupLine.messageId(b, from, to, e);
      }
      case 'u' -> {
        return PickupLine.parse(b, from, to, e);
      }
      default -> {
        return false;
      }
    }
  }
}
