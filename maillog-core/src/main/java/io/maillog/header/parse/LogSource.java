package io.maillog.header.parse;

import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a log comes from: its label, or its directory. Where lines name no host, that tells their
 * server from others. Immutable; equal ones are of one source.
 */
public final class LogSource {
  /** How many bytes of UTF-8 a label may have. */
  public static final int MAX_LABEL_BYTES = 255;

  /** No label was given, and nothing else tells the log from others. */
  public static final LogSource NONE = new LogSource(null, null);

  private final @Nullable String label;
  private final @Nullable String directory;

  /** What stands where a host's name would; no host's begins with a NUL. */
  private final byte[] server;

  private LogSource(@Nullable String label, @Nullable String directory) {
    this.label = label;
    this.directory = directory;
    String name = label != null ? "\0" + label : directory != null ? "\0\0" + directory : "";
    this.server = name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The source of a label.
   *
   * @throws IllegalArgumentException if it is empty, longer than {@value #MAX_LABEL_BYTES} bytes,
   *     or has control characters
   */
  public static LogSource labelled(String label) {
    if (!isLabel(Objects.requireNonNull(label, "label"))) {
      throw new IllegalArgumentException(
          "a label has 1 to " + MAX_LABEL_BYTES + " bytes, and no control characters: " + label);
    }
    return new LogSource(label, null);
  }

  /** Whether a text can be a label. */
  public static boolean isLabel(String text) {
    return !text.isEmpty()
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_LABEL_BYTES
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The source without a label that is told from others by its directory. */
  public static LogSource in(String directory) {
    return new LogSource(null, directory);
  }

  /** The label; {@code null} if none was given. */
  public @Nullable String label() {
    return label;
  }

  /** What tells it from others where it has no label; {@code null} if nothing does. */
  public @Nullable String directory() {
    return directory;
  }

  /**
   * What stands for the host of a line that names none, in a slice of the caller's; {@code null} if
   * nothing does.
   */
  public @Nullable ByteSlice server(ByteSlice into) {
    return server.length == 0 ? null : into.wrap(server, 0, server.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogSource that && Arrays.equals(server, that.server);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(server);
  }

  @Override
  public String toString() {
    return Objects.requireNonNullElse(label, Objects.requireNonNullElse(directory, "-"));
  }
}
