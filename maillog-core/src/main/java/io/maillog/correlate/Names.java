package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were made lately, by their bytes: a log says the same names over and over, and
 * traces that share them need a fraction of the memory. What is forgotten is made again.
 *
 * <p>A name is kept when it is met again: many, such as addresses, come but once, and would drive
 * out the others. Whether a name is kept is asked of hashes, which stand side by side, since what
 * stands anywhere in memory takes longer to look at than a short string takes to be made.
 */
final class Names {
  private static final int SLOTS = 4096;
  private static final int MAX_LENGTH = 256;

  // The name that is kept in a slot, and its hash.
  private final @Nullable String[] strings = new @Nullable String[SLOTS];
  private final byte[][] bytes = new byte[SLOTS][];
  private final int[] hashes = new int[SLOTS];

  /** The hash of the name that came last to a slot without being kept there. */
  private final int[] passed = new int[SLOTS];

  /** The slice as a string; {@code null} for {@code null}. */
  @Nullable String of(@Nullable ByteSlice slice) {
    return slice == null ? null : of(slice.array(), slice.from(), slice.to());
  }

  /** The bytes as a string. */
  String of(byte[] b, int from, int to) {
    int length = to - from;
    if (length > MAX_LENGTH) {
      return new String(b, from, length, StandardCharsets.UTF_8);
    }
    int hash = ByteScan.hash(b, from, to);
    int slot = hash & SLOTS - 1;
    if (hashes[slot] == hash) {
      String known = strings[slot];
      byte[] kept = bytes[slot];
      if (known != null && ByteScan.equal(kept, 0, kept.length, b, from, to)) {
        return known;
      }
    }
    String made = new String(b, from, length, StandardCharsets.UTF_8);
    if (passed[slot] == hash) {
      hashes[slot] = hash;
      bytes[slot] = Arrays.copyOfRange(b, from, to);
      strings[slot] = made;
    }
    passed[slot] = hash;
    return made;
  }
}
