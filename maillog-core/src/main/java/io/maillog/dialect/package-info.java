/**
 * What a mail server's module supplies: which lines are its own, and what they say.
 *
 * <p>{@link io.maillog.dialect.Dialects} finds the modules by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.maillog.dialect;

import org.jspecify.annotations.NullMarked;
