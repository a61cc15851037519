package io.maillog.sendmail;

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
  private static final Literal UNBALANCED_ADDRESS = Literal.of("... Unbalanced '");
  private static final int UNBALANCED_LENGTH = "... Unbalanced 'C'".length();
  private static final Literal DOTS_IN_MIDDLE = Literal.of("...");
  private static final int SHORTENED = QueueLine.HALF + "...".length() + QueueLine.HALF;
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
   * {@code ADDR... User unknown}, {@code ADDR... Unbalanced 'C'}, where the address is what the
   * client gave for one: it may look like the beginning of any other line, and even like all of it.
   * The other line has a space outside of quotes, comments and brackets. This one has none, since
   * there an address ends; or they do not balance, for which it was refused; or it was cut in its
   * middle.
   */
  static boolean ofAnyAddress(byte[] b, int from, int to, EventWriter e) {
    byte last = b[to - 1];
    boolean unknown = last == 'n' && USER_UNKNOWN.endsAt(b, from, to);
    int end = to - (unknown ? USER_UNKNOWN.length() : UNBALANCED_LENGTH);
    boolean unbalanced = last == '\'' && end > from && UNBALANCED_ADDRESS.startsAt(b, end, to);
    if ((!unknown && !unbalanced) || end <= from || COMMAND.startsAt(b, from, to)) {
      return false;
    }
    int word = Address.endOfWord(b, from, end);
    if (word != (unknown ? end : -1) && !isShortened(b, from, end)) {
      return false;
    }
    if (unknown) {
      refused(Field.TO, b, from, end, to, e);
    } else {
      unbalanced(b, from, to, e);
    }
    return true;
  }

  /**
   * Where the address ends in {@code ADDR... TEXT}, where it is what a client gave for one: then
   * whatever the text looks like, it is no line of its own; -1 if it is about none.
   */
  static int endOfAbout(byte[] b, int from, int to) {
    int end = Address.endOfWord(b, from, to) - DOTS_ONLY;
    if (end > from && DOTS.startsAt(b, end, to)) {
      return end;
    }
    end = endOfShortened(b, from, to);
    return end > from && DOTS.startsAt(b, end, to) ? end : -1;
  }

  private static boolean isShortened(byte[] b, int from, int to) {
    return endOfShortened(b, from, to) == to;
  }

  /** The end of an address that was cut in its middle (err.c, fmtmsg); -1 if none was. */
  private static int endOfShortened(byte[] b, int from, int to) {
    int dots = to - from < SHORTENED ? to : Printed.endOfCharacters(QueueLine.HALF, b, from, to);
    return DOTS_IN_MIDDLE.startsAt(b, dots, to)
        ? Printed.endOfCharacters(QueueLine.HALF, b, dots + DOTS_IN_MIDDLE.length(), to)
        : -1;
  }

  /**
   * Reads such a text.
   *
   * @param about the {@link #endOfAbout} of it
   */
  static boolean parse(byte[] b, int from, int to, int about, EventWriter e) {
    if (TOO_MANY.equalsAt(b, from, to) || LOOP.equalsAt(b, from, to)) {
      e.kind(EventKind.REJECT);
      e.stage(SmtpStage.RCPT);
      e.span(Field.REASON, from, to);
      return true;
    }
    int end = b[from] == '<' ? Address.endOfBracketed(b, from, to) : -1;
    end = end < 0 || !DOTS.startsAt(b, end, to) ? about : end;
    if (end <= from) {
      return false;
    }
    boolean bracketed = Address.isBracketed(b, from, end);
    int text = end + DOTS.length();
    if (UNBALANCED.startsAt(b, text, to)) {
      unbalanced(b, from, to, e);
      return true;
    }
    boolean sender = OF_SENDER.startsAt(b, text, to) || NO_DOMAIN.startsAt(b, text, to);
    if (!bracketed && !sender && !isOfRecipient(b, text, to)) {
      return false;
    }
    refused(sender ? Field.FROM : Field.TO, b, from, end, to, e);
    return true;
  }

  private static void refused(Field field, byte[] b, int from, int end, int to, EventWriter e) {
    e.kind(EventKind.REJECT);
    e.stage(field == Field.FROM ? SmtpStage.MAIL : SmtpStage.RCPT);
    Printed.address(field, b, from, end, e);
    Refusal.reason(b, end + DOTS.length(), to, e);
  }

  /** No address, of whichever command. */
  private static void unbalanced(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.OTHER);
    Printed.text(Field.REASON, b, from, to, e);
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
