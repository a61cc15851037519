package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were made lately, by their bytes: a log says the same names over and over, and
 * traces that share them need a fraction of the memory. What is forgotten is made again.
 */
final class Names {
  private static final int SLOTS = 4096;
  private static final int MAX_LENGTH = 128;

  private final byte[][] keys = new byte[SLOTS][];
  private final @Nullable String[] strings = new @Nullable String[SLOTS];

  /** The slice as a string; {@code null} for {@code null}. */
  @Nullable String of(@Nullable ByteSlice slice) {
    if (slice == null) {
      return null;
    }
    int length = slice.length();
    if (length > MAX_LENGTH) {
      return slice.toString();
    }
    int slot = slice.hashCode() & SLOTS - 1;
    byte[] key = keys[slot];
    String string = strings[slot];
    if (key != null
        && string != null
        && ByteScan.equal(key, 0, key.length, slice.array(), slice.from(), slice.to())) {
      return string;
    }
    byte[] copy = new byte[length];
    System.arraycopy(slice.array(), slice.from(), copy, 0, length);
    String made = new String(copy, StandardCharsets.UTF_8);
    keys[slot] = copy;
    strings[slot] = made;
    return made;
  }
}
