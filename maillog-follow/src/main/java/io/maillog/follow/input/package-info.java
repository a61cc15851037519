/** What a followed input is to the follower, whatever it comes from: lines in a window. */
@NullMarked
package io.maillog.follow.input;

import org.jspecify.annotations.NullMarked;
