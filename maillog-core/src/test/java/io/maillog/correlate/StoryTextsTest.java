package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import org.junit.jupiter.api.Test;

class StoryTextsTest {
  private final Story story = new Story("server", Lines.server("mx1"), null);

  StoryTextsTest() {
    story.setKey(slice("mx1"), slice("A1"));
  }

  private void has(String messageId, String from) {
    assertThat(story.queueId()).isEqualTo("A1");
    assertThat(story.hasKey(slice("mx1"), slice("A1"))).isTrue();
    assertThat(story.hasKey(slice("mx2"), slice("A1"))).isFalse();
    assertThat(story.hasKey(null, slice("A1"))).isFalse();
    assertThat(story.key()).isEqualTo("mx1\0A1".getBytes(UTF_8));
    assertThat(story.messageId()).isEqualTo(messageId);
    assertThat(story.from()).isEqualTo(from);
    assertThat(story.isFrom(from == null ? null : slice(from))).isTrue();
    assertThat(story.isFrom(slice("other"))).isFalse();
  }

  @Test
  void textsAreSetInWhateverOrder() {
    has(null, null);
    story.setFrom(slice("me@example.org"));
    has(null, "me@example.org");
    story.setMessageId(slice("<1@example.org>"));
    has("<1@example.org>", "me@example.org");
    story.setFrom(slice(""));
    has("<1@example.org>", "");
    story.setFrom((ByteSlice) null);
    has("<1@example.org>", null);
    story.setFrom("longer@example.org");
    has("<1@example.org>", "longer@example.org");
  }

  @Test
  void emptyMessageIdIsOneButTellsNothing() {
    Story other = new Story("server", Lines.server("mx1"), null);
    assertThat(story.sharesMessageId(other)).isFalse();
    story.setMessageId(slice(""));
    other.takeMessageId(story);
    assertThat(other.messageId()).isEmpty();
    assertThat(story.sharesMessageId(other)).isFalse();
  }

  @Test
  void bracketsMakeNoOtherMessageId() {
    Story other = new Story("server", Lines.server("mx2"), null);
    story.setMessageId(slice("<1@example.org>"));
    other.setMessageId(slice("1@example.org"));
    assertThat(story.sharesMessageId(other)).isTrue();
    assertThat(story.isMessageId(slice("1@example.org"))).isFalse();
  }
}
