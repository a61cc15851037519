package io.maillog;

import io.maillog.framing.InputFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an input could not be read, or not to its end. What could be read before was given.
 * Immutable. Equal are those that say the same, whatever their {@link #cause}.
 *
 * @param input the input's name
 * @param kind what is wrong, in one word
 * @param message what is wrong, in a few words that do not repeat the name
 * @param path the path as it was given; {@code null} of a stream that was given as such
 * @param cause what the file system or the stream threw; {@code null} if nothing: this library
 *     found it out by itself
 */
public record InputError(
    String input, Kind kind, String message, @Nullable Path path, @Nullable IOException cause) {

  /** What may be wrong with an input. There may be more kinds in later versions. */
  public enum Kind {
    /** There is no such file, or there is none any more. */
    NOT_FOUND,
    /** It may not be read by this process. */
    DENIED,
    /** A directory, where a file was expected. */
    DIRECTORY,
    /** Compressed data that was cut, or is damaged; what could be decoded was given. */
    DAMAGED,
    /**
     * Compressed in a way that is not decoded: the message says what to add, or what it asks for
     * that is not given.
     */
    UNSUPPORTED,
    /** A file that shrank, vanished, or was rotated out of sight while it was read. */
    CHANGED,
    /** Anything else, which {@link InputError#cause} and {@link InputError#message} tell. */
    OTHER
  }

  /** Says what is wrong. */
  public InputError {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
  }

  /** What a failure says of an input. */
  static InputError of(String input, @Nullable Path path, IOException failure) {
    if (failure instanceof InputFailure known) {
      Kind kind = Kind.valueOf(known.kind().name());
      IOException cause = known.getCause() instanceof IOException thrown ? thrown : null;
      return new InputError(input, kind, message(known), path, cause);
    }
    return new InputError(input, Kind.OTHER, message(failure), path, failure);
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
  }

  /** The error as an exception to throw, whose message is {@link #toString()}. */
  public UncheckedIOException toException() {
    return new UncheckedIOException(
        toString(), cause == null ? new IOException(toString()) : cause);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputError error
        && input.equals(error.input)
        && kind == error.kind
        && message.equals(error.message)
        && Objects.equals(path, error.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, kind, message, path);
  }

  /** {@code input: message}. */
  @Override
  public String toString() {
    return input + ": " + message;
  }
}
