package io.maillog.trace;

import io.maillog.event.EventKind;
import io.maillog.header.LogTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to the message on its way: a check, a hold, a delete.
 *
 * @param time when; {@code null} if that is not known
 * @param kind the kind of the line that says so
 * @param action what was done, in the server's word; {@code null} if the line does not say
 * @param reason why; {@code null} if the line does not say
 */
public record Note(
    @Nullable LogTime time, EventKind kind, @Nullable String action, @Nullable String reason) {}
