package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.grammar.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * {@code STAGE from CLIENT: TEXT; from=<A> to=<A> proto=P helo=<H>[ sasl_…]}: what stands after the
 * action word of smtpd(8) (smtpd_check.c, log_whatsup), of milters (smtpd.c, cleanup_milter.c),
 * and, with commas in the tail, of postscreen(8).
 *
 * <p>The text, the addresses and the HELO name are in part a stranger's: each may hold what looks
 * like the tail. What the text says of itself decides ({@link RejectReason}): where it can end, and
 * which of the tail's values it names.
 */
final class RejectLine {
  private static final Literal FROM_CLIENT = Literal.of(" from ");
  private static final Literal FROM = Literal.of("from=<");
  private static final Literal TO = Literal.of("to=<");
  private static final Literal PROTO = Literal.of("proto=");
  private static final Literal HELO = Literal.of("helo=<");

  /**
   * How many places are tried as the tail's start, so that a hostile line costs no more than its
   * length: all that a text can hold before it, which smtpd(8) cuts at 510 bytes.
   */
  private static final int MAX_TRIES = 64;

  /** Of a line that is longer than any of Postfix's, in which each try may read all of it. */
  private static final int FEW_TRIES = 4;

  private static final int MAX_LENGTH = 4096;

  private static final int WHOLE = 1 << 29;
  private static final int QUOTE_ENDS = 1 << 28;

  private RejectLine() {}

  /**
   * Reads from the stage on; false if no stage and client stand there.
   *
   * @param milter whether smtpd.c writes the line (smtpd_whatsup), with the user in brackets
   */
  static boolean parse(byte[] b, int from, int to, boolean milter, EventWriter e) {
    int client = FROM_CLIENT.indexIn(b, from, Math.min(to, from + 40));
    if (client < 0 || b[from] == ' ') {
      return false;
    }
    int end = Peer.client(b, client + FROM_CLIENT.length(), to, e);
    if (end < 0) {
      return false;
    }
    SmtpStage stage = Stage.of(b, from, client);
    e.stage(stage);
    if (end + 1 < to && b[end] == ':' && b[end + 1] == ' ') {
      boolean screen = b[client + FROM_CLIENT.length()] == '['; // smtpd(8) names a client always
      text(b, end + 2, to, milter, screen ? null : stage, e);
    }
    return true;
  }

  /**
   * {@code CODE DSN REASON; from=<A> …}: code and DSN may be missing, and so may the tail.
   *
   * @param stage null if postscreen(8) wrote the line
   */
  static void text(
      byte[] b, int from, int to, boolean milter, @Nullable SmtpStage stage, EventWriter e) {
    int p = SmtpReply.dsn(b, SmtpReply.code(b, from, to, e), to, e);
    if (p >= to) {
      return;
    }
    int tail = tail(b, from, p, to, milter, stage, e);
    if (tail == RejectTail.SOMEWHERE) {
      return;
    }
    int reasonEnd = tail < 0 ? to : tail;
    if (reasonEnd > p && b[reasonEnd - 1] == ';') {
      reasonEnd--;
    }
    if (reasonEnd > p) {
      e.span(Field.REASON, p, reasonEnd);
    }
  }

  /**
   * Where the tail starts, with its semicolon; its fields are set as far as they are sure.
   *
   * @return {@link RejectTail#NOWHERE} if there is none, {@link RejectTail#SOMEWHERE} if it is not
   *     known where
   */
  private static int tail(
      byte[] b,
      int text,
      int reason,
      int to,
      boolean milter,
      @Nullable SmtpStage stage,
      EventWriter e) {
    long mark = e.mark();
    int tail = RejectTail.NOWHERE;
    if (stage == null) {
      tail = ScreenTail.read(b, reason, to, e);
      if (tail == RejectTail.NOWHERE) {
        e.reset(mark);
        tail = ScreenTail.readBare(b, reason, to, e);
      }
      if (tail == RejectTail.NOWHERE && ScreenTail.hasSeveral(b, reason, to)) {
        e.reset(mark);
        return RejectTail.SOMEWHERE;
      }
    } else if (stage != SmtpStage.HELO) { // at which the name is still as the client gave it
      tail = written(b, text, reason, to, milter, stage, e);
    }
    if (tail == RejectTail.NOWHERE) {
      e.reset(mark);
      tail = raw(b, text, reason, to, milter, e);
    }
    return tail;
  }

