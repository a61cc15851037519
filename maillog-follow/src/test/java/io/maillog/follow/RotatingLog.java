package io.maillog.follow;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A log file with its writer, who is one thread, and what logrotate does to it: under numbers or
 * dates, by renaming or by copying, compressed or not.
 */
final class RotatingLog implements Closeable {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("-yyyyMMdd-HHmmss");

  final Path file;
  private final boolean dated;
  private final Random random;
  private final List<Path> rotated = new ArrayList<>(); // youngest first
  private LocalDateTime day = LocalDateTime.of(2026, 11, 30, 6, 25, 0);
  private OutputStream out;
  private boolean inLine;

  RotatingLog(Path file, boolean dated, Random random) throws IOException {
    this.file = file;
    this.dated = dated;
    this.random = random;
    create();
  }

  void write(byte[] bytes, int from, int to) throws IOException {
    if (to > from) {
      out.write(bytes, from, to - from);
      inLine = bytes[to - 1] != '\n';
    }
  }

  /** Whether a part of a line was written last. */
  boolean isInLine() {
    return inLine;
  }

  /** The log gets another name, which its writer does not notice. */
  void rename() throws IOException {
    Files.move(file, nextName());
  }

  /** The writer opens its log anew. */
  void create() throws IOException {
    if (out != null) {
      out.close();
    }
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void copyTruncate() throws IOException {
    Files.copy(file, nextName());
    Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
  }

  void delete() throws IOException {
    Files.delete(file);
    create();
  }

  private Path nextName() throws IOException {
    Path name;
    if (dated) {
      day = day.plusSeconds(1 + random.nextInt(100_000));
      name = file.resolveSibling(file.getFileName() + DATE.format(day));
    } else {
      for (int i = rotated.size() - 1; i >= 0; i--) {
        String ending = rotated.get(i).toString().endsWith(".gz") ? ".gz" : "";
        Path older = file.resolveSibling(file.getFileName() + "." + (i + 2) + ending);
        Files.move(rotated.get(i), older);
        rotated.set(i, older);
      }
      name = file.resolveSibling(file.getFileName() + ".1");
    }
    rotated.add(0, name);
    return name;
  }

  /** Compresses a rotated file, if it is not; the youngest has number 0. */
  void compress(int number) throws IOException {
    if (number >= rotated.size() || rotated.get(number).toString().endsWith(".gz")) {
      return;
    }
    Path plain = rotated.get(number);
    Path packed = plain.resolveSibling(plain.getFileName() + ".gz");
    FileTime changed = Files.getLastModifiedTime(plain);
    byte[] bytes = Files.readAllBytes(plain);
    try (OutputStream target = new GZIPOutputStream(Files.newOutputStream(packed))) {
      target.write(bytes, 0, bytes.length / 2);
      target.flush();
      target.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    }
    if (random.nextBoolean()) {
      Files.setLastModifiedTime(packed, changed); // as gzip does
    }
    Files.delete(plain);
    rotated.set(number, packed);
  }

  /** How it lies there, for a message. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    try (var files = Files.list(file.toAbsolutePath().getParent())) {
      for (Path path : files.sorted().toList()) {
        s.append(path.getFileName()).append(' ').append(Files.size(path)).append('\n');
      }
    } catch (IOException e) {
      s.append(e);
    }
    return s.toString();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
