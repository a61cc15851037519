package io.maillog.dialect;

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
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(EventKind.OTHER, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(EventKind.OTHER, "\u00fc"));
  }
}
