/**
 * Bytes of a line, before they mean anything: slices, scanning, numbers, packed keywords.
 *
 * <p>Nothing here knows what a log is. All methods are free of allocation unless they say so, and
 * read only inside the array that they are given.
 */
@NullMarked
package io.maillog.bytes;

import org.jspecify.annotations.NullMarked;
