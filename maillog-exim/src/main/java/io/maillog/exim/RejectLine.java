package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.SmtpCommand;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * {@code [H=HOST TAGS F=<SENDER> ][temporarily ]rejected WHAT[: TEXT]} and its like: what an ACL,
 * local_scan() or a limit said to a client or of a message (acl.c, smtp_in.c, receive.c).
 */
final class RejectLine {
  private static final Literal REJECTED = Literal.of("rejected ");
  private static final Literal TEMPORARILY = Literal.of("temporarily ");
  private static final Literal VERIFY = Literal.of("sender verify ");
  private static final Literal FOR = Literal.of(" for <");
  private static final Literal WARNING = Literal.of("Warning: ");
  private static final Literal DISCARDED = Literal.of(": discarded by ");
  private static final Literal DROPPED = Literal.of("dropped by ");
  private static final Literal INCOMPLETE = Literal.of("incomplete transaction (");
  private static final Literal DCC = Literal.of(": rejected by DCC");
  private static final Literal FROM = Literal.of(" from <");
  private static final Literal TO = Literal.of(" for ");
  private static final Literal COLON = Literal.of(": ");
  private static final Literal RCPT = Literal.of("RCPT ");
  private static final Literal MAIL = Literal.of("MAIL ");
  private static final Literal EHLO = Literal.of("EHLO or HELO ");
  private static final Literal CONNECTION = Literal.of("connection ");
  private static final Literal AFTER_DATA = Literal.of("after DATA");
  private static final Literal MIME = Literal.of("during MIME ACL checks");
  private static final Literal BY = Literal.of("by ");
  private static final Literal MAIL_FROM = Literal.of("MAIL FROM:<");
  private static final Literal SENT_FROM = Literal.of("from <");
  private static final Literal HOST_FROM = Literal.of(" from ");
  private static final Literal COMMAND = Literal.of(" command ");
  private static final Literal END_OF_QUOTED = Literal.of("\" from ");
  private static final Literal[] NONE = {};
  private static final Literal[] REFUSALS = {
    Literal.of("rejected RCPT "), Literal.of("rejected MAIL "), Literal.of("rejected after DATA"),
  };

  /** How many tags stand before the target of a cutthrough delivery: {@code H= I= U=}. */
  private static final int MAX_BEFORE_TARGET = 3;

  private static final int READ = -1;

  private RejectLine() {}

