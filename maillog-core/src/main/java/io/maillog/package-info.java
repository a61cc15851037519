/**
 * The way of a line: bytes → framing → header → dialect → event → correlate → trace.
 *
 * <p>This package has the entry points: {@link io.maillog.MailLog} for files and streams, {@link
 * io.maillog.MailLogParser} for a line.
 */
@NullMarked
package io.maillog;

import org.jspecify.annotations.NullMarked;
