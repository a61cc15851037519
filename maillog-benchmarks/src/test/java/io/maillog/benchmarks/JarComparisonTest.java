package io.maillog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarComparisonTest {
  private final BenchmarkLog log = BenchmarkLog.of(GeneratedLog.postfix(100_000), "generated");
  private final ClassLoader loader = JarComparisonTest.class.getClassLoader();

  @ParameterizedTest
  @ValueSource(strings = {"newlines", "parse", "values", "correlate"})
  void eachMethodIsMeasuredOnEachSideAndTheFirstIsTheYardstick(String method) {
    JarComparison comparison = new JarComparison(method, log, List.of(loader, loader));

    List<JarComparison.Result> results = comparison.run(0);

    assertThat(results)
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.rounds()).isPositive();
              assertThat(result.least()).isPositive();
              assertThat(result.ratio()).isPositive();
            });
    assertThat(results.get(0).ratio()).isEqualTo(1);
  }

  @Test
  void unknownMethodIsRefused() {
    assertThatThrownBy(() -> new JarComparison("nothing", log, List.of(loader)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
