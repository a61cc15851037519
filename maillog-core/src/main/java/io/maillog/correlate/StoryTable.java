package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.EventKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The open messages, by queue id, whatever their host; and in the order of their last line, so that
 * the one that was silent longest is at hand. Several messages may have the same host and id:
 * instances of one server.
 */
final class StoryTable {
  /** How many messages of one queue id are open: each line of the id may be of any. */
  static final int MAX_SAME_ID = 64;

  /** What the stories take. */
  final HeldBytes held = new HeldBytes();

  private final Places places = new Places();
  private @Nullable Story[] stories = new @Nullable Story[0];
  private long added;
  private final TextHash hash;

  StoryTable() {
    this(TextHash.OF_PROCESS);
  }

  StoryTable(TextHash hash) {
    this.hash = hash;
  }

  int size() {
    return places.size();
  }

  /** The story that was silent longest; {@code null} if there is none. */
  @Nullable Story oldest() {
    return at(places.oldest());
  }

  /** The story that had a line last; {@code null} if there is none. */
  @Nullable Story newest() {
    return at(places.newest());
  }

  /** The story that had its last line before this one's. */
  @Nullable Story older(Story story) {
    return at(places.older(story.place));
  }

  /** The story that had its last line after this one's. */
  @Nullable Story newer(Story story) {
    return at(places.newer(story.place));
  }

  private @Nullable Story at(int place) {
    return place == Places.NONE ? null : stories[place];
  }

  /**
   * The first story of a host and an id; the others follow by {@link #next}, in the order in which
   * they were made. {@code null} if there is none.
   */
  @Nullable Story first(@Nullable ByteSlice host, ByteSlice queueId) {
    int place = places.first(hashOf(queueId));
    Story s = at(place);
    while (s != null && !s.hasKey(host, queueId)) {
      place = places.next(place);
      s = at(place);
    }
    return s;
  }

  /** The next story of the same host and id. */
  @Nullable Story next(Story story) {
    int place = places.next(story.place);
    Story s = at(place);
    while (s != null && !s.sameKey(story)) {
      place = places.next(place);
      s = at(place);
    }
    return s;
  }

  /**
   * The open story of a host, an instance and an id, for a line of this kind.
   *
   * <p>A service may log under a name of its own that looks like another instance's (syslog_name).
   * So a line without a story of its own instance belongs to the one story that has the id. One
   * that begins a message belongs only to a story that the same service began, and one of the
   * queue's daemons to none of which another instance's queue manager has told.
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
    boolean ofQueue =
        kind == EventKind.MESSAGE_ID || kind == EventKind.QUEUED || kind == EventKind.REMOVED;
    // The queue's own daemons know which instance it is; cleanup(8) may be a service of a name.
    if (ofQueue && (!only.placed || (kind == EventKind.QUEUED && !isManaged(only)))) {
      only.instance = instance;
    } else if (ofQueue
        && isManaged(only)
        && (kind != EventKind.MESSAGE_ID || only.hasMessageId())) {
      return null; // of another instance's message
    }
    return only;
  }

  /** Whether the queue manager's line was seen, which alone says the size beside the instance. */
  private static boolean isManaged(Story story) {
    return story.placed && story.queued && story.size >= 0;
  }

  /** The only story of a host and an id; {@code null} if there is none, or several. */
  @Nullable Story only(@Nullable ByteSlice host, ByteSlice id) {
    Story first = first(host, id);
    return first == null || next(first) != null ? null : first;
  }

  /**
   * The first story of a queue id, on whatever host, in the order in which they were made; {@code
   * null} if there is none.
   */
  @Nullable Story firstOf(ByteSlice queueId) {
    return ofId(places.first(hashOf(queueId)), queueId);
  }

  /** The next story of the queue id, on whatever host. */
  @Nullable Story nextOf(Story story, ByteSlice queueId) {
    return ofId(places.next(story.place), queueId);
  }

  private @Nullable Story ofId(int from, ByteSlice queueId) {
    int place = from;
    Story s = at(place);
    while (s != null && !s.isQueueId(queueId)) {
      place = places.next(place);
      s = at(place);
    }
    return s;
  }

  private int hashOf(ByteSlice queueId) {
    return hash.of(queueId.array(), queueId.from(), queueId.to());
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
    int hashOfId = story.hashQueueId(hash);
    // Behind the older ones: stories of one id stand in the order of their making.
    Story first = null;
    int count = 1;
    int before = places.first(hashOfId);
    for (Story s = at(before); s != null && s.serial < story.serial; s = at(before)) {
      if (s.sameQueueId(story)) {
        first = first == null ? s : first;
        count++;
      }
      before = places.next(before);
    }
    story.place = places.add(hashOfId, before);
    if (story.place >= stories.length) {
      stories = Arrays.copyOf(stories, places.capacity());
    }
    stories[story.place] = story;
    story.heldBy(held);
    return count > MAX_SAME_ID ? first : null;
  }

  /** Makes a story the newest. */
  void touch(Story story) {
    places.touch(story.place);
  }

  /** Removes a story, if it is in the table. */
  void remove(Story story) {
    if (at(story.place) == story) {
      stories[story.place] = null;
      story.heldBy(null);
      places.remove(story.place);
      story.place = Places.NONE;
    }
  }

  /** How many stories the fullest bucket has: the most steps that a search takes. */
  int longestBucket() {
    return places.longestBucket();
  }
}
