/**
 * What one line says: {@link io.maillog.event.MailEvent}, a reused view of the line as typed
 * fields, and {@link io.maillog.event.MailEventRecord}, its copy for keeps.
 */
@NullMarked
package io.maillog.event;

import org.jspecify.annotations.NullMarked;
