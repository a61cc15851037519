package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.event.LogTime;
import io.maillog.header.parse.CivilDate;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a saved state, and refuses what nobody can have written there: a state may
 * have come over a wire, or from another program. Nothing is allocated because a number claims it.
 */
final class StateReader {
  /** Texts are shorter: see {@link CorrelationLimits#MAX_TEXT_BYTES}; a note's reason has three. */
  private static final int MAX_BYTES = 64 << 10;

  /** No stamp's second is as far from 1970, nor does a silence take the log's time there. */
  private static final long FARTHEST_SECOND = 1L << 40;

  private final CRC32C checksum = new CRC32C();
  private final DataInputStream in;

  StateReader(InputStream source) {
    this.in = new DataInputStream(new CheckedInputStream(source, checksum));
  }

  static StateFormatException damaged() {
    return new StateFormatException("the saved state is damaged");
  }

  /** Refuses the state if this is not so. */
  static void check(boolean isPossible) throws StateFormatException {
    if (!isPossible) {
      throw damaged();
    }
  }

  /** Reads the checksum of all that was read; false if it is another. */
  boolean endsWithItsChecksum() throws IOException {
    long sum = checksum.getValue();
    return in.readLong() == sum;
  }

  /** A number of any size. */
  long any() throws IOException {
    return in.readLong();
  }

  /** A number of at least {@code least}. */
  long atLeast(long least) throws IOException {
    long number = in.readLong();
    check(number >= least);
    return number;
  }

  /** A number from {@code least} to {@code most}. */
  int between(int least, int most) throws IOException {
    int number = in.readInt();
    check(number >= least && number <= most);
    return number;
  }

  /** How many of something follow. */
  int count() throws IOException {
    return between(0, Integer.MAX_VALUE);
  }

  /** A flag. */
  boolean flag() throws IOException {
    int value = in.readByte();
    check(value == 0 || value == 1);
    return value == 1;
  }

  /** One of these words, by its number. */
  <T> T word(T[] words) throws IOException {
    int number = in.readByte();
    check(number >= 0 && number < words.length);
    return words[number];
  }

  /** One of these words, or -1 for none. */
  <T> @Nullable T wordOrNone(T[] words) throws IOException {
    int number = in.readByte();
    check(number >= -1 && number < words.length);
    return number < 0 ? null : words[number];
  }

  /** A second of log time, or {@code none}. */
  long second(long none) throws IOException {
    long second = in.readLong();
    check(second == none || (second >= -FARTHEST_SECOND && second <= FARTHEST_SECOND));
    return second;
  }

  /** A point in time, or none. */
  @Nullable LogTime time() throws IOException {
    if (!flag()) {
      return null;
    }
    long second = second(0);
    int nano = between(0, 999_999_999);
    int offset = in.readInt();
    int digits = in.readByte();
    check(digits >= 0 && digits <= 9 && CivilDate.isStampable(second, offset));
    return new LogTime(second, nano, offset, digits);
  }

  /** A text as bytes. */
  byte[] bytes() throws IOException {
    return bytes(in.readInt());
  }

  private byte[] bytes(int length) throws IOException {
    check(length >= 0 && length <= MAX_BYTES);
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException();
    }
    return read;
  }

  /** A text as bytes, or none. */
  byte @Nullable [] bytesOrNone() throws IOException {
    int length = in.readInt();
    return length == -1 ? null : bytes(length);
  }

  /** A text as bytes, or none. */
  @Nullable ByteSlice slice() throws IOException {
    byte[] read = bytesOrNone();
    return read == null ? null : new ByteSlice().wrap(read, 0, read.length);
  }

  /** A text, or none. */
  @Nullable String string() throws IOException {
    byte[] read = bytesOrNone();
    return read == null ? null : new String(read, StandardCharsets.UTF_8);
  }

  /** A text. */
  String required() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
