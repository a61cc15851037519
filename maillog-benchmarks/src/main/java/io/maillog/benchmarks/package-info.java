/** Benchmarks of the hot path, with their yardstick and their rivals; see docs/benchmarks.md. */
@NullMarked
package io.maillog.benchmarks;

import org.jspecify.annotations.NullMarked;
