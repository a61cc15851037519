/** The command line. */
@NullMarked
package io.maillog.cli;

import org.jspecify.annotations.NullMarked;
