package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoryIndexTest {
  private final StoryIndex index = new StoryIndex();
  private final Story other = story("X", "<x>", 0);

  private static Story story(String id, String messageId, long serial) {
    Story story = new Story("demo", "mx", null, id);
    story.messageId = messageId;
    story.serial = serial;
    return story;
  }

  @Test
  void findsByBothIdsAndNotTheOneThatAsks() {
    Story a = story("A", "<1>", 1);
    index.add(a);
    assertThat(index.find("A", "<1>", other)).isSameAs(a);
    assertThat(index.find("A", "<1>", a)).isNull();
    assertThat(index.find("A", "<2>", other)).isNull();
    assertThat(index.find("B", "<1>", other)).isNull();
    index.add(a);
    index.remove(a);
    index.remove(a);
    assertThat(index.find("A", "<1>", other)).isNull();
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
      assertThat(index.find("A", "<1>", other)).isSameAs(stories.get(i));
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
      assertThat(index.find("A" + i / 2, "<" + i + ">", other))
          .isSameAs(i % 3 == 0 ? null : stories.get(i));
    }
  }
}
