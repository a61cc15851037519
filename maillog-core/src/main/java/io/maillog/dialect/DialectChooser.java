package io.maillog.dialect;

import io.maillog.header.LineHeader;
import io.maillog.header.ProgramMemory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the dialect of a line, by the program that its header names; programs met before are
 * remembered. Not thread-safe: one chooser per thread.
 */
public final class DialectChooser {
  /** What {@link #choose} answers where no dialect claims the line. */
  public static final int FOREIGN = -1;

  private final Dialect[] dialects;
  // Those that may claim a line without a program's name, and their places: mostly one.
  private final Dialect[] untagged;
  private final int[] untaggedAt;
  private final ProgramMemory programs;

  /**
   * A chooser among these dialects.
   *
   * @param programs of the {@link io.maillog.header.HeaderParser} that reads the lines' headers
   */
  public DialectChooser(List<Dialect> dialects, ProgramMemory programs) {
    this.programs = programs;
    this.dialects = dialects.toArray(new Dialect[0]);
    this.untaggedAt =
        IntStream.range(0, dialects.size()).filter(i -> claimsUntagged(dialects.get(i))).toArray();
    this.untagged = IntStream.of(untaggedAt).mapToObj(dialects::get).toArray(Dialect[]::new);
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
  public int choose(byte[] line, LineHeader h) {
    int place = h.programPlace();
    if (place == ProgramMemory.NONE) {
      return ask(line, h);
    }
    int choice = programs.number(place);
    if (choice == ProgramMemory.UNASKED) {
      choice = ask(line, h);
      programs.number(place, choice);
    }
    return choice;
  }

  private int ask(byte[] line, LineHeader h) {
    if (!h.tagged()) {
      // Others are such as syslogd's own -- MARK --
      return h.selfStamped() ? askUntagged(line, h) : FOREIGN;
    }
    int best = FOREIGN;
    Claim strongest = Claim.NONE;
    for (int i = 0; i < dialects.length; i++) {
      Claim claim = dialects[i].claimProgram(line, h.programFrom(), h.programTo());
      if (claim.compareTo(strongest) > 0) {
        best = i;
        strongest = claim;
      }
    }
    return best;
  }

  private int askUntagged(byte[] line, LineHeader h) {
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
