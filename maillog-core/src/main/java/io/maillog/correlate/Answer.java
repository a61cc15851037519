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
    @Nullable Integer relayPort,
    @Nullable String dsn,
    @Nullable Integer code,
    @Nullable String reply,
    @Nullable String remoteQueueId) {

  /** What a delivery line says. */
  static Answer of(MailEvent e, DeliveryStatus status, Names names, Names replies) {
    long port = e.number(Field.RELAY_PORT);
    long code = e.number(Field.CODE);
    return new Answer(
        status,
        names.of(e.slice(Field.RELAY_HOST)),
        names.of(e.slice(Field.RELAY_IP)),
        port < 0 || port > 65_535 ? null : (Integer) (int) port,
        names.of(e.slice(Field.DSN)),
        code < 0 || code > 999 ? null : (Integer) (int) code,
        replies.of(e.slice(Field.REPLY)),
        e.text(Field.REMOTE_QUEUE_ID));
  }
}
