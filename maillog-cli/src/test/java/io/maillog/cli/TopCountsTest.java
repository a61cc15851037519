package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopCountsTest {
  @Test
  void countsAreExactAndOrdered() {
    TopCounts counts = new TopCounts();
    for (String value : List.of("b", "a", "c", "a", "b", "a")) {
      counts.add(value);
    }
    assertThat(counts.top(2))
        .containsExactly(new TopCounts.Count("a", 3), new TopCounts.Count("b", 2));
    assertThat(counts.error()).isZero();
  }

  @Test
  void frequentOnesSurviveManyRareOnes() {
    TopCounts counts = new TopCounts();
    Map<String, Long> exact = new HashMap<>();
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      String value = random.nextInt(3) == 0 ? "often" + random.nextInt(5) : "rare" + i;
      counts.add(value);
      exact.merge(value, 1L, Long::sum);
    }

    assertThat(counts.error()).isPositive().isLessThanOrEqualTo(200_000 / TopCounts.CAPACITY);
    assertThat(counts.top(5))
        .extracting(TopCounts.Count::value)
        .allMatch(v -> v.startsWith("often"));
    assertThat(counts.top(100_000))
        .hasSize(TopCounts.CAPACITY)
        .allSatisfy(
            count ->
                assertThat(count.count())
                    .isBetween(
                        exact.get(count.value()), exact.get(count.value()) + counts.error()));
  }

  @Test
  void longValuesAreCut() {
    TopCounts counts = new TopCounts();
    counts.add("x".repeat(100_000));
    assertThat(counts.top(1).get(0).value()).hasSizeLessThan(300);
  }
}
