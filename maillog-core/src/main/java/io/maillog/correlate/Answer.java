package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery attempt ended: an {@link io.maillog.trace.Attempt} without its times. Many are the
 * same, as long as a next hop refuses mail; those are shared. Where a reply names the recipient, as
 * many do, it is kept without, so that it can be the same for another.
 *
 * @param reply the reply; with a NUL for the recipient's address if {@code namesRecipient}
 */
record Answer(
    DeliveryStatus status,
    @Nullable String relayHost,
    @Nullable String relayIp,
    int relayPort,
    @Nullable String dsn,
    int code,
    @Nullable String reply,
    boolean namesRecipient,
    @Nullable String remoteQueueId) {
  /** Stands for a number that is not stated. */
  static final int NONE = -1;

  private static final int MAX_SHARED = 1024;
  private static final String RECIPIENT = "\0";

  /** What a delivery line says. */
  static Answer of(MailEvent e, DeliveryStatus status, Names names) {
    long port = e.number(Field.RELAY_PORT);
    long code = e.number(Field.CODE);
    return new Answer(
        status,
        names.of(e.slice(Field.RELAY_HOST)),
        names.of(e.slice(Field.RELAY_IP)),
        port < 0 || port > 65_535 ? NONE : (int) port,
        names.of(e.slice(Field.DSN)),
        code < 0 || code > 999 ? NONE : (int) code,
        e.text(Field.REPLY),
        false,
        e.text(Field.REMOTE_QUEUE_ID));
  }

  /**
   * Whether another attempt may end the same, so that it is worth remembering: a next hop gives an
   * id once, and of a long reply too little is the same.
   */
  boolean mayComeAgain() {
    return remoteQueueId == null && (reply == null || reply.length() <= MAX_SHARED);
  }

  /** Whether both are the same, and so may be kept once. */
  @SuppressWarnings("ReferenceEquality") // to compare no texts, mostly
  boolean isLike(@Nullable Answer other) {
    return this == other || equals(other);
  }

  /** About how many bytes of the heap it takes. */
  int weight() {
    int names = HeldBytes.of(relayHost) + HeldBytes.of(relayIp);
    return HeldBytes.ANSWER + names + HeldBytes.of(reply) + HeldBytes.of(remoteQueueId);
  }

  /** The same, where it names the recipient: without that. */
  Answer without(ByteSlice recipient) {
    if (reply == null || reply.indexOf('@') < 0 || reply.contains(RECIPIENT)) {
      return this;
    }
    String to = recipient.toString();
    if (to.indexOf('@') < 0 || !reply.contains(to)) {
      return this;
    }
    String rest = reply.replace(to, RECIPIENT);
    return new Answer(status, relayHost, relayIp, relayPort, dsn, code, rest, true, remoteQueueId);
  }

  /**
   * Host, address and reply have the same words in them: what a record's own hash does, adding up
   * multiples, would make many the same.
   */
  @Override
  public int hashCode() {
    int h = mix(status.ordinal(), relayHost);
    h = mix(h, relayIp);
    h = mix(h, dsn);
    return mix(h, reply);
  }

  private static int mix(int hash, @Nullable String text) {
    int h = (hash ^ Objects.hashCode(text)) * 0x9E3779B1;
    return h ^ h >>> 15;
  }

  /** The reply to a recipient of this address. */
  @Nullable String reply(String to) {
    return reply == null || !namesRecipient ? reply : reply.replace(RECIPIENT, to);
  }
}
