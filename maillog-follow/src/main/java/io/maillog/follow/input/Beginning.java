package io.maillog.follow.input;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the time of an input's first line, for stamps without a year. Immutable.
 *
 * @param file the file whose first line it is; {@code null} if it is of none, or not the first
 * @param about about when it was logged; {@code null}: now
 */
public record Beginning(@Nullable Path file, @Nullable Instant about) {
  /** It is logged now. */
  public static final Beginning NOW = new Beginning(null, null);
}
