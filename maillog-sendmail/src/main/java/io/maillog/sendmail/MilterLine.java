package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;

/**
 * What filters decided and changed: {@code Milter: WHAT, VERDICT} (srvrsmtp.c), {@code milter=NAME,
 * action=STAGE, VERDICT}, {@code Milter (NAME) CHANGE}, {@code Milter (NAME): ERROR} (milter.c). A
 * header's text in them is the message's, and tells nothing.
 */
final class MilterLine {
  private static final Literal MILTER = Literal.of("Milter");
  private static final Literal DECISION = Literal.of("Milter: ");
  private static final Literal NAMED = Literal.of("milter=");
  private static final Literal ACTION = Literal.of(", action=");
  private static final Literal FROM = Literal.of("from=");
  private static final Literal TO = Literal.of("to=");
  private static final Literal HELO = Literal.of("helo=");
  private static final Literal CONNECT = Literal.of("connect: host=");
  private static final Literal ADDR = Literal.of(", addr=");
  private static final Literal CMD_DATA = Literal.of("cmd=data, ");
  private static final Literal DATA = Literal.of("data, ");
  private static final Literal REJECT = Literal.of("reject");
  private static final Literal REJECT_TEXT = Literal.of("reject=");
  private static final Literal TEMPFAIL = Literal.of("tempfail");
  private static final Literal DISCARD = Literal.of("discard");
  private static final Literal QUARANTINE = Literal.of("quarantine=");
  private static final Literal REJECTING = Literal.of("rejecting commands");
  private static final Literal TEMP_FAILING = Literal.of("temp failing commands");
  private static final Literal SHUTDOWN = Literal.of("shutdown");
  private static final Literal ACCEPT = Literal.of(" accept: ");
  private static final Literal CLOSING = Literal.of("421, errormode=");
  private static final int CODE_LENGTH = 3;
  private static final Literal INIT_FAILED = Literal.of("initialization failed, ");
  private static final Literal NO_RCPT = Literal.of("reject, no ");
  private static final Literal CHGFROM = Literal.of(" chgfrom: ");
  private static final Literal ADD_RCPT = Literal.of(" add: rcpt: ");
  private static final Literal DELETE_RCPT = Literal.of(" delete: rcpt ");
  private static final Literal NADDRS = Literal.of(", naddrs=");
  private static final String ADD = "add";
  private static final String DELETE = "delete";
  private static final String FOUND = "naddrs";
  private static final int MAX_FOUND = 1_000_000;
  private static final Literal[] CHANGES = {
    Literal.of(" add: "),
    Literal.of(" insert ("),
    Literal.of(" change: "),
    Literal.of(" change (add): "),
    Literal.of(" delete: "),
    Literal.of(" delete (noop): "),
    Literal.of(" message: "),
  };

  // Where a named filter stood in the dialogue (milter.c, milter_send_command).
  private static final Literal[] STAGES = {
    Literal.of("connect"),
    Literal.of("helo"),
    Literal.of("mail"),
    Literal.of("rcpt"),
    Literal.of("data"),
    Literal.of("header"),
    Literal.of("eoh"),
    Literal.of("body"),
    Literal.of("eom"),
  };
  private static final SmtpStage[] OF_STAGE = {
    SmtpStage.CONNECT,
    SmtpStage.HELO,
    SmtpStage.MAIL,
    SmtpStage.RCPT,
    SmtpStage.DATA,
    SmtpStage.EOD,
    SmtpStage.EOD,
    SmtpStage.EOD,
    SmtpStage.EOD,
  };

  private MilterLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (NAMED.startsAt(b, from, to)) {
      return named(b, from, to, e);
    }
    if (!MILTER.startsAt(b, from, to)) {
      return false;
    }
    if (DECISION.startsAt(b, from, to)) {
      decision(b, from + DECISION.length(), to, e);
      return true;
    }
    int p = afterName(b, from + MILTER.length(), to);
    if (p < to && b[p] == ' ' && change(b, p, to, e)) {
      return true;
    }
    if (ACCEPT.startsAt(b, p, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      return true;
    }
    e.kind(EventKind.DIAGNOSTIC);
    e.span(Field.REASON, Math.min(to, p + 2), to);
    return true;
  }

