package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.MailEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells lines that several logs of one source have alike: syslog daemons write a line into more
 * than one file, and Exim writes a refusal into its main log and its rejectlog. Takes the lines of
 * all logs in the order of time, and remembers those of the last {@value #WINDOW_SECONDS} seconds
 * and more, as hashes.
 *
 * <p>A line that one log has twice is no copy; one that it has for the k-th time is, if another log
 * has had it k times.
 */
final class LineCopies {
  /** Lines of a log may be out of order by so much. */
  static final int WINDOW_SECONDS = 10;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ByteSlice slice = new ByteSlice();
  private Counts recent = new Counts();
  private Counts before = new Counts();
  private long start;

  /**
   * Whether another log of the source has had the line.
   *
   * @param event the line
   * @param second its time, or that of the line before it in its log, in seconds since 1970
   * @param log the number of its log
   * @param source the number of its source
   */
  boolean isCopy(MailEvent event, long second, int log, int source) {
    // A step back within a window is a line out of order.
    if (second - start >= WINDOW_SECONDS || start - second > WINDOW_SECONDS) {
      Counts oldest = before;
      before = recent;
      recent = oldest;
      recent.clear();
      start = second;
    }
    if (recent.isFull()) {
      return false;
    }
    ByteSlice line = event.line(slice);
    long hash = hash(line.array(), line.from(), line.to(), source + 1);
    long ownHash = hash + (log + 1) * MIX;
    int own = before.get(ownHash) + recent.get(ownHash) + 1;
    int given = before.get(hash) + recent.get(hash);
    recent.increment(ownHash);
    if (own <= given) {
      return true;
    }
    recent.increment(hash);
    return false;
  }

  // --- saving and restoring

  void save(DataOutput out) throws IOException {
    out.writeLong(start);
    recent.save(out);
    before.save(out);
  }

  void restore(DataInput in) throws IOException {
    start = in.readLong();
    recent.restore(in);
    before.restore(in);
  }

  private static long hash(byte[] b, int from, int to, long seed) {
    long h = seed * MIX + (to - from);
    int i = from;
    for (; i <= to - 8; i += 8) {
      h = mix(h ^ ByteScan.word(b, i));
    }
    return mix(h ^ ByteScan.word(b, i, to - i));
  }

  private static long mix(long h) {
    long x = h * 0xC2B2AE3D27D4EB4FL;
    return x ^ (x >>> 29);
  }

  /** How often each hash was met. */
  private static final class Counts {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int MAX_SLOTS = 1 << 17;

    private long[] keys = new long[FIRST_SLOTS];
    private int[] counts = new int[FIRST_SLOTS];
    private int used;

    int get(long hash) {
      return counts[slot(hash)];
    }

    void increment(long hash) {
      int slot = slot(hash);
      counts[slot]++;
      if (keys[slot] == 0) {
        keys[slot] = key(hash);
        if (2 * ++used > keys.length && keys.length < MAX_SLOTS) {
          grow();
        }
      }
    }

    /** Whether no more is remembered: a bound on memory, and on what a search costs. */
    boolean isFull() {
      return 2 * used > MAX_SLOTS;
    }

    void save(DataOutput out) throws IOException {
      out.writeInt(used);
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] != 0) {
          out.writeLong(keys[i]);
          out.writeInt(counts[i]);
        }
      }
    }

    void restore(DataInput in) throws IOException {
      for (int i = in.readInt(); i > 0 && !isFull(); i--) {
        long key = in.readLong();
        increment(key);
        counts[slot(key)] = in.readInt();
      }
    }

    void clear() {
      if (keys.length > FIRST_SLOTS) {
        keys = new long[FIRST_SLOTS];
        counts = new int[FIRST_SLOTS];
      } else if (used > 0) {
        Arrays.fill(keys, 0);
        Arrays.fill(counts, 0);
      }
      used = 0;
    }

    private static long key(long hash) {
      return hash == 0 ? 1 : hash;
    }

    /** The place of a hash, or the free one where it belongs. */
    private int slot(long hash) {
      long key = key(hash);
      int slot = (int) (key ^ (key >>> 32)) & (keys.length - 1);
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldCounts = counts;
      keys = new long[2 * oldKeys.length];
      counts = new int[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          counts[slot(oldKeys[i])] = oldCounts[i];
          keys[slot(oldKeys[i])] = oldKeys[i];
        }
      }
    }
  }
}
