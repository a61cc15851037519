package io.maillog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The program that {@link ChaosTest} kills: it follows logs, counts what it is given in the payload
 * of its checkpoint, and appends it to a file too. It ends when a file named {@code stop} is there.
 */
final class ChaosChild {
  private ChaosChild() {}

  /**
   * Follows.
   *
   * @param args a folder for all that is written, then {@code LABEL=PATH} of each log
   */
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    Counted counted = new Counted();
    LogFollower.Builder builder =
        LogFollower.builder()
            .fromStart()
            .zone(ZoneOffset.UTC)
            .firstYear(2026)
            .pollInterval(Duration.ofMillis(10))
            .checkpoint(dir.resolve("checkpoint"))
            .checkpointEvery(Duration.ofMillis(15))
            .payload(counted);
    for (int i = 1; i < args.length; i++) {
      String[] log = args[i].split("=", 2);
      builder.files(log[0], Path.of(log[1]));
    }
    try (FileOutputStream output = new FileOutputStream(dir.resolve("output").toFile(), true);
        FileOutputStream notices = new FileOutputStream(dir.resolve("notices").toFile(), true);
        LogFollower follower =
            builder
                .onEvent(
                    event -> {
                      counted.line(event.source(), event.lineNumber());
                      write(output, "E " + said(event));
                    })
                .onTrace(
                    trace -> {
                      counted.trace(position(trace), digest(trace));
                      write(output, "T " + position(trace) + " " + digest(trace));
                    })
                .onNotice(notice -> write(notices, notice.kind() + " " + notice))
                .build()) {
      Thread stopper =
          new Thread(
              () -> {
                try {
                  while (!Files.exists(dir.resolve("stop"))) {
                    Thread.sleep(5);
                  }
                } catch (InterruptedException e) {
                  return;
                }
                follower.stop();
              });
      stopper.setDaemon(true);
      stopper.start();
      write(notices, "STARTED");
      follower.run();
    }
  }

  /** One write of a whole line, so that a kill leaves no half of it. */
  private static void write(OutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a line stands, and what it is. */
  static String said(MailEvent event) {
    ByteSlice line = event.raw(new ByteSlice());
    CRC32 sum = new CRC32();
    sum.update(line.array(), line.from(), line.to() - line.from());
    return event.source() + " " + event.lineNumber() + " " + Long.toHexString(sum.getValue());
  }

  /** What tells a trace from all others, and from itself given twice. */
  static String position(MessageTrace trace) {
    return trace.source() + " " + trace.file() + " " + trace.lineNumber() + " " + trace.queueId();
  }

  static String digest(MessageTrace trace) {
    CRC32 sum = new CRC32();
    sum.update(trace.toString().getBytes(UTF_8));
    return Long.toHexString(sum.getValue());
  }

  /** The payload: how many lines of each log came, whether each in its turn, and the traces. */
  static final class Counted implements CheckpointPayload {
    final Map<String, Long> lines = new TreeMap<>();
    final List<String> outOfTurn = new ArrayList<>();
    final List<String> traces = new ArrayList<>();

    void line(String source, long number) {
      long count = lines.merge(source, 1L, Long::sum);
      if (count != number) {
        outOfTurn.add(source + " line " + number + " is the " + count + "th");
      }
    }

    void trace(String position, String digest) {
      traces.add(position + " " + digest);
    }

    @Override
    public void write(OutputStream target) throws IOException {
      DataOutputStream out = new DataOutputStream(target);
      out.writeInt(lines.size());
      for (Map.Entry<String, Long> entry : lines.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeLong(entry.getValue());
      }
      write(outOfTurn, out);
      write(traces, out);
    }

    private static void write(List<String> all, DataOutputStream out) throws IOException {
      out.writeInt(all.size());
      for (String one : all) {
        out.writeUTF(one);
      }
    }

    @Override
    public void read(InputStream source) throws IOException {
      DataInputStream in = new DataInputStream(source);
      for (int i = in.readInt(); i > 0; i--) {
        lines.put(in.readUTF(), in.readLong());
      }
      read(in, outOfTurn);
      read(in, traces);
    }

    private static void read(DataInputStream in, List<String> all) throws IOException {
      for (int i = in.readInt(); i > 0; i--) {
        all.add(in.readUTF());
      }
    }
  }
}
