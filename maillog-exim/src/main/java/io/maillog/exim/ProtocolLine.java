package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.SmtpCommand;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * What a client said wrong, and what was refused by a limit: texts in which the client follows a
 * quoted command or an address (smtp_in.c, receive.c).
 */
final class ProtocolLine {
  private static final Literal[] QUOTED = {
    Literal.of("SMTP syntax error in \""), Literal.of("SMTP protocol error in \""),
  };
  private static final Literal SYNC = Literal.of("SMTP protocol synchronization error (");
  private static final Literal SYNC_FROM = Literal.of("rejected connection from H=");
  private static final Literal INPUT = Literal.of("input=\"");
  private static final Literal NEXT = Literal.of("next input=\"");
  private static final Literal USER = Literal.of("U=");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal CLIENT = Literal.of("H=");
  private static final Literal THEN = Literal.of("): ");
  private static final Literal AFTER_QUOTE = Literal.of("\" H=");
  private static final Literal AFTER_QUOTE_LOCAL = Literal.of("\" U=");
  private static final Literal MANY = Literal.of("too many recipients: ");
  private static final Literal SENDER = Literal.of("sender=<");
  private static final Literal UNQUALIFIED = Literal.of("unqualified ");
  private static final Literal REJECTED = Literal.of(" rejected: <");
  private static final Literal[] ANY = {};
  private static final Literal MALFORMED = Literal.of("malformed address: ");
  private static final Literal EXPECTED = Literal.of(" expected after ");

  /** The usual reasons, by what they start with. */
  private static final Literal[] REASONS = {
    Literal.of("unrecognized command"),
    Literal.of("NUL"),
    MALFORMED,
    Literal.of("missing or malformed "),
    Literal.of("AUTH command used when not advertised"),
    Literal.of("STARTTLS command used when not advertised"),
    Literal.of("sender not yet given"),
    Literal.of("sender already given"),
    Literal.of("valid RCPT command must precede "),
    Literal.of("must have an address operand"),
    Literal.of("HELO or EHLO required"),
    Literal.of("invalid character in authentication mechanism name"),
    Literal.of("no domain"),
    Literal.of("domain missing or malformed"),
    Literal.of("unmatched doublequote in local part"),
    Literal.of("empty address"),
  };

  private static final Literal[] INPUTS = {INPUT, NEXT};

  private ProtocolLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    switch (b[from]) {
      case 'S' -> {
        for (Literal head : QUOTED) {
          if (head.startsAt(b, from, to)) {
            command(b, from + head.length(), to, e);
            return true;
          }
        }
        if (SYNC.startsAt(b, from, to)) {
          synchronisation(b, from, to, e);
          return true;
        }
      }
      case 't' -> {
        if (MANY.startsAt(b, from, to)) {
          int sender = SENDER.indexIn(b, from, to);
          e.stage(SmtpStage.RCPT);
          e.span(Field.REASON, from, sender < 0 ? to : sender - 2);
          e.kind(EventKind.REJECT);
          return sender < 0 || refused(Field.FROM, b, sender + SENDER.length(), to, e);
        }
      }
      case 'u' -> {
        int what = from + UNQUALIFIED.length();
        if (UNQUALIFIED.startsAt(b, from, to)) {
          boolean sender = b[what] == 's';
          int address = REJECTED.indexIn(b, what, Math.min(to, what + 24));
          if (address < 0) {
            return false;
          }
          e.stage(sender ? SmtpStage.MAIL : SmtpStage.RCPT);
          e.span(Field.REASON, from, address + REJECTED.length() - 3);
          return refused(sender ? Field.FROM : Field.TO, b, address + REJECTED.length(), to, e);
        }
      }
      default -> {
        return false;
      }
    }
    return false;
  }

  /**
   * {@code COMMAND" H=HOST TEXT}. The command is the client's, and its quotes are not marked: so
   * the last place that can be the host is it, unless the reason holds the client's text too.
   */
  private static void command(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.PROTOCOL_ERROR);
    int quote = AFTER_QUOTE.lastIndexIn(b, from, to);
    if (quote < 0) {
      local(b, from, to, e);
      return;
    }
    e.stage(SmtpCommand.stage(b, from, quote));
    if (AFTER_QUOTE.indexIn(b, from, to) < quote && isEchoed(b, from, quote)) {
      return; // and it may be in the reason, which repeats the client's address
    }
    int p = ClientHost.read(b, quote + AFTER_QUOTE.length(), to, REASONS, e);
    if (p > 0 && p < to && e.has(Field.CLIENT_IP)) {
      e.span(Field.REASON, p, to);
    }
  }

  /** {@code COMMAND" U=NAME REASON}. */
  private static void local(byte[] b, int from, int to, EventWriter e) {
    int end = AFTER_QUOTE_LOCAL.lastIndexIn(b, from, to);
    int name = end + AFTER_QUOTE_LOCAL.length();
    int nameEnd = end < 0 ? to : ByteScan.endOfWord(b, name, to);
    if (end >= 0) {
      e.span(Field.USER, name, nameEnd);
    }
    if (nameEnd + 1 < to) {
      e.span(Field.REASON, nameEnd + 1, to);
    }
  }

  private static boolean isEchoed(byte[] b, int from, int to) {
    return MALFORMED.indexIn(b, from, to) >= 0 || EXPECTED.indexIn(b, from, to) >= 0;
  }

  private static void synchronisation(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.PROTOCOL_ERROR);
    e.span(Field.REASON, from, to);
    int then = THEN.indexIn(b, from, to);
    if (then < 0) {
      return; // the line was cut
    }
    int text = then + THEN.length();
    if (SYNC_FROM.startsAt(b, text, to)) {
      e.stage(SmtpStage.CONNECT);
      ClientHost.read(b, text + SYNC_FROM.length(), to, INPUTS, e);
    } else {
      betweenInputs(b, text, to, e);
    }
  }

  /**
   * {@code rejected "COMMAND" H=HOST next input="INPUT"}: command and input are the client's, so
   * where two places can be the host, none is taken.
   */
  private static void betweenInputs(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    int found = -1;
    int quote = from;
    int left = Reading.HELOS;
    while (left-- > 0 && (quote = AFTER_QUOTE.indexIn(b, quote, to)) >= 0) {
      int host = quote + AFTER_QUOTE.length();
      int p = ClientHost.read(b, host, to, INPUTS, e);
      e.reset(mark);
      if (p > 0 && NEXT.startsAt(b, p, to)) {
        if (found >= 0) {
          return;
        }
        found = host;
      }
      quote = host;
    }
    if (found >= 0) {
      ClientHost.read(b, found, to, INPUTS, e);
    }
  }

  /** {@code ADDRESS>[ ]H=HOST[ U=USER][: TEXT]}. */
  static boolean refused(Field field, byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.REJECT);
    int close = Address.close(b, from, to);
    e.span(field, from, close < 0 ? to : close);
    int host = close < 0 ? -1 : ByteScan.skipSpaces(b, close + 1, to); // there may be no space
    if (host >= 0 && USER.startsAt(b, host, to)) {
      int colon = COLON.indexIn(b, host, to);
      e.span(Field.USER, host + USER.length(), colon < 0 ? to : colon);
      if (colon > 0) {
        e.span(Field.REASON, colon + COLON.length(), to);
      }
      return true;
    }
    if (host < 0 || !CLIENT.startsAt(b, host, to)) {
      return true;
    }
    int p = ClientHost.read(b, host, to, ANY, e);
    if (p > 0 && p + 2 < to && b[p] == ':') {
      e.span(Field.REASON, p + 2, to);
    }
    return true;
  }
}
