/** The result: what happened to a message, from all its lines. Everything here is immutable. */
@NullMarked
package io.maillog.trace;

import org.jspecify.annotations.NullMarked;
