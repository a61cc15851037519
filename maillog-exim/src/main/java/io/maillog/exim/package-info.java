/** The dialect of Exim. */
@NullMarked
package io.maillog.exim;

import org.jspecify.annotations.NullMarked;
