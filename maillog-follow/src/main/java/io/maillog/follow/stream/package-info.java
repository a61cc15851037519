/**
 * What lines come from that are in no file: pipes, the journal, syslog's packets and connections.
 */
@NullMarked
package io.maillog.follow.stream;

import org.jspecify.annotations.NullMarked;
