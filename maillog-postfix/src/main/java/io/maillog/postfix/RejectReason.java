package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * The text of a refusal, as far as it says where it can end and whom it is about (smtpd_check.c):
 * {@code <NAME>: CLASS rejected: …} and {@code Service unavailable; CLASS [NAME] blocked using …}.
 * The name stands there as the client gave it, and again in the line's tail.
 */
final class RejectReason {
  private static final Literal NAME_END = Literal.of(">: ");
  private static final Literal LISTED = Literal.of("Service unavailable; ");
  private static final Literal LISTED_END = Literal.of("] blocked using ");
  private static final Literal SENDER = Literal.of("Sender address ");
  private static final Literal RECIPIENT = Literal.of("Recipient address ");
  private static final Literal HELO = Literal.of("Helo command ");
  private static final Literal RELAY = Literal.of("Relay access denied");
  private static final Literal LOOKUP = Literal.of("Temporary lookup failure");
  private static final Literal[] CLASSES = {
    SENDER,
    RECIPIENT,
    HELO,
    Literal.of("Client host "),
    Literal.of("Unverified Client host "),
    Literal.of("Etrn command "),
  };
  private static final Literal[] WHOLE = {
    RELAY,
    LOOKUP,
    Literal.of(">: Access denied"),
    Literal.of("rejected: Access denied"),
    Literal.of("rejected: User unknown"),
    Literal.of("rejected: User unknown in local recipient table"),
    Literal.of("rejected: User unknown in virtual alias table"),
    Literal.of("rejected: User unknown in virtual mailbox table"),
    Literal.of("rejected: User unknown in relay recipient table"),
    Literal.of("rejected: Domain not found"),
    Literal.of("rejected: need fully-qualified address"),
  };
  private static final Literal UNVERIFIED = Literal.of("rejected: unverified address: host ");
  private static final Literal UNDELIVERABLE = Literal.of("rejected: undeliverable address: host ");
  private static final Literal HOST = Literal.of("host ");
  private static final Literal SAID = Literal.of(" said: ");
  private static final Literal COMMAND = Literal.of(" command)");

  /** What smtpd_check_reject leaves of a text, with its codes. */
  private static final int MAX_TEXT = 510;

  /** What reject_unverified_address leaves of a reply that it defers for. */
  private static final int MAX_UNVERIFIED = 250;

  /** How much of what looks like a tail is looked for in an address. */
  private static final int MAX_ECHO = 16;

  /** And how many of them. */
  private static final int MAX_TAILS = 16;

  private RejectReason() {}

  /** Where the name starts, if the text has one. */
  static int nameStart(byte[] b, int at) {
    if (b[at] == '<') {
      return at + 1;
    }
    int p = at + LISTED.length();
    while (b[p] != '[') {
      p++;
    }
    return p + 1;
  }

  /**
   * The first place where the name may end, before its bracket: no text ends before it. -1 if the
   * text has no name.
   */
  static int nameEnd(byte[] b, int at, int to) {
    if (at < to && b[at] == '<') {
      return NAME_END.indexIn(b, at + 1, to);
    }
    int name = listed(b, at, to);
    return name < 0 ? -1 : LISTED_END.indexIn(b, name, to);
  }

  /** After the bracket of {@code Service unavailable; CLASS [}, or -1. */
  private static int listed(byte[] b, int at, int to) {
    if (!LISTED.startsAt(b, at, to)) {
      return -1;
    }
    int p = at + LISTED.length();
    for (Literal c : CLASSES) {
      int open = p + c.length();
      if (c.startsAt(b, p, to) && open < to && b[open] == '[') {
        return open + 1;
      }
    }
    return -1;
  }

  /** Which of the tail's values the name is, taken to end at {@code nameEnd}. */
  static @Nullable Field named(byte[] b, int at, int nameEnd, int to) {
    if (nameEnd < 0) {
      return null;
    }
    int p = b[at] == '<' ? nameEnd + NAME_END.length() : at + LISTED.length();
    if (SENDER.startsAt(b, p, to)) {
      return Field.FROM;
    } else if (HELO.startsAt(b, p, to)) {
      return Field.HELO;
    } else if (RECIPIENT.startsAt(b, p, to)
        || RELAY.startsAt(b, p, to)
        || LOOKUP.startsAt(b, p, to)) {
      return Field.TO;
    }
    return null;
  }

  /** How long the name is that is one of the tail's values, for the text's end; -1 if none is. */
  static int namedLength(byte[] b, int at, int end, EventWriter e) {
    return Math.max(
        namedLength(b, at, end, Field.HELO, e),
        Math.max(namedLength(b, at, end, Field.FROM, e), namedLength(b, at, end, Field.TO, e)));
  }

