package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
  @Test
  void percentilesAreAtMostAsMuchTooHighAsIsSaid() {
    Random random = new Random(7);
    long[] delays = new long[10_000];
    DelayHistogram histogram = new DelayHistogram();
    for (int i = 0; i < delays.length; i++) {
      delays[i] = (long) Math.exp(random.nextDouble() * 30);
      histogram.add(delays[i]);
    }
    Arrays.sort(delays);
    for (double percent : new double[] {1, 50, 90, 95, 99, 99.99}) {
      long exact = delays[(int) Math.ceil(percent / 100 * delays.length) - 1];
      assertThat(histogram.percentile(percent)).isBetween(exact, exact + exact * 16 / 1000 + 1);
    }
    assertThat(histogram.max()).isEqualTo(delays[delays.length - 1]);
  }

  @Test
  void extremesHaveAPlace() {
    DelayHistogram histogram = new DelayHistogram();
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.percentile(50)).isZero();
    assertThat(histogram.percentile(100)).isEqualTo(Long.MAX_VALUE);
    assertThat(new DelayHistogram().percentile(50)).isZero();
  }
}
