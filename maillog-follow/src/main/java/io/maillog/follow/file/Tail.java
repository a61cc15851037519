package io.maillog.follow.file;

import java.util.Arrays;

/** The last bytes that were read of a file, up to {@value FileMark#ANCHOR_BYTES}. */
final class Tail {
  private final byte[] bytes = new byte[FileMark.ANCHOR_BYTES];
  private int length;

  /** Takes the bytes that follow. */
  void append(byte[] b, int from, int to) {
    int count = Math.min(to - from, bytes.length);
    int kept = Math.min(length, bytes.length - count);
    System.arraycopy(bytes, length - kept, bytes, 0, kept);
    System.arraycopy(b, to - count, bytes, kept, count);
    length = kept + count;
  }

  void set(byte[] b) {
    length = 0;
    append(b, 0, b.length);
  }

  void set(Tail other) {
    System.arraycopy(other.bytes, 0, bytes, 0, other.length);
    length = other.length;
  }

  int length() {
    return length;
  }

  boolean isEqual(byte[] b, int count) {
    return Arrays.equals(bytes, 0, length, b, 0, count);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void pass(long place, Milestones milestones) {
    milestones.pass(place, bytes, 0, length);
  }
}
