/**
 * The command {@code maillog}: one class a command, the options that they share, and what writes
 * their output.
 */
@NullMarked
package io.maillog.cli;

import org.jspecify.annotations.NullMarked;
