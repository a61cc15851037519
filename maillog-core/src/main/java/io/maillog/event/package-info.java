/**
 * What one line says: {@link io.maillog.event.MailEvent}, a reused view of the line as typed
 * fields, and {@link io.maillog.event.MailEventRecord}, its copy for keeps.
 *
 * <h2>How this may grow</h2>
 *
 * <p>A minor version may bring new fields, new words (kinds, statuses, stages) and new components
 * of records; none goes away and none changes its meaning before a major one.
 *
 * <ul>
 *   <li>A {@code switch} over an enum of this library needs a {@code default}. Ordinals may change:
 *       constants stand where they belong, not where they came. Names and {@code key()} stay.
 *   <li>A line that is of kind {@code OTHER} today may have a kind of its own tomorrow, and a line
 *       may state more than it did: what states a field goes on to state it.
 *   <li>A new component of a record comes last, and the constructor without it stays. A record
 *       pattern names all components, and has to be changed; {@code equals} and {@code toString}
 *       take the new one in. To make one for a test, take what the testkit offers.
 * </ul>
 */
@NullMarked
package io.maillog.event;

import org.jspecify.annotations.NullMarked;
