/**
 * The result: what happened to a message, from all its lines. Everything here is immutable but
 * {@link io.maillog.trace.TraceIndex}.
 *
 * <p>Records and enums grow as those of {@code io.maillog.event}: a new component of a record comes
 * last, and the constructor without it stays; a {@code switch} over {@link
 * io.maillog.trace.Outcome} or any other enum needs a {@code default}. What a trace says of a
 * message may become more in a minor version, as lines are understood that were not before, and a
 * mistake may be mended; a trace that was right stays as it is.
 */
@NullMarked
package io.maillog.trace;

import org.jspecify.annotations.NullMarked;
