package io.maillog.trace;

import org.jspecify.annotations.Nullable;

/**
 * A relation to another message.
 *
 * @param type the relation
 * @param queueId the other message's queue id
 * @param host the host of the other message's server; {@code null} if the log does not say
 */
public record Link(LinkType type, String queueId, @Nullable String host) {}
