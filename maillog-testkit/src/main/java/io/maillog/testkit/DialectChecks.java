package io.maillog.testkit;

import io.maillog.binary.BinaryReader;
import io.maillog.binary.BinaryWriter;
import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
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
  private static final int MAX_PAIRED = 60;
  private static final int FORGERIES = 1_000;

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
      takes(reader, line);
    }
  }

  /** Any text, by itself and as the message of each sample. */
  void takes(byte[] text) {
    LineReader reader = new LineReader(dialect);
    takes(reader, text);
    for (byte[] sample : samples) {
      takes(reader, HostileLines.join(header(sample), text));
    }
  }

  /** Reads a line, and asks the dialect's other questions of it. */
  private void takes(LineReader reader, byte[] line) {
    try {
      reader.read(line);
      int middle = line.length / 2;
      for (int[] range : new int[][] {{0, line.length}, {0, middle}, {middle, line.length}}) {
        dialect.claimProgram(line, range[0], range[1]);
        dialect.claimText(line, range[0], range[1]);
        dialect.claimUntagged(line, range[0], range[1]);
        dialect.arrival(line, range[0], range[1]);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("throws " + e + " for " + EventText.readable(line), e);
    }
  }

  void readsInsideTheLineOnly() {
    NeighbourCheck neighbours = new NeighbourCheck(dialect);
    neighbours.check(hostile.all(DAMAGE / 4));
    neighbours.checkCuts(samples);
  }

  /** As {@link #readsInsideTheLineOnly}, with lines of recordings, which are many. */
  void readsInsideTheLineOnly(List<byte[]> recorded) {
    new NeighbourCheck(dialect).checkCuts(recorded);
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
    if (h.messageFrom() < from || h.messageTo() > to) {
      throw failure("the message part lies outside the line", line);
    }
    if (value.array() != array) {
      return; // constants and decoded text are in arrays of their own
    }
    boolean inside =
        within(value, h.messageFrom(), h.messageTo())
            || within(value, h.hostFrom(), h.hostTo())
            || within(value, h.programFrom(), h.programTo())
            || within(value, h.pidFrom(), h.pidTo());
    if (!inside) {
      throw failure(what + " points outside the line's message and header", line);
    }
  }

  private static boolean within(ByteSlice value, int from, int to) {
    return value.from() >= from && value.to() <= to;
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
    List<byte[]> some = samples.subList(0, Math.min(MAX_PAIRED, samples.size()));
    for (byte[] line : some) {
      String fresh = EventText.of(new LineReader(dialect).read(line), line, 0);
      for (byte[] before : some) {
        used.read(before);
        String after = EventText.of(used.read(line), line, 0);
        if (!after.equals(fresh)) {
          throw failure("after " + EventText.readable(before) + " it is:\n" + after + "\nof", line);
        }
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

  void eventsCanBeShipped() {
    LineReader reader = new LineReader(dialect);
    BinaryWriter writer = new BinaryWriter();
    for (byte[] line : hostile.all(1)) {
      MailEvent event = reader.read(line);
      long bytes = AllocationAssert.bytesOnceWarm(() -> writeAgain(event, writer));
      if (bytes > 0) {
        throw failure("to write its binary form allocates " + bytes + " bytes", line);
      }
      try {
        MailEventRecord read = BinaryReader.event(writer.array(), 0, writer.length());
        if (!read.equals(event.toRecord())) {
          throw failure("its binary form says " + read + "\ninstead of " + event.toRecord(), line);
        }
      } catch (BinaryReader.FormatException e) {
        throw new AssertionError("no binary form of " + EventText.readable(line), e);
      }
    }
  }

  private static void writeAgain(MailEvent event, BinaryWriter writer) {
    writer.clear();
    writer.event(event);
  }

  void worksInLinearTime() {
    int[] heads = samples.stream().mapToInt(sample -> header(sample).length).toArray();
    new CostCheck(dialect).check(samples, heads);
  }

  void unknownTextIsOther() {
    LineReader reader = new LineReader(dialect);
    for (byte[] sample : samples) {
      for (String text : List.of("Zyzzogeton qwjx vbn", "")) {
        byte[] line = HostileLines.join(header(sample), text.getBytes(StandardCharsets.US_ASCII));
        MailEvent event = reader.read(line);
        if (event.dialect() != null && event.kind() != EventKind.OTHER) {
          throw failure("kind " + event.kind().key() + " for a text that nobody writes", line);
        }
      }
    }
  }

  void statesNothingThatAStrangerWrote(List<ForgeableLine> lines) {
    if (lines.isEmpty()) {
      throw new AssertionError("the kit needs lines that a stranger can write into");
    }
    LineReader reader = new LineReader(dialect);
    ForgedTexts texts = new ForgedTexts(reader, samples);
    for (ForgeableLine line : lines) {
      line.assertStates(reader);
      for (String text : texts.some(FORGERIES)) {
        line.assertNotForged(reader, text);
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
