/**
 * Events and traces as NDJSON: one JSON object (RFC 8259) a line, in UTF-8.
 *
 * <p>Whatever the bytes of a log line, what is written is one line of valid JSON in valid UTF-8.
 */
@NullMarked
package io.maillog.ndjson;

import org.jspecify.annotations.NullMarked;
