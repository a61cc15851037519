package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
  private final Labels labels = new Labels();

  @Test
  void sameTextsAreGivenAgain() {
    assertThat(labels.sender("a@example.org")).isEqualTo("<a@example.org>");
    assertThat(labels.sender("")).isEqualTo("<>");
    assertThat(labels.sender("a@example.org")).isSameAs(labels.sender("a@example.org"));
    assertThat(labels.peer("mx", "192.0.2.1")).isEqualTo("mx[192.0.2.1]");
    assertThat(labels.peer(null, "192.0.2.1")).isEqualTo("[192.0.2.1]");
    assertThat(labels.peer("mx", null)).isEqualTo("mx");
    assertThat(labels.peer("mx", "192.0.2.1")).isSameAs(labels.peer("mx", "192.0.2.1"));
    assertThat(labels.domain("b@example.org")).isSameAs(labels.domain("a@example.org"));
  }

  @Test
  void domainIsInSmallLettersAndTheLastOne() {
    assertThat(labels.domain("\"a@b\"@Example.ORG")).isEqualTo("example.org");
    assertThat(labels.domain("a@Example.ORG")).isEqualTo("example.org");
    assertThat(labels.domain("a@")).isEmpty();
    assertThat(labels.domain("a")).isNull();
  }

  /** Each pair has its place in common: "Aa" and "BB" have the same hash. */
  @Test
  void textsOfTheSamePlaceStayApart() {
    for (int i = 0; i < 2; i++) {
      assertThat(labels.sender("Aa")).isEqualTo("<Aa>");
      assertThat(labels.sender("BB")).isEqualTo("<BB>");
      assertThat(labels.domain("x@aAa")).isEqualTo("aaa");
      assertThat(labels.domain("x@aBB")).isEqualTo("abb");
      assertThat(labels.peer("Aa", "1")).isEqualTo("Aa[1]");
      assertThat(labels.peer("BB", "1")).isEqualTo("BB[1]");
      assertThat(labels.peer("x", "Aa")).isEqualTo("x[Aa]");
      assertThat(labels.peer("x", "BB")).isEqualTo("x[BB]");
      assertThat(labels.peer("x", null)).isEqualTo("x");
    }
  }
}
