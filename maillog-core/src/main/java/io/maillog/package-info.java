/**
 * The entry points: {@link io.maillog.MailLog} for files and streams, whose events and traces
 * handlers get or a {@linkplain io.maillog.TraceReader reader} is asked for; {@link
 * io.maillog.LiveLog} for lines as they are written; {@link io.maillog.MailLogParser} for a single
 * line.
 *
 * <p>The way of a line is bytes → framing → header → dialect → event → correlate → trace.
 *
 * <h2>Time</h2>
 *
 * <p>A stamp that states year and offset is what it says. The zone of one that states none is
 * given, or the system's. The year of a log's first stamp without one is given, or is found out:
 * from the ids of messages that hold the time, from other stamps of the log, then from the file's
 * last change. From there it is carried on:
 *
 * <ol>
 *   <li>A stamp that can be within 7 days of the one before is there, also over New Year: lines
 *       come out of order, and clocks are corrected.
 *   <li>Any other is a jump. A jump back by more than 183 days leads to the next year, unless no
 *       line can be as young as that; a smaller one is a step back.
 *   <li>A jump may be a bad clock's, such as that of a machine that boots. So a stamp within 7 days
 *       before and 28 days after the place where the log was before the jump leads back to it, and
 *       to its year, until the log has gone on for a day, or has jumped on, from where the jump
 *       led.
 * </ol>
 *
 * <p>A date which its year does not have, 29 February, is none: its line has no point in time.
 * Nothing depends on the machine's locale.
 */
@NullMarked
package io.maillog;

import org.jspecify.annotations.NullMarked;
