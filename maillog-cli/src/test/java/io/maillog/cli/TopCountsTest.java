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
        .hasSizeBetween(5, TopCounts.CAPACITY)
        .allSatisfy(
            count ->
                assertThat(count.count())
                    .isBetween(
                        exact.get(count.value()), exact.get(count.value()) + counts.error()));
  }

  @Test
  void asManyAsTheLimitAreExactWhateverTheirOrder() {
    TopCounts counts = new TopCounts();
    for (int i = 0; i < TopCounts.CAPACITY; i++) {
      counts.add("value" + i, 1 + i % 7);
    }
    assertThat(counts.error()).isZero();
    assertThat(counts.top(TopCounts.CAPACITY + 1))
        .hasSize(TopCounts.CAPACITY)
        .allSatisfy(
            count ->
                assertThat(count.count())
                    .isEqualTo(1 + Integer.parseInt(count.value().substring(5)) % 7));
  }

  @Test
  void oneMoreThanTheLimitForgetsTheRarestAndIsNotCountedTooLow() {
    TopCounts counts = new TopCounts();
    for (int i = 0; i < TopCounts.CAPACITY; i++) {
      counts.add("value" + i, 1 + i % 4);
    }
    counts.add("value0new");
    assertThat(counts.error()).isEqualTo(1);
    assertThat(counts.top(TopCounts.CAPACITY))
        .hasSize(TopCounts.CAPACITY * 3 / 4 + 1)
        .contains(new TopCounts.Count("value0new", 2))
        .doesNotContain(new TopCounts.Count("value0", 1));
  }

  @Test
  void charactersOfAllValuesAreLimited() {
    TopCounts counts = new TopCounts();
    for (int i = 0; i < 50_000; i++) {
      counts.add(i + "x".repeat(190));
      counts.add("often");
    }
    assertThat(counts.error()).isPositive().isLessThan(30);
    List<TopCounts.Count> top = counts.top(TopCounts.CAPACITY);
    assertThat(top.get(0).value()).isEqualTo("often");
    assertThat(top.get(0).count()).isBetween(50_000L, 50_030L);
    int chars = top.stream().mapToInt(count -> count.value().length()).sum();
    assertThat(chars).isBetween(TopCounts.MAX_CHARS / 2, TopCounts.MAX_CHARS);
  }

  @Test
  void longValuesAreCut() {
    TopCounts counts = new TopCounts();
    counts.add("x".repeat(100_000));
    assertThat(counts.top(1).get(0).value()).hasSizeLessThan(300);
  }

  @Test
  void longValueIsCutBetweenCharacters() {
    TopCounts counts = new TopCounts();
    counts.add("x".repeat(199) + "\ud83d\ude00@example.org");
    assertThat(counts.top(1).get(0).value()).isEqualTo("x".repeat(199) + "...");
  }
}
