package io.maillog.benchmarks;

import io.maillog.MailLog;
import io.maillog.follow.LogFollower;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * How fast a follower catches up with a log that lies there, beside {@link MailLog} reading it: in
 * one JVM, in turn, to events and to traces.
 *
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.CatchUp ROUNDS LOG}
 */
public final class CatchUp {
  private static final double MEGA = 1e6;

  private final Path log;
  private long seen;

  private CatchUp(Path log) {
    this.log = log;
  }

  /** Prints a line for each way, with the median of the rounds in MB/s. */
  public static void main(String... args) throws IOException {
    int rounds = Integer.parseInt(args[0]);
    CatchUp catchUp = new CatchUp(Path.of(args[1]));
    for (boolean traces : new boolean[] {false, true}) {
      double[] read = new double[rounds];
      double[] followed = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        read[i] = catchUp.speed(() -> catchUp.read(traces));
        followed[i] = catchUp.speed(() -> catchUp.follow(traces));
      }
      double a = median(read);
      double b = median(followed);
      System.out.printf(
          "%s: MailLog %.0f MB/s, LogFollower %.0f MB/s, %.0f %%%n",
          traces ? "traces" : "events", a, b, 100 * b / a);
    }
    System.out.println(catchUp.seen + " events and traces");
  }

  /** What is measured. */
  private interface Work {
    void run() throws IOException;
  }

  private double speed(Work work) throws IOException {
    long started = System.nanoTime();
    work.run();
    return Files.size(log) / MEGA / ((System.nanoTime() - started) / 1e9);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void read(boolean traces) {
    MailLog reading = MailLog.builder().files(log).firstYear(LogScan.YEAR).build();
    if (traces) {
      reading.traces(trace -> seen++);
    } else {
      reading.events(event -> seen++);
    }
  }

  private void follow(boolean traces) throws IOException {
    LogFollower.Builder options =
        LogFollower.builder().files(log).fromStart().firstYear(LogScan.YEAR);
    Consumer<MessageTrace> counting = trace -> seen++;
    if (traces) {
      options.onTrace(counting);
    } else {
      options.onEvent(event -> seen++);
    }
    try (LogFollower follower = options.build()) {
      follower.poll();
    }
  }
}
