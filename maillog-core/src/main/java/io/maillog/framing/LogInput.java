package io.maillog.framing;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One input: a file, or a stream, with its name.
 *
 * <p>What is known of a file (size, last change, identity) is what was found when the input was
 * made. If the file is renamed after that, as a rotation does, it is still found.
 */
public final class LogInput {
  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream stream;
  private final @Nullable BasicFileAttributes attributes;
  private @Nullable LogStream opened;
  private @Nullable IOException failure;

  private LogInput(
      String name,
      @Nullable Path path,
      @Nullable InputStream stream,
      @Nullable BasicFileAttributes attributes) {
    this.name = name;
    this.path = path;
    this.stream = stream;
    this.attributes = attributes;
  }

  /** A file, named by its path as given. That it exists is not asked before {@link #open}. */
  public static LogInput of(Path path) {
    return new LogInput(path.toString(), path, null, attributes(path));
  }

  /** A stream, which is read once, and is not closed. */
  public static LogInput of(InputStream stream, String name) {
    Objects.requireNonNull(stream, "stream");
    return new LogInput(Objects.requireNonNull(name, "name"), null, stream, null);
  }

  private static @Nullable BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return null; // opening the file will say why
    }
  }

  /** The name: the path as given, or the stream's name. */
  public String name() {
    return name;
  }

  /** The file; {@code null} for a stream. */
  public @Nullable Path path() {
    return path;
  }

  /** Whether this is a stream that was opened before. */
  public boolean isSpent() {
    return opened != null || failure != null;
  }

  /** Whether this is a file, which can be opened again. */
  public boolean isFile() {
    return path != null;
  }

  /** The bytes to read, before decoding: 0 of a file that is missing; -1 if that is not known. */
  public long size() {
    if (attributes == null) {
      return path == null ? -1 : 0;
    }
    return attributes.isRegularFile() ? attributes.size() : -1;
  }

  /** When the file was last changed; {@code null} if that is not known. */
  public @Nullable Instant lastModified() {
    return attributes == null ? null : attributes.lastModifiedTime().toInstant();
  }

  /**
   * Opens the input. A stream can be opened once, and is then given again, with what was read of it
   * gone.
   *
   * @throws IOException with a message that says what is wrong, without the name
   */
  public LogStream open() throws IOException {
    InputStream given = stream;
    if (given != null) {
      return openOnce(given);
    }
    Path file = Objects.requireNonNull(path);
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("is a directory");
      }
      return LogStream.open(stream(present(file)), true);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new IOException(
          Files.exists(file) && !Files.isReadable(file)
              ? "permission denied"
              : Files.exists(file) ? "cannot be opened" : "no such file",
          e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  private LogStream openOnce(InputStream given) throws IOException {
    if (failure != null) {
      throw failure;
    }
    LogStream once = opened;
    if (once == null) {
      try {
        once = LogStream.open(given, false);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      opened = once;
    }
    return once;
  }

  private static InputStream stream(Path file) throws IOException {
    // Not a channel where that can be helped: an interrupt would close it in the middle of the log.
    return file.getFileSystem() == FileSystems.getDefault()
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /** Where the file is now, that had the name when this input was made. */
  private Path present(Path file) {
    Object key = attributes == null ? null : attributes.fileKey();
    BasicFileAttributes now = attributes(file);
    Path directory = file.toAbsolutePath().getParent();
    if (key == null || directory == null || (now != null && key.equals(now.fileKey()))) {
      return file;
    }
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory)) {
      for (Path sibling : siblings) {
        BasicFileAttributes other = attributes(sibling);
        if (other != null && key.equals(other.fileKey())) {
          return sibling; // rotated since
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return file;
    }
    return file; // replaced: what has the name now is read
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
