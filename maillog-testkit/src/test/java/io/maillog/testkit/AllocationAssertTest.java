package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllocationAssertTest {
  private volatile Object sink = "";

  @Test
  void codeThatAllocatesNothingPasses() {
    int[] sum = new int[1];
    AllocationAssert.assertAllocatesNothing(() -> sum[0] += 1);
    assertThat(sum[0]).isPositive();
  }

  @Test
  void codeThatAllocatesFails() {
    assertThatThrownBy(() -> AllocationAssert.assertAllocatesNothing(() -> sink = new byte[16]))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("allocates");
    assertThat(sink).isNotNull();
  }
}
