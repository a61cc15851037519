package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * A client's command that the server refused, and its reply (smtp_session.c, smtp_reply). The
 * command is the client's own text, with its quotes as they are: so the reply is told from the end,
 * as the server's replies hold nothing that looks like a command's end.
 */
final class CommandLine {
  private static final Literal COMMAND = Literal.of("command=\"");
  private static final Literal RESULT = Literal.of("\" result=\"");
  private static final Literal BAD_RESULT = Literal.of("result=\"");
  private static final Literal ARROW = Literal.of("\" => ");
  private static final int FIRST_SYNTAX = 500;
  private static final int LAST_SYNTAX = 504;

  private CommandLine() {}

  /**
   * {@code command="TEXT" result="REPLY"}. Where the line was cut, what looks like a reply may be
   * of the command, and so may it be in a reply that ends with the recipient: 6.4 to 6.6 put there
   * what a client wrote (CVE-2020-7247). Then no reply is told.
   */
  static boolean failed(byte[] b, int from, int to, EventWriter e) {
    if (from < 0 || !COMMAND.startsAt(b, from, to)) {
      return false;
    }
    int start = from + COMMAND.length();
    int end = Pairs.endOfQuoted(b, start, to);
    int first = RESULT.indexIn(b, start, to);
    boolean isCut = end == to;
    boolean inDoubt = first < RESULT.lastIndexIn(b, start, to) && b[end - 1] == '>';
    if (isCut || inDoubt) {
      unanswered(b, start, first < 0 ? to : first, e);
      return true;
    }
    return refused(RESULT, b, start, to, end, e);
  }

  /** {@code "TEXT" => REPLY}, before 6.0; 5.7 leaves the reply out. */
  static boolean refusedBefore(byte[] b, int from, int to, EventWriter e) {
    if (from >= to || b[from] != '"') {
      return false;
    }
    if (refused(ARROW, b, from + 1, to, to, e)) {
      return true;
    }
    unanswered(b, from + 1, Pairs.endOfQuoted(b, from + 1, to), e);
    return true;
  }

  /** A command of which only that it was refused is known, or where it begins. */
  private static void unanswered(byte[] b, int from, int to, EventWriter e) {
    SmtpStage stage = SmtpStage.ofCommand(b, from, to);
    boolean ofMessage =
        stage == SmtpStage.MAIL || stage == SmtpStage.RCPT || stage == SmtpStage.DATA;
    about(ofMessage ? EventKind.REJECT : EventKind.PROTOCOL_ERROR, stage, b, from, to, e);
  }

  /**
   * A command and a reply.
   *
   * @param between what stands between them
   * @param end where the reply ends
   */
  private static boolean refused(
      Literal between, byte[] b, int from, int to, int end, EventWriter e) {
    int close = between.lastIndexIn(b, from, to);
    while (close >= 0 && !isReply(b, close + between.length(), end)) {
      close = between.lastIndexIn(b, from, close);
    }
    if (close < 0) {
      return false;
    }
    LineParser.refusal(b, close + between.length(), end, e);
    SmtpStage stage = SmtpStage.ofCommand(b, from, close);
    about(isSyntax(b, e) ? EventKind.PROTOCOL_ERROR : EventKind.REJECT, stage, b, from, close, e);
    return true;
  }

  private static boolean isReply(byte[] b, int from, int to) {
    return to - from > 3
        && (b[from] == '4' || b[from] == '5')
        && Decimal.endOfDigits(b, from, from + 4) == from + 3;
  }

  /** Whether the client made a mistake: 500 to 504, with no other enhanced code than X.5.Z. */
  private static boolean isSyntax(byte[] b, EventWriter e) {
    long code = e.event().number(Field.CODE);
    if (code < FIRST_SYNTAX || code > LAST_SYNTAX) {
      return false;
    }
    return !e.has(Field.DSN) || b[e.from(Field.DSN) + 2] == '5';
  }

  private static void about(
      EventKind kind, SmtpStage stage, byte[] b, int from, int to, EventWriter e) {
    e.kind(kind);
    e.stage(stage);
    if (kind == EventKind.REJECT && stage == SmtpStage.RCPT) {
      path(Field.TO, b, from, to, e);
    } else if (kind == EventKind.REJECT && stage == SmtpStage.MAIL) {
      path(Field.FROM, b, from, to, e);
    }
  }

  /** Sets the address of {@code MAIL FROM:<A>} or {@code RCPT TO:<A>}, if it is in brackets. */
  private static void path(Field field, byte[] b, int from, int to, EventWriter e) {
    int colon = ByteScan.indexOf(b, from, to, (byte) ':');
    int open = colon < 0 ? to : ByteScan.skipSpaces(b, colon + 1, to);
    if (open >= to || b[open] != '<') {
      return;
    }
    int close = ByteScan.indexOf(b, open, to, (byte) '>');
    if (close > 0 && (close + 1 == to || b[close + 1] == ' ')) {
      Vis.decode(field, b, open + 1, close, e);
    }
  }

  /** {@code result="REPLY"}: what came is no command. */
  static boolean badInput(byte[] b, int from, int to, EventWriter e) {
    if (from < 0 || !BAD_RESULT.startsAt(b, from, to)) {
      return false;
    }
    badInputBefore(b, from + BAD_RESULT.length(), Pairs.endOfQuoted(b, from, to), e);
    return true;
  }

  /** The reply alone, before 6.0. */
  static void badInputBefore(byte[] b, int from, int to, EventWriter e) {
    LineParser.refusal(b, from, Math.max(from, to), e);
    e.kind(EventKind.PROTOCOL_ERROR);
  }
}
