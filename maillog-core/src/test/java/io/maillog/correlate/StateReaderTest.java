package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.event.LogTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last value of a saved state that is read, and the first that is refused. */
class StateReaderTest {
  private static final String[] WORDS = {"a", "b"};
  private static final long FARTHEST = 1L << 40;
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** A part of a state. */
  private interface Part<T> {
    @Nullable T of(StateReader reader) throws IOException;
  }

  /** Reads a part of what was written; the next part is written anew. */
  private @Nullable Object part(Part<?> part) throws IOException {
    StateReader reader = new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
    bytes.reset();
    return part.of(reader);
  }

  private void read(@Nullable Object expected, Part<?> part) throws IOException {
    assertThat(part(part)).isEqualTo(expected);
  }

  private void refused(Part<?> part) {
    assertThatExceptionOfType(StateFormatException.class)
        .isThrownBy(() -> part(part))
        .withMessage("the saved state is damaged");
  }

  @Test
  void numberHasALeast() throws IOException {
    out.writeLong(7);
    read(7L, in -> in.atLeast(7));
    out.writeLong(6);
    refused(in -> in.atLeast(7));
  }

  @Test
  void numberIsBetweenTwo() throws IOException {
    out.writeInt(3);
    read(3, in -> in.between(3, 5));
    out.writeInt(5);
    read(5, in -> in.between(3, 5));
    out.writeInt(2);
    refused(in -> in.between(3, 5));
    out.writeInt(6);
    refused(in -> in.between(3, 5));
    out.writeInt(-1);
    refused(StateReader::count);
  }

  @Test
  void flagIsOneOfTwo() throws IOException {
    out.writeByte(0);
    read(false, StateReader::flag);
    out.writeByte(1);
    read(true, StateReader::flag);
    out.writeByte(2);
    refused(StateReader::flag);
    out.writeByte(-1);
    refused(StateReader::flag);
  }

  @Test
  void wordIsOneOfThese() throws IOException {
    out.writeByte(0);
    read("a", in -> in.word(WORDS));
    out.writeByte(1);
    read("b", in -> in.word(WORDS));
    out.writeByte(2);
    refused(in -> in.word(WORDS));
    out.writeByte(-1);
    refused(in -> in.word(WORDS));
  }

  @Test
  void wordIsOneOfTheseOrNone() throws IOException {
    out.writeByte(-1);
    read(null, in -> in.wordOrNone(WORDS));
    out.writeByte(0);
    read("a", in -> in.wordOrNone(WORDS));
    out.writeByte(1);
    read("b", in -> in.wordOrNone(WORDS));
    out.writeByte(2);
    refused(in -> in.wordOrNone(WORDS));
    out.writeByte(-2);
    refused(in -> in.wordOrNone(WORDS));
  }

  /** A silence may have gone on behind the last stamp that there is. */
  @Test
  void secondIsNotFartherThanAnyLogs() throws IOException {
    for (long second : new long[] {-FARTHEST, 0, FARTHEST, Long.MIN_VALUE}) {
      out.writeLong(second);
      read(second, in -> in.second(Long.MIN_VALUE));
    }
    for (long second :
        new long[] {-FARTHEST - 1, FARTHEST + 1, Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
      out.writeLong(second);
      refused(in -> in.second(Long.MIN_VALUE));
    }
  }

  private void time(long second, int nano, int offset, int digits) throws IOException {
    out.writeByte(1);
    out.writeLong(second);
    out.writeInt(nano);
    out.writeInt(offset);
    out.writeByte(digits);
  }

  @Test
  void timeIsOneThatALogCanHave() throws IOException {
    out.writeByte(0);
    read(null, StateReader::time);
    for (int digits : new int[] {0, 9}) {
      for (int offset : new int[] {-64_800, 64_800}) {
        for (long local : new long[] {FIRST, LAST}) {
          time(local - offset, 999_999_999, offset, digits);
          read(new LogTime(local - offset, 999_999_999, offset, digits), StateReader::time);
        }
        time(LAST + 1 - offset, 0, offset, digits);
        refused(StateReader::time);
        time(FIRST - 1 - offset, 0, offset, digits);
        refused(StateReader::time);
      }
    }
    time(0, 1_000_000_000, 0, 0);
    refused(StateReader::time);
    time(0, 0, 64_801, 0);
    refused(StateReader::time);
    time(0, 0, 0, 10);
    refused(StateReader::time);
    time(0, 0, 0, -1);
    refused(StateReader::time);
  }

  @Test
  void textHasALongest() throws IOException {
    byte[] longest = new byte[64 << 10];
    out.writeInt(longest.length);
    out.write(longest);
    read(longest, StateReader::bytes);
    out.writeInt(longest.length + 1);
    out.write(longest);
    out.write(0);
    refused(StateReader::bytes);
    out.writeInt(-1);
    refused(StateReader::bytes);
    out.writeInt(-1);
    read(null, StateReader::bytesOrNone);
    out.writeInt(-2);
    refused(StateReader::bytesOrNone);
    out.writeInt(2);
    out.write(0);
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> part(StateReader::bytes));
  }
}
