/** Where everything stands, in one file that is whole or not there. */
@NullMarked
package io.maillog.follow.checkpoint;

import org.jspecify.annotations.NullMarked;
