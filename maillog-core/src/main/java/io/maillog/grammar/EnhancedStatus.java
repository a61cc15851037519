package io.maillog.grammar;

import io.maillog.bytes.Decimal;
import java.util.Optional;

/**
 * An enhanced mail system status code (RFC 3463): {@code class.subject.detail}.
 *
 * @param statusClass 2 (success), 4 (persistent transient failure) or 5 (permanent failure)
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int statusClass, int subject, int detail) {

  /** Checks the ranges. */
  public EnhancedStatus {
    if (statusClass != 2 && statusClass != 4 && statusClass != 5) {
      throw new IllegalArgumentException("class is 2, 4 or 5: " + statusClass);
    }
    if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
      throw new IllegalArgumentException("0 to 999: " + subject + "." + detail);
    }
  }

  /** The code that a text spells, such as {@code 5.1.1}; empty if it spells none. */
  public static Optional<EnhancedStatus> parse(String text) {
    byte[] b = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return endOf(b, 0, b.length) == b.length ? Optional.of(read(b)) : Optional.empty();
  }

  private static EnhancedStatus read(byte[] b) {
    int dot = Decimal.endOfDigits(b, 2, b.length);
    return new EnhancedStatus(
        b[0] - '0', (int) Decimal.parse(b, 2, dot), (int) Decimal.parse(b, dot + 1, b.length));
  }

  /**
   * The end of the code that starts at {@code from}, or -1 if none starts there. A code ends before
   * a byte that is neither a digit nor a dot. Does not allocate.
   */
  public static int endOf(byte[] b, int from, int to) {
    if (to - from < 5 || b[from + 1] != '.') {
      return -1;
    }
    byte c = b[from];
    if (c != '2' && c != '4' && c != '5') {
      return -1;
    }
    int dot = Decimal.endOfDigits(b, from + 2, to);
    if (dot == from + 2 || dot > from + 5 || dot >= to || b[dot] != '.') {
      return -1;
    }
    int end = Decimal.endOfDigits(b, dot + 1, to);
    if (end == dot + 1 || end > dot + 4 || (end < to && b[end] == '.')) {
      return -1;
    }
    return end;
  }

  /** The code as it is written: {@code 5.1.1}. */
  @Override
  public String toString() {
    return statusClass + "." + subject + "." + detail;
  }
}
