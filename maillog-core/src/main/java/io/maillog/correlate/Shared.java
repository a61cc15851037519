package io.maillog.correlate;

import org.jspecify.annotations.Nullable;

/**
 * Values that were made lately: equal ones are kept once. Of several that have their place in
 * common, the last two are remembered; what is forgotten is kept twice. The values must not change.
 */
final class Shared<T> {
  private final @Nullable Object[] slots;

  /** The hashes of what is in the slots: most values are told apart by them alone. */
  private final int[] hashes;

  /**
   * So many are remembered.
   *
   * @param size a power of two, from 2 on
   */
  Shared(int size) {
    this.slots = new @Nullable Object[size];
    this.hashes = new int[size];
  }

  /** The value, or the one before it that is equal. */
  @SuppressWarnings("unchecked") // only values of this type are put there
  T of(T value) {
    int hash = value.hashCode() * 0x9E3779B1;
    int slot = (hash ^ hash >>> 16) & slots.length - 2;
    Object last = slots[slot];
    if (hashes[slot] == hash && value.equals(last)) {
      return (T) last;
    }
    Object earlier = slots[slot + 1];
    T shared = hashes[slot + 1] == hash && value.equals(earlier) ? (T) earlier : value;
    slots[slot + 1] = last;
    hashes[slot + 1] = hashes[slot];
    slots[slot] = shared;
    hashes[slot] = hash;
    return shared;
  }
}
