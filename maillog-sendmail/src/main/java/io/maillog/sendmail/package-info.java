/** The dialect of Sendmail. */
@NullMarked
package io.maillog.sendmail;

import org.jspecify.annotations.NullMarked;
