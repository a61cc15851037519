package io.maillog.correlate;

import org.jspecify.annotations.Nullable;

/**
 * Values that were made lately: equal ones are kept once. What is forgotten, since another took its
 * place, is kept twice. The values must not change.
 */
final class Shared<T> {
  private final @Nullable Object[] slots;

  /**
   * So many are remembered.
   *
   * @param size a power of two
   */
  Shared(int size) {
    this.slots = new @Nullable Object[size];
  }

  /** The value, or the one before it that is equal. */
  T of(T value) {
    int hash = value.hashCode() * 0x9E3779B1;
    int slot = (hash ^ hash >>> 16) & slots.length - 1;
    if (value.equals(slots[slot])) {
      @SuppressWarnings("unchecked") // only values of this type are put there
      T known = (T) slots[slot];
      return known;
    }
    slots[slot] = value;
    return value;
  }
}
