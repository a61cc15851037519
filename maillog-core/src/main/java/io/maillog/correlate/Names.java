package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were made lately, by their bytes: a log says the same names over and over, and
 * traces that share them need a fraction of the memory. What is forgotten is made again.
 */
final class Names {
  private static final int SLOTS = 4096;
  private static final int MAX_LENGTH = 256;

  private final byte[][] keys = new byte[SLOTS][];
  private final @Nullable String[] strings = new @Nullable String[SLOTS];

  /** The slice as a string; {@code null} for {@code null}. */
  @Nullable String of(@Nullable ByteSlice slice) {
    if (slice == null) {
      return null;
    }
    return of(slice.array(), slice.from(), slice.to());
  }

  /** The bytes as a string. */
  String of(byte[] b) {
    return of(b, 0, b.length);
  }

  private String of(byte[] b, int from, int to) {
    int length = to - from;
    if (length > MAX_LENGTH) {
      return new String(b, from, length, StandardCharsets.UTF_8);
    }
    int slot = ByteScan.hash(b, from, to) & SLOTS - 1;
    byte[] key = keys[slot];
    String string = strings[slot];
    if (key != null && string != null && ByteScan.equal(key, 0, key.length, b, from, to)) {
      return string;
    }
    byte[] copy = Arrays.copyOfRange(b, from, to);
    String made = new String(copy, StandardCharsets.UTF_8);
    keys[slot] = copy;
    strings[slot] = made;
    return made;
  }
}
