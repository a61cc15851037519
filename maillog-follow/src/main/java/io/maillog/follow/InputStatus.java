package io.maillog.follow;

import org.jspecify.annotations.Nullable;

/**
 * How far an input was followed. Immutable.
 *
 * @param name its path, or its name
 * @param label its label; {@code null} if it has none
 * @param lines how many of its lines were given, those before a restart too
 * @param behind how many of its bytes are known to be there and were not given yet; -1 if that
 *     cannot be known
 */
public record InputStatus(String name, @Nullable String label, long lines, long behind) {}
