package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were made lately, by their bytes: a log says the same names over and over, and
 * traces that share them need a fraction of the memory. What is forgotten is made again. Strings
 * beyond ASCII are always made again.
 */
final class Names {
  private static final int SLOTS = 4096;
  private static final int MAX_LENGTH = 256;

  private final @Nullable String[] strings = new @Nullable String[SLOTS];

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
    int slot = ByteScan.hash(b, from, to) & SLOTS - 1;
    String known = strings[slot];
    if (known != null && isAscii(known, b, from, length)) {
      return known;
    }
    String made = new String(b, from, length, StandardCharsets.UTF_8);
    strings[slot] = made;
    return made;
  }

  /** Whether these bytes, which are below 0x80 then, are the string. */
  private static boolean isAscii(String s, byte[] b, int from, int length) {
    if (s.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (s.charAt(i) != b[from + i]) { // a byte above is negative here
        return false;
      }
    }
    return true;
  }
}