  /** A tail whose values have the forms that smtpd(8) gives them. */
  private static int written(
      byte[] b, int text, int reason, int to, boolean milter, SmtpStage stage, EventWriter e) {
    int nameEnd = RejectReason.nameEnd(b, reason, to);
    int quote = RejectReason.quote(b, nameEnd, to);
    long mark = e.mark();
    int found = RejectTail.NOWHERE;
    int doubted = RejectTail.NOWHERE;
    int tries = 0;
    boolean doubtful = false; // a user's name may hold the tail
    boolean whole = false; // no text goes on after the first
    for (int i = Math.max(reason, nameEnd); i + 2 < to && tries < MAX_TRIES; i++) {
      if (b[i] != ';' || !StrictTail.startsAt(b, i, to)) {
        continue;
      }
      e.reset(mark);
      int how = StrictTail.read(b, i + 2, to, milter, e);
      boolean impossible = !fits(stage, e);
      if (how == StrictTail.PLAIN && tries == 0 && !impossible) {
        return i; // nearly always
      }
      doubtful |= how == StrictTail.DOUBTFUL;
      whole |= tries++ == 0 && RejectReason.isWhole(b, reason, i);
      if (how == StrictTail.NONE || how == StrictTail.DOUBTFUL || impossible) {
        continue;
      }
      if ((quote >= 0 && RejectReason.endsQuote(b, text, quote, i))
          || RejectReason.isEcho(b, Math.max(reason, nameEnd), i, e)
          || (!doubtful && !whole && RejectReason.namesAddress(b, reason, i, e))) {
        found = found == RejectTail.NOWHERE ? i : RejectTail.SOMEWHERE;
      } else {
        doubted = i;
      }
    }
    e.reset(mark);
    if (found >= 0) {
      StrictTail.read(b, found + 2, to, milter, e);
    } else if (found == RejectTail.NOWHERE && doubtful) {
      return RejectTail.SOMEWHERE;
    } else if (found == RejectTail.NOWHERE && doubted >= 0) {
      // It is the tail, or the end of an address that is not quoted.
      StrictTail.read(b, doubted + 2, to, milter, e);
      e.clear(Field.FROM);
      if (TO.indexIn(b, reason, doubted) >= 0) {
        e.clear(Field.TO);
      }
      return RejectTail.SOMEWHERE;
    } else if (found == RejectTail.NOWHERE && tries > 0) {
      return UnquotedTail.read(b, text, reason, nameEnd, to, milter, stage, e);
    }
    return found;
  }

  /** Where a sender is refused no recipient is named yet, and where a recipient is, both are. */
  private static boolean fits(SmtpStage stage, EventWriter e) {
    return switch (stage) {
      case MAIL -> !e.has(Field.TO);
      case RCPT -> e.has(Field.FROM) == e.has(Field.TO); // before 2.0 neither was logged
      default -> true;
    };
  }

  /**
   * A tail whose values can hold anything, as the client gave them. Where the text's name does not
   * choose among several, none is stated.
   */
  private static int raw(
      byte[] b, int textFrom, int reason, int to, boolean milter, EventWriter e) {
    int nameEnd = RejectReason.nameEnd(b, reason, to);
    int quote = RejectReason.quote(b, nameEnd, to);
    long mark = e.mark();
    int best = -1;
    int bestRank = -1;
    int tried = -1;
    int tries = to - reason > MAX_LENGTH ? MAX_TRIES - FEW_TRIES : 0;
    boolean tied = false;
    for (int i = Math.max(reason, nameEnd); i + 2 < to && tries < MAX_TRIES; i++) {
      if (b[i] != ';' || b[i + 1] != ' ' || !startsTail(b, i + 2, to)) {
        continue;
      }
      tries++;
      tried = i;
      int rank = read(b, reason, nameEnd, i, to, milter, mark, e);
      if (rank < 0) {
        continue;
      }
      boolean quoteEnds = quote >= 0 && RejectReason.endsQuote(b, textFrom, quote, i);
      rank += quoteEnds ? QUOTE_ENDS : 0;
      tied = rank == bestRank ? !quoteEnds : tied && rank < bestRank;
      // Postfix ends a quoted reply itself: the last end is its own. Else the first tail is.
      if (rank > bestRank || (rank == bestRank && quoteEnds)) {
        best = i;
        bestRank = rank;
      }
    }
    if (best < 0 || tied) {
      e.reset(mark);
      return best < 0 ? RejectTail.NOWHERE : RejectTail.SOMEWHERE;
    }
    if (tried != best) {
      read(b, reason, nameEnd, best, to, milter, mark, e);
    }
    return best;
  }

  /**
   * Reads the tail whose semicolon stands at {@code at}.
   *
   * @param mark of what is set before the tail
   * @return -1 if it is none; else a number that grows with what decides between readings: that the
   *     line ends with it, then how long the name is that the reason has too
   */
  private static int read(
      byte[] b, int reason, int nameEnd, int at, int to, boolean milter, long mark, EventWriter e) {
    e.reset(mark);
    int how = RejectTail.read(b, at + 2, to, milter, null, 0, 0, e);
    int length = RejectReason.namedLength(b, reason, at, e);
    Field named = length < 0 ? RejectReason.named(b, reason, nameEnd, to) : null;
    if (named != null) {
      // An address that is not quoted may hold what looks like its end: the name says which is.
      int name = RejectReason.nameStart(b, reason);
      e.reset(mark);
      how = RejectTail.read(b, at + 2, to, milter, named, name, nameEnd, e);
      length = how == RejectTail.NONE ? -1 : RejectReason.namedLength(b, reason, at, e);
      if (length < 0) {
        e.reset(mark);
        how = RejectTail.read(b, at + 2, to, milter, null, 0, 0, e);
      }
    }
    if (how == RejectTail.NONE) {
      return -1;
    }
    return (how == RejectTail.WHOLE ? WHOLE : 0) + Math.min(length + 1, QUOTE_ENDS - 1);
  }

  private static boolean startsTail(byte[] b, int at, int to) {
    byte c = b[at];
    return (c == 'f' && FROM.startsAt(b, at, to))
        || (c == 't' && TO.startsAt(b, at, to))
        || (c == 'p' && PROTO.startsAt(b, at, to))
        || (c == 'h' && HELO.startsAt(b, at, to));
  }
}