  /** Reads a line that starts with a client's tags, or with what was refused; false for others. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    int stop = read(b, from, to, 0, e);
    if (stop == READ) {
      return beyondDoubt(b, from, to, 0, mark, e);
    }
    boolean only = !e.has(Field.HELO) && Reading.last(b, from, stop) == 0;
    if (only || !e.has(Field.CLIENT_IP)) {
      e.reset(mark);
      return false;
    }
    int last = Reading.last(b, from, to);
    int left = Reading.MAX;
    boolean more = true;
    for (int helo = 0; helo < Reading.HELOS && more; helo++) {
      for (int r = helo; r >= 0 && left > 0; r = Reading.next(r, last), left--) {
        e.reset(mark);
        if (read(b, from, to, r, e) == READ) {
          return beyondDoubt(b, from, to, r, mark, e);
        }
      }
      more = e.has(Field.HELO);
    }
    e.reset(mark);
    return false;
  }

  /** Reads tags and phrase; {@link #READ}, or where that reading stopped. */
  private static int read(byte[] b, int from, int to, int reading, EventWriter e) {
    int p = from;
    boolean named = false;
    int places = e.has(Field.QUEUE_ID) ? MAX_BEFORE_TARGET : 0;
    while (p < to) {
      if (p > from && b[p - 1] == ' ' && places-- > 0 && CutthroughLine.parse(b, p, to, e)) {
        return READ;
      }
      int equals = Tags.equals(b, p, to);
      int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p, equals);
      int end = Tags.client(b, p, equals, place, to, reading, e);
      if (end < 0) {
        break;
      }
      if (named && equals > 0 && hasQuote(b, equals + 1, end, place)) {
        return end;
      }
      named |= TagOrder.isQuotedName(place);
      places = place == TagOrder.UNKNOWN ? 0 : places; // F= stands behind the target
      p = end < to && b[end] == ' ' ? end + 1 : end;
    }
    return phrase(b, p, to, e) ? READ : p;
  }

  /** Whether a value holds a quote that is not its own: the end of a name before it. */
  private static boolean hasQuote(byte[] b, int value, int end, int place) {
    boolean quoted = value < end && b[value] == '"' && place != TagOrder.SERVER_NAME;
    return quoted || Tags.isLeftOver(b, value, end);
  }

  /**
   * Where the reason holds a second refusal, it may be the true one, behind a HELO name or another
   * text of the client that holds the first. Then who was refused is not stated.
   */
  private static boolean beyondDoubt(
      byte[] b, int from, int to, int reading, long mark, EventWriter e) {
    if (!e.has(Field.REASON) || !e.has(Field.CLIENT_IP)) {
      return true;
    }
    int reason = e.from(Field.REASON);
    boolean tagged = e.event().attributeCount() > 0 || e.has(Field.SASL_METHOD);
    if (tagged && isRefusal(b, reason, to) && Reading.last(b, from, reason) != 0) {
      e.clear(Field.FROM);
      e.clear(Field.TO);
      e.stage(null);
      e.clear(Field.REASON);
      e.clear(Field.SASL_METHOD);
      e.clear(Field.SASL_USERNAME);
      e.clear(Field.SASL_SENDER);
      return true;
    }
    if (!e.has(Field.HELO) || !Host.mayEndLater(b, reason, to)) {
      return true;
    }
    EventKind kind = e.event().kind();
    for (int helo = Reading.helo(reading) + 1; helo < Reading.HELOS; helo++) {
      e.reset(mark);
      boolean fits = read(b, from, to, helo, e) == READ;
      if (!e.has(Field.HELO)) {
        break;
      }
      if (fits && e.to(Field.HELO) > reason) {
        e.reset(mark);
        e.stage(null);
        e.kind(kind);
        return true;
      }
    }
    e.reset(mark);
    return read(b, from, to, reading, e) == READ;
  }

  private static boolean isRefusal(byte[] b, int from, int to) {
    for (Literal refusal : REFUSALS) {
      if (refusal.indexIn(b, from, to) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean phrase(byte[] b, int p, int to, EventWriter e) {
    if (p >= to) {
      return false;
    }
    switch (b[p]) {
      case 'r', 't' -> {
        int what = TEMPORARILY.startsAt(b, p, to) ? p + TEMPORARILY.length() : p;
        if (REJECTED.startsAt(b, what, to)) {
          if (what > p) {
            e.span(Field.ACTION, p, what + REJECTED.length() - 1);
          }
          e.kind(EventKind.REJECT);
          rejected(b, what + REJECTED.length(), to, e);
          return true;
        }
      }
      case 's' -> {
        if (VERIFY.startsAt(b, p, to)) {
          verified(b, p + VERIFY.length(), to, e);
          return true;
        }
      }
      case 'W' -> {
        if (WARNING.startsAt(b, p, to)) {
          e.kind(EventKind.CONTENT_CHECK);
          e.literal(Field.ACTION, Words.WARN);
          e.span(Field.REASON, p + WARNING.length(), to);
          return true;
        }
      }
      case 'R' -> {
        if (RCPT.startsAt(b, p, to) && discarded(b, p + RCPT.length(), to, e)) {
          return true;
        }
      }
      case 'd' -> {
        if (DROPPED.startsAt(b, p, to)) {
          e.kind(EventKind.REJECT);
          reason(b, p + DROPPED.length(), to, e);
          return true;
        }
      }
      case 'i' -> {
        if (INCOMPLETE.startsAt(b, p, to)) {
          incomplete(b, p + INCOMPLETE.length(), to, e);
          return true;
        }
      }
      case ':' -> {
        if (DCC.startsAt(b, p, to)) {
          e.kind(EventKind.REJECT);
          e.span(Field.REASON, p + 2, to);
          return true;
        }
      }
      default -> {
        // No phrase.
      }
    }
    return false;
  }

  /** {@code WHAT[: TEXT]}. */
  private static void rejected(byte[] b, int from, int to, EventWriter e) {
    if (RCPT.startsAt(b, from, to)) {
      e.stage(SmtpStage.RCPT);
      reason(b, CommandArgument.read(Field.TO, b, from + RCPT.length(), to, e), to, e);
    } else if (MAIL_FROM.startsAt(b, from, to)) { // before it is taken apart
      e.stage(SmtpStage.MAIL);
      ProtocolLine.refused(Field.FROM, b, from + MAIL_FROM.length(), to, e);
    } else if (MAIL.startsAt(b, from, to) && isBehindClient(e)) { // else a host follows
      e.stage(SmtpStage.MAIL);
      reason(b, CommandArgument.read(Field.FROM, b, from + MAIL.length(), to, e), to, e);
    } else if (EHLO.startsAt(b, from, to)) {
      e.stage(SmtpStage.HELO);
      greeting(b, from + EHLO.length(), to, e);
    } else if (CONNECTION.startsAt(b, from, to)) { // in "connect" ACL
      e.stage(SmtpStage.CONNECT);
      reason(b, from, to, e);
    } else if (AFTER_DATA.startsAt(b, from, to) || MIME.startsAt(b, from, to)) {
      e.stage(SmtpStage.EOD);
      reason(b, from, to, e);
    } else if (BY.startsAt(b, from, to)) {
      e.stage(SmtpStage.EOD); // by non-SMTP ACL, by local_scan()
      reason(b, from, to, e);
    } else if (SENT_FROM.startsAt(b, from, to)) {
      ProtocolLine.refused(Field.FROM, b, from + SENT_FROM.length(), to, e);
    } else {
      command(b, from, to, e);
    }
  }

  private static boolean isBehindClient(EventWriter e) {
    return e.has(Field.CLIENT_IP) || e.has(Field.USER);
  }

  /**
   * {@code COMMAND from HOST: TEXT}, {@code COMMAND command HOST: TEXT}, {@code "EHLO NAME" from
   * HOST}, or no more than {@code COMMAND: TEXT}.
   */
  private static void command(byte[] b, int from, int to, EventWriter e) {
    if (from < to && b[from] == '"') {
      quoted(b, from, to, e);
      return;
    }
    e.stage(SmtpCommand.stage(b, from, to));
    int word = ByteScan.endOfWord(b, from, to);
    int client = HOST_FROM.startsAt(b, word, to) ? word + HOST_FROM.length() : -1;
    client = COMMAND.startsAt(b, word, to) ? word + COMMAND.length() : client;
    int p = client < 0 ? -1 : ClientHost.read(b, client, to, NONE, e);
    if (p < 0) {
      reason(b, from, to, e);
    } else if (COLON.startsAt(b, p, to)) {
      e.span(Field.REASON, p + 2, to);
    }
  }

  /** {@code "EHLO NAME" from HOST}: of the places where the name may end, one with a whole host. */
  private static void quoted(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    int end = from;
    int left = Reading.HELOS;
    while (left-- > 0 && (end = END_OF_QUOTED.indexIn(b, end + 1, to)) > 0) {
      if (ClientHost.readLast(b, end + END_OF_QUOTED.length(), to, NONE, e) >= to) {
        e.stage(SmtpCommand.stage(b, from + 1, to));
        return;
      }
      e.reset(mark);
    }
    e.stage(SmtpCommand.stage(b, from + 1, to));
    reason(b, from, to, e);
  }

  /** {@code NAME[: TEXT]}: the name is the HELO name, which the client's tags may state too. */
  private static void greeting(byte[] b, int from, int to, EventWriter e) {
    int end = e.has(Field.HELO) ? from + e.to(Field.HELO) - e.from(Field.HELO) : to;
    boolean same =
        end < to && ByteScan.equal(b, e.from(Field.HELO), e.to(Field.HELO), b, from, end);
    int colon = same ? end : COLON.indexIn(b, from, to);
    if (!e.has(Field.HELO) && from < to) {
      e.span(Field.HELO, from, colon < 0 ? to : colon);
    }
    reason(b, Math.max(from, colon), to, e);
  }

  private static void reason(byte[] b, int from, int to, EventWriter e) {
    int colon = COLON.indexIn(b, from, to);
    if (colon > 0 && colon + 2 < to) {
      e.span(Field.REASON, colon + 2, to);
    }
  }

  /** {@code fail for <ADDRESS>[: TEXT]}: what a check found, whatever the ACL makes of it. */
  private static void verified(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.POLICY);
    int start = FOR.indexIn(b, from, to);
    if (start < 0) {
      e.span(Field.REASON, from, to);
      return;
    }
    int address = start + FOR.length();
    int close = Address.close(b, address, to);
    e.span(Field.FROM, address, close < 0 ? to : close);
    if (close > 0 && COLON.startsAt(b, close + 1, to)) {
      e.span(Field.REASON, close + 3, to);
    }
  }

  /** {@code RCPT <ADDRESS>: discarded by RCPT ACL[: TEXT]}. */
  private static boolean discarded(byte[] b, int from, int to, EventWriter e) {
    int end = CommandArgument.read(Field.TO, b, from, to, e);
    if (!DISCARDED.startsAt(b, end, to)) {
      e.clear(Field.TO);
      return false;
    }
    e.kind(EventKind.CONTENT_CHECK);
    e.stage(SmtpStage.RCPT);
    e.literal(Field.ACTION, Words.DISCARD);
    int colon = COLON.indexIn(b, end + DISCARDED.length(), to);
    if (colon > 0) {
      e.span(Field.REASON, colon + 2, to);
    }
    return true;
  }

  /** {@code WHY)[ from <SENDER>][ for RECIPIENTS]}: the client went on before the message's end. */
  private static void incomplete(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.CONNECTION_LOST);
    int close = ByteScan.indexOf(b, from, to, (byte) ')');
    if (close < 0) {
      return;
    }
    e.span(Field.REASON, from, close);
    int p = close + 1;
    if (FROM.startsAt(b, p, to)) {
      int address = p + FROM.length();
      int end = Address.close(b, address, to);
      e.span(Field.FROM, address, end < 0 ? to : end);
      p = end < 0 ? to : end + 1;
    }
    if (TO.startsAt(b, p, to)) {
      p += TO.length();
      while (p < to) {
        int end = Address.endOfBare(b, p, to);
        e.recipient(p, end);
        p = end + 1;
      }
    }
  }
}
