package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that left the queue with recipients of whom no line tells how it ended, by host and
 * process, the last {@value #MAX} processes: an operator's program may say afterwards that it
 * deleted them (Postfix: postsuper.c, whose own name tells it, where syslog does not cut that off).
 */
final class Removals {
  private static final int MAX = 256;
  private static final ByteSlice NONE = new ByteSlice();

  private final Map<HostKey, ArrayDeque<Story>> removals = new LinkedHashMap<>();
  private final HostKey probe = new HostKey();

  /** A process removed a message. */
  void add(@Nullable ByteSlice host, @Nullable ByteSlice pid, Story story) {
    HostKey key = probe.fill(host, pid == null ? NONE : pid);
    ArrayDeque<Story> stories = removals.get(key);
    if (stories == null) {
      stories = new ArrayDeque<>();
      if (removals.size() >= MAX) {
        removals.values().removeIf(Removals::areGiven);
      }
      if (removals.size() >= MAX) {
        removals.remove(removals.keySet().iterator().next());
      }
      removals.put(key.copy(), stories);
    }
    for (Story first = stories.peek(); first != null && first.given; first = stories.peek()) {
      stories.remove(); // so there are no more of them than wait for late lines
    }
    stories.add(story);
  }

  private static boolean areGiven(ArrayDeque<Story> stories) {
    return stories.stream().allMatch(story -> story.given);
  }

  /** Adds one of a saved state. */
  void put(HostKey key, Story story) {
    removals.computeIfAbsent(key, k -> new ArrayDeque<>()).add(story);
  }

  /** The process says that it deleted what it removed. */
  void deleted(@Nullable ByteSlice host, @Nullable ByteSlice pid) {
    ArrayDeque<Story> stories = removals.remove(probe.fill(host, pid == null ? NONE : pid));
    if (stories != null) {
      stories.stream().filter(story -> !story.given).forEach(story -> story.deleted = true);
    }
  }

  /** Visits those whose message is still here. */
  void forEach(BiConsumer<HostKey, Story> visitor) {
    removals.forEach(
        (key, stories) ->
            stories.stream()
                .filter(story -> !story.given)
                .forEach(story -> visitor.accept(key, story)));
  }
}
