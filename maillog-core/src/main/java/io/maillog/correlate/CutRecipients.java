package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * The recipients that a limit cut from a message: how many they are, each counted once, and whether
 * further attempts are to come. Of each, 62 bits of a hash are kept, so that two are taken for one
 * with a chance that can be neglected. Up to {@value #MAX} are told from each other; beyond, no
 * more are counted.
 */
final class CutRecipients {
  /** How many recipients are told from each other. */
  static final int MAX = 16_384;

  private static final long SETTLED = 1;
  private static final long REFUSED = 2;
  private static final long FLAGS = 3;

  // The hash is the same everywhere, since it is saved; a place in the table is nobody's choice.
  private final TextHash secret = TextHash.OF_PROCESS;

  // Hashes with flags in their lowest bits, from each one's place on; 0 where nothing is.
  private long[] slots = new long[4];
  private int count;
  private int settled;
  private int refused;
  private boolean full;

  /** An attempt for a recipient; true if it is counted now. */
  boolean attempt(ByteSlice to, @Nullable CharSequence origTo, boolean isSettled) {
    return put(hash(to, origTo), isSettled ? SETTLED : 0);
  }

  /** A refusal of a recipient; true if it is counted now. One that was tried is not refused. */
  boolean refuse(ByteSlice to) {
    long hash = hash(to, null);
    return slots[slot(hash)] == 0 && put(hash, REFUSED);
  }

  /** How many there are, at least. */
  int count() {
    return count;
  }

  /** How many have a final attempt. */
  int settled() {
    return settled;
  }

  /** How many were last deferred. */
  int unsettled() {
    return count - settled - refused;
  }

  /** Whether there are more, which were not counted. */
  boolean isFull() {
    return full;
  }

  private boolean put(long hash, long flags) {
    int slot = slot(hash);
    boolean isNew = slots[slot] == 0;
    if (isNew) {
      if (count == MAX) {
        full = true;
        return false;
      }
      count++;
    } else {
      tally(slots[slot], -1);
    }
    slots[slot] = hash | flags;
    tally(flags, 1);
    if (isNew && 2 * count > slots.length) {
      grow();
    }
    return isNew;
  }

  private void tally(long flags, int by) {
    settled += (flags & SETTLED) != 0 ? by : 0;
    refused += (flags & REFUSED) != 0 ? by : 0;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long entry : old) {
      if (entry != 0) {
        slots[slot(entry & ~FLAGS)] = entry;
      }
    }
  }

  /** The place of a hash, or the free one where it belongs. */
  private int slot(long hash) {
    int slot = secret.of(hash) & slots.length - 1;
    while (slots[slot] != 0 && (slots[slot] & ~FLAGS) != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** A hash that is not 0, its lowest bits free for the flags. */
  private static long hash(ByteSlice to, @Nullable CharSequence origTo) {
    long h = add(0x9E3779B97F4A7C15L, to);
    if (origTo != null) {
      h = add(~h, origTo);
    }
    h ^= h >>> 29;
    h &= ~FLAGS;
    return h == 0 ? ~FLAGS : h;
  }

  private static long add(long hash, CharSequence s) {
    long h = hash;
    for (int i = 0; i < s.length(); i++) {
      h = (h ^ s.charAt(i)) * 0xC2B2AE3D27D4EB4FL;
      h ^= h >>> 32;
    }
    return h;
  }

  /** The recipients with their flags: for {@link StateOutput}. */
  long[] entries() {
    long[] entries = new long[count];
    int i = 0;
    for (long entry : slots) {
      if (entry != 0) {
        entries[i++] = entry;
      }
    }
    return entries;
  }

  /** Adds what {@link #entries} gave; false if it cannot have given that, or has before. */
  boolean restore(long entry) {
    return (entry & ~FLAGS) != 0 && (entry & FLAGS) != FLAGS && put(entry & ~FLAGS, entry & FLAGS);
  }

  void setFull(boolean isFull) {
    full = isFull;
  }
}