  /** {@code (NAME)}; where the text goes on. */
  private static int afterName(byte[] b, int at, int to) {
    if (at + 1 >= to || b[at] != ' ' || b[at + 1] != '(') {
      return at;
    }
    int close = ByteScan.indexOf(b, at, to, (byte) ')');
    return close < 0 ? at : close + 1;
  }

  // --- changes

  private static boolean change(byte[] b, int p, int to, EventWriter e) {
    if (CHGFROM.startsAt(b, p, to)) {
      Printed.address(Field.FROM, b, p + CHGFROM.length(), to, e);
    } else if (ADD_RCPT.startsAt(b, p, to)) {
      Printed.address(Field.TO, b, p + ADD_RCPT.length(), to, e);
    } else if (DELETE_RCPT.startsAt(b, p, to)) {
      int end = beforeFigure(b, p, to);
      Printed.address(Field.TO, b, p + DELETE_RCPT.length(), end < 0 ? to : end, e);
      if (end >= 0) {
        e.attribute(end + 2, end + NADDRS.length() - 1, end + NADDRS.length(), to);
      }
    } else if (!startsWithAny(CHANGES, b, p, to)) {
      return false;
    }
    e.kind(EventKind.CONTENT_CHECK);
    int word = ByteScan.indexOfEither(b, p + 1, to, (byte) ' ', (byte) ':');
    e.span(Field.ACTION, p + 1, word < 0 ? to : word);
    return true;
  }

  /** Where {@code , naddrs=NUMBER} begins, which older releases do not have; else below 0. */
  private static int beforeFigure(byte[] b, int from, int to) {
    int at = NADDRS.lastIndexIn(b, from, to);
    int figure = at + NADDRS.length();
    return at >= 0 && figure < to && Decimal.endOfDigits(b, figure, to) == to ? at : -1;
  }

  /**
   * How many recipients the line adds, below 0 how many it deletes. Since 8.16 it tells how many it
   * found (recipient.c, removefromlist); before, it deletes the one that the client named.
   */
  static int recipientsAdded(MailEvent e) {
    if (!e.has(Field.TO) || e.stage() != null) {
      return 0; // a header, or a decision
    }
    if (e.is(Field.ACTION, ADD)) {
      return 1;
    }
    return e.is(Field.ACTION, DELETE) ? -deleted(e) : 0;
  }

  private static int deleted(MailEvent e) {
    ByteSlice text = new ByteSlice();
    for (int i = 0; i < e.attributeCount(); i++) {
      if (e.attributeKey(i, text).contentEquals(FOUND)) {
        e.attributeValue(i, text);
        long found = Decimal.parse(text.array(), text.from(), text.to());
        return (int) Math.min(MAX_FOUND, Math.max(0, found));
      }
    }
    return 1;
  }

