package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
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
  private static final Literal CONNECT = Literal.of("connect");
  private static final Literal CONNECTION = Literal.of("connection ");
  private static final Literal AFTER_DATA = Literal.of("after DATA");
  private static final Literal MIME = Literal.of("during MIME ACL checks");
  private static final Literal BY = Literal.of("by ");
  private static final Literal MAIL_FROM = Literal.of("MAIL FROM:<");
  private static final Literal SENT_FROM = Literal.of("from <");
  private static final Literal HOST_FROM = Literal.of(" from ");
  private static final Literal COMMAND = Literal.of(" command ");
  private static final Literal VRFY = Literal.of("VRFY");
  private static final Literal EXPN = Literal.of("EXPN");
  private static final Literal AUTH = Literal.of("AUTH");
  private static final ClientHost.Next AFTER_COMMAND =
      ClientHost.Next.only(
          Literal.of(": syntactically invalid argument(s): "),
          Literal.of(": no HELO/EHLO given"),
          Literal.of(": too many messages in one connection"));
  private static final Literal END_OF_QUOTED = Literal.of("\" from ");
  private static final Literal[] DECIDING = {Literal.of(" F="), Literal.of(" A=")};
  private static final Literal[] NO_REFUSALS = {WARNING, VERIFY, DISCARDED, INCOMPLETE};
  private static final Literal INTERFACE = Literal.of(" I=");
  private static final Field[] BEHIND_IDENT = {
    Field.FROM,
    Field.SASL_METHOD,
    Field.SASL_USERNAME,
    Field.TLS_PROTOCOL,
    Field.TLS_CIPHER,
    Field.TLS_BITS,
    Field.TLS_TRUST,
  };
  private static final Literal[] PHRASES = {
    REJECTED, WARNING, VERIFY, RCPT, DROPPED, INCOMPLETE, DCC,
  };

  /** How many tags stand before the target of a cutthrough delivery: {@code H= I= U=}. */
  private static final int MAX_BEFORE_TARGET = 3;

  private RejectLine() {}

  /** Reads a line that starts with a client's tags, or with what was refused; false for others. */
  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    long mark = e.mark();
    boolean target = e.has(Field.QUEUE_ID) && CutthroughLine.mayBe(b, from, to);
    int first = target ? Reading.TARGET : 0;
    int stop = read(b, from, to, first, true, e);
    if (stop == from) {
      return false; // neither tag nor phrase
    }
    if (stop < 0 && !Tags.startsAt(b, from, to)) {
      return true; // nothing stands before the phrase
    }
    boolean helo = e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to);
    if (stop < 0 && !helo && !hasText(e)) {
      return true;
    }
    int last = Reading.last(b, from, to, target);
    boolean only = last == 0 && !helo;
    boolean alone =
        stop < 0
            && !helo
            && !hasPhrase(b, ~stop + 1, to)
            && !isDoubled(b, from, ~stop)
            && !(Reading.hasIdent(last) && hasTags(b, to, e));
    if (alone || (stop < 0 && only)) {
      return true;
    }
    e.reset(mark);
    if (only) {
      return read(b, from, to, first, false, e) < 0 || forget(mark, e);
    }
    return compared(b, from, to, last, helo, mark, e)
        || (!helo && unordered(b, from, to, last, e))
        || forget(mark, e);
  }

  /** Reads tags in any order. Those behind an ident may be of it: they are not stated. */
  private static boolean unordered(byte[] b, int from, int to, int last, EventWriter e) {
    int stop = read(b, from, to, last & Reading.TARGET, false, e);
    if (stop < 0 && Reading.hasIdent(last)) {
      for (Field field : BEHIND_IDENT) {
        if (e.has(field) && e.from(field) < ~stop) {
          e.clear(field);
        }
      }
    }
    return stop < 0;
  }

  /** Whether a tag was read that may hold text: an ident, a user, a name in quotes. */
  private static boolean hasText(EventWriter e) {
    return e.event().attributeCount() > 0 || e.has(Field.USER) || e.has(Field.SASL_METHOD);
  }

  /** Whether tags were read that may be of an ident: other than address, sender and user. */
  private static boolean hasTags(byte[] b, int to, EventWriter e) {
    boolean port = e.has(Field.CLIENT_PORT);
    int client = !e.has(Field.CLIENT_IP) ? to : e.to(Field.CLIENT_IP) + 1;
    client = port ? e.to(Field.CLIENT_PORT) : client;
    return e.has(Field.TLS_PROTOCOL)
        || e.has(Field.TLS_TRUST)
        || e.event().attributeCount() > (INTERFACE.startsAt(b, client, to) ? 2 : 1);
  }

  private static boolean forget(long mark, EventWriter e) {
    e.reset(mark);
    return false;
  }

  /**
   * Compares the readings of a HELO name, a certificate, an ident, a user: of those whose phrase
   * stands at the same place behind one HELO name the first counts. What all the others share is
   * stated; and that a text is a warning, if all say so. Where they are of several kinds, the line
   * is of none: a HELO name alone may hold the words of another one.
   */
  private static boolean compared(
      byte[] b, int from, int to, int last, boolean severalHelos, long mark, EventWriter e) {
    boolean beyond = Reading.isBeyond(last);
    boolean untried = beyond;
    boolean more = true;
    boolean warning = true;
    EventKind kind = EventKind.OTHER;
    int count = 0;
    for (int helo = 0; helo < Reading.HELOS && more; helo++) {
      int left = severalHelos ? Reading.MAX / Reading.HELOS : Reading.MAX;
      int furthest = 0;
      int places = 0;
      more = false;
      int r = helo | (last & Reading.TARGET);
      for (; r >= 0 && left > 0; r = Reading.next(r, last), left--) {
        int stop = read(b, from, to, r, true, e);
        more = e.has(Field.HELO) && Host.mayEndLater(b, e.to(Field.HELO), to);
        int found = places(last, e);
        if (stop < 0 && (~stop > furthest || found != places)) {
          furthest = Math.max(furthest, ~stop);
          places = found;
          warning &= WARNING.startsAt(b, ~stop, to);
          kind = common(kind, e.event().kind(), count++);
          e.setAside(mark);
        } else {
          e.reset(mark);
        }
      }
      untried |= r >= 0;
      if (untried && count > 0) {
        EventKind other = isRefusal(b, from, to) ? EventKind.REJECT : EventKind.OTHER;
        e.kind(other);
        kind = common(kind, other, count);
        e.setAside(mark); // what was not tried is in doubt
      }
    }
    boolean found = e.takeCommon(mark) > 0;
    if (!found && untried) {
      e.kind(isRefusal(b, from, to) ? EventKind.REJECT : EventKind.OTHER);
      return true;
    }
    if (found && kind == EventKind.OTHER) {
      e.kind(kind);
    } else if (found && warning) {
      e.literal(Field.ACTION, Words.WARN);
    }
    return found;
  }

  /** The kind that several readings share; {@link EventKind#OTHER} if they share none. */
  private static EventKind common(EventKind before, EventKind kind, int count) {
    return count == 0 || before == kind ? kind : EventKind.OTHER;
  }

  /**
   * Reads tags and phrase.
   *
   * @param ordered whether all tags must stand as in smtp_in.c, smtp_handle_acl_fail (client, TLS,
   *     sender, user), or as for local_scan() (sender, client with its protocol)
   * @return where that reading stopped; with a phrase the complement of where that starts, after
   *     {@code temporarily}
   */
  private static int read(byte[] b, int from, int to, int reading, boolean ordered, EventWriter e) {
    int p = from;
    int place = 0;
    boolean named = false;
    boolean scan = false;
    boolean free = false;
    int tags = 0;
    int places = e.has(Field.QUEUE_ID) ? MAX_BEFORE_TARGET : 0;
    while (p < to) {
      if (p > from && b[p - 1] == ' ' && places-- > 0 && CutthroughLine.parse(b, p, to, e)) {
        return ~p;
      }
      int equals = Tags.equals(b, p, to);
      int tag = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p, equals);
      boolean sender = Tags.isSender(b, p, equals);
      if (sender) {
        scan = p == from;
      }
      if (ordered
          && (sender
              ? e.has(Field.FROM)
              : !TagOrder.mayFollow(tag, place) || (TagOrder.isOfMessage(tag) && !scan))) {
        return p;
      }
      if (ordered && tag == TagOrder.AUTHENTICATED && (tags & ClientWords.SENDER) == 0) {
        return p; // of an ident: it follows the sender
      }
      tags |= sender ? scan ? ClientWords.FIRST_SENDER : ClientWords.SENDER : ofClient(tag);
      boolean unknown = equals > 0 && tag == TagOrder.UNKNOWN && !sender;
      if (ordered && place == TagOrder.IDENT && equals < 0 && Tags.startsAt(b, p, to)) {
        return p; // a lone word, of the text before it
      }
      free = tag == TagOrder.IDENT || tag == TagOrder.AUTHENTICATED || (unknown && free);
      if (ordered && unknown && free) {
        return p; // of the text before it
      }
      int end =
          unknown && free
              ? Tags.end(b, equals + 1, to)
              : Tags.client(b, p, equals, tag, to, reading, e);
      if (end < 0) {
        break;
      }
      if (ordered && sender && !isAddress(b, equals + 1, to)) {
        return p;
      }
      if (named && equals > 0 && hasQuote(b, equals + 1, end, tag)) {
        return end;
      }
      named |= equals > 0 && TagOrder.isUnmarkedName(tag, b, equals + 1, to);
      place = sender && !scan ? TagOrder.SERVER_NAME : Math.max(place, tag);
      places = tag == TagOrder.UNKNOWN ? 0 : places; // F= stands behind the target
      p = end < to && b[end] == ' ' ? end + 1 : end;
    }
    if (ordered && p > from && !ClientWords.mayFollow(b, p, to, tags)) {
      return p;
    }
    if (!phrase(b, p, to, ordered, e)
        || (ordered && e.event().stage() == SmtpStage.RCPT && !e.has(Field.FROM))) {
      return p; // a recipient is refused of a sender
    }
    return ~(TEMPORARILY.startsAt(b, p, to) ? p + TEMPORARILY.length() : p);
  }

  /** What a tag is to the words that follow. */
  private static int ofClient(int tag) {
    return tag == TagOrder.AUTHENTICATED
        ? ClientWords.USER
        : tag >= TagOrder.TLS && tag <= TagOrder.SERVER_NAME ? ClientWords.TLS : 0;
  }

  /** Whether a tag that decides where the texts before it end stands there twice. */
  private static boolean isDoubled(byte[] b, int from, int to) {
    for (Literal tag : DECIDING) {
      int first = tag.indexIn(b, from, to);
      if (first >= 0 && tag.lastIndexIn(b, from, to) != first) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where those tags were found, and behind an ident others: readings with the same places and
   * phrase are one.
   */
  private static int places(int last, EventWriter e) {
    int places = 31 * place(Field.FROM, e) + place(Field.SASL_METHOD, e);
    if (Reading.hasIdent(last)) {
      places = 31 * places + place(Field.TLS_PROTOCOL, e);
      places = 31 * places + place(Field.TLS_TRUST, e);
      places = 31 * places + (e.has(Field.ACTION) ? 1 : 0);
      places = 31 * places + e.event().attributeCount();
    }
    return places;
  }

  private static int place(Field field, EventWriter e) {
    return e.has(field) ? e.from(field) : 0;
  }

  /** Whether {@code <ADDRESS>} stands there, or what local_scan() has in place of it. */
  private static boolean isAddress(byte[] b, int value, int to) {
    return value >= to || b[value] != '<' || Address.strictClose(b, value + 1, to) >= 0;
  }

  /** Whether a value holds a quote that is not its own: the end of a name before it. */
  private static boolean hasQuote(byte[] b, int value, int end, int place) {
    boolean quoted = value < end && b[value] == '"' && place != TagOrder.SERVER_NAME;
    return quoted || Tags.isLeftOver(b, value, end);
  }

  /** Whether a line that has too many readings to try them all says in each that it refuses. */
  private static boolean isRefusal(byte[] b, int from, int to) {
    for (Literal phrase : NO_REFUSALS) {
      if (phrase.indexIn(b, from, to) >= 0) {
        return false;
      }
    }
    return REJECTED.indexIn(b, from, to) >= 0;
  }

  private static boolean hasPhrase(byte[] b, int from, int to) {
    for (Literal phrase : PHRASES) {
      if (phrase.indexIn(b, from, to) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean phrase(byte[] b, int p, int to, boolean exact, EventWriter e) {
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
          int what = p + DROPPED.length();
          if (CONNECT.startsAt(b, what, to) || CONNECT.startsAt(b, what + 1, to)) {
            e.stage(SmtpStage.CONNECT); // 'connect' ACL
          }
          reason(b, what, to, e);
          return true;
        }
      }
      case 'i' -> {
        if (INCOMPLETE.startsAt(b, p, to)) {
          return incomplete(b, p + INCOMPLETE.length(), to, e) || !exact;
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
      reason(b, CommandArgument.refused(Field.TO, b, from + RCPT.length(), to, e), to, e);
    } else if (MAIL_FROM.startsAt(b, from, to)) { // before it is taken apart
      e.stage(SmtpStage.MAIL);
      ProtocolLine.refused(Field.FROM, b, from + MAIL_FROM.length(), to, ProtocolLine.LIMIT, e);
    } else if (MAIL.startsAt(b, from, to) && isBehindClient(e)) { // else a host follows
      e.stage(SmtpStage.MAIL);
      reason(b, CommandArgument.refused(Field.FROM, b, from + MAIL.length(), to, e), to, e);
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
      e.stage(SmtpStage.EOD); // found while the message was read (receive.c)
      ProtocolLine.refused(Field.FROM, b, from + SENT_FROM.length(), to, ProtocolLine.LIMIT, e);
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
    boolean behind = isBehindClient(e); // who is stated, then, and no other host follows
    if (!behind && from < to && b[from] == '"') {
      quoted(b, from, to, e);
      return;
    }
    e.stage(SmtpStage.ofCommand(b, from, to));
    int word = ByteScan.endOfWord(b, from, to);
    int client = HOST_FROM.startsAt(b, word, to) ? word + HOST_FROM.length() : -1;
    client = COMMAND.startsAt(b, word, to) ? word + COMMAND.length() : client;
    int p = client < 0 || behind ? -1 : ClientHost.read(b, client, to, AFTER_COMMAND, e);
    if (p < 0) {
      reason(b, argument(b, from, word, to, e), to, e);
    } else if (COLON.startsAt(b, p, to)) {
      e.span(Field.REASON, p + 2, to);
    }
  }

  /** Reads what a client gave to a command, if it names somebody; where it ends, at most. */
  private static int argument(byte[] b, int command, int word, int to, EventWriter e) {
    if (word + 1 >= to || !isBehindClient(e)) {
      return command;
    }
    if (VRFY.equalsAt(b, command, word) || EXPN.equalsAt(b, command, word)) {
      return CommandArgument.refusedWhole(Field.TO, b, word + 1, to, e);
    }
    if (AUTH.equalsAt(b, command, word)) {
      int end = ByteScan.endOfWord(b, word + 1, to);
      end = b[end - 1] == ':' ? end - 1 : end;
      e.span(Field.SASL_METHOD, word + 1, end);
      return end;
    }
    return command;
  }

  /**
   * {@code "EHLO NAME" from HOST}: of the places where the name may end, those with a whole host.
   */
  private static void quoted(byte[] b, int from, int to, EventWriter e) {
    e.stage(SmtpStage.ofCommand(b, from + 1, to));
    int name = ByteScan.endOfWord(b, from, to) + 1;
    long mark = e.mark();
    int end = to;
    for (int left = Reading.HELOS; left > 0 && end >= 0; left--) {
      end = END_OF_QUOTED.lastIndexIn(b, from + 1, end);
      int host = end + END_OF_QUOTED.length();
      if (end >= 0 && ClientHost.readLast(b, host, to, ClientHost.Next.END, e) >= to) {
        // The host may be shown with its HELO name; then that is this one.
        boolean same =
            !e.has(Field.HELO)
                ? !isNamed(b, host, to)
                : ByteScan.equal(b, e.from(Field.HELO), e.to(Field.HELO), b, name, end);
        if (same && name < end) {
          e.span(Field.HELO, name, end);
        }
        if (same) {
          e.setAside(mark);
        }
      }
      e.reset(mark);
    }
    if (e.takeCommon(mark) == 0) {
      reason(b, from, to, e);
    }
  }

  /** Whether a client is shown with its HELO name, which may be in doubt. */
  private static boolean isNamed(byte[] b, int host, int to) {
    int open = b[host] == '(' || b[host] == '[' ? host : ByteScan.endOfWord(b, host, to) + 1;
    return open < to && b[open] == '(';
  }

  /** {@code NAME[: TEXT]}: the name is the HELO name, which the client's tags may state too. */
  private static void greeting(byte[] b, int from, int to, EventWriter e) {
    int limit = CommandArgument.mayBeCut(b, from, to) ? from + CommandArgument.MAX : -1;
    if (e.has(Field.HELO)) {
      int name = e.from(Field.HELO);
      int shown = Math.min(limit < 0 ? to : limit, from + e.to(Field.HELO) - name);
      boolean same = ByteScan.equal(b, name, name + shown - from, b, from, shown);
      reason(b, same ? shown : from, to, e);
      return;
    }
    int colon = COLON.indexIn(b, from, to);
    int end = colon < 0 ? to : colon;
    if (from < end && end != limit) { // else it may go on
      e.span(Field.HELO, from, end);
    }
    reason(b, end, to, e);
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

  /**
   * {@code WHY)[ from <SENDER>][ for RECIPIENTS]}: the client went on before the message's end.
   *
   * @return whether nothing else stands there
   */
  private static boolean incomplete(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.CONNECTION_LOST);
    int close = ByteScan.indexOf(b, from, to, (byte) ')');
    if (close < 0) {
      return false;
    }
    e.span(Field.REASON, from, close);
    int p = close + 1;
    boolean exact = true;
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
        exact &= end == to || Address.isQualified(b, p, end);
        e.recipient(p, end);
        p = end + 1;
      }
    }
    return exact && p >= to;
  }
}
