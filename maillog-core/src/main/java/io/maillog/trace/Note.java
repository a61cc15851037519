package io.maillog.trace;

import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to the message on its way: a check, a hold, a delete; or a refusal, of
 * kind {@link EventKind#REJECT}; or an attempt that failed and tells of no recipient, of kind
 * {@link EventKind#ATTEMPT_FAILED}, with the next hop before its reason: {@code
 * mx.example.org[192.0.2.1]: 421 Too many connections}. Notes are the message's, in the order of
 * the log: which recipient a refusal is of is said by its text, if at all.
 *
 * @param time when; {@code null} if that is not known
 * @param kind the kind of the line that says so
 * @param action what was done, in the server's word; {@code null} if the line does not say
 * @param reason why: the reply code, the enhanced status code and the text, as far as the line
 *     states them, with spaces between: {@code 550 5.1.1 User unknown}; {@code null} if it states
 *     none
 */
public record Note(
    @Nullable LogTime time, EventKind kind, @Nullable String action, @Nullable String reason) {}
