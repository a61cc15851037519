package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * What a client was told, without its code (err.c, putoutmsg; LogUsrErrs): {@code <ADDR>... User
 * unknown}, and texts that name no address. At LogLevel 15 the whole dialogue: {@code <-- COMMAND},
 * {@code --- REPLY}.
 */
final class ReplyLine {
  private static final Literal DOTS = Literal.of("... ");
  private static final int DOTS_ONLY = 3;
  private static final Literal COMMAND = Literal.of("<-- ");
  private static final Literal REPLY = Literal.of("--- ");
  private static final Literal USER_UNKNOWN = Literal.of("... User unknown");
  private static final Literal[] OF_RECIPIENT = {
    Literal.of("User unknown"),
    Literal.of("Relaying denied"),
    Literal.of("User address required"),
    Literal.of("No such user"),
    Literal.of("Recipient"),
    Literal.of("Rejected"),
    Literal.of("Addressee unknown"),
    Literal.of("Cannot mail directly"),
  };
  private static final Literal OF_SENDER = Literal.of("Domain of sender address ");
  private static final Literal NO_DOMAIN = Literal.of("Domain name required for sender address");
  private static final Literal UNBALANCED = Literal.of("Unbalanced ");
  private static final Literal LOOP = Literal.of("aliasing/forwarding loop broken");
  private static final Literal TOO_MANY = Literal.of("Too many recipients");

  private ReplyLine() {}

  /** The raw dialogue: its facts have lines of their own. */
  static boolean dialogue(byte[] b, int from, int to, EventWriter e) {
    if (!COMMAND.startsAt(b, from, to) && !REPLY.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.DIAGNOSTIC);
    return true;
  }

  /**
   * {@code WORD... User unknown}, where the word is what the client gave for an address: it may
   * look like the beginning of any other line.
   */
  static boolean unknownUser(byte[] b, int from, int to, EventWriter e) {
    int end = to - USER_UNKNOWN.length();
    if (end <= from || !USER_UNKNOWN.startsAt(b, end, to)) {
      return false;
    }
    if (ByteScan.indexOf(b, from, end, (byte) ' ') >= 0) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.RCPT);
    Printed.address(Field.TO, b, from, end, e);
    e.span(Field.REASON, end + DOTS.length(), to);
    return true;
  }

  /**
   * Whether the text is {@code WORD... TEXT}, where the word is what a client gave for an address,
   * without a space: then whatever it looks like, it is no line of its own.
   */
  static boolean isAbout(byte[] b, int from, int to) {
    int end = ByteScan.endOfWord(b, from, to);
    return end - DOTS_ONLY > from && DOTS.startsAt(b, end - DOTS_ONLY, to);
  }

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (TOO_MANY.equalsAt(b, from, to) || LOOP.equalsAt(b, from, to)) {
      e.kind(EventKind.REJECT);
      e.stage(SmtpStage.RCPT);
      e.span(Field.REASON, from, to);
      return true;
    }
    int end = b[from] == '<' ? Address.endOfBracketed(b, from, to) : -1;
    end = end < 0 ? ByteScan.endOfWord(b, from, to) - DOTS_ONLY : end;
    if (end <= from || !DOTS.startsAt(b, end, to)) {
      return false;
    }
    boolean bracketed = Address.isBracketed(b, from, end);
    int text = end + DOTS.length();
    if (UNBALANCED.startsAt(b, text, to)) {
      e.kind(EventKind.REJECT); // no address, of whichever command
      e.stage(SmtpStage.OTHER);
      Printed.text(Field.REASON, b, from, to, e);
      return true;
    }
    boolean sender = OF_SENDER.startsAt(b, text, to) || NO_DOMAIN.startsAt(b, text, to);
    if (!bracketed && !sender && !isOfRecipient(b, text, to)) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.stage(sender ? SmtpStage.MAIL : SmtpStage.RCPT);
    Field field = sender ? Field.FROM : Field.TO;
    Printed.address(field, b, from, end, e);
    Refusal.reason(b, text, to, e);
    return true;
  }

  private static boolean isOfRecipient(byte[] b, int from, int to) {
    for (Literal text : OF_RECIPIENT) {
      if (text.startsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
