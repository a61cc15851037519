/**
 * Benchmarks of the hot path, with their yardsticks and their rivals; see docs/benchmarks.md.
 *
 * <p>One fork is the default, for a look while working. The full run, whose figures are kept, has
 * several: {@code java -jar maillog-benchmarks/target/benchmarks.jar -f 3 -prof gc -rf json -rff
 * FILE}. A name limits it: {@code PostfixBenchmark}, {@code 'Benchmark.parse$'}; {@code -p
 * server=EXIM} a parameter.
 */
@NullMarked
package io.maillog.benchmarks;

import org.jspecify.annotations.NullMarked;
