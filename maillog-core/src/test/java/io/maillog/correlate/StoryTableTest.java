package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.trace.MessageTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTableTest {
  private final StoryTable table = new StoryTable();

  private Story add(String id, String instance) {
    Story story = new Story("server", Lines.server("mx1"), instance);
    table.add(story, slice("mx1"), slice(id));
    return story;
  }

  private static List<@Nullable String> instances(StoryTable table, String id) {
    List<@Nullable String> instances = new ArrayList<>();
    for (Story s = table.first(slice("mx1"), slice(id)); s != null; s = table.next(s)) {
      instances.add(s.instance);
    }
    return instances;
  }

  @Test
  void storiesOfOneIdKeepTheirOrderWhateverTheTableDoes() {
    Story in = add("A1", "in");
    Story out = add("A1", "out");
    add("A1", "back");
    table.touch(out);
    table.touch(in);
    assertThat(instances(table, "A1")).containsExactly("in", "out", "back");

    for (int i = 0; i < 5000; i++) {
      add("B" + i, "in");
    }
    assertThat(instances(table, "A1")).containsExactly("in", "out", "back");
    assertThat(instances(table, "B4999")).containsExactly("in");

    table.remove(out);
    assertThat(instances(table, "A1")).containsExactly("in", "back");
    assertThat(table.size()).isEqualTo(5002);
  }

  private Story addWith(String host, String id, String messageId) {
    Story story = new Story("server", Lines.server(host), null);
    table.add(story, slice(host), slice(id));
    story.setMessageId(slice(messageId));
    return story;
  }

  @Test
  void storiesOfAnIdAreFoundOnWhateverHostInTheOrderOfTheirMaking() {
    Story first = addWith("mx2", "B1", "<1@example.org>");
    addWith("mx2", "B2", "<1@example.org>");
    Story second = addWith("mx1", "B1", "<2@example.org>");
    assertThat(ofId("B1")).containsExactly(first, second);
    assertThat(ofId("B3")).isEmpty();

    table.remove(first);
    assertThat(ofId("B1")).containsExactly(second);
  }

  private List<Story> ofId(String id) {
    List<Story> stories = new ArrayList<>();
    for (Story s = table.firstOf(slice(id)); s != null; s = table.nextOf(s, slice(id))) {
      stories.add(s);
    }
    return stories;
  }

  @Test
  void idHasAsManyOpenMessagesAsTheLimitAllows() {
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    int more = 10;
    for (int i = 0; i < StoryTable.MAX_SAME_ID + more; i++) {
      lines.receivedBy("instance" + i, "A1");
    }
    assertThat(lines.correlator.counters().open()).isEqualTo(StoryTable.MAX_SAME_ID);
    assertThat(lines.correlator.counters().evicted()).isEqualTo(more);
    assertThat(lines.traces).extracting(MessageTrace::instance).startsWith("instance0");
  }

  @Test
  void storiesOfOneIdKeepTheirOrderWhenTheyAreRestoredInAnother() {
    List<Story> stories = List.of(add("A1", "in"), add("A1", "out"), add("A1", "back"));
    StoryTable restored = new StoryTable();
    for (int i : new int[] {1, 2, 0}) {
      restored.addByKey(stories.get(i));
    }
    assertThat(instances(restored, "A1")).containsExactly("in", "out", "back");

    Story next = new Story("server", Lines.server("mx1"), "new");
    restored.add(next, slice("mx1"), slice("A1"));
    assertThat(instances(restored, "A1")).containsExactly("in", "out", "back", "new");
  }
}
