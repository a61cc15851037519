package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryIndexTest {
  private final StoryIndex index = new StoryIndex();

  private @Nullable Story find(String id, String messageId) {
    return index.find(slice(id), story("X", messageId, 0));
  }

  private static Story story(String id, String messageId, long serial) {
    Story story = new Story("demo", "mx", null);
    byte[] key = new HostKey().fill(slice("mx"), slice(id)).toBytes();
    story.setKey(key, key.length - id.length());
    story.setMessageId(slice(messageId));
    story.serial = serial;
    return story;
  }

  @Test
  void findsByBothIdsAndNotTheOneThatAsks() {
    Story a = story("A", "<1>", 1);
    index.add(a);
    assertThat(find("A", "<1>")).isSameAs(a);
    assertThat(index.find(slice("A"), a)).isNull();
    assertThat(find("A", "<2>")).isNull();
    assertThat(find("B", "<1>")).isNull();
    index.add(a);
    index.remove(a);
    index.remove(a);
    assertThat(find("A", "<1>")).isNull();
    assertThat(index.size()).isZero();
  }

  @Test
  void newestIsFirstInWhateverOrderTheyAreAdded() {
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stories.add(story("A", "<1>", i));
    }
    List<Story> order = new ArrayList<>(stories);
    Collections.shuffle(order, new Random(1));
    order.forEach(index::add);
    for (int i = 49; i >= 0; i--) {
      assertThat(find("A", "<1>")).isSameAs(stories.get(i));
      index.remove(stories.get(i));
    }
    assertThat(index.size()).isZero();
  }

  @Test
  void everyOneIsFoundWhileItGrowsAndShrinks() {
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      stories.add(story("A" + i / 2, "<" + i + ">", i));
      index.add(stories.get(i));
    }
    for (int i = 0; i < stories.size(); i += 3) {
      index.remove(stories.get(i));
    }
    for (int i = 0; i < stories.size(); i++) {
      assertThat(find("A" + i / 2, "<" + i + ">")).isSameAs(i % 3 == 0 ? null : stories.get(i));
    }
  }
}
