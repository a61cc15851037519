package io.maillog.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.event.EventKind;
import org.junit.jupiter.api.Test;

class TextHeadsTest {
  private static final TextHeads HEADS =
      TextHeads.builder()
          .add(EventKind.QUEUE_RUN, "queue run ", "runqueue")
          .add(EventKind.DIAGNOSTIC, "queue ", "run")
          .build();

  private static EventKind kind(String text) {
    byte[] b = ("x" + text + "z").getBytes(UTF_8);
    return HEADS.kind(b, 1, b.length - 1);
  }

  @Test
  void textIsKnownByWhatItStartsWith() {
    assertThat(kind("queue run started")).isEqualTo(EventKind.QUEUE_RUN);
    assertThat(kind("runqueue")).isEqualTo(EventKind.QUEUE_RUN);
    assertThat(kind("running")).isEqualTo(EventKind.DIAGNOSTIC);
  }

  @Test
  void headThatWasAddedFirstCounts() {
    assertThat(kind("queue file")).isEqualTo(EventKind.DIAGNOSTIC);
  }

  @Test
  void textThatIsCutOrAnothersIsNotKnown() {
    assertThat(kind("queue")).isEqualTo(EventKind.OTHER);
    assertThat(kind("ru")).isEqualTo(EventKind.OTHER);
    assertThat(kind("")).isEqualTo(EventKind.OTHER);
    assertThat(kind("Queue run ")).isEqualTo(EventKind.OTHER);
    assertThat(kind("\u00fcqueue ")).isEqualTo(EventKind.OTHER);
  }

  @Test
  void headIsAsciiAndNotEmpty() {
    TextHeads.Builder builder = TextHeads.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(EventKind.BOUNCE, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(EventKind.BOUNCE, "\u00fc"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(EventKind.OTHER, "a"));
  }

  @Test
  void headsOfEightBytesAndMoreAreComparedWhole() {
    TextHeads heads =
        TextHeads.builder()
            .add(EventKind.BOUNCE, "eightby1", "eightby2 and more")
            .add(EventKind.TLS, "eightby")
            .build();
    byte[] b = "eightby1eightby2 and moreeightby2 and less".getBytes(UTF_8);
    assertThat(heads.kind(b, 0, b.length)).isEqualTo(EventKind.BOUNCE);
    assertThat(heads.kind(b, 8, b.length)).isEqualTo(EventKind.BOUNCE);
    assertThat(heads.kind(b, 25, b.length)).isEqualTo(EventKind.TLS);
    assertThat(heads.has(b, 25, 32)).isTrue();
    assertThat(heads.has(b, 25, 31)).isFalse();
  }
}
