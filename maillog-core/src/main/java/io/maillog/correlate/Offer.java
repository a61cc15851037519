package io.maillog.correlate;

import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a next hop answered to a message: that it has it now, under an id of its own.
 *
 * @param story the message that was offered
 * @param relayHost the next hop's name, or its address where it has none
 * @param relayIp its address
 * @param offered when the next hop was asked first, in seconds, or {@link #UNKNOWN}
 * @param answered when it answered, in seconds, or {@link #UNKNOWN}
 * @param earlier another message's offer that was answered with the same id before
 */
record Offer(
    Story story,
    @Nullable String relayHost,
    @Nullable String relayIp,
    long offered,
    long answered,
    @Nullable Offer earlier) {
  /** A time that the log does not say. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;

  /** What a delivery line says. */
  static Offer of(MailEvent e, Story story, Names names) {
    long answered = e.timed() ? e.epochSecond() : UNKNOWN;
    long transmitting = e.micros(Field.DELAY_TRANSMIT);
    long offered = UNKNOWN;
    if (e.timed() && transmitting != MailEvent.ABSENT) {
      long connecting = Math.max(0, e.micros(Field.DELAY_CONNECT));
      offered = answered - (connecting + transmitting + MICROS - 1) / MICROS;
    }
    return new Offer(
        story,
        names.of(e.slice(Field.RELAY_HOST)),
        names.of(e.slice(Field.RELAY_IP)),
        offered,
        answered,
        null);
  }

  /** This one, behind those that were answered with the same id before. */
  Offer after(@Nullable Offer other) {
    return new Offer(story, relayHost, relayIp, offered, answered, other);
  }

  /** Those that are left without a message's; {@code null} if there is none. */
  @SuppressWarnings("ReferenceEquality") // whether the rest of the chain is the same object
  static @Nullable Offer without(Story story, @Nullable Offer offers) {
    if (offers == null) {
      return null;
    }
    Offer rest = without(story, offers.earlier);
    if (offers.story == story) {
      return rest;
    }
    return rest == offers.earlier ? offers : offers.after(rest);
  }

  /** A message's among these; {@code null} if there is none. */
  static @Nullable Offer find(Story story, @Nullable Offer offers) {
    Offer offer = offers;
    while (offer != null && offer.story != story) {
      offer = offer.earlier;
    }
    return offer;
  }
}
