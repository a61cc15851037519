package io.maillog.framing;

import io.maillog.bytes.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A form of compression that is known by how it begins, and who decodes it. Immutable. */
final class CompressedForm {
  private final String name;
  private final byte[] magic;
  private final List<Decompressor> decompressors;
  private final @Nullable String library;

  /**
   * A form.
   *
   * @param name in a word, as errors say it
   * @param magic how it begins; taken over
   * @param decompressors those for it, the first to be tried first; none if it is only known
   * @param library what has to be there to decode it; {@code null} if that is not known
   */
  CompressedForm(
      String name, byte[] magic, List<Decompressor> decompressors, @Nullable String library) {
    this.name = Objects.requireNonNull(name, "name");
    this.magic = magic;
    this.decompressors = List.copyOf(decompressors);
    this.library = library;
  }

  String name() {
    return name;
  }

  @Nullable String library() {
    return library;
  }

  /** How long its magic number is. */
  int length() {
    return magic.length;
  }

  /** Whether somebody is there who may decode it. */
  boolean isDecoded() {
    return !decompressors.isEmpty();
  }

  /**
   * This one, and who else decodes what begins so; {@code null} if the other begins in its own way.
   */
  @Nullable CompressedForm with(CompressedForm other) {
    if (!Arrays.equals(magic, other.magic)) {
      return null;
    }
    List<Decompressor> all = new ArrayList<>(decompressors);
    all.addAll(other.decompressors);
    return new CompressedForm(name, magic, all, library == null ? other.library : library);
  }

  boolean begins(byte[] head, int length) {
    return length >= magic.length && isAlike(head, magic.length);
  }

  /** Whether these bytes, and more, may be its beginning. */
  boolean mayBegin(byte[] head, int length) {
    return length < magic.length && isAlike(head, length);
  }

  private boolean isAlike(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Opens it by the first decompressor that can be loaded. */
  InputStream open(CompressedSource source) throws IOException {
    LinkageError first = null;
    for (Decompressor decompressor : decompressors) {
      try {
        InputStream decoding = decompressor.open(source);
        if (decoding == null) { // it may not, but it is somebody's
          throw new IllegalStateException("the decoder opens nothing");
        }
        return decoding;
      } catch (LinkageError e) {
        first = first == null ? e : first;
        if (source.touched()) {
          break; // the next one would not find the beginning
        }
      }
    }
    throw first == null ? missing() : notLoaded(first);
  }

  /** Nobody is there who decodes it. */
  InputFailure missing() {
    return new InputFailure(InputFailure.Kind.UNSUPPORTED, missingText());
  }

  private String missingText() {
    return library == null
        ? "compressed with " + name + ": a library of its decoder is missing"
        : "compressed with " + name + ": add io.maillog:maillog-compress and " + library;
  }

  /** Who decodes it cannot be loaded, most often since its library is missing. */
  InputFailure notLoaded(LinkageError e) {
    boolean absent =
        e instanceof NoClassDefFoundError && e.getCause() instanceof ClassNotFoundException;
    return new InputFailure(
        InputFailure.Kind.UNSUPPORTED,
        absent
            ? missingText()
            : "compressed with " + name + ", whose decoder cannot be loaded: " + reason(e),
        e);
  }

  /** What was thrown says, in one line. */
  static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null && thrown.getCause() != null) {
      message = thrown.getCause().getMessage();
    }
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
