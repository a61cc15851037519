package io.maillog.correlate;

import org.jspecify.annotations.Nullable;

/**
 * The open messages whose Message-ID is known, by their queue id with it, on whatever host. Of
 * several, the one that was made last comes first.
 */
final class StoryIndex {
  private @Nullable Story[] buckets = new @Nullable Story[1024];
  private int size;

  int size() {
    return size;
  }

  /** The message of a queue id and a Message-ID that is not {@code except}, if there is one. */
  @Nullable Story find(String queueId, String messageId, Story except) {
    for (Story s = buckets[slot(queueId, messageId)]; s != null; s = s.nextInIndex) {
      String known = s.messageId;
      if (s != except
          && queueId.equals(s.queueId)
          && known != null
          && MessageIds.same(messageId, known)) {
        return s;
      }
    }
    return null;
  }

  /** Adds a story that has a queue id and a Message-ID, once. */
  void add(Story story) {
    if (story.indexed || story.queueId == null || story.messageId == null) {
      return;
    }
    story.indexed = true;
    if (size >= buckets.length) {
      grow();
    }
    size++;
    put(story);
  }

  private void put(Story story) {
    int slot = slot(story);
    Story before = null;
    Story after = buckets[slot];
    while (after != null && after.serial > story.serial) {
      before = after;
      after = after.nextInIndex;
    }
    join(before, story, slot);
    join(story, after, slot);
  }

  /** Takes a story out, if it is in. Its queue id and Message-ID must be as they were. */
  void remove(Story story) {
    if (!story.indexed) {
      return;
    }
    story.indexed = false;
    size--;
    join(story.previousInIndex, story.nextInIndex, slot(story));
    story.previousInIndex = null;
    story.nextInIndex = null;
  }

  private void join(@Nullable Story before, @Nullable Story after, int slot) {
    if (before == null) {
      buckets[slot] = after;
    } else {
      before.nextInIndex = after;
    }
    if (after != null) {
      after.previousInIndex = before;
    }
  }

  private void grow() {
    @Nullable Story[] old = buckets;
    buckets = new @Nullable Story[2 * old.length];
    for (Story bucket : old) {
      Story s = bucket;
      while (s != null) {
        Story next = s.nextInIndex;
        put(s);
        s = next;
      }
    }
  }

  private int slot(Story story) {
    String queueId = story.queueId;
    String messageId = story.messageId;
    return queueId == null || messageId == null ? 0 : slot(queueId, messageId);
  }

  private int slot(String queueId, String messageId) {
    int hash = (31 * queueId.hashCode() + MessageIds.hash(messageId)) * 0x9E3779B1;
    return (hash ^ hash >>> 15) & buckets.length - 1;
  }
}
