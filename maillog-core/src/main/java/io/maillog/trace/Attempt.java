package io.maillog.trace;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.LogTime;
import org.jspecify.annotations.Nullable;

/**
 * One delivery attempt for one recipient. What the line does not state is {@code null}.
 *
 * @param time when the attempt ended
 * @param status how
 * @param relayHost the next hop's name, or the word that stands for it
 * @param relayIp the next hop's address
 * @param relayPort the next hop's TCP port
 * @param dsn the enhanced status code: as the server states it, which may be its own
 * @param code the three digits of the next hop's reply, which {@code reply} holds too
 * @param reply the text with which the delivery ended, which has the next hop's reply in it, with
 *     its codes; it may have several lines
 * @param delayMicros microseconds from the message's arrival to the end of this attempt; those of
 *     several attempts contain each other, so they are not to be added up
 * @param remoteQueueId the id that the next hop gave
 */
public record Attempt(
    @Nullable LogTime time,
    DeliveryStatus status,
    @Nullable String relayHost,
    @Nullable String relayIp,
    @Nullable Integer relayPort,
    @Nullable String dsn,
    @Nullable Integer code,
    @Nullable String reply,
    @Nullable Long delayMicros,
    @Nullable String remoteQueueId) {}
