package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/** The recipients of one message by their addresses, which a stranger chose. */
final class RecipientIndex {
  private final TextHash hash;
  private @Nullable StoryRecipient[] slots = new @Nullable StoryRecipient[64];
  private int size;

  RecipientIndex(TextHash hash) {
    this.hash = hash;
  }

  @Nullable StoryRecipient find(ByteSlice to, @Nullable ByteSlice origTo) {
    int slot = StoryRecipient.hash(hash, to, origTo) & slots.length - 1;
    StoryRecipient r = slots[slot];
    while (r != null && !r.is(to, origTo)) {
      slot = slot + 1 & slots.length - 1;
      r = slots[slot];
    }
    return r;
  }

  @Nullable StoryRecipient findEnvelope(ByteSlice id) {
    int slot = EnvelopeRecipient.hash(hash, id) & slots.length - 1;
    StoryRecipient r = slots[slot];
    while (r != null && !r.isEnvelope(id)) {
      slot = slot + 1 & slots.length - 1;
      r = slots[slot];
    }
    return r;
  }

  /** Adds a recipient that is not in. */
  void add(StoryRecipient recipient) {
    if (2 * ++size > slots.length) {
      @Nullable StoryRecipient[] old = slots;
      slots = new @Nullable StoryRecipient[2 * old.length];
      for (StoryRecipient r : old) {
        if (r != null) {
          put(r);
        }
      }
    }
    put(recipient);
  }

  /** Removes a recipient that is in, whose addresses will change. */
  void remove(StoryRecipient recipient) {
    int hole = recipient.hash(hash) & slots.length - 1;
    while (slots[hole] != recipient) {
      hole = hole + 1 & slots.length - 1;
    }
    slots[hole] = null;
    size--;
    // Those behind it that were to stand before the hole go there, so that they are found.
    int at = hole + 1 & slots.length - 1;
    for (StoryRecipient r = slots[at]; r != null; r = slots[at]) {
      int home = r.hash(hash) & slots.length - 1;
      if ((at - home & slots.length - 1) >= (at - hole & slots.length - 1)) {
        slots[hole] = r;
        slots[at] = null;
        hole = at;
      }
      at = at + 1 & slots.length - 1;
    }
  }

  private void put(StoryRecipient recipient) {
    int slot = recipient.hash(hash) & slots.length - 1;
    while (slots[slot] != null) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = recipient;
  }

  /** How far from its place the recipient stands that is farthest from it. */
  int longestWay() {
    int longest = 0;
    for (int i = 0; i < slots.length; i++) {
      StoryRecipient r = slots[i];
      if (r != null) {
        longest = Math.max(longest, i - r.hash(hash) & slots.length - 1);
      }
    }
    return longest;
  }
}
