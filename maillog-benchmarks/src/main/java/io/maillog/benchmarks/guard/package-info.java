/**
 * Fails a build that made the parser slow, or made it allocate: limits, figures, and the verdict.
 */
@NullMarked
package io.maillog.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
