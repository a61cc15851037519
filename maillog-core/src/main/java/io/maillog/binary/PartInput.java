package io.maillog.binary;

import io.maillog.binary.BinaryReader.FormatException;
import io.maillog.event.LogTime;
import io.maillog.header.parse.CivilDate;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, texts and parts, read from bytes that may be anybody's: what goes beyond the end is
 * refused before anything is allocated for it.
 */
final class PartInput {
  final byte[] bytes;
  private int at;
  private int end;

  // The part that was read last.
  private int from;
  private int to;

  PartInput(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  static FormatException damaged() {
    return new FormatException("the bytes are damaged");
  }

  static void check(boolean isPossible) throws FormatException {
    if (!isPossible) {
      throw damaged();
    }
  }

  /** What is required of each, if it is there. */
  static <T> T required(@Nullable T part) throws FormatException {
    if (part == null) {
      throw damaged();
    }
    return part;
  }

  boolean hasMore() {
    return at < end;
  }

  int at() {
    return at;
  }

  void skip(int count) {
    at += count;
  }

  int number() throws FormatException {
    check(at < end);
    return bytes[at++] & 0xff;
  }

  /** A number from 0 on. */
  long count() throws FormatException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      check(at < end);
      byte b = bytes[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  /** A length of bytes that are there. */
  int length(long count) throws FormatException {
    check(count >= 0 && count <= end - at);
    return (int) count;
  }

  /** Any number. */
  long signed() throws FormatException {
    long value = count();
    return value >>> 1 ^ -(value & 1);
  }

  private int between(int least, int most) throws FormatException {
    long number = signed();
    check(number >= least && number <= most);
    return (int) number;
  }

  private long fixed(int count) throws FormatException {
    check(count <= end - at);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /** A point in time, as {@link PartOutput#time}. */
  LogTime time() throws FormatException {
    long word = fixed(Long.BYTES);
    long nano = fixed(Integer.BYTES);
    long second = word >> PartOutput.SECOND_AT;
    int offset = (int) (word >> PartOutput.OFFSET_AT & 0x3ffff) - PartOutput.DAY;
    int digits = (int) word & 0xf;
    check(nano <= 999_999_999 && digits <= 9);
    check(CivilDate.isStampable(second, offset));
    return new LogTime(second, (int) nano, offset, digits);
  }

  // --- parts

  /** Reads the number of the next part, which is then the one that is asked for; 0 at the end. */
  int next() throws FormatException {
    if (!hasMore()) {
      return 0;
    }
    int number = number();
    int length = length(count());
    from = at;
    at += length;
    to = at;
    return number;
  }

  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The part as parts. */
  PartInput parts() {
    return new PartInput(bytes, from, to);
  }

  /** The part as a number. */
  long whole() throws FormatException {
    return parts().signed();
  }

  int whole(int least) throws FormatException {
    return parts().between(least, Integer.MAX_VALUE);
  }

  LogTime instant() throws FormatException {
    return parts().time();
  }
}
