package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open messages, by host and queue id; and in the order of their last line, so that the one
 * that was silent longest is at hand. Several messages may have the same host and id: instances of
 * one server.
 */
final class StoryTable {
  private @Nullable Story[] buckets = new @Nullable Story[1024];
  private int size;
  private @Nullable Story oldest;
  private @Nullable Story newest;
  private byte[] probe = new byte[256];

  int size() {
    return size;
  }

  @Nullable Story oldest() {
    return oldest;
  }

  /**
   * The first story of a host and an id; the others follow by {@link #next}. {@code null} if there
   * is none.
   */
  @Nullable Story first(@Nullable ByteSlice host, ByteSlice queueId) {
    int length = fill(host, queueId);
    return match(buckets[slot(hash(length))], length);
  }

  /** The next story of the same host and id. */
  @Nullable Story next(Story story) {
    for (Story s = story.nextInBucket; s != null; s = s.nextInBucket) {
      if (s.hash == story.hash && Arrays.equals(s.key, story.key)) {
        return s;
      }
    }
    return null;
  }

  private @Nullable Story match(@Nullable Story bucket, int length) {
    int hash = hash(length);
    for (Story s = bucket; s != null; s = s.nextInBucket) {
      if (s.hash == hash && ByteScan.equal(s.key, 0, s.key.length, probe, 0, length)) {
        return s;
      }
    }
    return null;
  }

  private int fill(@Nullable ByteSlice host, ByteSlice queueId) {
    int hostLength = host == null ? 0 : host.length();
    int length = hostLength + 1 + queueId.length();
    if (probe.length < length) {
      probe = new byte[2 * length];
    }
    if (host != null) {
      System.arraycopy(host.array(), host.from(), probe, 0, hostLength);
    }
    probe[hostLength] = 0;
    System.arraycopy(queueId.array(), queueId.from(), probe, hostLength + 1, queueId.length());
    return length;
  }

  private int hash(int length) {
    return ByteScan.hash(probe, 0, length);
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & buckets.length - 1;
  }

  /** Adds a story under the host and id given, as the newest. */
  void add(Story story, @Nullable ByteSlice host, ByteSlice queueId) {
    int length = fill(host, queueId);
    story.key = Arrays.copyOf(probe, length);
    addByKey(story);
  }

  /** Adds a story whose key is set already. */
  void addByKey(Story story) {
    story.hash = ByteScan.hash(story.key, 0, story.key.length);
    if (size >= buckets.length) {
      grow();
    }
    // Behind the others of its bucket, so that stories of one id keep their order.
    int slot = slot(story.hash);
    Story last = buckets[slot];
    if (last == null) {
      buckets[slot] = story;
    } else {
      while (last.nextInBucket != null) {
        last = last.nextInBucket;
      }
      last.nextInBucket = story;
    }
    story.nextInBucket = null;
    append(story);
    size++;
  }

  private void grow() {
    buckets = new @Nullable Story[2 * buckets.length];
    for (Story s = oldest; s != null; s = s.newer) {
      s.nextInBucket = null;
    }
    @Nullable Story[] tails = new @Nullable Story[buckets.length];
    for (Story s = oldest; s != null; s = s.newer) {
      int slot = slot(s.hash);
      Story tail = tails[slot];
      if (tail == null) {
        buckets[slot] = s;
      } else {
        tail.nextInBucket = s;
      }
      tails[slot] = s;
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
