package io.maillog.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;

/**
 * The bytes that every benchmark reads: the first {@value #SIZE} bytes, to the last whole line, of
 * a recorded log where one is there, else of a generated one of like shape.
 *
 * <p>The recording is looked for at the path in the system property {@code maillog.benchmark.log},
 * then beside the project.
 */
final class BenchmarkLog {
  static final int SIZE = 8 << 20;

  /** Room behind the last line, so that reads of eight bytes stay in the array. */
  private static final int SLACK = 16;

  private static final List<String> PLACES =
      List.of("../shared/corpus/bulk/", "../../shared/corpus/bulk/");

  private final byte[] bytes;
  private final int length;
  private final String source;

  private BenchmarkLog(byte[] bytes, int length, String source) {
    this.bytes = bytes;
    this.length = length;
    this.source = source;
  }

  /** A log of Postfix. */
  static BenchmarkLog postfix() {
    return load("postfix-maillog.gz", GeneratedLog::postfix);
  }

  /** A main log of Exim. */
  static BenchmarkLog exim() {
    return load("exim-mainlog.gz", GeneratedEximLog::mainlog);
  }

  /** A log of Sendmail. */
  static BenchmarkLog sendmail() {
    return load("sendmail-maillog.gz", GeneratedSendmailLog::maillog);
  }

  private static BenchmarkLog load(String recording, IntFunction<byte[]> generator) {
    String named = System.getProperty("maillog.benchmark.log");
    if (named != null) {
      return read(Path.of(named));
    }
    for (String place : PLACES) {
      Path path = Path.of(place + recording);
      if (Files.isReadable(path)) {
        return read(path);
      }
    }
    return of(generator.apply(SIZE), "generated");
  }

  private static BenchmarkLog read(Path path) {
    try (InputStream file = Files.newInputStream(path);
        InputStream in =
            path.toString().endsWith(".gz") ? new GZIPInputStream(file, 65536) : file) {
      return of(in.readNBytes(SIZE), path.getFileName().toString());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  static BenchmarkLog of(byte[] log, String source) {
    int end = Math.min(log.length, SIZE);
    while (end > 0 && log[end - 1] != '\n') {
      end--;
    }
    return new BenchmarkLog(Arrays.copyOf(log, end + SLACK), end, source);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  String source() {
    return source;
  }
}
