package io.maillog.opensmtpd;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.Severity;

/** Texts that are told by their first words: the kind, and the severity that they state. */
final class KnownText {
  private static final Literal WARN = Literal.of("warn: ");
  private static final Literal FATAL = Literal.of("fatal: ");
  private static final Literal DEBUG = Literal.of("debug: ");
  private static final Literal INFO = Literal.of("info: ");

  private static final Literal[] PROCESS =
      heads(
          "info: OpenSMTPD ",
          "info: startup",
          "info: received signal ",
          "info: control process ",
          "info: lookup agent ",
          "info: pony agent ",
          "info: queue handler ",
          "info: scheduler handler ",
          "info: mda ", // paused and resumed (control.c)
          "info: mta ",
          "info: smtp ",
          "info: loading ",
          "info: Table ",
          "version: OpenSMTPD ",
          "queue: queue ",
          "Exiting");

  private static final Literal[] DIAGNOSTIC =
      heads(
          "info: ",
          "queue: ",
          "commands executed from aliases run ",
          "SRS failed to decode: ",
          "getnameinfo: ",
          "getaddrinfo: ",
          // what smtpctl trace turns on, with all that a client says (log_trace)
          "smtp: 0x",
          "mta: 0x",
          "imsg: ",
          "lookup: ",
          "expand: ",
          "rule: ",
          "profile-");

  private KnownText() {}

  private static Literal[] heads(String... texts) {
    Literal[] heads = new Literal[texts.length];
    for (int i = 0; i < texts.length; i++) {
      heads[i] = Literal.of(texts[i]);
    }
    return heads;
  }

  static void read(byte[] b, int from, int to, EventWriter e) {
    if (WARN.startsAt(b, from, to)) {
      diagnostic(Severity.WARNING, from + WARN.length(), to, e);
    } else if (FATAL.startsAt(b, from, to)) {
      diagnostic(Severity.CRIT, from + FATAL.length(), to, e);
    } else if (DEBUG.startsAt(b, from, to)) {
      diagnostic(Severity.DEBUG, from + DEBUG.length(), to, e);
    } else if (isOneOf(PROCESS, b, from, to)) {
      e.kind(EventKind.PROCESS);
    } else if (isOneOf(DIAGNOSTIC, b, from, to)) {
      e.kind(EventKind.DIAGNOSTIC);
    }
  }

  private static void diagnostic(Severity severity, int from, int to, EventWriter e) {
    e.severity(severity);
    e.span(Field.REASON, from, to);
    e.kind(EventKind.DIAGNOSTIC);
  }

  /** Whether the text begins as no other server's {@code smtpd} begins one. */
  static boolean isOwn(byte[] b, int from, int to) {
    return WARN.startsAt(b, from, to)
        || DEBUG.startsAt(b, from, to)
        || INFO.startsAt(b, from, to)
        || isOneOf(PROCESS, b, from, to)
        || isOneOf(DIAGNOSTIC, b, from, to);
  }

  private static boolean isOneOf(Literal[] heads, byte[] b, int from, int to) {
    for (Literal head : heads) {
      if (head.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