  private static boolean startsWithAny(Literal[] heads, byte[] b, int from, int to) {
    for (Literal head : heads) {
      if (head.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }

  // --- decisions

  /** {@code WHAT, VERDICT}. */
  private static void decision(byte[] b, int from, int to, EventWriter e) {
    if (TO.startsAt(b, from, to)) {
      e.stage(SmtpStage.RCPT);
      ofAddress(Field.TO, b, from + TO.length(), to, e);
    } else if (FROM.startsAt(b, from, to)) {
      e.stage(SmtpStage.MAIL);
      ofAddress(Field.FROM, b, from + FROM.length(), to, e);
    } else if (HELO.startsAt(b, from, to)) {
      e.stage(SmtpStage.HELO);
      greeting(b, from + HELO.length(), to, e);
    } else if (CONNECT.startsAt(b, from, to)) {
      e.stage(SmtpStage.CONNECT);
      connect(b, from + CONNECT.length(), to, e);
    } else if (DATA.startsAt(b, from, to)) {
      e.stage(SmtpStage.EOD); // the filters' answer to the whole message
      verdict(b, from + DATA.length(), to, e);
    } else if (CMD_DATA.startsAt(b, from, to)) {
      e.stage(SmtpStage.DATA);
      verdict(b, from + CMD_DATA.length(), to, e);
    } else if (INIT_FAILED.startsAt(b, from, to)) {
      e.stage(SmtpStage.CONNECT);
      verdict(b, from + INIT_FAILED.length(), to, e);
    } else if (NO_RCPT.startsAt(b, from, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      e.span(Field.REASON, from, to);
    } else {
      e.kind(EventKind.CONTENT_CHECK); // "accept: message", "no active filter", and other progress
    }
  }

  /**
   * {@code NAME, reject=TEXT}. Where any name is taken (AllowBogusHELO), it may hold what ends it,
   * and the filter's text may repeat it: then neither is known.
   */
  private static void greeting(byte[] b, int from, int to, EventWriter e) {
    int end = Refusal.next(b, from, to);
    if (end >= 0 && Refusal.next(b, end + 1, to) >= 0) {
      e.kind(EventKind.REJECT);
      return;
    }
    end = end < 0 ? Address.endOfValue(b, from, to) : end;
    Printed.text(Field.HELO, b, from, end, e);
    verdict(b, Math.min(to, end + 2), to, e);
  }

  private static void ofAddress(Field field, byte[] b, int from, int to, EventWriter e) {
    int end = Address.end(b, from, to);
    if (end < 0) {
      e.kind(EventKind.CONTENT_CHECK); // the line was cut within the address
      return;
    }
    Printed.address(field, b, from, end, e);
    verdict(b, Math.min(to, end + 2), to, e);
  }

  /** {@code HOST, addr=ADDRESS, VERDICT}. */
  private static void connect(byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    if (!ADDR.startsAt(b, end, to)) {
      verdict(b, Math.min(to, end + 2), to, e);
      return;
    }
    if (end > from && b[from] != '[') {
      e.span(Field.CLIENT_HOST, from, end);
    }
    int address = end + ADDR.length();
    int addressEnd = Address.endOfValue(b, address, to);
    if (Host.isAddress(b, address, addressEnd)) {
      e.span(Field.CLIENT_IP, address, addressEnd);
    }
    verdict(b, Math.min(to, addressEnd + 2), to, e);
  }

  private static void verdict(byte[] b, int at, int to, EventWriter e) {
    if (DISCARD.equalsAt(b, at, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      e.literal(Field.ACTION, Words.DISCARD);
      return;
    }
    if (QUARANTINE.startsAt(b, at, to)) {
      e.kind(EventKind.CONTENT_CHECK);
      e.literal(Field.ACTION, Words.QUARANTINE);
      e.span(Field.REASON, at + QUARANTINE.length(), to);
      return;
    }
    boolean refused =
        REJECT.startsAt(b, at, to)
            || TEMPFAIL.equalsAt(b, at, to)
            || REJECTING.startsAt(b, at, to)
            || TEMP_FAILING.startsAt(b, at, to)
            || SHUTDOWN.startsAt(b, at, to);
    if (!refused) {
      e.kind(EventKind.CONTENT_CHECK); // accepted, continue, skip
      return;
    }
    e.kind(EventKind.REJECT);
    int text = REJECT_TEXT.startsAt(b, at, to) ? at + REJECT_TEXT.length() : -1;
    if (text < 0) {
      int equals = ByteScan.indexOf(b, at, Math.min(to, at + 24), (byte) '=');
      text = equals < 0 ? to : equals + 1;
    }
    Refusal.reason(b, text, CLOSING.startsAt(b, text, to) ? text + CODE_LENGTH : to, e);
  }

  /** {@code NAME, action=STAGE, VERDICT}, or {@code NAME, VERDICT} at the end of the message. */
  private static boolean named(byte[] b, int from, int to, EventWriter e) {
    int name = from + NAMED.length();
    int end = Address.endOfValue(b, name, to);
    if (end == to || !Words.isName(b, name, end)) {
      return false;
    }
    e.attribute(from, name - 1, name, end);
    if (ACTION.startsAt(b, end, to)) {
      int action = end + ACTION.length();
      end = Address.endOfValue(b, action, to);
      e.stage(stage(b, action, end));
    } else {
      e.stage(SmtpStage.EOD);
    }
    verdict(b, Math.min(to, end + 2), to, e);
    return true;
  }

  private static SmtpStage stage(byte[] b, int from, int to) {
    for (int i = 0; i < STAGES.length; i++) {
      if (STAGES[i].equalsAt(b, from, to)) {
        return OF_STAGE[i];
      }
    }
    return SmtpStage.ofCommand(b, from, to);
  }
}
