/**
 * Where a line starts and ends: files, directories, rotated sets and streams, compressed or not,
 * become blocks of whole lines.
 *
 * <p>Nothing here knows what a line says. What goes wrong with one input is told with its name, and
 * ends that input alone.
 */
@NullMarked
package io.maillog.framing;

import org.jspecify.annotations.NullMarked;