  /** Whether a text of smtpd(8)'s own, to which nobody adds, ends there. */
  static boolean isWhole(byte[] b, int from, int end) {
    for (Literal whole : WHOLE) {
      if (whole.endsAt(b, from, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name that the text has is the sender or the recipient that is set. */
  static boolean namesAddress(byte[] b, int at, int end, EventWriter e) {
    return namedLength(b, at, end, Field.FROM, e) > 0 || namedLength(b, at, end, Field.TO, e) > 0;
  }

  private static int namedLength(byte[] b, int at, int end, Field field, EventWriter e) {
    boolean bracketed = at < end && b[at] == '<';
    int name = bracketed ? at + 1 : listed(b, at, end);
    if (name < 0 || !e.has(field)) {
      return -1;
    }
    int nameEnd = sameUntil(b, name, end, e.from(field), e.to(field));
    if (nameEnd <= name
        || !(bracketed ? NAME_END : LISTED_END).startsAt(b, nameEnd, end)
        || !field.equals(named(b, at, nameEnd, end))) {
      return -1;
    }
    return nameEnd - name;
  }

  /**
   * Where in {@code [at, end)} the value ends that starts there, as it is or, if its local part is
   * quoted, without the quotes; -1 if another text stands there.
   */
  private static int sameUntil(byte[] b, int at, int end, int from, int to) {
    int length = to - from;
    if (length <= end - at && ByteScan.equal(b, at, at + length, b, from, to)) {
      return at + length;
    }
    if (length == 0 || b[from] != '"') {
      return -1;
    }
    int p = at;
    boolean quoted = true;
    for (int i = from + 1; i < to; i++) {
      if (quoted && b[i] == '"') {
        quoted = false;
        continue;
      }
      if (quoted && b[i] == '\\' && i + 1 < to) {
        i++;
      }
      if (p >= end || b[p] != b[i]) {
        return -1;
      }
      p++;
    }
    return p;
  }

  /**
   * Where the text quotes what another server said of the address, after {@code address: }; -1 if
   * it does not.
   */
  static int quote(byte[] b, int nameEnd, int to) {
    if (nameEnd < 0) {
      return -1;
    }
    int p = nameEnd + NAME_END.length();
    if (SENDER.startsAt(b, p, to)) {
      p += SENDER.length();
    } else if (RECIPIENT.startsAt(b, p, to)) {
      p += RECIPIENT.length();
    } else {
      return -1;
    }
    int host =
        UNVERIFIED.startsAt(b, p, to)
            ? UNVERIFIED.length()
            : UNDELIVERABLE.startsAt(b, p, to) ? UNDELIVERABLE.length() : -1;
    if (host < 0) {
      return -1;
    }
    int space = ByteScan.endOfWord(b, p + host, to);
    return SAID.startsAt(b, space, to) ? p + host - HOST.length() : -1;
  }

  /**
   * Whether a text that quotes a reply can end there: after {@code (in reply to … command)}, or
   * where smtpd(8) cuts it.
   */
  static boolean endsQuote(byte[] b, int textFrom, int quote, int end) {
    return COMMAND.endsAt(b, quote, end)
        || end - textFrom == MAX_TEXT
        || end - quote == MAX_UNVERIFIED;
  }

  /**
   * Whether all that looks like a tail in {@code [from, end)} repeats a part of the addresses that
   * are set: a text that the server or a policy made holds no other.
   */
  static boolean isEcho(byte[] b, int from, int end, EventWriter e) {
    int tails = 0;
    for (int i = from; i < end; i++) {
      if (b[i] == ';' && StrictTail.startsAt(b, i, end)) {
        int to = Math.min(end, i + MAX_ECHO);
        if (tails++ == MAX_TAILS
            || !(holds(b, Field.FROM, i, to, e)
                || holds(b, Field.TO, i, to, e)
                || holds(b, Field.SASL_USERNAME, i, to, e))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean holds(byte[] b, Field address, int from, int to, EventWriter e) {
    if (!e.has(address)) {
      return false;
    }
    int end = e.to(address);
    for (int i = e.from(address); i < end; i++) {
      if (b[i] == ';' && startsWith(b, i, end, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** With the quotes and backslashes of an address that is quoted, or without. */
  private static boolean startsWith(byte[] b, int at, int end, int from, int to) {
    int p = from;
    int i = at;
    while (i < end && p < to) {
      if (b[i] == b[p]) {
        p++;
      } else if (b[i] != '"' && b[i] != '\\') {
        return false;
      }
      i++;
    }
    return p == to;
  }
}
