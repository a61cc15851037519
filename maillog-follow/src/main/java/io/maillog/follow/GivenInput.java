package io.maillog.follow;

import io.maillog.header.parse.LogSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An input as it was asked for. */
sealed interface GivenInput {
  /** Its label; {@code null} if it has none. */
  @Nullable String label();

  /** A file, a named pipe, or a directory. */
  record OfPath(@Nullable String label, Path path) implements GivenInput {}

  /** The label, if it can be one. */
  static String label(String given) {
    return LogSource.labelled(given).toString();
  }
}
