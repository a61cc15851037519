/**
 * Logs that are followed as they are written: across rotations, restarts and kills, no line is lost
 * and none is given twice.
 */
@NullMarked
package io.maillog.follow;

import org.jspecify.annotations.NullMarked;
