package io.maillog.testkit;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The checks of {@link DialectCompatibilityKit}; each throws an {@link AssertionError} that says
 * why.
 */
final class DialectChecks {
  private static final int DAMAGE = 12;
  private static final int RANDOM_LINES = 2_000;
  private static final int LINEAR_SAMPLES = 12;
  private static final int SHORT = 1_500;
  private static final int LONG = 4 * SHORT;

  private final Dialect dialect;
  private final List<byte[]> samples;
  private final HostileLines hostile;

  DialectChecks(Dialect dialect, List<byte[]> samples) {
    if (samples.isEmpty()) {
      throw new AssertionError("the kit needs sample lines");
    }
    this.dialect = dialect;
    this.samples = samples;
    this.hostile = new HostileLines(samples);
  }

  void claimsItsSamples() {
    LineReader reader = new LineReader(dialect);
    for (byte[] line : samples) {
      MailEvent event = reader.read(line);
      if (!dialect.name().equals(event.dialect())) {
        throw failure("not claimed", line);
      }
    }
  }

  void neverThrows() {
    LineReader reader = new LineReader(dialect);
    List<byte[]> lines = new ArrayList<>(hostile.all(DAMAGE));
    Random random = new Random(3164);
    for (int i = 0; i < RANDOM_LINES; i++) {
      byte[] text = new byte[random.nextInt(200)];
      random.nextBytes(text);
      lines.add(text);
      lines.add(HostileLines.join(header(samples.get(i % samples.size())), text));
    }
    for (byte[] line : lines) {
      try {
        reader.read(line);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("throws " + e + " for " + EventText.readable(line), e);
      }
    }
  }

  void readsInsideTheLineOnly() {
    LineReader reader = new LineReader(dialect);
    for (byte[] line : hostile.all(DAMAGE)) {
      String alone = EventText.of(reader.read(line), line, 0);
      for (byte[] around : HostileLines.INSERTIONS) {
        byte[] array = HostileLines.join(HostileLines.join(around, line), around);
        MailEvent event = reader.read(array, around.length, around.length + line.length);
        String there = EventText.of(event, array, around.length);
        if (!alone.equals(there)) {
          throw failure("alone:\n" + alone + "\nbut among other bytes:\n" + there + "\nof", line);
        }
      }
    }
  }

  void pointsInsideTheLineOnly() {
    LineReader reader = new LineReader(dialect);
    ByteSlice slice = new ByteSlice();
    for (byte[] line : hostile.all(DAMAGE)) {
      byte[] array =
          Arrays.copyOf(
              HostileLines.join("###".getBytes(StandardCharsets.US_ASCII), line), line.length + 40);
      int from = 3;
      int to = 3 + line.length;
      MailEvent event = reader.read(array, from, to);
      for (Field field : Field.values()) {
        ByteSlice value = event.slice(field, slice);
        if (value != null) {
          inside(field.key(), value, event.header(), array, from, to, line);
        }
      }
      for (int i = 0; i < event.attributeCount(); i++) {
        inside("attribute", event.attributeKey(i, slice), event.header(), array, from, to, line);
        inside("attribute", event.attributeValue(i, slice), event.header(), array, from, to, line);
      }
      for (int i = 0; i < event.recipientCount(); i++) {
        inside("recipient", event.recipient(i, slice), event.header(), array, from, to, line);
      }
    }
  }

  private static void inside(
      String what, ByteSlice value, LineHeader h, byte[] array, int from, int to, byte[] line) {
    // Constants and decoded text are in arrays of their own.
    if (value.array() == array && (value.from() < from || value.to() > to)) {
      throw failure(what + " points outside the line", line);
    }
    if (h.messageFrom() < from || h.messageTo() > to) {
      throw failure("the message part lies outside the line", line);
    }
  }

  void remembersNothing() {
    LineReader used = new LineReader(dialect);
    for (byte[] line : hostile.all(DAMAGE)) {
      String after = EventText.of(used.read(line), line, 0);
      String fresh = EventText.of(new LineReader(dialect).read(line), line, 0);
      if (!after.equals(fresh)) {
        throw failure("by itself:\n" + fresh + "\nbut after others:\n" + after + "\nof", line);
      }
    }
  }

  void allocatesNothing() {
    LineReader reader = new LineReader(dialect);
    for (byte[] line : hostile.all(1)) {
      long bytes =
          AllocationAssert.bytesOnceWarm(
              () -> {
                for (int i = 0; i < 50; i++) {
                  reader.read(line);
                }
              });
      if (bytes > 0) {
        throw failure("allocates " + bytes / 50 + " bytes", line);
      }
    }
  }

  void worksInLinearTime() {
    LoopCounter counter = new LoopCounter(dialect);
    Random random = new Random(5424);
    for (byte[] sample : samples.subList(0, Math.min(LINEAR_SAMPLES, samples.size()))) {
      int head = header(sample).length;
      int[] places = {head, head + random.nextInt(sample.length - head + 1), sample.length};
      for (byte[] insertion : HostileLines.INSERTIONS) {
        for (int place : places) {
          byte[] four = HostileLines.insert(sample, HostileLines.repeated(insertion, LONG), place);
          byte[] one = HostileLines.insert(sample, HostileLines.repeated(insertion, SHORT), place);
          long steps = counter.steps(four);
          long before = counter.steps(one);
          // Four times as long: four times the work at most, not sixteen times.
          if (steps > 7 * before + LONG) {
            throw failure(
                steps
                    + " steps for "
                    + four.length
                    + " bytes, after "
                    + before
                    + " for "
                    + one.length
                    + ", with "
                    + EventText.readable(insertion)
                    + " at "
                    + place
                    + " of",
                sample);
          }
        }
      }
    }
  }

  void unknownTextIsOther() {
    LineReader reader = new LineReader(dialect);
    for (byte[] sample : samples) {
      byte[] text = "Zyzzogeton qwjx vbn".getBytes(StandardCharsets.US_ASCII);
      byte[] line = HostileLines.join(header(sample), text);
      MailEvent event = reader.read(line);
      if (event.dialect() != null && event.kind() != EventKind.OTHER) {
        throw failure("kind " + event.kind().key() + " for a text that nobody writes", line);
      }
    }
  }

  /** The header of a sample: up to its message part. */
  private byte[] header(byte[] sample) {
    MailEvent event = new LineReader(dialect).read(sample);
    return Arrays.copyOf(sample, event.header().messageFrom());
  }

  private static AssertionError failure(String why, byte[] line) {
    return new AssertionError(why + ": " + EventText.readable(line));
  }
}
