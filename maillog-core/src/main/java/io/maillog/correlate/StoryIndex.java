package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * The open messages whose Message-ID is known, by their queue id with it, on whatever host. Of
 * several, the one that was made last comes first.
 */
final class StoryIndex {
  private @Nullable Story[] buckets = new @Nullable Story[1024];
  private int size;
  private final TextHash hash;

  StoryIndex() {
    this(TextHash.OF_PROCESS);
  }

  StoryIndex(TextHash hash) {
    this.hash = hash;
  }

  int size() {
    return size;
  }

  /** Another message of a queue id with the Message-ID of this one, if there is one. */
  @Nullable Story find(ByteSlice queueId, Story story) {
    int idHash = hash.of(queueId.array(), queueId.from(), queueId.to());
    int slot = slot(idHash, story.hashMessageId(hash));
    for (Story s = buckets[slot]; s != null; s = s.nextInIndex) {
      if (s != story && s.isQueueId(queueId) && s.sharesMessageId(story)) {
        return s;
      }
    }
    return null;
  }

  /** Adds a story that has a queue id and a Message-ID, once. */
  void add(Story story) {
    if (story.indexed || !story.hasQueueId() || !story.hasMessageId()) {
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

  /** How many stories the fullest bucket has: the most steps that a search takes. */
  int longestBucket() {
    int longest = 0;
    for (Story bucket : buckets) {
      int length = 0;
      for (Story s = bucket; s != null; s = s.nextInIndex) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
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
    return slot(story.hashQueueId(hash), story.hashMessageId(hash));
  }

  private int slot(int queueIdHash, int messageIdHash) {
    return 31 * queueIdHash + messageIdHash & buckets.length - 1;
  }
}
