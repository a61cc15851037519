package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.ProgramMemory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the dialect of a line, by the program that its header names; programs met before are
 * remembered. Not thread-safe: one chooser per thread.
 */
final class DialectChooser {
  /** What {@link #choose} answers where no dialect claims the line. */
  static final int FOREIGN = -1;

  /** Of a program whose name several dialects use: the text tells whose the line is. */
  private static final int SHARED = -2;

  private static final Literal UNIT = Literal.of(".service");

  private final Dialect[] dialects;
  // Those that may claim a line without a program's name, and their places: mostly one.
  private final Dialect[] untagged;
  private final int[] untaggedAt;
  private final Literal[] dialectNames;
  private final boolean[] stampsItself;
  private final ProgramMemory programs;

  /**
   * A chooser among these dialects.
   *
   * @param programs of the {@link io.maillog.header.parse.HeaderParser} that reads the lines'
   *     headers
   */
  DialectChooser(List<Dialect> dialects, ProgramMemory programs) {
    this.programs = programs;
    this.dialects = dialects.toArray(new Dialect[0]);
    this.untaggedAt =
        IntStream.range(0, dialects.size()).filter(i -> claimsUntagged(dialects.get(i))).toArray();
    this.untagged = IntStream.of(untaggedAt).mapToObj(dialects::get).toArray(Dialect[]::new);
    this.dialectNames = dialects.stream().map(d -> Literal.of(d.name())).toArray(Literal[]::new);
    this.stampsItself = new boolean[dialects.size()];
    for (int at : untaggedAt) {
      stampsItself[at] = true;
    }
  }

  /** Whether the dialect has an answer of its own: what the interface answers is always none. */
  private static boolean claimsUntagged(Dialect dialect) {
    try {
      return dialect
              .getClass()
              .getMethod("claimUntagged", byte[].class, int.class, int.class)
              .getDeclaringClass()
          != Dialect.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** The index of the dialect that claims the line, or {@link #FOREIGN}. */
  int choose(byte[] line, ParsedHeader h) {
    int place = h.programPlace();
    int choice = place == ProgramMemory.NONE ? ask(line, h) : programs.number(place);
    if (choice == ProgramMemory.UNASKED) {
      choice = ask(line, h);
      programs.number(place, choice);
    }
    if (choice == SHARED) {
      return askByText(line, h);
    }
    return choice == FOREIGN && h.tagged() && !h.indented() ? ownLine(line, h) : choice;
  }

  /** Whether a dialect's server stamps a log for itself: its lines may have a second stamp. */
  boolean stampsItself(int choice) {
    return choice >= 0 && stampsItself[choice];
  }

  /**
   * A whole line of a server's own log under a name that says little, as a container's has it: its
   * text is told as {@link #askUntagged} tells it. Any program can write such a text, so that the
   * name must hold the dialect's name as a word; or nothing else is looked for, and it is surely
   * so.
   */
  private int ownLine(byte[] line, ParsedHeader h) {
    int text = untagged.length == 0 ? -1 : h.ownStampTo(line);
    for (int i = 0; text >= 0 && i < untagged.length; i++) {
      Claim claim = untagged[i].claimUntagged(line, text, h.messageTo());
      boolean known =
          dialects.length == 1
              ? claim == Claim.STRONG
              : claim != Claim.NONE && names(dialectNames[untaggedAt[i]], line, h);
      if (known) {
        return untaggedAt[i];
      }
    }
    return FOREIGN;
  }

  /**
   * Whether the line's program, which no dialect claims, is named by a dialect: as a container that
   * logs a server's lines may be.
   */
  boolean namesServer(byte[] line, ParsedHeader h) {
    for (Literal name : dialectNames) {
      if (names(name, line, h)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the program's name holds the dialect's, alone or with a number. */
  private static boolean names(Literal name, byte[] line, ParsedHeader h) {
    int from = h.programFrom();
    int to = h.programTo();
    int at = name.indexIn(line, from, to);
    if (at < 0 || (at > from && isLetter(line[at - 1]))) {
      return false;
    }
    int end = Decimal.endOfDigits(line, at + name.length(), to);
    return end == to || !isLetter(line[end]);
  }

  private static boolean isLetter(byte c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private int ask(byte[] line, ParsedHeader h) {
    if (!h.tagged()) {
      // Others are such as syslogd's own -- MARK --
      return h.selfStamped() ? askUntagged(line, h) : FOREIGN;
    }
    int nameTo = withoutUnit(line, h.programFrom(), h.programTo());
    int best = FOREIGN;
    Claim strongest = Claim.NONE;
    boolean shared = false;
    for (int i = 0; i < dialects.length; i++) {
      Claim claim = dialects[i].claimProgram(line, h.programFrom(), nameTo);
      shared |= claim == Claim.WEAK && strongest == Claim.WEAK;
      if (claim.compareTo(strongest) > 0) {
        best = i;
        strongest = claim;
      }
    }
    return shared && strongest == Claim.WEAK ? SHARED : best;
  }

  /** Among the dialects that use the program's name, the surest by the line's text. */
  private int askByText(byte[] line, ParsedHeader h) {
    int nameTo = withoutUnit(line, h.programFrom(), h.programTo());
    int best = FOREIGN;
    Claim strongest = Claim.NONE;
    for (int i = 0; i < dialects.length; i++) {
      if (dialects[i].claimProgram(line, h.programFrom(), nameTo) == Claim.WEAK) {
        Claim claim = dialects[i].claimText(line, h.messageFrom(), h.messageTo());
        if (claim.compareTo(strongest) > 0) {
          best = i;
          strongest = claim;
        }
      }
    }
    return best;
  }

  /** {@code postfix@-.service} without what makes it a unit (journalctl -o with-unit). */
  private static int withoutUnit(byte[] line, int from, int to) {
    if (!UNIT.endsAt(line, from, to)) {
      return to;
    }
    int at = ByteScan.indexOf(line, from, to, (byte) '@');
    return at > from ? at : to - UNIT.length();
  }

  private int askUntagged(byte[] line, ParsedHeader h) {
    int best = FOREIGN;
    Claim strongest = Claim.NONE;
    for (int i = 0; i < untagged.length; i++) {
      Claim claim = untagged[i].claimUntagged(line, h.messageFrom(), h.messageTo());
      if (claim.compareTo(strongest) > 0) {
        best = untaggedAt[i];
        strongest = claim;
      }
    }
    return best;
  }
}
