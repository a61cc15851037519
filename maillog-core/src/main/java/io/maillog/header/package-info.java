/**
 * Who logged a line, and when: everything before the message part, in any of the forms that syslog
 * daemons, journals and containers write.
 *
 * <p>{@link io.maillog.header.HeaderParser} reads one line, without memory of other lines; {@link
 * io.maillog.header.TimePolicy} then completes stamps that lack a year or a zone, in the order of
 * the lines.
 */
@NullMarked
package io.maillog.header;

import org.jspecify.annotations.NullMarked;
