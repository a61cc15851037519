package io.maillog.benchmarks;

import io.maillog.MailLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A file to traces, by the public entry point, as a user would write it, with one thread that
 * parses and with two.
 *
 * <p>It is the whole recording, not its first 8 MiB (19 to 83 MB; a generated log has 64 MiB): what
 * threads cost once, their start and the first blocks, would be a tenth of the time of 8 MiB, and
 * nobody gives threads to a log that is read in 30 ms. So the times are of different sizes, and are
 * to be compared with each other only.
 */
public class FileBenchmark extends MeasuredInMillis {
  /** Whose log. */
  @Param public MailServer server = MailServer.POSTFIX;

  /** How many threads parse. */
  @Param({"1", "2"})
  public int threads = 1;

  private Path file = Path.of("");

  /** Writes the log to a file, which is then in the system's cache. */
  @Setup
  public void write() throws IOException {
    file = Files.createTempFile("maillog-" + server.dialect(), ".log");
    BenchmarkLog.copyWhole(server, file);
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The file to traces; their number. */
  @Benchmark
  public long file() {
    return traces(file, threads);
  }

  static long traces(Path file, int threads) {
    long[] traces = new long[1];
    MailLog.builder().files(file).threads(threads).build().traces(trace -> traces[0]++);
    return traces[0];
  }
}
