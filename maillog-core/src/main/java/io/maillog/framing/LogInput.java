package io.maillog.framing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One input: a file, or a stream, with its name.
 *
 * <p>What is known of a file (size, last change, identity) is what was found when the input was
 * made. If the file is renamed, compressed, or copied and truncated after that, as a rotation does,
 * it is still found; another file that has got its name is not read for it. No file is held open
 * for that.
 *
 * <p>A path that names no plain file, but a pipe, a terminal or another device, is a stream too.
 */
public final class LogInput {
  /** A rotation in the middle of the search is met with another search. */
  private static final int SEARCHES = 3;

  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream stream;
  private final @Nullable BasicFileAttributes attributes;
  private final @Nullable RotationSearch search;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private @Nullable LogStream opened;
  private @Nullable IOException failure;
  private volatile long sizeAtOpening;

  private LogInput(
      String name,
      @Nullable Path path,
      @Nullable InputStream stream,
      @Nullable BasicFileAttributes attributes,
      @Nullable RotationSearch search) {
    this.name = name;
    this.path = path;
    this.stream = stream;
    this.attributes = attributes;
    this.search = search;
  }

  /**
   * A file, named by its path as given. That it exists, and can be read, is not asked before {@link
   * #open}. Of a plain file the first bytes are read, so that it is known again.
   */
  public static LogInput of(Path path) {
    return of(path, FileIdentity.attributes(path), new HashMap<>());
  }

  /** A file of a log, which comes to know its other files by their keys. */
  static LogInput of(
      Path path, @Nullable BasicFileAttributes attributes, Map<Object, FileIdentity> inputs) {
    RotationSearch search = null;
    if (attributes != null && attributes.isRegularFile() && !isStream(path, attributes)) {
      FileIdentity identity = FileIdentity.of(path, attributes);
      Object key = identity.key();
      if (key != null) {
        // A file that is given twice is no other input.
        identity = inputs.merge(key, identity, (first, again) -> first);
      }
      search = new RotationSearch(path, real(path), identity, inputs);
    }
    return new LogInput(path.toString(), path, null, attributes, search);
  }

  /** A stream, which is read once, and is not closed. */
  public static LogInput of(InputStream stream, String name) {
    Objects.requireNonNull(stream, "stream");
    return new LogInput(Objects.requireNonNull(name, "name"), null, stream, null, null);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * Whether opening this path again would not give the same bytes again: it is no plain file, or a
   * name of an open descriptor, which on some systems goes on where it was left.
   */
  static boolean isStream(Path path, @Nullable BasicFileAttributes attributes) {
    return attributes != null
        && !attributes.isDirectory()
        && (!attributes.isRegularFile()
            || path.startsWith("/dev/fd")
            || path.equals(Path.of("/dev/stdin")));
  }

  /** The name: the path as given, or the stream's name. */
  public String name() {
    return name;
  }

  /** The path as given; {@code null} for a stream that was given as such. */
  public @Nullable Path path() {
    return path;
  }

  /**
   * Takes the input for a reading: a stream can be read only once, a file as often as one likes.
   *
   * @return false if it is a stream that was taken before
   */
  public boolean claim() {
    return stream == null || claimed.compareAndSet(false, true);
  }

  /** Whether this is a file, which can be opened again; not a stream, nor a pipe or a device. */
  public boolean isFile() {
    return path != null && !isStream(path, attributes);
  }

  /** The bytes to read, before decoding: 0 of a file that is missing; -1 if that is not known. */
  public long size() {
    if (attributes == null) {
      return path == null ? -1 : 0;
    }
    return attributes.isRegularFile() ? attributes.size() : -1;
  }

  /**
   * When the file was last changed; {@code null} if that is not known, or tells nothing of the
   * lines, as of a pipe.
   */
  public @Nullable Instant lastModified() {
    return attributes == null || !attributes.isRegularFile()
        ? null
        : attributes.lastModifiedTime().toInstant();
  }

  /**
   * Opens the input. What is no {@linkplain #isFile plain file} can be opened once, and is then
   * given again, with what was read of it gone; opening a pipe waits for its writer. What was
   * opened from a path is closed with the result.
   *
   * @throws IOException with a message that says what is wrong, without the name
   */
  public LogStream open() throws IOException {
    return isFile() ? openFile(Objects.requireNonNull(path)) : openOnce();
  }

  private LogStream openOnce() throws IOException {
    if (failure != null) {
      throw failure;
    }
    LogStream once = opened;
    if (once == null) {
      try {
        InputStream given = stream;
        once =
            given != null
                ? LogStream.open(given, false)
                : openPath(Objects.requireNonNull(path), null);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      opened = once;
    }
    return once;
  }

  private LogStream openFile(Path file) throws IOException {
    RotationSearch known = search;
    if (known == null) {
      return openPath(file, file);
    }
    for (int i = 0; i < SEARCHES; i++) {
      Path now = known.find();
      if (now != null) {
        long size = sizeOf(now);
        InputStream in = openRaw(now);
        if (now.equals(known.find())) {
          LogStream found = LogStream.open(in, true, now);
          sizeAtOpening = size;
          return found;
        }
        in.close(); // rotated between the search and the opening
      }
    }
    openRaw(file).close(); // says it, if that is what is wrong
    throw new InputFailure(InputFailure.Kind.CHANGED, "was rotated away while it was read");
  }

  private static long sizeOf(Path file) {
    BasicFileAttributes now = FileIdentity.attributes(file);
    return now == null ? 0 : now.size();
  }

  /**
   * What became of the file while it was read: {@code null} if it is there yet, with all that it
   * had when it was opened. A file that was renamed or compressed is there.
   *
   * @param consumed how many of its bytes were read
   */
  public @Nullable IOException lost(long consumed) {
    RotationSearch known = search;
    if (known == null) {
      return null;
    }
    if (consumed < sizeAtOpening) {
      return new InputFailure(
          InputFailure.Kind.CHANGED,
          "shrank while it was read: "
              + (sizeAtOpening - consumed)
              + " of "
              + sizeAtOpening
              + " bytes are lost");
    }
    return known.find() == null
        ? new InputFailure(InputFailure.Kind.CHANGED, "vanished while it was read")
        : null;
  }

  private static LogStream openPath(Path file, @Nullable Path again) throws IOException {
    return LogStream.open(openRaw(file), true, again);
  }

  private static InputStream openRaw(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new InputFailure(InputFailure.Kind.DIRECTORY, "is a directory");
      }
      return FileIdentity.open(file);
    } catch (NoSuchFileException | FileNotFoundException e) {
      if (!Files.exists(file)) {
        throw new InputFailure(InputFailure.Kind.NOT_FOUND, "no such file", e);
      }
      throw Files.isReadable(file) ? new IOException("cannot be opened", e) : denied(e);
    } catch (AccessDeniedException e) {
      throw denied(e);
    }
  }

  static InputFailure denied(IOException cause) {
    return new InputFailure(InputFailure.Kind.DENIED, "permission denied", cause);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
