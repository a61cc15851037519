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
  private static final Literal HOST = Literal.of(" H=");
  private static final Literal AFTER_QUOTE = Literal.of("\" H=");
  private static final Literal MANY = Literal.of("too many recipients: ");
  private static final Literal SENDER = Literal.of("sender=<");
  private static final Literal UNQUALIFIED = Literal.of("unqualified ");
  private static final Literal REJECTED = Literal.of(" rejected: <");
  private static final Literal[] ANY = {};
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
   * the last place that can be the host is it.
   */
  private static void command(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.PROTOCOL_ERROR);
    int quote = AFTER_QUOTE.lastIndexIn(b, from, to);
    if (quote < 0) {
      int end = ByteScan.lastIndexOf(b, from, to, (byte) '"');
      if (end > 0 && end + 2 < to) {
        e.span(Field.REASON, end + 2, to); // from a local user: U=NAME
      }
      return;
    }
    int p = ClientHost.read(b, quote + AFTER_QUOTE.length(), to, ANY, e);
    if (p > 0 && p < to) {
      e.span(Field.REASON, p, to);
    }
    e.stage(SmtpCommand.stage(b, from, quote));
  }

  private static void synchronisation(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.PROTOCOL_ERROR);
    int connection = SYNC_FROM.indexIn(b, from, to);
    int host;
    if (connection > 0) {
      e.stage(SmtpStage.CONNECT);
      host = connection + SYNC_FROM.length();
    } else {
      int quote = AFTER_QUOTE.indexIn(b, from, to);
      host = quote < 0 ? -1 : quote + AFTER_QUOTE.length();
    }
    if (host > 0) {
      ClientHost.read(b, host, to, INPUTS, e);
    }
    e.span(Field.REASON, from, to);
  }

  /** {@code ADDRESS>[ ]H=HOST[ U=USER][: TEXT]}. */
  static boolean refused(Field field, byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.REJECT);
    int close = Address.close(b, from, to);
    e.span(field, from, close < 0 ? to : close);
    int host = close < 0 ? -1 : HOST.indexIn(b, close, to);
    if (close > 0 && close + 1 < to && b[close + 1] == 'H') {
      host = close; // without a space
    }
    if (host < 0) {
      return true;
    }
    int p = ClientHost.read(b, host + HOST.length(), to, ANY, e);
    if (p > 0 && p + 2 < to && b[p] == ':') {
      e.span(Field.REASON, p + 2, to);
    }
    return true;
  }
}
