package io.maillog.trace;

import org.jspecify.annotations.Nullable;

/**
 * The local user that submitted the message. What the log does not say is {@code null}.
 *
 * @param user the user's name
 * @param uid the user's id
 */
public record Submitter(@Nullable String user, @Nullable Long uid) {}
