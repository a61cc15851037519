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

  // To a client, whatever it asks (srvrsmtp.c, smtp).
  private static final Literal REFUSES = Literal.of("srv_features=tempfail, relay=");
  private static final Literal FOR_NOW = Literal.of(", access temporarily disabled");

  private static final Literal HOPS = Literal.of("oo many hops ");
  private static final Literal HOPS_FROM = Literal.of(" max): from ");
  private static final Literal WRITING = Literal.of("timeout writing message to ");
  private static final Literal LOOPS = Literal.of(" config error: mail loops back to me");
  private static final Literal VIA = Literal.of(" via ");
  private static final Literal TO = Literal.of(", to ");

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
        hops(b, text, to, e);
        nextHop(b, text, to, e);
      }
      return true;
    }
    if (ERROR.startsAt(b, from, to)) {
      e.severity(Severity.ERR);
      int text = from + ERROR.length();
      known(text, to, e);
      if (REFUSES.startsAt(b, text, to) && FOR_NOW.endsAt(b, text, to)) {
        Host.client(b, text + REFUSES.length(), to - FOR_NOW.length(), e);
      }
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

  /**
   * {@code Too many hops N (N max): from ADDR via HOST, to ADDR} (deliver.c), in this order; before
   * 8.12 {@code too many hops (N N max)}.
   */
  private static void hops(byte[] b, int from, int to, EventWriter e) {
    int sender = HOPS.startsAt(b, from + 1, to) ? HOPS_FROM.indexIn(b, from, to) : -1;
    if (sender < 0) {
      return;
    }
    sender += HOPS_FROM.length();
    boolean bracketed = b[Math.min(sender, to - 1)] == '<';
    int senderEnd =
        bracketed ? Address.endOfBracketed(b, sender, to) : Address.endOfWord(b, sender, to);
    if (senderEnd <= sender || !VIA.startsAt(b, senderEnd, to)) {
      return; // not whole
    }
    int host = senderEnd + VIA.length();
    int comma = Address.endOfValue(b, host, to);
    int recipient = comma + TO.length();
    if (TO.startsAt(b, comma, to) && Address.end(b, recipient, to) == to) {
      Printed.address(Field.FROM, b, sender, senderEnd, e);
      Printed.address(Field.TO, b, recipient, to, e);
    }
  }

  /**
   * {@code HOST config error: mail loops back to me} (deliver.c), {@code timeout writing message to
   * HOST: ERROR} (usersmtp.c): the next hop, without spaces.
   */
  private static void nextHop(byte[] b, int from, int to, EventWriter e) {
    int host = WRITING.startsAt(b, from, to) ? from + WRITING.length() : from;
    int end = ByteScan.endOfWord(b, host, to);
    if (host > from && end > host && b[end - 1] == ':') {
      Host.relay(b, host, end - 1, e);
    } else if (host == from && LOOPS.startsAt(b, end, to)) {
      Host.relay(b, host, end, e);
    }
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
