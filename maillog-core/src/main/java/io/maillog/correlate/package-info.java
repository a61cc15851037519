/** From events to traces: the lines of a message are gathered, in bounded memory. */
@NullMarked
package io.maillog.correlate;

import org.jspecify.annotations.NullMarked;
