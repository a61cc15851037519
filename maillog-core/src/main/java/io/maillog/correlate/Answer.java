package io.maillog.correlate;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery attempt ended: an {@link io.maillog.trace.Attempt} without its times. Many are the
 * same, as long as a next hop refuses mail; those are shared.
 */
record Answer(
    DeliveryStatus status,
    @Nullable String relayHost,
    @Nullable String relayIp,
    int relayPort,
    @Nullable String dsn,
    int code,
    @Nullable String reply,
    @Nullable String remoteQueueId) {
  /** Stands for a number that is not stated. */
  static final int NONE = -1;

  /** What a delivery line says. */
  static Answer of(MailEvent e, DeliveryStatus status, Names names, Names replies) {
    long port = e.number(Field.RELAY_PORT);
    long code = e.number(Field.CODE);
    String remoteId = e.text(Field.REMOTE_QUEUE_ID); // a reply with an id is like no other
    return new Answer(
        status,
        names.of(e.slice(Field.RELAY_HOST)),
        names.of(e.slice(Field.RELAY_IP)),
        port < 0 || port > 65_535 ? NONE : (int) port,
        names.of(e.slice(Field.DSN)),
        code < 0 || code > 999 ? NONE : (int) code,
        remoteId == null ? replies.of(e.slice(Field.REPLY)) : e.text(Field.REPLY),
        remoteId);
  }
}
