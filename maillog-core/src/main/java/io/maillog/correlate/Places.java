package io.maillog.correlate;

import java.util.Arrays;

/**
 * The frame of a table: its entries have places, numbers from 0 on, are found by a hash, and stand
 * in an order, the one that was touched longest ago first. The owner keeps the entries themselves,
 * each under its place.
 *
 * <p>What an entry is linked with stands side by side in an array of numbers. So each step of a
 * search or of the order looks at one place of memory, and moving an entry stores no reference,
 * which a collector would have to be told of.
 */
final class Places {
  /** No place. */
  static final int NONE = -1;

  private static final int FIRST_SIZE = 256; // a power of two

  // Of each place so many numbers, in this order.
  private static final int LINKS = 4;
  private static final int HASH = 0;
  private static final int NEXT = 1; // of its bucket, or of those that are free
  private static final int OLDER = 2;
  private static final int NEWER = 3;

  private int[] links = new int[0];
  private int[] buckets = new int[0];
  private int size;
  private int used; // places that were ever given
  private int free = NONE;
  private int oldest = NONE;
  private int newest = NONE;

  /** How many places are taken. */
  int size() {
    return size;
  }

  /** How many places there are, so that an owner's array can hold all. */
  int capacity() {
    return buckets.length;
  }

  /** The place that was touched longest ago, or {@link #NONE}. */
  int oldest() {
    return oldest;
  }

  /** The place that was touched last, or {@link #NONE}. */
  int newest() {
    return newest;
  }

  /** The place that was touched before this one, or {@link #NONE}. */
  int older(int place) {
    return links[place * LINKS + OLDER];
  }

  /** The place that was touched after this one, or {@link #NONE}. */
  int newer(int place) {
    return links[place * LINKS + NEWER];
  }

  /** The first place with this hash; the others follow by {@link #next}. {@link #NONE} if none. */
  int first(int hash) {
    return size == 0 ? NONE : withHash(buckets[bucket(hash)], hash);
  }

  /** The next place with the same hash, in the order in which they were added, or {@link #NONE}. */
  int next(int place) {
    return withHash(links[place * LINKS + NEXT], links[place * LINKS + HASH]);
  }

  private int withHash(int from, int hash) {
    int place = from;
    while (place != NONE && links[place * LINKS + HASH] != hash) {
      place = links[place * LINKS + NEXT];
    }
    return place;
  }

  private int bucket(int hash) {
    return hash & buckets.length - 1;
  }

  /**
   * Takes a place, as the one that was touched last.
   *
   * @param before the place with the same hash that it comes before; {@link #NONE} for the last one
   */
  int add(int hash, int before) {
    if (size == buckets.length) {
      grow();
    }
    int place = free;
    if (place == NONE) {
      place = used++;
    } else {
      free = links[place * LINKS + NEXT];
    }
    size++;
    links[place * LINKS + HASH] = hash;
    links[place * LINKS + NEXT] = before;
    link(bucket(hash), before, place);
    append(place);
    return place;
  }

  /** Gives a place back. */
  void remove(int place) {
    link(bucket(links[place * LINKS + HASH]), place, links[place * LINKS + NEXT]);
    unlink(place);
    links[place * LINKS + NEXT] = free;
    free = place;
    size--;
  }

  /** What led to {@code from} in a bucket, leads to {@code to} now. */
  private void link(int bucket, int from, int to) {
    int place = buckets[bucket];
    if (place == from) {
      buckets[bucket] = to;
      return;
    }
    int next = links[place * LINKS + NEXT];
    while (next != from) {
      place = next;
      next = links[place * LINKS + NEXT];
    }
    links[place * LINKS + NEXT] = to;
  }

  /** Makes a place the one that was touched last. */
  void touch(int place) {
    if (place != newest) {
      unlink(place);
      append(place);
    }
  }

  private void append(int place) {
    links[place * LINKS + OLDER] = newest;
    links[place * LINKS + NEWER] = NONE;
    if (newest == NONE) {
      oldest = place;
    } else {
      links[newest * LINKS + NEWER] = place;
    }
    newest = place;
  }

  private void unlink(int place) {
    int older = links[place * LINKS + OLDER];
    int newer = links[place * LINKS + NEWER];
    if (older == NONE) {
      oldest = newer;
    } else {
      links[older * LINKS + NEWER] = newer;
    }
    if (newer == NONE) {
      newest = older;
    } else {
      links[newer * LINKS + OLDER] = older;
    }
  }

  private void grow() {
    int[] old = buckets;
    buckets = new int[Math.max(FIRST_SIZE, 2 * old.length)];
    links = Arrays.copyOf(links, buckets.length * LINKS);
    Arrays.fill(buckets, NONE);
    // Each bucket from its end, so that each place comes before those that came behind it.
    for (int first : old) {
      for (int place = reversed(first); place != NONE; ) {
        int next = links[place * LINKS + NEXT];
        int bucket = bucket(links[place * LINKS + HASH]);
        links[place * LINKS + NEXT] = buckets[bucket];
        buckets[bucket] = place;
        place = next;
      }
    }
  }

  /** Turns a bucket round; its new first place. */
  private int reversed(int first) {
    int before = NONE;
    for (int place = first; place != NONE; ) {
      int next = links[place * LINKS + NEXT];
      links[place * LINKS + NEXT] = before;
      before = place;
      place = next;
    }
    return before;
  }

  /** How many places the fullest bucket has: the most steps that a search takes. */
  int longestBucket() {
    int longest = 0;
    for (int first : buckets) {
      int length = 0;
      for (int place = first; place != NONE; place = links[place * LINKS + NEXT]) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
