package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.Severity;

/**
 * Errors and warnings: {@code SYSERR(USER): TEXT} (err.c), {@code Authentication-Warning: HOST:
 * TEXT} (main.c, auth_warning), {@code Warning: TEXT}, {@code ERROR: TEXT}.
 */
final class DiagnosticLine {
  private static final Literal SYSERR = Literal.of("SYSERR");
  private static final Literal UID = Literal.of("UID");
  private static final Literal CLOSE = Literal.of("): ");
  private static final Literal[] WARNINGS = {
    Literal.of("Authentication-Warning: "),
    Literal.of("Warning: "),
    Literal.of("WARNING: "),
    Literal.of("AUTH warning: "),
  };
  private static final Literal ERROR = Literal.of("ERROR: ");

  private DiagnosticLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (SYSERR.startsAt(b, from, to)) {
      e.severity(Severity.CRIT);
      e.kind(EventKind.DIAGNOSTIC);
      int text = user(b, from + SYSERR.length(), to, e);
      if (text >= to) {
        return true;
      }
      if (!CollectLine.broken(b, text, to, e)) {
        e.span(Field.REASON, text, to);
      }
      return true;
    }
    if (ERROR.startsAt(b, from, to)) {
      e.severity(Severity.ERR);
      known(from + ERROR.length(), to, e);
      return true;
    }
    for (Literal warning : WARNINGS) {
      if (warning.startsAt(b, from, to)) {
        e.severity(Severity.WARNING);
        known(from + warning.length(), to, e);
        return true;
      }
    }
    return false;
  }

  private static void known(int text, int to, EventWriter e) {
    e.kind(EventKind.DIAGNOSTIC);
    if (text < to) {
      e.span(Field.REASON, text, to);
    }
  }

  /**
   * {@code (USER): } or {@code (UIDn): }, the user that the process runs for; where the text is.
   */
  private static int user(byte[] b, int at, int to, EventWriter e) {
    if (at >= to || b[at] != '(') {
      return at < to && b[at] == ':' ? Math.min(to, at + 2) : at;
    }
    int close = ByteScan.indexOf(b, at, Math.min(to, at + 64), (byte) ')');
    if (close < 0 || !CLOSE.startsAt(b, close, to)) {
      return at;
    }
    int digits = at + 1 + UID.length();
    boolean uid = UID.startsAt(b, at + 1, close) && digits < close;
    if (uid && Decimal.endOfDigits(b, digits, close) == close) {
      e.span(Field.UID, digits, close);
    } else {
      e.span(Field.USER, at + 1, close);
    }
    return close + CLOSE.length();
  }
}
