package io.maillog.benchmarks;

import io.maillog.follow.LogFollower;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a log of many messages, rotates it every so often, and follows it with a checkpoint
 * meanwhile; prints what the heap holds after a collection, and what was lost or doubled in the
 * end.
 *
 * <p>{@code java -Xmx64m -cp benchmarks.jar io.maillog.benchmarks.FollowSoak LINES FOLDER}
 */
public final class FollowSoak {
  private static final int LINES_A_MESSAGE = 5;
  private static final int ROTATED_AFTER = 400_000;
  private static final int KEPT = 3;
  private static final int REPORTS = 20;
  private static final long MOST_AHEAD = 200_000;

  private final Path log;
  private final long messages;
  private final AtomicLong lines = new AtomicLong();
  private long traces;
  private long written;

  private FollowSoak(Path folder, long messages) {
    this.log = folder.resolve("mail.log");
    this.messages = messages;
  }

  /** Runs it. */
  public static void main(String... args) throws IOException, InterruptedException {
    long messages = Long.parseLong(args[0]) / LINES_A_MESSAGE;
    new FollowSoak(Path.of(args[1]), messages).run();
  }

  private void run() throws IOException, InterruptedException {
    try (LogFollower follower =
        LogFollower.builder()
            .files(log)
            .linger(Duration.ofSeconds(1))
            .checkpoint(log.resolveSibling("checkpoint"))
            .onEvent(event -> lines.incrementAndGet())
            .onTrace(trace -> traces++)
            .onNotice(System.out::println)
            .build()) {
      Thread thread = new Thread(follower::run, "follower");
      thread.start();
      Thread.sleep(500); // it begins before the log is there
      long started = System.nanoTime();
      write();
      while (lines.get() < written && thread.isAlive()) {
        Thread.sleep(10);
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      follower.stop();
      thread.join();
      System.out.printf(
          "%d lines written, %d given, %d traces of %d messages, %.0f s%n",
          written, lines.get(), traces, messages, seconds);
    }
  }

  private void write() throws IOException, InterruptedException {
    OutputStream out = open();
    int inFile = 0;
    long reportEvery = Math.max(1, messages / REPORTS);
    for (long i = 0; i < messages; i++) {
      out.write(message(i).getBytes(StandardCharsets.US_ASCII));
      written += LINES_A_MESSAGE;
      inFile += LINES_A_MESSAGE;
      if (inFile >= ROTATED_AFTER) {
        out.close();
        rotate();
        out = open();
        inFile = 0;
      }
      if (i % 1000 == 0 && written - lines.get() > MOST_AHEAD) {
        out.flush();
        Thread.sleep(5);
      }
      if (i % reportEvery == 0) {
        report();
      }
    }
    out.close();
  }

  private OutputStream open() throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16);
  }

  private void rotate() throws IOException {
    for (int i = KEPT; i > 0; i--) {
      Path from = i == 1 ? log : log.resolveSibling("mail.log." + (i - 1));
      if (Files.exists(from)) {
        Files.move(from, log.resolveSibling("mail.log." + i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void report() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%d lines: %d KiB held%n",
        lines.get(), (runtime.totalMemory() - runtime.freeMemory()) >> 10);
  }

  private static String message(long i) {
    String time = Instant.ofEpochSecond(1_790_000_000L + i / 20).toString();
    String id = "%06X".formatted(i);
    String head = time + " mx1 postfix/";
    return head
        + "smtpd[7]: "
        + id
        + ": client=c.example.net[192.0.2.7]\n"
        + head
        + "cleanup[8]: "
        + id
        + ": message-id=<"
        + i
        + "@example.net>\n"
        + head
        + "qmgr[2]: "
        + id
        + ": from=<a@example.net>, size=900, nrcpt=1 (queue active)\n"
        + head
        + "smtp[9]: "
        + id
        + ": to=<b"
        + i
        + "@example.org>, relay=mx.example.org[192.0.2.25]:25,"
        + " delay=2, delays=1/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n"
        + head
        + "qmgr[2]: "
        + id
        + ": removed\n";
  }
}
