package io.maillog.trace;

import org.jspecify.annotations.Nullable;

/**
 * A relation to another message.
 *
 * @param type the relation
 * @param queueId the other message's queue id
 * @param host the host of the other message's server; {@code null} if that is this message's own.
 *     Of {@link LinkType#NEXT_HOP} it is the next hop's name as the delivery line has it, or {@code
 *     null} if that has none, until that server's log is read, and then the host as that names it
 */
public record Link(LinkType type, String queueId, @Nullable String host) {}
