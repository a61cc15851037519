/** Files as they grow, and what they are rotated into: which file is which, and where to go on. */
@NullMarked
package io.maillog.follow.file;

import org.jspecify.annotations.NullMarked;
