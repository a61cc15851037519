package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipientChangesTest {
  private final RecipientChanges changes = new RecipientChanges();

  @Test
  void whatIsDeletedAndAddedAgainIsAsBefore() {
    assertThat(changes.add("bob", -1, 9)).isEqualTo(1);
    assertThat(changes.add("joe", -2, 9)).isEqualTo(1);
    assertThat(changes.sum()).isEqualTo(-3);
    assertThat(changes.deleted()).containsExactly("bob", "joe");
    assertThat(changes.add("bob", 1, 9)).isEqualTo(-1);
    assertThat(changes.sum()).isEqualTo(-2);
    assertThat(changes.deleted()).containsExactly("joe");
  }

  @Test
  void sameChangeCountsOnce() {
    assertThat(changes.add("log", 1, 9)).isEqualTo(1);
    assertThat(changes.add("log", 1, 9)).isZero();
    assertThat(changes.add("bob", -1, 9)).isEqualTo(1);
    assertThat(changes.add("bob", -1, 9)).isZero();
    assertThat(changes.sum()).isZero();
    assertThat(changes.deleted()).containsExactly("bob");
  }

  @Test
  void beyondTheLimitNobodyKnowsHowManyThereAre() {
    changes.add("bob", -1, 1);
    assertThat(changes.isFull()).isFalse();
    changes.add("bob", -1, 1);
    assertThat(changes.isFull()).isFalse();
    assertThat(changes.add("joe", -1, 1)).isZero();
    assertThat(changes.isFull()).isTrue();
    assertThat(changes.deleted()).containsExactly("bob");
  }
}
