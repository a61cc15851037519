package io.maillog.trace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A relation to another message.
 *
 * @param type the relation
 * @param queueId the other message's queue id
 * @param host the host of the other message's server; {@code null} if that is this message's own.
 *     Of {@link Type#NEXT_HOP} it is the next hop's name as the delivery line has it, or {@code
 *     null} if that has none, until that server's log is read, and then the host as that names it
 */
public record Link(Type type, String queueId, @Nullable String host) {
  /** How another message is related to the one of the trace. */
  public enum Type {
    /** The other message is the one that this notification is about. */
    NOTIFICATION_OF,
    /** The other message is a notification about this one. */
    NOTIFICATION,
    /**
     * The same server took this message again, as the other one: a content filter handed it back,
     * or its queue of submissions handed it on.
     */
    REINJECTED_AS,
    /** The same server took the other message again, as this one. */
    REINJECTED_FROM,
    /** This message was forwarded as the other one. */
    FORWARDED_AS,
    /** This message is a forward of the other one. */
    FORWARDED_FROM,
    /** This message is a clone of the other one. */
    CLONE_OF,
    /** The other message is a clone of this one. */
    CLONE,
    /** The next server took this message as the other one. */
    NEXT_HOP,
    /** The server before handed this message on, which was the other one there. */
    PREVIOUS_HOP;

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in NDJSON: lower case, with hyphens. */
    public String key() {
      return key;
    }
  }
}
