package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.EventKind;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open messages, by queue id, whatever their host; and in the order of their last line, so that
 * the one that was silent longest is at hand. Several messages may have the same host and id:
 * instances of one server.
 */
final class StoryTable {
  /** How many messages of one queue id are open: each line of the id may be of any. */
  static final int MAX_SAME_ID = 64;

  private @Nullable Story[] buckets = new @Nullable Story[1024];
  private int size;
  private @Nullable Story oldest;
  private @Nullable Story newest;
  private long added;
  private final TextHash hash;

  StoryTable() {
    this(TextHash.OF_PROCESS);
  }

  StoryTable(TextHash hash) {
    this.hash = hash;
  }

  int size() {
    return size;
  }

  @Nullable Story oldest() {
    return oldest;
  }

  @Nullable Story newest() {
    return newest;
  }

  /**
   * The first story of a host and an id; the others follow by {@link #next}, in the order in which
   * they were made. {@code null} if there is none.
   */
  @Nullable Story first(@Nullable ByteSlice host, ByteSlice queueId) {
    int hashOfId = hashOf(queueId);
    for (Story s = buckets[slot(hashOfId)]; s != null; s = s.nextInBucket) {
      if (s.hash == hashOfId && s.hasKey(host, queueId)) {
        return s;
      }
    }
    return null;
  }

  /** The next story of the same host and id. */
  @Nullable Story next(Story story) {
    for (Story s = story.nextInBucket; s != null; s = s.nextInBucket) {
      if (s.hash == story.hash && s.sameKey(story)) {
        return s;
      }
    }
    return null;
  }

  /**
   * The open story of a host, an instance and an id, for a line of this kind.
   *
   * <p>A service may log under a name of its own that looks like another instance's (syslog_name).
   * So a line without a story of its own instance belongs to the one story that has the id. One
   * that begins a message belongs only to a story that the same service began.
   */
  @Nullable Story find(
      @Nullable ByteSlice host, ByteSlice id, @Nullable String instance, EventKind kind) {
    return find(first(host, id), instance, kind);
  }

  /** As above, of those stories that begin with the {@link #first} one of a host and an id. */
  @Nullable Story find(@Nullable Story first, @Nullable String instance, EventKind kind) {
    Story only = null;
    int count = 0;
    for (Story s = first; s != null; s = next(s)) {
      if (Objects.equals(s.instance, instance)
          || (kind == EventKind.RECEIVED && s.taken && Objects.equals(s.service, instance))) {
        return s;
      }
      only = s;
      count++;
    }
    if (count != 1 || only == null || kind == EventKind.RECEIVED) {
      return null;
    }
    if (!only.queued && (kind == EventKind.MESSAGE_ID || kind == EventKind.QUEUED)) {
      only.instance = instance; // the queue's own daemons know which instance it is
    }
    return only;
  }

  /**
   * Another message of a queue id, on whatever host, with the Message-ID of this one: the one that
   * was made last, if there are several.
   */
  @Nullable Story findSame(ByteSlice queueId, Story story) {
    Story last = null;
    int hashOfId = hashOf(queueId);
    for (Story s = buckets[slot(hashOfId)]; s != null; s = s.nextInBucket) {
      if (s != story && s.hash == hashOfId && s.isQueueId(queueId) && s.sharesMessageId(story)) {
        last = s;
      }
    }
    return last;
  }

  private int hashOf(ByteSlice queueId) {
    return hash.of(queueId.array(), queueId.from(), queueId.to());
  }

  private int slot(int hashOfId) {
    return hashOfId & buckets.length - 1;
  }

  /**
   * Adds a story under the host and id given, as the newest.
   *
   * @return the first story of the id, on whatever host, if there are more than {@link
   *     #MAX_SAME_ID} now; else {@code null}
   */
  @Nullable Story add(Story story, @Nullable ByteSlice host, ByteSlice queueId) {
    story.setKey(host, queueId);
    story.serial = added + 1;
    return addByKey(story);
  }

  /** {@link #add}, of a story whose key and serial number are set already. */
  @Nullable Story addByKey(Story story) {
    added = Math.max(added, story.serial);
    story.hash = story.hashQueueId(hash);
    if (size >= buckets.length) {
      grow();
    }
    // Behind the older ones of its bucket: stories of one id stand in the order of their making.
    int slot = slot(story.hash);
    Story before = null;
    Story after = buckets[slot];
    Story first = null;
    int count = 1;
    while (after != null && after.serial < story.serial) {
      if (after.hash == story.hash && after.sameQueueId(story)) {
        first = first == null ? after : first;
        count++;
      }
      before = after;
      after = after.nextInBucket;
    }
    story.nextInBucket = after;
    if (before == null) {
      buckets[slot] = story;
    } else {
      before.nextInBucket = story;
    }
    append(story);
    size++;
    return count > MAX_SAME_ID ? first : null;
  }

  private void grow() {
    @Nullable Story[] old = buckets;
    buckets = new @Nullable Story[2 * old.length];
    @Nullable Story[] tails = new @Nullable Story[buckets.length];
    // Bucket by bucket, so that the order in each stays.
    for (Story bucket : old) {
      Story s = bucket;
      while (s != null) {
        Story next = s.nextInBucket;
        s.nextInBucket = null;
        int slot = slot(s.hash);
        Story tail = tails[slot];
        if (tail == null) {
          buckets[slot] = s;
        } else {
          tail.nextInBucket = s;
        }
        tails[slot] = s;
        s = next;
      }
    }
  }

  /** Makes a story the newest. */
  void touch(Story story) {
    if (story != newest) {
      unlink(story);
      append(story);
    }
  }

  void remove(Story story) {
    int slot = slot(story.hash);
    Story s = buckets[slot];
    if (s == story) {
      buckets[slot] = story.nextInBucket;
    } else {
      while (s != null && s.nextInBucket != story) {
        s = s.nextInBucket;
      }
      if (s == null) {
        return;
      }
      s.nextInBucket = story.nextInBucket;
    }
    story.nextInBucket = null;
    unlink(story);
    size--;
  }

  /** How many stories the fullest bucket has: the most steps that a search takes. */
  int longestBucket() {
    int longest = 0;
    for (Story bucket : buckets) {
      int length = 0;
      for (Story s = bucket; s != null; s = s.nextInBucket) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private void append(Story story) {
    story.older = newest;
    story.newer = null;
    if (newest == null) {
      oldest = story;
    } else {
      newest.newer = story;
    }
    newest = story;
  }

  private void unlink(Story story) {
    if (story.older == null) {
      oldest = story.newer;
    } else {
      story.older.newer = story.newer;
    }
    if (story.newer == null) {
      newest = story.older;
    } else {
      story.newer.older = story.older;
    }
    story.older = null;
    story.newer = null;
  }

  /** Visits all, the one that was silent longest first; the visitor may not change the table. */
  void forEach(Consumer<Story> visitor) {
    for (Story s = oldest; s != null; s = s.newer) {
      visitor.accept(s);
    }
  }
}
