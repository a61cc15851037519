package io.maillog.dialect;

import io.maillog.bytes.ByteScan;
import io.maillog.header.LineHeader;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the dialect of a line, by the program that its header names; programs met before are
 * remembered. Not thread-safe: one chooser per thread.
 */
public final class DialectChooser {
  /** What {@link #choose} answers where no dialect claims the line. */
  public static final int FOREIGN = -1;

  private static final int SLOTS = 256;
  private static final int MAX_NAME = 64;

  private final Dialect[] dialects;
  // Those that may claim a line without a program's name, and their places: mostly one.
  private final Dialect[] untagged;
  private final int[] untaggedAt;
  // A direct-mapped memory of programs: what it forgets is asked again, so its size bounds nothing
  // else.
  private final byte[][] names = new byte[SLOTS][MAX_NAME];
  private final int[] lengths = new int[SLOTS];
  private final int[] choices = new int[SLOTS];

  /** A chooser among these dialects. */
  public DialectChooser(List<Dialect> dialects) {
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
    if (!h.tagged()) {
      return ask(line, h);
    }
    int from = h.programFrom();
    int to = h.programTo();
    int length = to - from;
    if (length > MAX_NAME || length == 0) {
      return ask(line, h);
    }
    int slot = slot(line, from, to);
    byte[] name = names[slot];
    if (lengths[slot] != length || !ByteScan.equal(name, 0, length, line, from, to)) {
      System.arraycopy(line, from, name, 0, length);
      lengths[slot] = length;
      choices[slot] = ask(line, h);
    }
    return choices[slot];
  }

  private static int slot(byte[] line, int from, int to) {
    int length = to - from;
    long head = ByteScan.word(line, from, Math.min(8, length));
    long tail = ByteScan.word(line, Math.max(from, to - 8), Math.min(8, length));
    long h = (head * 31 + tail + length) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 56);
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
