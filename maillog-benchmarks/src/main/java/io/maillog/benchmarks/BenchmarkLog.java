package io.maillog.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that every benchmark reads: the first {@value #SIZE} bytes, to the last whole line, of
 * a recorded log where one is there, else of a generated one of like shape.
 *
 * <p>The recording is looked for at the path in the system property {@code maillog.benchmark.log},
 * then beside the project. If the property says {@value #GENERATED}, none is looked for.
 */
final class BenchmarkLog {
  static final int SIZE = 8 << 20;

  /** The size of a whole log, where it is generated. */
  static final int WHOLE_SIZE = 64 << 20;

  /** What the system property says for the generated log, also where a recording is there. */
  static final String GENERATED = "generated";

  static final String PROPERTY = "maillog.benchmark.log";

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

  /** The log of a server. */
  static BenchmarkLog of(MailServer server) {
    Path recording = recording(server);
    if (recording == null) {
      return of(server.generate(SIZE), GENERATED);
    }
    try (InputStream in = open(recording)) {
      return of(in.readNBytes(SIZE), recording.getFileName().toString());
    } catch (IOException e) {
      throw unreadable(recording, e);
    }
  }

  /** Writes the whole log of a server, not packed, to a file. */
  static void copyWhole(MailServer server, Path file) {
    Path recording = recording(server);
    if (recording == null) {
      write(file, server.generate(WHOLE_SIZE));
      return;
    }
    try (InputStream in = open(recording)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unreadable(recording, e);
    }
  }

  private static void write(Path file, byte[] log) {
    try {
      Files.write(file, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path recording(MailServer server) {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return named.equals(GENERATED) ? null : Path.of(named);
    }
    for (String place : PLACES) {
      Path path = Path.of(place + server.recording());
      if (Files.isReadable(path)) {
        return path;
      }
    }
    return null;
  }

  private static InputStream open(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      return path.toString().endsWith(".gz") ? new GZIPInputStream(file, 65536) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static UncheckedIOException unreadable(Path path, IOException e) {
    return new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
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
