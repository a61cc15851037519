package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpansionsTest {
  private final Expansions expansions = new Expansions();

  @Test
  void memberIsOfTheAddressThatWasFirstGiven() {
    assertThat(expansions.add("help@example.org", "desk")).isTrue();
    assertThat(expansions.add("desk", "dora")).isTrue();
    assertThat(expansions.first("dora")).isEqualTo("help@example.org");
    assertThat(expansions.first("desk")).isEqualTo("help@example.org");
    assertThat(expansions.first("frank")).isEqualTo("frank");
    assertThat(expansions.isFirst("desk")).isFalse();
    assertThat(expansions.isFirst("help@example.org")).isTrue();
    assertThat(expansions.isFirst("help")).isFalse();
    assertThat(expansions.isFirst("other")).isTrue();
  }

  @Test
  void firstAddressThatNamesAMemberKeepsIt() {
    expansions.add("one", "dora");
    assertThat(expansions.add("two", "dora")).isFalse();
    assertThat(expansions.first("dora")).isEqualTo("one");
    assertThat(expansions.looping()).isNull();
  }

  @Test
  void addressOfItselfIsNoLoop() {
    assertThat(expansions.add("dora", "dora")).isFalse();
    assertThat(expansions.looping()).isNull();
  }

  @Test
  void wayBackIsALoopOfTheFirstAddress() {
    expansions.add("ring@example.org", "ring2");
    assertThat(expansions.add("ring2", "ring")).isFalse();
    assertThat(expansions.looping()).isEqualTo("ring@example.org");
    assertThat(expansions.first("ring2")).isEqualTo("ring@example.org");
  }

  @Test
  void anotherDomainIsAnotherAddress() {
    expansions.add("ring@example.org", "ring2");
    assertThat(expansions.add("ring2", "ring@example.com")).isTrue();
    assertThat(expansions.add("ring2", "rin")).isTrue();
    assertThat(expansions.looping()).isNull();
  }

  @Test
  void noMoreMembersAreKeptThanTheLimit() {
    for (int i = 0; i < Expansions.MAX; i++) {
      assertThat(expansions.add("list", "m" + i)).isTrue();
    }
    assertThat(expansions.add("list", "one-more")).isFalse();
    assertThat(expansions.parents()).hasSize(Expansions.MAX);
  }
}
