package io.maillog.binary;

import io.maillog.event.LogTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers, texts and parts, written to a growing buffer that is used again and again. */
final class PartOutput {
  /** A part whose length is not known before it is written has it in so many bytes. */
  static final int LENGTH_BYTES = 4;

  private static final int LONGEST_NUMBER = 10;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static final int WORD_BYTES = 3 * Long.BYTES;
  private static final int REFERENCE_BYTES = 5;
  static final int TIME_BYTES = Long.BYTES + Integer.BYTES;
  static final int OFFSET_AT = 4;
  static final int SECOND_AT = 22;
  static final int DAY = 86_400;

  /** An attribute's number, and that six bytes of its own follow. */
  private static final long PAIR_HEAD =
      FieldNumbers.ATTRIBUTE | ((Long.BYTES - 2) << 1 | EventOutput.INLINE) << 8;

  /** Below this a number takes two bytes at most. */
  private static final int TWO_BYTES = 1 << 14;

  byte[] bytes;
  int length;

  PartOutput(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Makes room for so many bytes more. */
  void ensure(long more) {
    if (bytes.length - length < more) {
      long least = length + more;
      if (least > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("the buffer has no room for " + more + " bytes more");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.max(least, Math.min(2L * length, 1 << 30)));
    }
  }

  // Without asking for room.

  void raw(byte[] b, int from, int count) {
    System.arraycopy(b, from, bytes, length, count);
    length += count;
  }

  /** A number from 0 on: seven bits a byte, the lowest first, and a high bit where more follow. */
  void count(long value) {
    length = count(value, bytes, length);
  }

  private static int count(long value, byte[] b, int at) {
    int i = at;
    long left = value;
    while ((left & ~0x7fL) != 0) {
      b[i++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    b[i++] = (byte) left;
    return i;
  }

  /** Any number: twice itself, or, below 0, one less than twice its amount. */
  void signed(long value) {
    length = signed(value, bytes, length);
  }

  static int signed(long value, byte[] b, int at) {
    return count(value << 1 ^ value >> 63, b, at);
  }

  /**
   * A field's number, how many bytes of the line it is, and where they start: one store of a word,
   * of which so many bytes count.
   *
   * @return where the next one stands; the two must be short
   */
  static int reference(byte number, int count, int offset, byte[] b, int at) {
    // Two bytes each, though one might do: a branch that is foreseen badly costs more.
    WORD.set(b, at, number | (long) twoBytes(count << 1) << 8 | (long) twoBytes(offset) << 24);
    return at + REFERENCE_BYTES;
  }

  /** Whether a length and an offset take two bytes each, as nearly all do. */
  static boolean isShort(int count, int offset) {
    return ((count << 1 | offset) & -TWO_BYTES) == 0;
  }

  /**
   * An attribute of the line: how long its key is, where that starts, how many bytes stand between
   * it and the value, and how long the value is. One store, of which all eight bytes count.
   *
   * @return where the next one stands; the four must be short
   */
  static int pair(int keyLength, int offset, int gap, int valueLength, byte[] b, int at) {
    long key = keyLength | (long) twoBytes(offset) << 8;
    long value = gap | (long) twoBytes(valueLength) << 8;
    WORD.set(b, at, PAIR_HEAD | key << 16 | value << 40);
    return at + Long.BYTES;
  }

  /** Whether key and gap take a byte each, offset and value two: then the gap is none below 0. */
  static boolean isShortPair(int keyLength, int offset, int gap, int valueLength) {
    return ((keyLength | gap) & ~0x7f) == 0 && (offset | valueLength) < TWO_BYTES;
  }

  private static int twoBytes(int number) {
    return (number & 0x7f) | 0x80 | number >> 7 << 8;
  }

  /**
   * A constant of at most {@link #WORD_BYTES}, of an array that is as long: to copy all of it takes
   * three steps, whose number need not be foreseen.
   */
  static int word(EventOutput.Word word, byte[] b, int at) {
    byte[] w = word.bytes();
    WORD.set(b, at, (long) WORD.get(w, 0));
    WORD.set(b, at + 8, (long) WORD.get(w, 8));
    WORD.set(b, at + 16, (long) WORD.get(w, 16));
    return at + word.length();
  }

  /**
   * A point in time, in twelve bytes: of a word of eight the lowest four bits are the decimals, 18
   * bits the offset in seconds and a day, and the others the second; then the nanoseconds.
   */
  static void time(long second, int nano, int offset, int digits, byte[] b, int at) {
    WORD.set(b, at, second << SECOND_AT | (long) (offset + DAY) << OFFSET_AT | digits);
    INT.set(b, at + Long.BYTES, nano);
  }

  /** As {@link String#getBytes(java.nio.charset.Charset)} of UTF-8, without an array. */
  void utf8(String text) {
    byte[] b = bytes;
    int i = length;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < 0x80) {
        b[i++] = (byte) c;
      } else if (c < 0x800) {
        b[i++] = (byte) (0xc0 | c >> 6);
        b[i++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        b[i++] = (byte) (0xe0 | c >> 12);
        b[i++] = (byte) (0x80 | (c >> 6 & 0x3f));
        b[i++] = (byte) (0x80 | (c & 0x3f));
      } else if (isPair(text, at)) {
        int point = Character.toCodePoint(c, text.charAt(++at));
        b[i++] = (byte) (0xf0 | point >> 18);
        b[i++] = (byte) (0x80 | (point >> 12 & 0x3f));
        b[i++] = (byte) (0x80 | (point >> 6 & 0x3f));
        b[i++] = (byte) (0x80 | (point & 0x3f));
      } else {
        b[i++] = '?';
      }
    }
    length = i;
  }

  /** How many bytes {@link #utf8} writes. */
  static int utf8Length(String text) {
    int count = text.length();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        boolean pair = isPair(text, at);
        count += c < 0x800 ? 1 : pair || !Character.isSurrogate(c) ? 2 : 0;
        at += pair ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  // Parts: a number, the length, and so many bytes.

  void part(int number, @Nullable String text) {
    if (text == null) {
      return;
    }
    int count = utf8Length(text);
    ensure(1 + LONGEST_NUMBER + count);
    bytes[length++] = (byte) number;
    count(count);
    utf8(text);
  }

  void part(int number, @Nullable Number value) {
    if (value == null) {
      return;
    }
    ensure(2 + LONGEST_NUMBER);
    int at = beginShort(number);
    signed(value.longValue());
    endShort(at);
  }

  /** A count, which is 0 where there is no such part. */
  void cut(int number, int count) {
    part(number, count == 0 ? null : (Integer) count);
  }

  void part(int number, @Nullable LogTime time) {
    if (time == null) {
      return;
    }
    ensure(2 + TIME_BYTES);
    int at = beginShort(number);
    time(time.epochSecond(), time.nano(), time.offsetSeconds(), time.fractionDigits(), bytes, at);
    length += TIME_BYTES;
    endShort(at);
  }

  /** Begins a part of less than 128 bytes, for which there is room; where it begins. */
  int beginShort(int number) {
    bytes[length] = (byte) number;
    length += 2;
    return length;
  }

  void endShort(int at) {
    bytes[at - 1] = (byte) (length - at);
  }

  /** Begins a part of any length, of which parts are written; where it begins. */
  int begin(int number) {
    ensure(1 + LENGTH_BYTES);
    bytes[length] = (byte) number;
    length += 1 + LENGTH_BYTES;
    return length;
  }

  void end(int at) {
    int count = length - at;
    if (count >= 1 << (7 * LENGTH_BYTES)) {
      throw new IllegalArgumentException("a part of " + count + " bytes is too long");
    }
    for (int i = 0; i < LENGTH_BYTES; i++) {
      int more = i < LENGTH_BYTES - 1 ? 0x80 : 0;
      bytes[at - LENGTH_BYTES + i] = (byte) ((count >> (7 * i) & 0x7f) | more);
    }
  }
}
