/** The dialect of Postfix. */
@NullMarked
package io.maillog.postfix;

import org.jspecify.annotations.NullMarked;
