package io.maillog.ndjson;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import io.maillog.event.LogTime;
import io.maillog.grammar.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON in a growing byte buffer that is used again and again. Allocates only when it grows.
 *
 * <p>Commas are set by the buffer; that names and values follow each other as JSON wants it, and
 * that what is begun is ended, is up to the caller. Text is written as it is where it is UTF-8;
 * malformed parts become U+FFFD, as {@link String#String(byte[], java.nio.charset.Charset)} decodes
 * them. Control characters (C0, DEL, C1), the line separators U+2028 and U+2029, and the marks of
 * writing direction are escaped ({@link Utf8#unsafe}), so that a line stays one line in every
 * reader, and a terminal takes no orders from it and shows it in its order. Not thread-safe.
 */
public final class JsonBuffer {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = 0x2020202020202020L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  // An escape is six bytes long, and made of one.
  private static final int LONGEST = 6;
  private static final int SLACK = 64;
  private static final int MAX_SECONDS = 40;
  private static final int MAX_DIGITS = 19;

  private final StampText stamp = new StampText();
  private byte[] bytes = new byte[8 * 1024];
  private int length;
  private boolean comma;

  /** Creates an empty buffer. */
  public JsonBuffer() {}

  /** The array behind the buffer, up to {@link #length()}; another one after it has grown. */
  public byte[] array() {
    return bytes;
  }

  /** How many bytes are in the buffer. */
  public int length() {
    return length;
  }

  /** Empties the buffer. */
  public void clear() {
    length = 0;
    comma = false;
  }

  /**
   * Writes the content to a stream, and empties the buffer.
   *
   * @throws IOException if the stream fails; the content is kept then
   */
  public void writeTo(OutputStream target) throws IOException {
    target.write(bytes, 0, length);
    clear();
  }

  /** The content as text. Allocates. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  // --- structure

  /** Begins an object. */
  public JsonBuffer beginObject() {
    return open('{');
  }

  /** Ends an object. */
  public JsonBuffer endObject() {
    return close('}');
  }

  /** Begins an array. */
  public JsonBuffer beginArray() {
    return open('[');
  }

  /** Ends an array. */
  public JsonBuffer endArray() {
    return close(']');
  }

  /** Ends the line. */
  public JsonBuffer endLine() {
    close('\n');
    comma = false;
    return this;
  }

  private JsonBuffer open(char mark) {
    separate();
    ascii(mark);
    comma = false;
    return this;
  }

  private JsonBuffer close(char mark) {
    reserve(1);
    ascii(mark);
    comma = true;
    return this;
  }

  /** A comma if one is due, and place for what has a bounded length. */
  private void separate() {
    reserve(SLACK);
    if (comma) {
      ascii(',');
    }
    comma = true;
  }

  // --- names

  /** Writes the name of a member; its value has to follow. */
  public JsonBuffer name(String name) {
    value(name);
    return colon();
  }

  /** Writes the name of a member from bytes, as {@link #value(byte[], int, int)} writes text. */
  public JsonBuffer name(byte[] b, int from, int to) {
    value(b, from, to);
    return colon();
  }

  /** Writes a name that was made before; its value has to follow. */
  JsonBuffer name(JsonText name) {
    member(name);
    comma = false;
    return this;
  }

  /** Writes a member that was made before, with its value. */
  JsonBuffer member(JsonText member) {
    separate();
    WORD.set(bytes, length, member.first);
    WORD.set(bytes, length + 8, member.second);
    WORD.set(bytes, length + 16, member.third);
    length += member.length;
    return this;
  }

  private JsonBuffer colon() {
    reserve(1);
    ascii(':');
    comma = false;
    return this;
  }

  // --- values

  /** Writes a text. Allocates if it is not ASCII. */
  public JsonBuffer value(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return value(utf8, 0, utf8.length);
      }
    }
    separate();
    reserve(LONGEST * text.length() + 2);
    ascii('"');
    for (int i = 0; i < text.length(); i++) {
      asciiOrEscape((byte) text.charAt(i));
    }
    ascii('"');
    return this;
  }

  /** Writes a text from {@code b[from, to)}. */
  public JsonBuffer value(byte[] b, int from, int to) {
    separate();
    reserve(LONGEST * (to - from) + 2 + Long.BYTES);
    ascii('"');
    int i = from;
    while (i < to) {
      int left = to - i;
      long word = ByteScan.word(b, i, left); // beyond the text zeros, which are special
      WORD.set(bytes, length, word);
      long special = special(word);
      int plain = special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
      if (plain >= left) {
        length += left;
        break;
      }
      length += plain;
      i += plain;
      if (plain < Long.BYTES) {
        i = character(b, i, to);
      }
    }
    ascii('"');
    return this;
  }

  /** Writes a text from a slice. */
  public JsonBuffer value(ByteSlice text) {
    return value(text.array(), text.from(), text.to());
  }

  /** Writes a member whose value is a text; nothing at all if there is none. */
  public JsonBuffer member(String name, @Nullable String text) {
    return text == null ? this : name(name).value(text);
  }

  /** Writes a member whose value is a text from a slice; nothing at all if there is none. */
  public JsonBuffer member(String name, @Nullable ByteSlice text) {
    return text == null ? this : name(name).value(text);
  }

  /**
   * Marks, by its high bit, each byte that is not written as it stands. Above the first mark, marks
   * may be wrong.
   */
  private static long special(long x) {
    long quote = (x ^ QUOTES) - ONES;
    long backslash = (x ^ BACKSLASHES) - ONES;
    long control = x - SPACES;
    long delete = x + ONES;
    return (x | quote | backslash | control | delete) & HIGH_BITS;
  }

  /** Writes a whole number. */
  public JsonBuffer value(long number) {
    separate();
    if (number == Long.MIN_VALUE) {
      return asciiText("-9223372036854775808");
    }
    long rest = Math.abs(number);
    if (number < 0) {
      ascii('-');
    }
    int digits = 1;
    for (long power = 10; digits < MAX_DIGITS && power <= rest; power *= 10) {
      digits++;
    }
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Writes a truth value. */
  public JsonBuffer value(boolean truth) {
    separate();
    return asciiText(truth ? "true" : "false");
  }

  /** Writes microseconds as seconds, with no more decimals than it needs. */
  public JsonBuffer seconds(long micros) {
    long whole = micros / 1_000_000;
    long fraction = Math.abs(micros % 1_000_000);
    if (micros < 0 && whole == 0) {
      separate();
      ascii('-');
      comma = false;
    }
    value(whole);
    if (fraction > 0) {
      ascii('.');
      for (long scale = 100_000; fraction > 0; scale /= 10) {
        ascii((char) ('0' + fraction / scale));
        fraction %= scale;
      }
    }
    return this;
  }

  /** Writes the whole number that {@code b[from, to)} spells; as text if it spells none. */
  public JsonBuffer number(byte[] b, int from, int to) {
    long number = Decimal.parse(b, from, to);
    if (number == Decimal.NONE) {
      return value(b, from, to);
    }
    if (b[from] < '1') {
      return value(number); // JSON has no leading zeros
    }
    separate();
    copy(b, from, to);
    return this;
  }

  /**
   * Writes the decimal fraction that {@code b[from, to)} spells, with the decimals that it has; as
   * text if it spells none.
   */
  public JsonBuffer decimal(byte[] b, int from, int to) {
    if (to - from > MAX_SECONDS || Decimal.micros(b, from, to) == Decimal.NONE) {
      return value(b, from, to);
    }
    separate();
    int i = from;
    if (b[i] == '-') {
      ascii('-');
      i++;
    }
    if (b[i] == '.') {
      ascii('0');
    }
    while (i + 1 < to && b[i] == '0' && b[i + 1] != '.') {
      i++; // JSON has no leading zeros
    }
    copy(b, i, to);
    return this;
  }

  /** Copies what is short, and needs no escapes; place for it, and for a word, was reserved. */
  private void copy(byte[] b, int from, int to) {
    for (int i = from; i < to; i += Long.BYTES) {
      WORD.set(bytes, length + i - from, ByteScan.word(b, i, to - i));
    }
    length += to - from;
  }

  /** Writes a point in time, as {@link LogTime#toString()} says it. */
  public JsonBuffer time(LogTime time) {
    return time(time.epochSecond(), time.nano(), time.offsetSeconds(), time.fractionDigits());
  }

  JsonBuffer time(long epochSecond, int nano, int offsetSeconds, int fractionDigits) {
    separate();
    ascii('"');
    copy(stamp.bytes, 0, stamp.set(epochSecond, nano, offsetSeconds, fractionDigits));
    ascii('"');
    return this;
  }

  // --- characters: what they need was reserved

  private void ascii(char c) {
    bytes[length++] = (byte) c;
  }

  private JsonBuffer asciiText(String text) {
    for (int i = 0; i < text.length(); i++) {
      ascii(text.charAt(i));
    }
    return this;
  }

  /** Writes the character that starts at {@code at}, and tells where the next one starts. */
  private int character(byte[] b, int at, int to) {
    byte first = b[at];
    if (first >= 0) {
      asciiOrEscape(first);
      return at + 1;
    }
    int size = Utf8.length(b, at, to);
    if (size < 0) {
      bytes[length++] = (byte) 0xef; // U+FFFD
      bytes[length++] = (byte) 0xbf;
      bytes[length++] = (byte) 0xbd;
      return at - size;
    }
    int unsafe = Utf8.unsafe(b, at, size);
    if (unsafe != 0) {
      escape(unsafe);
    } else {
      for (int i = 0; i < size; i++) {
        bytes[length++] = b[at + i];
      }
    }
    return at + size;
  }

  private void asciiOrEscape(byte c) {
    if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
      bytes[length++] = c;
      return;
    }
    switch (c) {
      case '"' -> asciiText("\\\"");
      case '\\' -> asciiText("\\\\");
      case '\t' -> asciiText("\\t");
      case '\r' -> asciiText("\\r");
      case '\n' -> asciiText("\\n");
      default -> escape(c);
    }
  }

  private void escape(int unit) {
    ascii('\\');
    ascii('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[unit >> shift & 0xf];
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
