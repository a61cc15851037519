/**
 * How the header of a line is read, in any of the forms that syslog daemons, journals and
 * containers write. Not exported.
 *
 * <p>What somebody else put around the line, a viewer, a container or a collector, is taken off in
 * one place: {@code LineWrapping}, and {@code JsonLine} where the line is in JSON.
 *
 * <p>{@link io.maillog.header.parse.HeaderParser} reads one line, without memory of other lines;
 * {@link io.maillog.header.parse.TimePolicy} then completes stamps that lack a year or a zone, in
 * the order of the lines.
 */
@NullMarked
package io.maillog.header.parse;

import org.jspecify.annotations.NullMarked;
