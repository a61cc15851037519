package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
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
  private static final Literal TOO_BIG = Literal.of("message too big: size=");
  private static final Literal[] TOO_BIGS = {
    TOO_BIG, Literal.of("message too big: size>="), Literal.of("message too big: read="),
  };
  private static final Literal MAX = Literal.of(" max=");

  /** What else is found while a message is read (receive.c). */
  private static final Literal[] FOUND = {
    Literal.of("Non-CRLF-terminated header, under CHUNKING: message abandoned"),
    Literal.of("Too many \"Received\" headers"),
  };

  private static final Literal NO_NAME = Literal.of("(failed to find host name from IP address)");
  private static final Literal NO_MATCH = Literal.of(" does not match any IP address for ");

  /** What is said of a message that is too big, or found while it was read. */
  static final ClientHost.Next LIMIT = ClientHost.Next.COLON.butBehindIdent(ProtocolLine::isLimit);

  /** Nothing, or why the client has no name (smtp_in.c, host_lookup_msg). */
  private static final ClientHost.Next NAMELESS =
      ClientHost.Next.COLON
          .or(ProtocolLine::isNameless)
          .butBehindIdent(ClientHost.Next.END.or(ProtocolLine::isNameless));

  private static final Literal UNQUALIFIED = Literal.of("unqualified ");
  private static final Literal REJECTED = Literal.of(" rejected: <");

  /** Reasons that end a line (smtp_in.c). */
  private static final Literal[] REASONS = {
    Literal.of("unrecognized command"),
    Literal.of("NUL character(s) present (shown as '?')"),
    Literal.of("NULL character(s) present (shown as '?')"),
    Literal.of("SMTP synchronization error"),
    Literal.of("unadvertised MAIL option: REQUIRETLS"),
    Literal.of("AUTH command used when not advertised"),
    Literal.of("STARTTLS command used when not advertised"),
    Literal.of("ATRN command used when not advertised"),
    Literal.of("XCLIENT command used when not advertised"),
    Literal.of("BDAT command used when CHUNKING not advertised"),
    Literal.of("SMTPUTF8 used when not advertised"),
    Literal.of("ATRN is not permitted without authentication"),
    Literal.of("ATRN is not permitted inside a transaction"),
    Literal.of("ETRN is not permitted inside a transaction"),
    Literal.of("argument must begin with #"),
    Literal.of("already authenticated"),
    Literal.of("not permitted in mail transaction"),
    Literal.of("invalid character in authentication mechanism name"),
    Literal.of("invalid data for AUTH"),
    Literal.of("invalid data for BODY"),
    Literal.of("unexpected argument data"),
    Literal.of("sender not yet given"),
    Literal.of("sender already given"),
    Literal.of("valid RCPT command must precede DATA"),
    Literal.of("valid RCPT command must precede BDAT"),
    Literal.of("must have an address operand"),
    Literal.of("MAIL must have an address operand"),
    Literal.of("RCPT must have an address operand"),
    Literal.of("missing size for BDAT command"),
    Literal.of("zero size for BDAT command"),
    Literal.of("only BDAT permissible after non-LAST BDAT"),
    Literal.of("only RSET accepted now"),
    Literal.of("HELO or EHLO required"),
    Literal.of("ENVID can be specified once only"),
    Literal.of("NOTIFY can be specified once only"),
    Literal.of("ORCPT can be specified once only"),
    Literal.of("RET can be specified once only"),
    Literal.of("Value for RET is invalid"),
    Literal.of("Invalid value for NOTIFY parameter"),
    Literal.of("malformed domain literal"),
    Literal.of("domain literals not allowed"),
    Literal.of("invalid UTF-8 byte sequence"),
    Literal.of("domain missing or malformed"),
    Literal.of("domain missing in source-routed address"),
    Literal.of("no domain"),
    Literal.of("no local part"),
    Literal.of("colon expected after route list"),
    Literal.of("empty address"),
    Literal.of("angle-brackets nested too deep"),
    Literal.of("'>' missing at end of address"),
  };

  /** The beginnings of reasons that go on, with the client's text in the first three (parse.c). */
  private static final Literal[] LONGER_REASONS = {
    Literal.of("malformed address: "),
    Literal.of("\"@\" or \".\" expected after "),
    Literal.of("address is ridiculously long: "),
    Literal.of("missing or malformed local part"),
    Literal.of("unmatched doublequote in local part"),
  };

  private static final ClientHost.Next REASON = ProtocolLine::isReason;
  private static final ClientHost.Rest READ_REASON = ProtocolLine::reasonOf;
  private static final Literal UNSUPPORTED = Literal.of(" authentication mechanism not supported");
  private static final ClientHost.Next FIRST_INPUT = ClientHost.Next.of(INPUT);
  private static final ClientHost.Next NEXT_INPUT = ClientHost.Next.only(NEXT);

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
          return sender < 0 || refused(Field.FROM, b, sender + SENDER.length(), to, NAMELESS, e);
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
          SmtpStage command = b[what] == 'v' ? SmtpStage.VRFY : SmtpStage.RCPT; // verify
          e.stage(sender ? SmtpStage.MAIL : command);
          e.span(Field.REASON, from, address + REJECTED.length() - 3);
          Field field = sender ? Field.FROM : Field.TO;
          return refused(field, b, address + REJECTED.length(), to, NAMELESS, e);
        }
      }
      default -> {
        return false;
      }
    }
    return false;
  }

  /**
   * {@code COMMAND" H=HOST TEXT}. The command is the client's, and its quotes are not marked before
   * Exim 4.99: so every place that can be the host is tried, and behind it must stand a reason. One
   * that nobody knows is taken where there is but one place.
   */
  private static void command(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.PROTOCOL_ERROR);
    int first = AFTER_QUOTE.indexIn(b, from, to);
    int last = AFTER_QUOTE.lastIndexIn(b, from, to);
    if (first >= 0) {
      int close = ByteScan.indexOf(b, from, to, (byte) '"');
      e.stage(SmtpStage.ofCommand(b, from, close));
    }
    long mark = e.mark();
    int quote = last;
    for (int left = Reading.HELOS; left > 0 && quote >= 0; left--) {
      if (!isMarked(b, from, quote)) {
        int host = quote + AFTER_QUOTE.length();
        ClientHost.setAside(b, host, to, REASON, READ_REASON, mark, e);
      }
      quote = AFTER_QUOTE.lastIndexIn(b, from, quote + AFTER_QUOTE.length() - 1);
    }
    if (local(b, from, to, REASON, e)) {
      e.setAside(mark);
    }
    if (e.takeCommon(mark) > 0 || first != last) {
      return;
    }
    if (first < 0) {
      local(b, from, to, ClientHost.Next.ANYTHING, e);
      return;
    }
    int p = ClientHost.read(b, first + AFTER_QUOTE.length(), to, ClientHost.Next.ANYTHING, e);
    if (p > 0 && p < to && e.event().attributeCount() == 0) { // no ident, which may go on
      e.span(Field.REASON, p, to);
    }
  }

  /** Whether a quote is one that the server marked: it is the client's. */
  private static boolean isMarked(byte[] b, int from, int quote) {
    int p = quote;
    while (p > from && b[p - 1] == '\\') {
      p--;
    }
    return ((quote - p) & 1) == 1;
  }

  private static void reasonOf(byte[] b, int p, int to, EventWriter e) {
    if (p < to) {
      e.span(Field.REASON, p, to);
    }
  }

  /** Reads {@code COMMAND" U=NAME REASON}. */
  private static boolean local(byte[] b, int from, int to, ClientHost.Next next, EventWriter e) {
    int end = AFTER_QUOTE_LOCAL.lastIndexIn(b, from, to);
    int name = end + AFTER_QUOTE_LOCAL.length();
    int nameEnd = end < 0 ? to : ByteScan.endOfWord(b, name, to);
    if (nameEnd + 1 >= to || !next.isAt(b, nameEnd + 1, to)) {
      return false;
    }
    e.span(Field.USER, name, nameEnd);
    e.span(Field.REASON, nameEnd + 1, to);
    return true;
  }

  private static boolean isReason(byte[] b, int from, int to) {
    for (Literal reason : REASONS) {
      if (reason.equalsAt(b, from, to)) {
        return true;
      }
    }
    for (Literal reason : LONGER_REASONS) {
      if (reason.startsAt(b, from, to)) {
        return true;
      }
    }
    return UNSUPPORTED.endsAt(b, from, to)
        && ByteScan.endOfWord(b, from, to) == to - UNSUPPORTED.length();
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
      int p = ClientHost.read(b, text + SYNC_FROM.length(), to, FIRST_INPUT, e);
      if (p > 0 && INPUT.startsAt(b, p, to)) {
        e.attribute(p, p + INPUT.length() - 2, p + INPUT.length() - 1, to);
      }
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
    int quote = from;
    int left = Reading.HELOS;
    while (left-- > 0 && (quote = AFTER_QUOTE.indexIn(b, quote, to)) >= 0) {
      quote += AFTER_QUOTE.length();
      ClientHost.setAside(b, quote, to, NEXT_INPUT, ClientHost.Rest.UNREAD, mark, e);
    }
    e.takeCommon(mark);
  }

  private static boolean isLimit(byte[] b, int p, int to) {
    if (!COLON.startsAt(b, p, to)) {
      return false;
    }
    int text = p + COLON.length();
    for (Literal found : FOUND) {
      if (found.equalsAt(b, text, to)) {
        return true;
      }
    }
    for (Literal tooBig : TOO_BIGS) {
      if (tooBig.startsAt(b, text, to)) {
        int max = Decimal.endOfDigits(b, text + tooBig.length(), to);
        int digits = max + MAX.length();
        return MAX.startsAt(b, max, to) && digits < to && Decimal.endOfDigits(b, digits, to) == to;
      }
    }
    return false;
  }

  private static boolean isNameless(byte[] b, int p, int to) {
    if (p >= to || b[p] != '(') {
      return false;
    }
    int name = ByteScan.endOfWord(b, p, to);
    int address = name + NO_MATCH.length();
    return NO_NAME.equalsAt(b, p, to)
        || (b[to - 1] == ')'
            && NO_MATCH.startsAt(b, name, to)
            && ByteScan.endOfWord(b, address, to) == to);
  }

  /** {@code ADDRESS>[ ]H=HOST[ U=USER][: TEXT]}, where what follows the client is known. */
  static boolean refused(
      Field field, byte[] b, int from, int to, ClientHost.Next next, EventWriter e) {
    e.kind(EventKind.REJECT);
    int close = Address.close(b, from, to);
    e.span(field, from, close < 0 ? to : close);
    int host = close < 0 ? -1 : ByteScan.skipSpaces(b, close + 1, to); // there may be no space
    if (host >= 0 && USER.startsAt(b, host, to)) {
      int colon = COLON.indexIn(b, host, to);
      e.span(Field.USER, host + USER.length(), colon < 0 ? to : colon);
      reason(b, colon, to, e);
    } else if (host >= 0 && CLIENT.startsAt(b, host, to)) {
      reason(b, ClientHost.read(b, host, to, next, e), to, e);
    }
    return true;
  }

  /** {@code : TEXT}, of a size with it. */
  private static void reason(byte[] b, int p, int to, EventWriter e) {
    if (p < 0 || p + COLON.length() >= to || b[p] != ':') {
      return;
    }
    int text = p + COLON.length();
    e.span(Field.REASON, text, to);
    if (TOO_BIG.startsAt(b, text, to)) {
      int size = text + TOO_BIG.length();
      int end = Decimal.endOfDigits(b, size, to);
      if (end > size) {
        e.span(Field.SIZE, size, end);
      }
    }
  }
}
