package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The traces so far of messages that the correlator holds, which ends none of them. */
final class HeldMessages {
  private final StoryTable stories;

  // Of its own: the traces that are given may be made by another thread.
  private final TraceMaker maker = new TraceMaker();

  HeldMessages(StoryTable stories) {
    this.stories = stories;
  }

  int openCount() {
    int count = 0;
    for (Story s = stories.oldest(); s != null; s = stories.newer(s)) {
      count += isOpen(s) ? 1 : 0;
    }
    return count;
  }

  List<MessageTrace> open(Predicate<? super MessageTrace> wanted) {
    List<MessageTrace> open = new ArrayList<>();
    for (Story s = stories.oldest(); s != null; s = stories.newer(s)) {
      if (isOpen(s)) {
        MessageTrace trace = maker.trace(s);
        if (wanted.test(trace)) {
          open.add(trace);
        }
      }
    }
    return open;
  }

  List<MessageTrace> find(String queueId) {
    byte[] bytes = queueId.getBytes(StandardCharsets.UTF_8);
    ByteSlice id = new ByteSlice().wrap(bytes, 0, bytes.length);
    List<MessageTrace> found = new ArrayList<>();
    for (@Nullable Story s = stories.firstOf(id); s != null; s = stories.nextOf(s, id)) {
      if (isMessage(s)) {
        found.add(maker.trace(s));
      }
    }
    return found;
  }

  /** Whether the log does not say that the message is over. */
  private static boolean isOpen(Story story) {
    if (story.done || !isMessage(story)) {
      return false;
    }
    Completeness completeness = TraceMaker.completeness(story);
    return completeness == Completeness.OPEN || completeness == Completeness.NO_START;
  }

  /** Others are named by a line of another message alone, or probes of an address. */
  private static boolean isMessage(Story story) {
    return story.seen && !story.probe;
  }
}
